"""Time, handed in everywhere so that tests own it. A hall's day is the local day of Asia/Ho_Chi_Minh."""

import time
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

HALL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """A source of time."""

    def now(self) -> datetime:
        """Return the present moment in the hall's zone (aware)."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back; only differences mean anything."""
        ...

    def wall(self) -> datetime:
        """Return what the machine's own clock shows, right or wrong; `now` may know better."""
        ...

    def quality(self) -> str:
        """Return what is known of `wall`: "good", "unset" or "far" (kiosk.trusted_clock)."""
        ...

    def doubt(self) -> str:
        """Return why `now` should not be trusted: "unset", "far", or "" where nothing speaks against it."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(HALL_ZONE)

    def monotonic(self) -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)  # goes on while the machine is suspended

    def wall(self) -> datetime:
        return self.now()

    def quality(self) -> str:
        return "good"

    def doubt(self) -> str:
        return ""


class SetClock:
    """A clock that stands still until it is moved: for tests and for simulations."""

    def __init__(self, now: datetime) -> None:
        self._now = now.astimezone(HALL_ZONE)
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def wall(self) -> datetime:
        return self.now()

    def quality(self) -> str:
        return "good"

    def doubt(self) -> str:
        return ""

    def set(self, now: datetime) -> None:
        """Set only the wall clock, as a technician or a dead battery would."""
        self._now = now.astimezone(HALL_ZONE)

    def forward(self, step: timedelta) -> None:
        """Let `step` pass. A negative step sets only the wall clock back, as a technician would."""
        self._now += step
        self._elapsed += max(0.0, step.total_seconds())


def milliseconds(moment: datetime) -> int:
    """Return Unix time in ms, the form in which moments are stored."""
    return round(moment.timestamp() * 1000)


def moment(stored: int) -> datetime:
    """Return the stored Unix ms as a moment in the hall's zone."""
    return datetime.fromtimestamp(stored / 1000, HALL_ZONE)


def hall_day(now: datetime) -> date:
    """Return the hall's local date of an aware moment."""
    return now.astimezone(HALL_ZONE).date()
