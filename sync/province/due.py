"""When a dossier is due: the province's own count (kiosk.dossiers.due), by the Government Office's plan of the year."""

from datetime import date, datetime

from kiosk.clock import HALL_ZONE
from kiosk.dossiers import due
from kiosk.dossiers.due import Unit

PLANNED_YEARS = frozenset({2026})  # the plan of 2027 was not published when this was written

_OFF_2026 = (
    "2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 2026-04-30 2026-05-01"
    " 2026-08-31 2026-09-01 2026-09-02 2026-11-24"
)
_WORKED_2026 = "2026-01-10 2026-08-22"  # Saturdays worked in exchange
_OFF = frozenset(date.fromisoformat(one) for one in _OFF_2026.split())
_WORKED = frozenset(date.fromisoformat(one) for one in _WORKED_2026.split())
_EVERY_YEAR = frozenset({(1, 1), (4, 30), (5, 1), (9, 2), (11, 24)})


def due_moment(received: datetime, days: int, unit: Unit) -> tuple[datetime, bool]:
    """Return when a dossier received at `received` is due.

    Returns:
        The moment, and whether the plan of days off was known for all days counted: without it only Saturdays,
        Sundays and the fixed holidays are left out, so that Lunar New Year may be missing.
    Raises:
        ValueError: `days` is negative.
    """
    ends = due.due_moment(received, days, unit, is_working)
    first = due.into_hours(received.astimezone(HALL_ZONE), is_working)
    return ends, set(range(first.year, ends.year + 1)) <= PLANNED_YEARS


def is_working(day: date) -> bool:
    """Return whether offices are open on `day`, as far as its plan is known."""
    if day in _WORKED:
        return True
    return day.weekday() < 5 and day not in _OFF and (day.month, day.day) not in _EVERY_YEAR
