"""The lines a printer may hang on, as python-escpos has them, each with limits on how long it may take.

All of them raise OSError, EscposError or SerialException; printers.escpos translates.
"""

import os
import select
import socket
from io import FileIO
from pathlib import Path
from typing import ClassVar, Protocol, cast

from escpos.printer import File, Network, Serial
from serial import Serial as Port

WRITE_SECONDS = 3.0
TCP_PORT = 9100
BAUD = 115200
SEND_BUFFER = 4096  # small, so that a printer that has stopped reading is noticed and not hidden by our own buffer


class Line(Protocol):
    """What the printer needs of a line."""

    hears: ClassVar[bool]  # whether the printer can answer

    def open(self, raise_not_found: bool = True) -> None: ...
    def close(self) -> None: ...
    def patience(self, seconds: float) -> None:
        """Wait that long for the next answer; then `_read` raises TimeoutError or returns nothing."""
        ...

    def _raw(self, msg: bytes) -> None: ...
    def _read(self) -> bytes: ...


class TcpLine(Network):
    """python-escpos' TCP line. Its own `open` knows no IPv6 and leaves a socket behind when it fails."""

    hears: ClassVar[bool] = True

    def __init__(self, host: str, port: int = TCP_PORT) -> None:
        super().__init__(host, port, timeout=WRITE_SECONDS)

    def open(self, raise_not_found: bool = True) -> None:
        line = socket.create_connection((self.host, self.port), self.timeout)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.device = line

    def patience(self, seconds: float) -> None:
        cast(socket.socket, self.device).settimeout(seconds)

    def _read(self) -> bytes:
        answer = super()._read()
        if not answer:
            raise ConnectionResetError("the printer hung up")
        return answer


class SerialLine(Serial):
    """python-escpos' serial line with a limit on writing: a printer that holds its hand up must not hold us."""

    hears: ClassVar[bool] = True

    def __init__(self, device: str, baud: int = BAUD) -> None:
        super().__init__(device, baudrate=baud)

    def open(self, raise_not_found: bool = True) -> None:
        super().open(raise_not_found)
        cast(Port, self.device).write_timeout = WRITE_SECONDS

    def close(self) -> None:
        if isinstance(self._device, Port) and self._device.is_open:
            self._device.close()  # python-escpos flushes first, which waits for ever on a stopped printer
        self._device = False

    def patience(self, seconds: float) -> None:
        cast(Port, self.device).timeout = seconds

    def _read(self) -> bytes:
        return cast(Port, self.device).read(1)  # python-escpos asks for 16 and waits out the time for the other 15


class DeviceLine(File):
    """A device file such as /dev/usb/lp0. Writing to one blocks while the printer is out of paper, so it is polled."""

    hears: ClassVar[bool] = False

    def __init__(self, device: Path) -> None:
        super().__init__(str(device))

    def open(self, raise_not_found: bool = True) -> None:
        number = os.open(self.devfile, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
        self.device = os.fdopen(number, "wb", buffering=0)

    def patience(self, seconds: float) -> None:
        """Nothing is ever heard on this line."""

    def _raw(self, msg: bytes) -> None:
        number, rest = cast(FileIO, self.device).fileno(), memoryview(msg)
        while rest:
            if not select.select([], [number], [], WRITE_SECONDS)[1]:
                raise TimeoutError("the printer takes nothing")
            rest = rest[os.write(number, rest) :]
