"""When a dossier is due: the province's own count, in working days or calendar days.

Counting starts on the day after receipt and keeps the hour of receipt. What comes after 17:00 or on a day off counts
as come at 07:00 of the next working day, what comes at lunch as 13:30. In calendar days a due date on a day off moves
to the next working day. Days off: the Government Office's plan of the year.
"""

from datetime import date, datetime, time, timedelta
from typing import Literal

from kiosk.clock import HALL_ZONE

Unit = Literal["working_day", "day"]

OPENS, LUNCH, AFTERNOON, CLOSES = time(7), time(11, 30), time(13, 30), time(17)

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
    if days < 0:
        raise ValueError(f"Days count from 0, got {days}.")
    start = _into_hours(received.astimezone(HALL_ZONE))
    day = start.date()
    if unit == "day":
        day = _working_day_from(day + timedelta(days))
    else:
        for _ in range(days):
            day = _working_day_from(day + timedelta(1))
    planned = set(range(start.year, day.year + 1)) <= PLANNED_YEARS
    return datetime.combine(day, start.timetz()), planned


def is_working(day: date) -> bool:
    """Return whether offices are open on `day`, as far as its plan is known."""
    if day in _WORKED:
        return True
    return day.weekday() < 5 and day not in _OFF and (day.month, day.day) not in _EVERY_YEAR


def _into_hours(moment: datetime) -> datetime:
    """Move a moment to the next one in which receipt counts."""
    day, hour = moment.date(), moment.time()
    if hour > CLOSES or not is_working(day):
        return datetime.combine(_working_day_from(day + timedelta(1 if hour > CLOSES else 0)), OPENS, HALL_ZONE)
    if hour < OPENS:
        return datetime.combine(day, OPENS, HALL_ZONE)
    if LUNCH < hour < AFTERNOON:
        return datetime.combine(day, AFTERNOON, HALL_ZONE)
    return moment.replace(microsecond=0)


def _working_day_from(day: date) -> date:
    while not is_working(day):
        day += timedelta(1)
    return day
