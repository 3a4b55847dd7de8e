"""Public holidays and swapped days. Source of the days: ../shared/reference/domain.md, 5.2."""

from datetime import date

import pytest

from kiosk.dossiers.calendar import FRIDAY, is_holiday, plan_is_missing, weekday_of


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 1, 2),
        date(2026, 2, 17),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 8, 31),
        date(2026, 9, 2),
        date(2026, 11, 24),
        date(2027, 2, 8),
        date(2027, 5, 3),
    ],
)
def test_the_hall_is_closed_on_a_holiday(day: date):
    assert weekday_of(day) is None


def test_a_saturday_that_makes_up_for_a_friday_has_its_hours():
    assert weekday_of(date(2026, 1, 10)) == FRIDAY


def test_a_usual_day_has_its_own_hours():
    assert weekday_of(date(2026, 11, 23)) == 0


def test_a_usual_weekend_is_no_holiday():
    assert not is_holiday(date(2026, 11, 28))


@pytest.mark.parametrize(("today", "missing"), [(date(2026, 11, 1), False), (date(2026, 12, 10), True)])
def test_a_plan_that_is_not_published_is_missed_in_time(today: date, missing: bool):
    assert plan_is_missing(today) == missing
