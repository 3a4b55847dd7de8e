"""What a second kiosk knows of the hall now: whether the hall server answers, and what it last said."""

import threading

from kiosk.clock import Clock
from kiosk.queue.hall_line import HallNews

FRESH_SECONDS = 20.0  # what is older is not shown as if it were so now


class HallState:
    """Shared by the threads of one process: the one that keeps in touch writes, the screens read."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._reachable = True
        self._news: HallNews | None = None
        self._heard_at = float("-inf")
        self.wake = threading.Event()  # set when there is something to tell

    @property
    def reachable(self) -> bool:
        """False from a call without an answer until the next answer: nobody waits for a server known to be gone."""
        with self._guard:
            return self._reachable

    @property
    def news(self) -> HallNews | None:
        """The hall as last heard, None when that is too long ago."""
        with self._guard:
            fresh = self._clock.monotonic() - self._heard_at <= FRESH_SECONDS
            return self._news if self._reachable and fresh else None

    def heard(self, news: HallNews) -> None:
        with self._guard:
            self._reachable, self._news, self._heard_at = True, news, self._clock.monotonic()

    def lost(self) -> None:
        with self._guard:
            self._reachable = False
