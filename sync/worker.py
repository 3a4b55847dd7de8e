"""The loop that keeps a hall and its province in step, as the only one of its kind in the hall.

It says in the store what screens may say: whether the province was reached, when, and what still waits.
"""

import fcntl
import logging
import random
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.errors import KioskError, NotEnrolledError, RevokedError, StoreError, WorkerRunningError
from kiosk.store import outbox, sync_state
from kiosk.store.database import Store
from sync.client import SyncClient
from sync.schedule import Schedule

LOOK_SECONDS = 1.0

log = logging.getLogger(__name__)


class Worker:
    """Lets `client` work until told to stop.

    Args:
        lock_file: held while running, so that one machine has one worker.
        look: seconds between two looks at the outbox.
        dice: random numbers in [0, 1).
    """

    def __init__(
        self,
        client: SyncClient,
        store: Store,
        lock_file: Path,
        schedule: Schedule | None = None,
        look: float = LOOK_SECONDS,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._client = client
        self._store = store
        self._lock_file = lock_file
        self._schedule = schedule or Schedule()
        self._look = look
        self._dice = dice

    def once(self) -> None:
        """Run one round.

        Raises:
            SyncError: why it could not end.
        """
        with only_one(self._lock_file):
            try:
                self._client.round()
            except KioskError as error:
                self._note(error)
                raise

    def run(self, stop: threading.Event) -> None:
        """Run until `stop` is set.

        Raises:
            WorkerRunningError: another process does it already.
        """
        with only_one(self._lock_file):
            failures = 0
            try:
                while not stop.is_set():
                    failures = self._turn(stop, failures)
            finally:
                self._note(None)

    def _turn(self, stop: threading.Event, failures: int) -> int:
        """Work until nothing waits, and then wait for the reason to go on; returns the failures in a row."""
        done, seen = self._client.progress, outbox.newest(self._store.db)
        try:
            while not stop.is_set() and self._client.step():
                seen = outbox.newest(self._store.db)
        except (RevokedError, NotEnrolledError) as error:
            self._note(error)
            self._wait(stop, self._schedule.cap, self._enrolled_anew)
            return 0
        except KioskError as error:
            self._note(error)
            failures = 1 if self._client.progress > done else failures + 1
            stop.wait(self._schedule.delay(failures, self._dice(), getattr(error, "retry_after", None)))
            return failures
        self._wait(stop, self._client.seconds_left, lambda: outbox.newest(self._store.db) > seen)
        return 0

    def _wait(self, stop: threading.Event, seconds: float, wake: Callable[[], bool]) -> None:
        """Wait `seconds`, shorter when `wake` says so or `stop` is set."""
        left = seconds
        while left > 0 and not wake() and not stop.wait(min(self._look, left)):
            left -= self._look

    def _enrolled_anew(self) -> bool:
        """Whether somebody enrolled the machine since the province refused it: that clears the error."""
        return sync_state.sync_status(self._store.db).last_error is None

    def _note(self, error: KioskError | None) -> None:
        """Say in the store that the province was not reached; a full disk must not end the worker."""
        if error is not None:
            cause = type(error.__cause__).__name__ if error.__cause__ else ""
            log.info("round ended: %s %s", type(error).__name__, cause)
        with suppress(StoreError), self._store.act() as act:
            sync_state.note_failure(act.db, act.now, error.text_id if error else None)


@contextmanager
def only_one(lock_file: Path) -> Generator[None]:
    """Hold the hall's one sync lock; the system lets go of it when the process ends, however it ends.

    Raises:
        WorkerRunningError: another process holds it.
    """
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise WorkerRunningError from error
        yield
