"""Sockets on which a province answers: one, or one for each of its processes at the same port."""

import socket

WAITING = 512  # connections that may wait until a worker takes them


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at `host`; port 0 takes a free one."""
    return _open(host, port, shared=False)


def listen_each(host: str, port: int, workers: int) -> list[socket.socket]:
    """Return a socket for each of so many processes, all listening at one port; the system deals connections out.

    With a single socket, whichever process woke last would take nearly all of them. A process that dies loses only what
    it had begun: who holds its socket open can hand it to the next.

    Raises:
        OSError: the port is taken, also where another program shares its own in the same way.
    """
    with listen(host, port) as asked:
        port = asked.getsockname()[1]
    return [_open(host, port, shared=True) for _ in range(workers)]


def _open(host: str, port: int, *, shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=WAITING, reuse_port=shared)
