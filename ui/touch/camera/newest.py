"""Work that must never pile up: one item at a time on a worker thread, and of those that wait only the newest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
R = TypeVar("R")


class _Answer(QObject):
    """A generic class cannot be a QObject itself."""

    came = Signal(object)


class Newest(Generic[T, R]):
    """
    Args:
        work: called on the worker thread.
        then: takes what `work` returned, on the thread that made this object.
        failed: takes what `work` raised, on the same thread.
    """

    def __init__(
        self, name: str, work: Callable[[T], R], then: Callable[[R], None], failed: Callable[[Exception], None]
    ) -> None:
        self._work, self._then, self._failed = work, then, failed
        self._worker = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._answer = _Answer()
        self._answer.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._busy, self._waiting, self._round = False, list[T](), 0

    def offer(self, item: T) -> None:
        """Work on `item` now, or as soon as the present one is done unless a newer one comes."""
        if self._busy:
            self._waiting = [item]
        else:
            self._begin(item)

    def forget(self) -> None:
        """Drop what waits, and what the present work will return."""
        self._waiting = []
        self._round += 1

    def close(self) -> None:
        """Drop everything and wait for the present work to end."""
        self.forget()
        self._worker.shutdown(wait=True)

    def _begin(self, item: T) -> None:
        self._busy = True
        self._worker.submit(self._run, item, self._round)

    def _run(self, item: T, begun_in: int) -> None:
        try:
            answer: tuple[int, Any, Exception | None] = (begun_in, self._work(item), None)
        except Exception as mistake:
            answer = (begun_in, None, mistake)
        self._answer.came.emit(answer)

    def _deliver(self, answer: tuple[int, Any, Exception | None]) -> None:
        begun_in, value, mistake = answer
        self._busy = False
        if self._waiting:
            self._begin(self._waiting.pop())
        if begun_in != self._round:
            return
        if mistake is not None:
            self._failed(mistake)
        else:
            self._then(value)
