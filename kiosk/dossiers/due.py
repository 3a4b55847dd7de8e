"""On time or late. Compared by date, as the law does: a result due at 10:00 and given at 16:00 is on time.

How a due date is counted stands in kiosk.dossiers.terms.
"""

from datetime import date, datetime
from typing import Literal

from kiosk.clock import hall_day
from kiosk.dossiers.statuses import FINISHED, Status

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
