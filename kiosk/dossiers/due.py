"""On time or late. Compared by date, as the law does: a result due at 10:00 and given at 16:00 is on time.

And how a term is counted: it starts on the day after receipt and keeps the hour of receipt. What comes after 17:00 or
on a day off counts as come at 07:00 of the next working day, what comes at lunch as 13:30. In calendar days a due date
on a day off moves to the next working day. Which days are off is the caller's calendar.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Literal

from kiosk.catalogue.procedures import TimeLimit
from kiosk.clock import HALL_ZONE, hall_day
from kiosk.dossiers.calendar import weekday_of
from kiosk.dossiers.statuses import FINISHED, Status

OPENS, LUNCH, AFTERNOON, CLOSES = time(7), time(11, 30), time(13, 30), time(17)
SATURDAY = 5

Unit = Literal["working_day", "day"]
Timeliness = Literal["early", "on_time", "late", "running", "due_today", "overdue", "paused", "none"]


def timeliness(status: Status, due: datetime | None, finished: datetime | None, today: date) -> Timeliness:
    """Return how a dossier stands against its due date; "none" where nothing can be said."""
    if due is None:
        return "none"
    due_day = hall_day(due)
    if status.code in FINISHED:
        return _finished(due_day, hall_day(finished)) if finished else "none"
    if status.time == "paused":
        return "paused"
    if status.time != "running":
        return "none"
    if due_day < today:
        return "overdue"
    return "due_today" if due_day == today else "running"


def _finished(due_day: date, finished_day: date) -> Timeliness:
    if finished_day > due_day:
        return "late"
    return "on_time" if finished_day == due_day else "early"


def due_moment(received: datetime, days: int, unit: Unit, is_working: Callable[[date], bool]) -> datetime:
    """Return when a dossier received at `received` is due.

    Raises:
        ValueError: `days` is negative.
    """
    if days < 0:
        raise ValueError(f"Days count from 0, got {days}.")
    start = into_hours(received.astimezone(HALL_ZONE), is_working)
    day = start.date()
    if unit == "day":
        day = _working_day_from(day + timedelta(days), is_working)
    else:
        for _ in range(days):
            day = _working_day_from(day + timedelta(1), is_working)
    return datetime.combine(day, start.timetz())


def usual_due(received: datetime, limit: TimeLimit) -> datetime | None:
    """Return when the catalogue's term would end by the hall's own calendar; None where it names no whole days.

    A suggestion: the due date that counts is the province's.
    """
    if limit.unit == "same_day":
        return datetime.combine(into_hours(received.astimezone(HALL_ZONE), is_working_day).date(), CLOSES, HALL_ZONE)
    if limit.value is None or limit.value != int(limit.value) or limit.unit not in ("working_day", "day"):
        return None
    return due_moment(received, int(limit.value), limit.unit, is_working_day)


def is_working_day(day: date) -> bool:
    """Return whether offices are open on `day`, by the calendar of this machine."""
    weekday = weekday_of(day)
    return weekday is not None and weekday < SATURDAY


def into_hours(moment: datetime, is_working: Callable[[date], bool]) -> datetime:
    """Move a moment to the next one in which receipt counts."""
    day, hour = moment.date(), moment.time()
    if hour > CLOSES or not is_working(day):
        after = day + timedelta(1 if hour > CLOSES else 0)
        return datetime.combine(_working_day_from(after, is_working), OPENS, HALL_ZONE)
    if hour < OPENS:
        return datetime.combine(day, OPENS, HALL_ZONE)
    if LUNCH < hour < AFTERNOON:
        return datetime.combine(day, AFTERNOON, HALL_ZONE)
    return moment.replace(microsecond=0)


def _working_day_from(day: date, is_working: Callable[[date], bool]) -> date:
    while not is_working(day):
        day += timedelta(1)
    return day
