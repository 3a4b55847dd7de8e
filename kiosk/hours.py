"""Opening hours as a technician writes them: "T2-T6 07:00-11:30" (Monday to Friday), "T7 07:30-11:00", "CN ..."."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.clock import HALL_ZONE

DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")  # Monday to Sunday
LOOK_AHEAD = 31  # days: longer than Tết

_TIME = r"((?:[01]?\d|2[0-3]):[0-5]\d)"
_LINE = re.compile(rf"(T[2-7]|CN)(?:-(T[2-7]|CN))?\s+{_TIME}-{_TIME}")


@dataclass(frozen=True, slots=True)
class Hours:
    """`weekdays` count from Monday = 0; `until` itself is closed."""

    weekdays: tuple[int, ...]
    since: time
    until: time


def read_hours(line: str) -> Hours:
    """
    Raises:
        ValueError: the line is not understood, or ends before it begins.
    """
    found = _LINE.fullmatch(line.strip())
    if found is None:
        raise ValueError(line)
    first, last, since, until = found.groups()
    begin = DAYS.index(first)
    end = DAYS.index(last) if last else begin
    hours = Hours(tuple(range(begin, end + 1)), _time(since), _time(until))
    if not hours.weekdays or hours.since >= hours.until:
        raise ValueError(line)
    return hours


def _time(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


class Timetable:
    """When a service is open.

    Args:
        lines: as in hall.toml; empty = always.
        weekday_of: the weekday (Monday = 0) whose hours count on a day, None when the hall is closed all day.
    """

    def __init__(self, lines: Sequence[str], weekday_of: Callable[[date], int | None] = date.weekday) -> None:
        self._hours = [read_hours(line) for line in lines]
        self._weekday_of = weekday_of

    def is_open(self, at: datetime, early: timedelta = timedelta(0)) -> bool:
        """Say whether it is open at `at`, or opens within `early`."""
        return not self._hours or any(since - early <= at < until for since, until in self._spans(at.date()))

    def opens_again_today(self, now: datetime) -> bool:
        return any(since > now for since, _ in self._spans(now.date()))

    def opens_at(self, after: datetime) -> datetime | None:
        """Return when it opens next, or None when that is further away than a month."""
        for ahead in range(LOOK_AHEAD):
            later = [since for since, _ in self._spans(after.date() + timedelta(days=ahead)) if since > after]
            if later:
                return min(later)
        return None

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        weekday = self._weekday_of(day)
        return [
            (datetime.combine(day, one.since, HALL_ZONE), datetime.combine(day, one.until, HALL_ZONE))
            for one in self._hours
            if weekday in one.weekdays
        ]
