"""A line that fails on command: a TCP relay on loopback between a machine and its server.

    with Relay(("127.0.0.1", 8710)) as relay:
        relay.cut()         # everything open is reset, everything new too
        relay.restore()
        relay.lose_reply()  # the next reply is swallowed and its connection reset: the server did the work
        relay.throttle(32_000)  # bytes a second, each way

It works on bytes and knows nothing of HTTP: "a reply" is what the server sends next.
"""

import socket
import struct
import threading
import time
from types import TracebackType
from typing import Self

_PIECE = 64 * 1024
_RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with a reset, as a line that breaks


class Relay:
    """Forwards 127.0.0.1:`port` to `target`.

    Args:
        target: (host, port) of the real server.
        port: where to listen; 0 takes a free one.
    """

    def __init__(self, target: tuple[str, int], port: int = 0) -> None:
        self.target = target
        self.port = port
        self.connections = 0  # accepted so far, also those reset at once
        self._guard = threading.Condition()
        self._listener: socket.socket | None = None
        self._threads: list[threading.Thread] = []
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._is_cut = False
        self._let_through: int | None = None  # bytes of the next reply that pass before the line breaks
        self._holds = False
        self._held = 0
        self._rate: float | None = None  # bytes a second, each way
        self._free_at = {False: 0.0, True: 0.0}  # when the line has carried all it took, by `is_reply`
        self._until_cut: int | None = None  # bytes of requests that pass before the line breaks once
        self.forwarded = 0  # bytes of requests that passed

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Listen and forward."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        # Little in the way between the two ends: what a sender has got rid of should be near what has arrived.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _PIECE)
        self.port = self._listener.getsockname()[1]
        self._run(self._accept, self._listener)

    def stop(self) -> None:
        """End everything and wait for it."""
        if self._listener is not None:
            # shutdown() wakes the thread that waits in accept(); close() alone does not.
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.cut()
        self.release()
        for thread in self._threads:
            thread.join()

    def cut(self) -> None:
        """Break the line: what is open is reset, what is new is reset too."""
        with self._guard:
            self._is_cut = True
            for pair in list(self._pairs):
                self._reset(pair)

    def restore(self) -> None:
        """Mend the line for new connections."""
        with self._guard:
            self._is_cut = False

    def lose_reply(self) -> None:
        """Let the next request through, and break the line when its reply comes."""
        self.truncate_reply(0)

    def truncate_reply(self, passing: int) -> None:
        """Let `passing` bytes of the next reply through, and then break the line."""
        with self._guard:
            self._let_through = passing

    def throttle(self, rate: float | None) -> None:
        """Carry no more than `rate` bytes a second each way, all connections together; None is as fast as it goes."""
        with self._guard:
            self._rate = rate

    def cut_after(self, passing: int) -> None:
        """Let `passing` more bytes of requests through, and then break that connection, once."""
        with self._guard:
            self._until_cut = passing

    def hold_replies(self) -> None:
        """Let requests through and keep all replies back."""
        with self._guard:
            self._holds = True

    @property
    def held(self) -> int:
        """How many pieces of replies are kept back now."""
        with self._guard:
            return self._held

    def release(self) -> None:
        """Let replies that were kept back go on."""
        with self._guard:
            self._holds = False
            self._guard.notify_all()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                near, _ = listener.accept()
            except OSError:
                return
            with self._guard:
                self.connections += 1
                refuse = self._is_cut
            if refuse:
                _close(near)
                continue
            self._join(near)

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(self.target)
        except OSError:
            _close(near)
            return
        for one in (near, far):  # a relay adds no waiting of its own
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._guard:
            self._pairs.add((near, far))
        self._run(self._forward, (near, far), near, far, False)
        self._run(self._forward, (near, far), far, near, True)

    def _forward(
        self, pair: tuple[socket.socket, socket.socket], source: socket.socket, sink: socket.socket, is_reply: bool
    ) -> None:
        try:
            while data := source.recv(self._size()):
                passing = self._reply(pair, len(data)) if is_reply else self._request(len(data))
                self._carry(pair, passing, is_reply)
                sink.sendall(data[:passing])
                if passing < len(data):
                    break
            else:
                sink.shutdown(socket.SHUT_WR)
                return
        except OSError:
            pass
        with self._guard:
            self._reset(pair)

    def _size(self) -> int:
        """Return how much to take at once: of a slow line a twentieth of a second."""
        rate = self._rate
        return _PIECE if rate is None else max(256, min(_PIECE, int(rate / 20)))

    def _carry(self, pair: tuple[socket.socket, socket.socket], size: int, is_reply: bool) -> None:
        """Wait as long as the line needs for `size` bytes, shorter when it breaks."""
        with self._guard:
            if self._rate is None:
                return
            self._free_at[is_reply] = max(time.monotonic(), self._free_at[is_reply]) + size / self._rate
            left = self._free_at[is_reply] - time.monotonic()
            self._guard.wait_for(lambda: pair not in self._pairs, timeout=left)

    def _request(self, size: int) -> int:
        """Return how much of a piece of request may pass."""
        with self._guard:
            passing = size
            if self._until_cut is not None:
                passing = min(self._until_cut, size)
                self._until_cut = None if passing < size else self._until_cut - passing
            self.forwarded += passing
            return passing

    def _reply(self, pair: tuple[socket.socket, socket.socket], size: int) -> int:
        """Return how much of a piece of reply may pass; waits while replies are held."""
        with self._guard:
            self._held += 1
            self._guard.wait_for(lambda: not self._holds or pair not in self._pairs)
            self._held -= 1
            if self._let_through is None:
                return size
            passing = min(self._let_through, size)
            self._let_through = None if passing < size else self._let_through - passing
            return passing

    def _reset(self, pair: tuple[socket.socket, socket.socket]) -> None:
        if pair in self._pairs:
            self._pairs.remove(pair)
            for one in pair:
                _close(one)
            self._guard.notify_all()

    def _run(self, what: object, *given: object) -> None:
        thread = threading.Thread(target=what, args=given, daemon=True)  # pyright: ignore[reportArgumentType]
        self._threads.append(thread)
        thread.start()


def _close(one: socket.socket) -> None:
    """Reset a connection, and wake whoever waits for it."""
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    one.close()
