"""Scanners that are read as devices of their own, whatever the window does: a serial line, or a grabbed keyboard."""

import os
import time
from abc import abstractmethod
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

TRY_AGAIN_MS: Final = 2000
MOST_AT_ONCE: Final = 4096
DEAD_MS: Final = 400.0  # after a code: two codes in view come as two lines in one burst


def monotonic_ms() -> float:
    return time.monotonic() * 1000


class Scanner(QObject):
    """A device that comes and goes. Nothing waits: bytes are taken when they are there.

    Subclasses say how it is opened and what bytes mean; any OSError ends the opened device, and it is tried again.
    """

    read = Signal(object)  # the text of a code, None when its bytes are no text

    def __init__(self, now_ms: Callable[[], float] = monotonic_ms) -> None:
        super().__init__()
        self.now_ms = now_ms
        self._told_ms = -DEAD_MS
        self._notifier: QSocketNotifier | None = None
        self._again = QTimer(self, interval=TRY_AGAIN_MS)
        self._again.timeout.connect(self.look)

    @property
    def there(self) -> bool:
        """The device is open."""
        return self._notifier is not None

    def start(self) -> None:
        """Read from now on; where there is no device, look for it again and again."""
        self._again.start()
        self.look()

    def close(self) -> None:
        self._again.stop()
        self._let_go()

    def look(self) -> None:
        """Open the device unless it is open."""
        if self.there:
            return
        try:
            number = self.open_device()
        except OSError:
            return
        if number is None:
            return
        self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._take)

    @abstractmethod
    def open_device(self) -> int | None:
        """Return the file number to read without waiting; None while there is no device. Raises OSError."""

    @abstractmethod
    def close_device(self) -> None:
        """Give the device back; it may be gone already."""

    @abstractmethod
    def take(self, data: bytes) -> None:
        """Take what the device sent."""

    def tell(self, code: str | None) -> None:
        """Let a code be known, unless it came in one burst with the one before."""
        now_ms = self.now_ms()
        if now_ms - self._told_ms >= DEAD_MS:
            self._told_ms = now_ms
            self.read.emit(code)

    def _take(self) -> None:
        if self._notifier is None:
            return
        try:
            data = os.read(self._notifier.socket(), MOST_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.take(data)
        else:
            self._let_go()

    def _let_go(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
            self.close_device()


OpenScanner = Callable[[], Scanner]
