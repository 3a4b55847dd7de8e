"""The loop that sends on to a nation, as the only one among all workers of a province."""

import logging
import random
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from kiosk.errors import KioskError, StoreError, WorkerRunningError
from sync.province.database import Database
from sync.province.forward import Forwarder
from sync.schedule import Schedule
from sync.worker import only_one

LOOK_SECONDS = 1.0
IDLE_SECONDS = 60.0  # between two looks at the nation when nothing is to be sent
LOCK_FILE = "nation.lock"  # in the province's folder, for SQLite
_LOCK = 7_209_002  # any number; only this software takes advisory locks in its database

log = logging.getLogger(__name__)


class ForwardWorker:
    """Runs rounds of `forwarder` while it holds the province's lock, in PostgreSQL one of the database.

    Args:
        look: seconds between two looks at the outbox, and at a lock that another process holds.
        dice: random numbers in [0, 1).
    """

    def __init__(
        self,
        forwarder: Forwarder,
        database: Database,
        home: Path,
        schedule: Schedule,
        look: float = LOOK_SECONDS,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._forwarder = forwarder
        self._database = database
        self._home = home
        self._schedule = schedule
        self._look = look
        self._dice = dice

    def once(self) -> None:
        """Run one round.

        Raises:
            WorkerRunningError: another process does it already.
            SyncError: why it could not end.
        """
        with self._lock():
            self._forwarder.round()

    def run(self, stop: threading.Event) -> None:
        """Run until `stop` is set; where another process does it already, stand by.

        Raises:
            StoreError: the database, and with it the lock, was lost.
        """
        while not stop.is_set():
            try:
                with self._lock() as still_ours:
                    self._rounds(stop, still_ours)
            except WorkerRunningError:
                stop.wait(self._look)

    def _rounds(self, stop: threading.Event, still_ours: Callable[[], None]) -> None:
        failures, wait = 0, 0.0
        while not stop.wait(wait):
            still_ours()
            done = self._forwarder.settled
            try:
                self._forwarder.round()
                failures, wait = 0, 0.0
                self._until_something_waits(stop)
            except StoreError:
                raise
            except KioskError as error:
                log.info("round ended: %s", type(error).__name__)
                failures = 1 if self._forwarder.settled > done else failures + 1
                wait = self._schedule.delay(failures, self._dice(), getattr(error, "retry_after", None))

    def _until_something_waits(self, stop: threading.Event) -> None:
        for _ in range(max(1, round(IDLE_SECONDS / self._look))):
            if stop.wait(self._look) or self._forwarder.waits():
                return

    @contextmanager
    def _lock(self) -> Generator[Callable[[], None]]:
        if not self._database.is_postgresql:
            with only_one(self._home / LOCK_FILE):
                yield lambda: None
            return
        with self._database.engine.connect() as db:
            db.execution_options(isolation_level="AUTOCOMMIT")
            if not db.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar():
                raise WorkerRunningError
            try:
                yield lambda: _alive(db)
            finally:
                db.invalidate()  # the session's end gives the lock back


def _alive(db: Connection) -> None:
    try:
        db.execute(text("SELECT 1"))
    except DBAPIError as error:
        raise StoreError(problem=type(error).__name__) from error
