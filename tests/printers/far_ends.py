"""Printers made of sockets and pseudo-terminals, and a small judge of the bytes that reach them."""

import os
import pty
import socket
import threading
import tty
from dataclasses import dataclass

from PIL import Image

# What a printer says to DLE EOT 1 (online), 2 (why offline) and 4 (paper), as one was seen to answer.
ONLINE, OFFLINE, PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
ANSWERS = {
    "silent": {},
    "good": {ONLINE: b"\x12", OFFLINE: b"\x12", PAPER: b"\x12"},
    "paper near end": {ONLINE: b"\x12", OFFLINE: b"\x12", PAPER: b"\x1e"},
    "paper out": {ONLINE: b"\x1a", OFFLINE: b"\x32", PAPER: b"\x7e"},
    "cover open": {ONLINE: b"\x1a", OFFLINE: b"\x16", PAPER: b"\x12"},
    "broken": {ONLINE: b"\x1a", OFFLINE: b"\x52", PAPER: b"\x12"},
    "offline": {ONLINE: b"\x1a", OFFLINE: b"\x12", PAPER: b"\x12"},
}


@dataclass
class Receipt:
    """What came out: `picture` has mode "1" (0 = black), `bands` are the rows of each picture command."""

    picture: Image.Image
    bands: list[int]
    cut: bool = False


def receipts(job: bytes) -> list[Receipt]:
    """Read ESC/POS back into papers, one for each ESC @; a command we never send is an AssertionError."""
    found: list[Receipt] = []
    rows: list[bytes] = []
    at = wide = 0
    while at < len(job):
        if job[at : at + 2] == b"\x1b@":
            found.append(Receipt(Image.new("1", (1, 1)), []))
            rows, at = [], at + 2
        elif job[at : at + 4] == b"\x1dv0\x00":
            wide, high = (int.from_bytes(job[at + n : at + n + 2], "little") for n in (4, 6))
            rows.append(job[at + 8 : at + 8 + wide * high])
            found[-1].bands.append(high)
            at += 8 + wide * high
        elif job[at : at + 3] == b"\x1dVB":
            dots = bytes(byte ^ 0xFF for byte in b"".join(rows))
            found[-1].picture = Image.frombytes("1", (wide * 8, sum(found[-1].bands)), dots)
            found[-1].cut, at = True, at + 4
        elif job[at : at + 2] in (b"\x1bd", b"\x10\x04"):
            at += 3
        else:
            raise AssertionError(f"unknown command {job[at : at + 4]!r} at {at}")
    return found


def differing_dots(one: Image.Image, other: Image.Image) -> int:
    """Count the dots that differ in two pictures of one size."""
    assert one.size == other.size
    return sum((a ^ b).bit_count() for a, b in zip(one.tobytes(), other.tobytes(), strict=True))


class TcpPrinter:
    """A printer on loopback: may hang up after `dies_after` bytes, or (`reads` False) take nothing at all."""

    def __init__(self, mood: str, *, dies_after: int | None = None, reads: bool = True) -> None:
        self.answers, self.dies_after, self.reads = ANSWERS[mood], dies_after, reads
        self.got = b""
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # as small as a printer's
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self.port: int = self._listener.getsockname()[1]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        """Refuse from now on; returns when everything sent has been read."""
        if not self._stop.is_set():
            self._stop.set()
            self._listener.shutdown(socket.SHUT_RDWR)
            self._thread.join()
            self._listener.close()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                if self.reads:
                    self._take(line)
                else:
                    self._stop.wait()

    def _take(self, line: socket.socket) -> None:
        while data := line.recv(2048):
            self.got += data
            if self.dies_after is not None and len(self.got) >= self.dies_after:
                return
            if answer := self.answers.get(self.got[-3:]):
                line.sendall(answer)


class PtyPrinter:
    """A serial printer at the far end of a pseudo-terminal; `reads` False for one that holds its hand up."""

    def __init__(self, mood: str, *, reads: bool = True) -> None:
        self.answers, self.got = ANSWERS[mood], b""
        self._end, self._near = pty.openpty()
        tty.setraw(self._near)
        self.device = os.ttyname(self._near)
        self._thread = threading.Thread(target=self._take) if reads else None
        self._open = True
        if self._thread:
            self._thread.start()

    def close(self) -> None:
        """Hang up; returns when everything sent has been read."""
        if self._open:
            self._open = False
            os.close(self._near)
            if self._thread:
                self._thread.join()
            os.close(self._end)

    def _take(self) -> None:
        while True:
            try:
                data = os.read(self._end, 4096)
            except OSError:  # nobody holds the near end any more
                return
            self.got += data
            if answer := self.answers.get(self.got[-3:]):
                os.write(self._end, answer)
