"""What a hall does without being asked, every few seconds: calls for help ring again, the clock is looked at, a day
that is over is closed, and a file that could not be written is tried again."""

import logging
from threading import Event

from kiosk.clock import Clock
from kiosk.clock_keeping import keep_time
from kiosk.config import Settings
from kiosk.queue.desk import Desk
from kiosk.queue.help import remind_help
from kiosk.store.database import Store

LOOK_SECONDS = 2.0
CLOSE_SECONDS = 60.0  # between two looks whether tickets of an earlier day are still open

log = logging.getLogger("kiosk.hall")


class Housekeeping:
    """Runs in a thread of its own beside the hall server."""

    def __init__(self, store: Store, settings: Settings, desk: Desk, clock: Clock) -> None:
        self._store, self._settings, self._desk, self._clock = store, settings, desk, clock
        self._closed_at = float("-inf")

    def run(self, stop: Event) -> None:
        """Look until told to stop. What cannot be written now is tried again at the next look."""
        while True:
            try:
                self.look()
            except Exception:  # whatever it is, it must not end the looking for the rest of the day
                log.exception("housekeeping is late")
            if stop.wait(LOOK_SECONDS):
                return

    def look(self) -> None:
        """Do what is due now.

        Raises:
            StoreError: the file cannot be written.
        """
        if self._store.last_problem is not None:
            self._store.probe()
        remind_help(self._store, self._settings)
        now = self._clock.monotonic()
        keep_time(self._store)
        if now - self._closed_at >= CLOSE_SECONDS:
            self._desk.close_days()
            self._closed_at = now
