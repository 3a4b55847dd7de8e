"""Core calls that may take longer than a blink, off the GUI thread: one worker, so they happen in order."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal

from kiosk.errors import KioskError

T = TypeVar("T")

LONG_MS = 800  # a call that takes longer is told on the screen


class Jobs(QObject):
    """Runs calls one after the other; answers come back on the thread that owns this object."""

    busyChanged = Signal()
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="jobs")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._begun, self._busy = 0, False
        self._patience = QTimer(self, singleShot=True, interval=LONG_MS)
        self._patience.timeout.connect(lambda: self._set_busy(True))

    @Property(bool, notify=busyChanged)
    def busy(self) -> bool:
        """Somebody has waited for an answer so long that the screen must say so."""
        return self._busy

    def do(self, call: Callable[[], T], then: Callable[[T], None], failed: Callable[[KioskError], None]) -> None:
        """Run `call` and hand its value to `then`, or its error to `failed`.

        An exception that is not ours is a mistake in this software: it is raised on the GUI thread, where it shows.
        """

        def run() -> None:
            try:
                value = call()
            except KioskError as error:
                self._answered.emit((failed, error, None))
            except Exception as error:
                self._answered.emit((None, None, error))
            else:
                self._answered.emit((then, value, None))

        if self._begun == 0:
            self._patience.start()
        self._begun += 1
        self._worker.submit(run)

    def close(self, *, wait: bool = True) -> None:
        """Let what was begun come to its end, and take nothing new; without `wait` nobody hears of its end."""
        self._worker.shutdown(wait=wait, cancel_futures=not wait)

    def _deliver(self, answer: tuple[Callable[[Any], None] | None, Any, Exception | None]) -> None:
        take, value, mistake = answer
        self._begun -= 1
        if self._begun == 0:
            self._patience.stop()
            self._set_busy(False)
        if mistake is not None:
            raise mistake
        if take is not None:
            take(value)

    def _set_busy(self, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busyChanged.emit()
