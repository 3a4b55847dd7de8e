"""How the time an authority has is counted: from a receipt to the moment a result is due, and by how much a pause
moves it.

Working days: the count starts on the day after receipt and keeps the hour of receipt. What comes after closing or on a
day off counts as come when the next working day opens, what comes at lunch as come after lunch. Half a day is half of
the working hours. Calendar days count every day; a due date on a day off moves to the next working day. Hours are
working hours. What is done the same day is due at closing; come after 15:00, at closing of the next working day.
While a dossier waits for papers, for money or because work was stopped, no time runs: a term in working days moves by
the working time of the pauses, one in calendar days by their days.

Source: published provincial software and one provincial page; it is practice, and the hours stand in the calendar's
file, where a province may say otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import floor

from kiosk.catalogue.procedures import ChannelKind, Procedure, TimeLimit, TimeUnit
from kiosk.clock import HALL_ZONE
from kiosk.dossiers.calendar import Calendar, present

MOST_DAYS = 1_000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Count:
    """A term counted out.

    Attributes:
        begins: the receipt as it counts.
        off: the working weekdays passed over, with why.
        worked: the week-end days that counted.
        unpublished: years in the count whose plan of days off is not known; the due date may be wrong.
    """

    due: datetime
    begins: datetime
    off: tuple[tuple[date, str], ...]
    worked: tuple[date, ...]
    unpublished: tuple[int, ...]


def count(received: datetime, limit: TimeLimit, calendar: Calendar) -> Count | None:
    """Return when what was received at `received` is due; None where the term is no number of hours or days (months
    have no rule of their own, half a calendar day means nothing).

    Raises:
        ValueError: the term is negative, or longer than MOST_DAYS.
    """
    received = received.astimezone(HALL_ZONE).replace(microsecond=0)
    begins = into_hours(received, calendar)
    if limit.unit == "same_day" and begins == received and received.time() > calendar.hours.same_day_until:
        begins = datetime.combine(_working_day(received.date() + DAY, calendar), calendar.hours.opens, HALL_ZONE)
    due = _due(begins, limit, calendar)
    if due is None:
        return None
    days = [begins.date() + one * DAY for one in range((due.date() - begins.date()).days + 1)]
    return Count(
        due,
        begins,
        tuple((day, why) for day in days if day.weekday() < 5 and (why := calendar.why_off(day)) is not None),
        tuple(day for day in days if calendar.is_worked_weekend(day)),
        calendar.not_published({received.year, *(day.year for day in days)}),
    )


def usual_due(received: datetime, limit: TimeLimit) -> datetime | None:
    """Return when the catalogue's term would end; None where it names none that can be counted.

    A suggestion: the due date that counts is the province's.
    """
    counted = count(received, limit, present())
    return counted.due if counted else None


def terms_of(procedure: Procedure) -> list[tuple[ChannelKind | None, TimeLimit]]:
    """Return the terms a catalogue's entry gives: its own, or those of handing in at the counter, or of all channels,
    each once; None stands for every channel.
    """
    if procedure.time_limit.unit is not None:
        return [(None, procedure.time_limit)]
    timed = [one for one in procedure.channels if one.time.unit is not None or one.time.text]
    at_counter = [one for one in timed if one.kind == "counter"]
    return list(dict.fromkeys((one.kind, one.time) for one in at_counter or timed))


def moved(due: datetime, pauses: Iterable[tuple[datetime, datetime]], unit: TimeUnit, calendar: Calendar) -> datetime:
    """Return the due date after pauses.

    Args:
        due: as it was before the first of them.
        pauses: when each began and ended; they do not overlap.
        unit: the term's.
    """
    if unit == "day":
        days = sum(_days(begun, ended) for begun, ended in pauses)
        return _on_working_day(due.astimezone(HALL_ZONE) + days * DAY, calendar) if days else due
    paused = sum((working_time(begun, ended, calendar) for begun, ended in pauses), timedelta())
    return after_working_time(due.astimezone(HALL_ZONE), paused, calendar) if paused else due


def working_time(since: datetime, until: datetime, calendar: Calendar) -> timedelta:
    """Return how much of the time between two moments is working time; none when the clock went back."""
    since, until = since.astimezone(HALL_ZONE), until.astimezone(HALL_ZONE)
    total = timedelta()
    for ahead in range((until.date() - since.date()).days + 1):
        for begins, ends in calendar.sessions(since.date() + ahead * DAY):
            total += max(timedelta(), min(ends, until) - max(begins, since))
    return total


def after_working_time(start: datetime, time: timedelta, calendar: Calendar) -> datetime:
    """Return the moment when `time` of work has passed; whole days keep the hour."""
    whole, rest = divmod(time, day_length(calendar))
    at = into_hours(start, calendar)
    for _ in range(whole):
        at = _on_working_day(at + DAY, calendar)
    return _worked(at, rest, calendar) if rest else at


def day_length(calendar: Calendar) -> timedelta:
    """Return the working time of one day."""
    day = date(2001, 1, 1)
    lengths = (datetime.combine(day, end) - datetime.combine(day, start) for start, end in calendar.hours.sessions)
    return sum(lengths, timedelta())


def into_hours(moment: datetime, calendar: Calendar) -> datetime:
    """Move a moment to the next one in which receipt counts; the minute of closing still does."""
    day, hours = moment.date(), calendar.hours
    if moment.time() > hours.closes or not calendar.is_working(day):
        after = _working_day(day + DAY if moment.time() > hours.closes else day, calendar)
        return datetime.combine(after, hours.opens, HALL_ZONE)
    for since, until in hours.sessions:
        if moment.time() <= until:
            return max(moment, datetime.combine(day, since, HALL_ZONE))
    return moment


def _due(begins: datetime, limit: TimeLimit, calendar: Calendar) -> datetime | None:
    if limit.unit == "same_day":
        return datetime.combine(begins.date(), calendar.hours.closes, HALL_ZONE)
    value = limit.value
    if value is None or limit.unit not in ("hour", "day", "working_day"):
        return None
    if not 0 <= value <= MOST_DAYS:
        raise ValueError(f"Terms are 0 to {MOST_DAYS}, got {value}.")
    if limit.unit == "day":
        return _on_working_day(begins + floor(value) * DAY, calendar) if value == floor(value) else None
    if limit.unit == "hour":
        return _worked(begins, timedelta(hours=value), calendar)
    return after_working_time(begins, day_length(calendar) * value, calendar)


def _worked(at: datetime, rest: timedelta, calendar: Calendar) -> datetime:
    """Go through working hours from `at`; what ends with a session ends there, not when the next begins."""
    while True:
        for begins, ends in calendar.sessions(at.date()):
            begins = max(at, begins)
            if begins + rest <= ends:
                return begins + rest
            rest -= max(timedelta(), ends - begins)
        at = datetime.combine(_working_day(at.date() + DAY, calendar), calendar.hours.opens, HALL_ZONE)


def _days(begun: datetime, ended: datetime) -> int:
    return max(0, (ended.astimezone(HALL_ZONE).date() - begun.astimezone(HALL_ZONE).date()).days)


def _on_working_day(moment: datetime, calendar: Calendar) -> datetime:
    return datetime.combine(_working_day(moment.date(), calendar), moment.timetz())


def _working_day(day: date, calendar: Calendar) -> date:
    while not calendar.is_working(day):
        day += DAY
    return day
