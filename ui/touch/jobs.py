"""Core calls that may take longer than a blink, off the GUI thread: one worker, so they happen in order."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.errors import KioskError

T = TypeVar("T")


class Jobs(QObject):
    """Runs calls one after the other; answers come back on the thread that owns this object."""

    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="jobs")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

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

        self._worker.submit(run)

    def close(self) -> None:
        """Let what was begun come to its end, and take nothing new."""
        self._worker.shutdown(wait=True)

    def _deliver(self, answer: tuple[Callable[[Any], None] | None, Any, Exception | None]) -> None:
        take, value, mistake = answer
        if mistake is not None:
            raise mistake
        if take is not None:
            take(value)
