"""The line that fails on command does what it says: a throttled one is no faster than its rate, and loses nothing."""

import socket
import threading
import time

from kiosk.commands.demo.relay import Relay

BYTES, RATE = 30_000, 60_000


def carried(relay: Relay, up: bytes, down: bytes) -> tuple[bytes, bytes]:
    """Send `up` through the line to a server that then answers `down`; returns what came, there and here."""
    came: list[bytes] = []

    def serve() -> None:
        far, _ = listener.accept()
        with far:
            came.append(read_all(far))
            far.sendall(down)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        relay.target = listener.getsockname()
        server = threading.Thread(target=serve)
        server.start()
        with socket.create_connection(("127.0.0.1", relay.port)) as near:
            near.sendall(up)
            near.shutdown(socket.SHUT_WR)
            answer = read_all(near)
        server.join()
    return came[0], answer


def read_all(one: socket.socket) -> bytes:
    return b"".join(iter(lambda: one.recv(65536), b""))


def test_a_throttled_line_is_no_faster_than_its_rate_and_loses_nothing():
    up, down = bytes(range(256)) * (BYTES // 256), b"answer" * (BYTES // 6)
    with Relay(("127.0.0.1", 1)) as relay:
        relay.throttle(RATE)
        began = time.monotonic()
        assert carried(relay, up, down) == (up, down)
        # A lower bound: a slow machine cannot fail it.
        assert time.monotonic() - began > 0.9 * (len(up) + len(down)) / RATE
