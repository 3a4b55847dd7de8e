"""The loop that sends on to a nation, as the only one among all workers of a province."""

import logging
import random
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import KioskError, StoreError, WorkerRunningError
from sync.province.database import Database
from sync.province.forward import Forwarder
from sync.province.only_one import Work, only_one_does
from sync.schedule import Schedule

LOOK_SECONDS = 1.0
IDLE_SECONDS = 60.0  # between two looks at the nation when nothing is to be sent

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
        with only_one_does(Work.NATION, self._database, self._home):
            self._forwarder.round()

    def run(self, stop: threading.Event) -> None:
        """Run until `stop` is set; where another process does it already, stand by.

        Raises:
            StoreError: the database, and with it the lock, was lost.
        """
        while not stop.is_set():
            try:
                with only_one_does(Work.NATION, self._database, self._home) as still_ours:
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
