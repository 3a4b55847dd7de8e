"""When a result is due, against a count that a child could do: day by day, minute by minute."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import pairwise

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.procedures import Channel, Procedure, TimeLimit, TimeUnit
from kiosk.clock import HALL_ZONE
from kiosk.dossiers.calendar import Calendar, bundled, read_calendar
from kiosk.dossiers.terms import MOST_DAYS, count, moved, terms_of, working_time

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
OPEN = ((time(7), time(11, 30)), (time(13, 30), time(17)))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HALL_ZONE)


def due(received: str, value: float, unit: TimeUnit, calendar: Calendar | None = None) -> datetime | None:
    counted = count(at(received), TimeLimit(value, unit), calendar or bundled())
    return counted.due if counted else None


@pytest.mark.parametrize(
    ("received", "value", "unit", "wanted"),
    [
        ("2026-11-23 09:30", 1, "working_day", "2026-11-25 09:30"),  # Tuesday 24 November is Culture Day
        ("2026-11-20 09:30", 1, "working_day", "2026-11-23 09:30"),  # over a week-end
        ("2026-11-19 17:00", 1, "working_day", "2026-11-20 17:00"),  # the minute of closing still counts
        ("2026-11-19 17:01", 1, "working_day", "2026-11-23 07:00"),  # after hours: as if on Friday morning
        ("2026-11-19 12:00", 1, "working_day", "2026-11-20 13:30"),  # at lunch
        ("2026-11-19 06:10", 0, "working_day", "2026-11-19 07:00"),
        ("2026-11-21 10:00", 0, "working_day", "2026-11-23 07:00"),  # on a Saturday
        ("2026-01-09 10:00", 1, "working_day", "2026-01-10 10:00"),  # a Saturday worked in exchange
        ("2026-02-13 10:00", 1, "working_day", "2026-02-23 10:00"),  # Lunar New Year
        ("2026-12-31 10:00", 1, "working_day", "2027-01-04 10:00"),  # the year's end
        ("2028-02-28 10:00", 2, "working_day", "2028-03-01 10:00"),  # a leap year
        ("2026-11-19 16:00", 0.5, "working_day", "2026-11-20 10:00"),  # half a day is four hours of work
        ("2026-11-19 07:30", 1.5, "working_day", "2026-11-20 11:30"),
        ("2026-11-17 09:00", 3, "day", "2026-11-20 09:00"),
        ("2026-11-19 09:00", 2, "day", "2026-11-23 09:00"),  # rolls over a day off
        ("2026-11-19 16:30", 2, "hour", "2026-11-20 08:30"),
        ("2026-11-19 07:00", 8, "hour", "2026-11-19 17:00"),
        ("2026-11-19 15:00", 0, "same_day", "2026-11-19 17:00"),
        ("2026-11-19 15:01", 0, "same_day", "2026-11-20 17:00"),  # after 15:00: the next working day
        ("2026-11-23 16:00", 0, "same_day", "2026-11-25 17:00"),  # which is not Culture Day
        ("2026-11-19 17:30", 0, "same_day", "2026-11-20 17:00"),  # after hours it is one day later, not two
    ],
)
def test_terms_as_the_reference_counts_them(received: str, value: float, unit: TimeUnit, wanted: str):
    assert due(received, value, unit) == at(wanted)


@pytest.mark.parametrize(("value", "unit"), [(1, "month"), (1.5, "day"), (None, "working_day"), (3, None)])
def test_what_has_no_rule_is_not_guessed(value: float | None, unit: TimeUnit | None):
    assert count(at("2026-11-23 09:00"), TimeLimit(value, unit), bundled()) is None


@pytest.mark.parametrize("value", [-1, MOST_DAYS + 1])
def test_impossible_terms_are_refused(value: float):
    with pytest.raises(ValueError, match="Terms are"):
        due("2026-11-23 09:00", value, "working_day")


def test_a_count_into_a_year_without_a_plan_names_it():
    counted = count(at("2026-12-30 09:00"), TimeLimit(5, "working_day"), bundled())
    assert counted is not None
    assert (counted.unpublished, [day for day, _ in counted.off]) == ((2027,), [date(2027, 1, 1)])


def test_a_dossier_that_waited_is_due_later_by_the_work_that_was_not_done():
    pauses = [
        (at("2026-11-19 16:00"), at("2026-11-20 08:00")),  # two hours of work
        (at("2026-11-20 18:00"), at("2026-11-23 07:00")),  # a week-end: nothing
    ]
    assert moved(at("2026-11-25 15:30"), pauses, "working_day", bundled()) == at("2026-11-26 07:30")


def test_calendar_days_move_by_days():
    pause = [(at("2026-11-19 16:00"), at("2026-11-22 08:00"))]  # three days; 28 November is a Saturday
    assert moved(at("2026-11-25 15:30"), pause, "day", bundled()) == at("2026-11-30 15:30")


def test_a_clock_that_went_back_moves_nothing():
    pause = [(at("2026-11-20 16:00"), at("2026-11-19 08:00"))]
    assert moved(at("2026-11-25 15:30"), pause, "working_day", bundled()) == at("2026-11-25 15:30")


def test_the_counters_term_counts_before_that_of_other_channels():
    counter, online = TimeLimit(3, "working_day", "3 Ngày làm việc"), TimeLimit(2, "working_day", "2 Ngày làm việc")
    rows = (Channel("online", online), Channel("counter", counter), Channel("counter", counter))
    assert terms_of(Procedure("1.000000", "x", channels=rows)) == [("counter", counter)]


# --- the same, counted naively ---


@cache
def law(year: int) -> frozenset[date]:
    return frozenset(country_holidays("VN", years=year))


class Naive:
    """Knows only lists of days."""

    def __init__(self, published: dict[int, tuple[set[date], set[date]]]) -> None:
        self._published = published

    def works(self, day: date) -> bool:
        if day.year in self._published:
            off, work = self._published[day.year]
            return day in work or (day.weekday() < 5 and day not in off)
        return day.weekday() < 5 and day not in law(day.year)

    def in_session(self, moment: datetime) -> bool:
        """Whether the minute that begins then is one of work."""
        return self.works(moment.date()) and any(since <= moment.time() < until for since, until in OPEN)

    def receive(self, moment: datetime) -> datetime:
        while not (self.works(moment.date()) and any(since <= moment.time() <= until for since, until in OPEN)):
            moment += MINUTE
        return moment

    def later(self, moment: datetime, minutes: int) -> datetime:
        """Go on from `moment` until so many whole minutes of work are over."""
        while minutes:
            minutes -= self.in_session(moment)
            moment += MINUTE
        return moment

    def days_later(self, moment: datetime, days: int) -> datetime:
        while days:
            moment += DAY
            days -= self.works(moment.date())
        return moment

    def due(self, received: datetime, value: float, unit: str) -> datetime:
        start = self.receive(received)
        if unit == "hour":
            return self.later(start, round(value * 60))
        if unit == "same_day":
            if received.time() > time(15) and start == received:
                start = self.days_later(start, 1)
            return start.replace(hour=17, minute=0)
        if unit == "day":
            moment = start + int(value) * DAY
            while not self.works(moment.date()):
                moment += DAY
            return moment
        return self.later(self.days_later(start, int(value)), round(value % 1 * 480))


FIRST, LAST = date(2025, 12, 1), date(2030, 2, 28)  # five Lunar New Years, a leap year, four years' ends
minutes = st.integers(0, ((LAST - FIRST).days + 1) * 1440 - 1)
moments = minutes.map(lambda one: datetime.combine(FIRST, time(), HALL_ZONE) + one * MINUTE)
halves = st.integers(0, 120).map(lambda one: one / 2)
in_2027 = st.dates(date(2027, 1, 1), date(2027, 12, 31))
weekends = in_2027.filter(lambda day: day.weekday() >= 5)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, Naive]:
    """The bundled calendar, with a plan of any kind for 2027 or none."""
    off, work = draw(st.sets(in_2027, max_size=40)), draw(st.sets(weekends, max_size=8))
    raw = json.loads(json.dumps({"format": 1, "version": 99999999}))
    years = {2026: bundled().years[2026]}
    plans = {str(year): {"off": {str(day): "x" for day in plan.off}, "work": {str(day): "x" for day in plan.work}}
             for year, plan in years.items()}  # fmt: skip
    naive = {2026: (set(years[2026].off), set(years[2026].work))}
    if draw(st.booleans()):
        plans["2027"] = {"off": {str(day): "x" for day in off - work}, "work": {str(day): "x" for day in work}}
        naive[2027] = (off - work, work)
    sessions = [[since.isoformat(), until.isoformat()] for since, until in OPEN]
    raw |= {"day": {"sessions": sessions, "same_day_until": "15:00"}, "years": plans}
    return read_calendar(json.dumps(raw).encode()), Naive(naive)


units = st.sampled_from(["working_day", "day", "same_day", "hour"])


@settings(deadline=None, max_examples=250)
@given(calendars(), moments, halves, units)
def test_every_due_date_is_the_one_counted_by_hand(
    pair: tuple[Calendar, Naive], received: datetime, value: float, unit: TimeUnit
):
    calendar, naive = pair
    value = float(int(value)) if unit == "day" else value
    counted = count(received, TimeLimit(value, unit), calendar)
    assert counted is not None
    assert counted.due == naive.due(received, value, unit)


@settings(deadline=None, max_examples=60)
@given(calendars(), moments, st.integers(0, 12 * 1440))
def test_the_working_time_of_a_pause_is_the_minutes_counted_one_by_one(
    pair: tuple[Calendar, Naive], begun: datetime, length: int
):
    calendar, naive = pair
    worked = sum(naive.in_session(begun + one * MINUTE) for one in range(length))
    assert working_time(begun, begun + length * MINUTE, calendar) == worked * MINUTE


@settings(deadline=None, max_examples=100)
@given(calendars(), moments, st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), max_size=3))
def test_a_pause_cut_into_pieces_moves_the_due_date_as_the_whole_one(
    pair: tuple[Calendar, Naive], begun: datetime, pieces: list[tuple[int, int]]
):
    calendar, naive = pair
    first = naive.receive(begun)
    edges = [begun]
    for one, other in pieces:
        edges += [edges[-1] + one * MINUTE, edges[-1] + (one + other) * MINUTE]
    cut = list(pairwise(edges))
    for unit in ("working_day", "day"):
        assert moved(first, cut, unit, calendar) == moved(first, [(edges[0], edges[-1])], unit, calendar)
