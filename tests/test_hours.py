"""Opening hours as a technician writes them."""

import re
from datetime import date, datetime, timedelta

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.hours import Timetable, read_hours

OFFICE = ["T2-T6 07:00-11:30", "T2-T6 13:30-17:00", "T7 07:30-11:00"]
MONDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HALL_ZONE)


@pytest.mark.parametrize(
    "line", ["T8 07:00-11:00", "T2 7-11", "T6-T2 07:00-11:00", "T2 11:00-11:00", "T2 25:00-26:00", "T2 07:00-11:61"]
)
def test_a_line_that_cannot_be_is_refused(line: str):
    with pytest.raises(ValueError, match=re.escape(line)):
        read_hours(line)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(6, 59), False),
        (at(7), True),
        (at(11, 29), True),
        (at(11, 30), False),
        (at(13, 30), True),
        (at(17), False),
        (at(8, day=date(2026, 11, 28)), True),
        (at(13, 30, day=date(2026, 11, 28)), False),
        (at(8, day=date(2026, 11, 29)), False),
    ],
)
def test_it_is_open_from_the_first_minute_and_not_at_the_last(moment: datetime, is_open: bool):
    assert Timetable(OFFICE).is_open(moment) == is_open


def test_numbers_are_given_a_little_earlier():
    assert Timetable(OFFICE).is_open(at(6, 30), timedelta(minutes=30))


def test_early_is_not_after_closing():
    assert not Timetable(OFFICE).is_open(at(17), timedelta(minutes=30))


def test_without_lines_it_is_always_open():
    assert Timetable([]).is_open(at(3))


@pytest.mark.parametrize(
    ("after", "opens"),
    [
        (at(5), at(7)),
        (at(12), at(13, 30)),
        (at(18), at(7, day=date(2026, 11, 24))),
        (at(12, day=date(2026, 11, 28)), at(7, day=date(2026, 11, 30))),
    ],
)
def test_it_says_when_it_opens_next(after: datetime, opens: datetime):
    assert Timetable(OFFICE).opens_at(after) == opens


def test_a_closed_day_is_passed_over():
    table = Timetable(OFFICE, lambda day: None if day == date(2026, 11, 24) else day.weekday())
    assert table.opens_at(at(18)) == at(7, day=date(2026, 11, 25))


def test_what_never_opens_says_nothing():
    assert Timetable(OFFICE, lambda day: None).opens_at(at(8)) is None
