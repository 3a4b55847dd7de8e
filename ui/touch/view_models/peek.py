"""A number that is masked is shown for a few seconds when its owner asks for it."""

from kiosk.clock import Clock

SECONDS = 5.0


class Peek:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: float | None = None

    @property
    def is_open(self) -> bool:
        return self._until is not None

    def open(self) -> None:
        self._until = self._clock.monotonic() + SECONDS

    def close(self) -> None:
        self._until = None

    def ended(self) -> bool:
        """Close when the time is over; returns whether it closed just now."""
        if self._until is None or self._clock.monotonic() < self._until:
            return False
        self.close()
        return True
