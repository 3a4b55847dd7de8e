"""When a dossier is due."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import HALL_ZONE
from sync.province.due import Unit, due_moment, is_working


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HALL_ZONE)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        ("2026-11-23 09:30", 1, "2026-11-25 09:30"),  # Tuesday 24 November is Culture Day
        ("2026-11-20 09:30", 1, "2026-11-23 09:30"),  # over a week-end
        ("2026-11-19 17:30", 1, "2026-11-23 07:00"),  # after hours: as if on Friday morning
        ("2026-11-19 12:00", 1, "2026-11-20 13:30"),  # at lunch
        ("2026-11-19 06:10", 0, "2026-11-19 07:00"),
        ("2026-11-21 10:00", 0, "2026-11-23 07:00"),  # on a Saturday
        ("2026-01-09 10:00", 1, "2026-01-10 10:00"),  # a Saturday worked in exchange
        ("2026-02-13 10:00", 1, "2026-02-23 10:00"),  # Lunar New Year
    ],
)
def test_working_days_skip_days_off(received: str, days: int, due: str):
    assert due_moment(at(received), days, "working_day") == (at(due), True)


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [("2026-11-17 09:00", 3, "2026-11-20 09:00"), ("2026-11-19 09:00", 2, "2026-11-23 09:00")],
)
def test_calendar_days_roll_over_a_day_off(received: str, days: int, due: str):
    assert due_moment(at(received), days, "day") == (at(due), True)


def test_a_count_into_a_year_without_a_plan_says_so():
    assert due_moment(at("2026-12-30 09:00"), 5, "working_day")[1] is False


moments = st.integers(0, 300 * 24 * 60).map(lambda minutes: at("2026-01-01 00:00") + timedelta(minutes=minutes))
units: st.SearchStrategy[Unit] = st.sampled_from(["working_day", "day"])


@given(moments, st.integers(0, 60), units)
def test_a_due_date_is_a_working_day_in_opening_hours_and_never_before_receipt(
    received: datetime, days: int, unit: Unit
):
    due, _ = due_moment(received, days, unit)
    assert (is_working(due.date()), 7 <= due.hour <= 17, due >= received) == (True, True, True)


@given(moments, st.integers(0, 30))
def test_one_day_more_is_never_earlier(received: datetime, days: int):
    assert due_moment(received, days, "working_day")[0] < due_moment(received, days + 1, "working_day")[0]


def test_days_count_from_zero():
    with pytest.raises(ValueError, match="from 0"):
        due_moment(at("2026-11-23 09:00"), -1, "day")
