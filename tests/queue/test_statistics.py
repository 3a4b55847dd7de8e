"""The figures of a small day that was counted by hand."""

from array import array
from datetime import datetime, timedelta

import pytest

from kiosk.clock import HALL_ZONE, milliseconds
from kiosk.queue.statistics import Figures, HelpTime, Leg, Period, Report, Spread, measure, report, spread, waited_until

DAY = "2026-11-23"


def at(clock: str) -> int:
    hour, minute = clock.split(":")
    return milliseconds(datetime(2026, 11, 23, tzinfo=HALL_ZONE) + timedelta(hours=int(hour), minutes=int(minute)))


def leg(ticket: str, service: str, *steps: tuple[str, str, int | None], rating: int | None = None, seq: int = 1) -> Leg:
    """A leg from its steps (time, state from then on, counter); the last state stays open."""
    ends = [at(time) for time, _, _ in steps[1:]]
    periods = [
        Period(state, counter, at(time), end) for (time, state, counter), end in zip(steps, [*ends, None], strict=True)
    ]
    return Leg(ticket, seq, DAY, service, steps[-1][1], tuple(periods), rating)


PLAIN = leg(
    "1", "A", ("8:00", "waiting", None), ("8:10", "called", 1), ("8:11", "serving", 1), ("8:16", "done", 1), rating=3
)
PARKED = leg(
    "2", "A",
    ("8:05", "waiting", None), ("8:17", "called", 1), ("8:19", "serving", 1), ("8:22", "parked", 1),
    ("8:40", "called", 2), ("8:41", "serving", 2), ("8:45", "done", 2), rating=1,
)  # fmt: skip
LATE = leg(
    "3", "B",
    ("9:00", "waiting", None), ("9:04", "called", 2), ("9:06", "waiting", None), ("9:12", "called", 2),
    ("9:13", "serving", 2), ("9:33", "done", 2),
)  # fmt: skip
MISSED_BACK = leg(
    "4", "B",
    ("9:10", "waiting", None), ("9:30", "called", 2), ("9:31", "missed", 2), ("10:00", "waiting", None),
    ("10:05", "called", 2), ("10:05", "serving", 2), ("10:15", "done", 2), rating=2,
)  # fmt: skip
MOVED = (
    leg("5", "A", ("9:20", "waiting", None), ("9:22", "called", 1), ("9:23", "serving", 1), ("9:25", "transferred", 1)),
    leg("5", "C", ("9:25", "waiting", None), ("9:55", "called", 3), ("9:56", "done", 3), seq=2),
)
EXPIRED = leg(
    "6", "C", ("10:00", "waiting", None), ("10:30", "called", 3), ("10:32", "serving", 3), ("23:59", "expired", 3)
)
LEFT = leg("7", "C", ("10:05", "waiting", None), ("23:59", "expired", None))
CANCELLED = leg("8", "A", ("10:10", "waiting", None), ("10:20", "cancelled", None))
LEGS = [PLAIN, PARKED, LATE, MISSED_BACK, *MOVED, EXPIRED, LEFT, CANCELLED]
CALLS = [HelpTime(DAY, at("8:30"), at("8:31")), HelpTime(DAY, at("9:00"), at("9:03")), HelpTime(DAY, at("9:05"), None)]


@pytest.fixture(scope="module")
def day() -> Report:
    return report(LEGS, CALLS)


def minutes(length: int | None) -> float | None:
    return None if length is None else length / 60_000


def waits(figures: Figures) -> tuple[int, float | None, float | None]:
    return figures.wait.count, figures.wait.median, figures.wait.p90


# --- which minutes count ---


@pytest.mark.parametrize(
    ("one", "wait"),
    [(PLAIN, 10), (PARKED, 12), (LATE, 10), (MISSED_BACK, 25), (EXPIRED, 30), (LEFT, None), (CANCELLED, None)],
)
def test_waiting_is_what_passed_in_the_queue_up_to_the_last_call(one: Leg, wait: int | None):
    assert minutes(measure(one).wait) == wait


@pytest.mark.parametrize(
    ("one", "service"),
    [(PLAIN, 5), (PARKED, 3 + 4), (LATE, 20), (MOVED[0], 2), (MOVED[1], 1), (EXPIRED, None), (CANCELLED, None)],
)
def test_service_is_what_passed_at_the_counter_without_the_parked_minutes(one: Leg, service: int | None):
    assert minutes(measure(one).service) == service


def test_who_was_called_back_and_finished_without_a_start_was_served_since_the_call():
    one = leg(
        "9", "A",
        ("8:00", "waiting", None), ("8:01", "called", 1), ("8:02", "serving", 1), ("8:10", "parked", 1),
        ("9:00", "called", 1), ("9:10", "done", 1),
    )  # fmt: skip
    assert minutes(measure(one).service) == 8 + 10


def test_a_way_that_was_answered_is_no_service():
    one = leg(
        "9", "A", ("8:00", "waiting", None), ("8:01", "called", 1), ("8:06", "serving", 1), ("8:10", "transferred", 1)
    )
    assert minutes(measure(one).service) == 4


@pytest.mark.parametrize(("one", "way"), [(PLAIN, 1), (PARKED, 2), (LATE, 1), (MISSED_BACK, 0), (MOVED[1], None)])
def test_the_way_is_from_the_first_answered_call_to_its_start(one: Leg, way: int | None):
    assert minutes(measure(one).way) == way


def test_every_call_nobody_answered_is_a_no_show():
    assert [measure(one).no_shows for one in (PLAIN, LATE, MISSED_BACK)] == [0, 1, 1]


def test_a_leg_belongs_to_the_counter_that_had_it_last():
    assert measure(PARKED).counter == 2


def test_a_clock_set_back_gives_no_negative_time():
    back = leg("9", "A", ("8:00", "waiting", None), ("7:30", "called", 1), ("7:20", "serving", 1), ("7:10", "done", 1))
    assert (measure(back).wait, measure(back).way, measure(back).service) == (None, None, None)


def test_a_leg_from_before_periods_were_kept_still_counts():
    assert report([Leg("1", 1, DAY, "A", "done", ())]).total.done == 1


# --- the day ---


def test_a_transferred_number_is_one_ticket_in_the_hall(day: Report):
    assert day.total.tickets == 8


def test_a_transferred_number_counts_in_both_services(day: Report):
    assert {letter: one.tickets for letter, one in day.services.items()} == {"A": 4, "B": 2, "C": 3}


def test_what_became_of_the_numbers(day: Report):
    total = day.total
    assert (total.done, total.transferred, total.missed, total.cancelled, total.expired, total.open) == (
        5,
        1,
        0,
        1,
        2,
        0,
    )


def test_the_waits_of_the_day(day: Report):
    # 10, 12, 10, 25, 2, 30, 30: sorted 2 10 10 12 25 30 30
    assert waits(day.total) == (7, 12, 30)


def test_the_waits_of_each_service(day: Report):
    assert {letter: waits(one) for letter, one in day.services.items()} == {
        "A": (3, 10, 12), "B": (2, 17.5, 25), "C": (2, 30, 30),
    }  # fmt: skip


def test_the_service_minutes_of_each_counter(day: Report):
    assert {number: (one.service.count, one.service.mean) for number, one in day.counters.items()} == {
        1: (2, 3.5), 2: (3, pytest.approx((7 + 20 + 10) / 3)), 3: (1, 1),
    }  # fmt: skip


def test_a_number_belongs_to_the_hour_in_which_its_villager_came(day: Report):
    assert {hour: one.tickets for hour, one in day.hours.items()} == {8: 2, 9: 3, 10: 3}


def test_parkings_and_no_shows_are_counted(day: Report):
    assert (day.total.parked, day.total.no_shows) == (1, 2)


def test_answers_to_calls_for_help(day: Report):
    assert (day.total.help_calls, day.total.answer) == (3, Spread(2, 2, 2, 3))


def test_ratings_are_counted_by_value(day: Report):
    assert (day.total.ratings, day.total.satisfied) == ((1, 1, 1), pytest.approx(2 / 3))


def test_ratings_belong_to_the_service_that_finished(day: Report):
    assert (day.services["A"].ratings, day.services["B"].ratings) == ((1, 0, 1), (0, 1, 0))


def test_a_day_without_anybody_has_empty_figures():
    assert (report([]).total.wait, report([]).total.satisfied) == (Spread(), None)


def test_nine_of_ten_took_no_longer_than_the_90th():
    assert spread(array("q", [minute * 60_000 for minute in range(10, 0, -1)])).p90 == 9


def test_who_waits_now_has_waited_without_the_missed_minutes():
    back = leg(
        "1", "A", ("8:00", "waiting", None), ("8:10", "called", 1), ("8:12", "missed", 1), ("9:00", "waiting", None)
    )
    assert waited_until(back, at("9:05")) == 15 * 60_000


def test_a_number_that_never_reached_anybody_does_not_count():
    unseen = leg("1", "A", ("8:00", "held", None), ("8:01", "cancelled", None))
    assert report([unseen]).total.tickets == 0


def test_minutes_in_which_a_second_kiosks_number_was_held_are_waiting():
    held = leg("1", "A", ("8:00", "held", None), ("8:02", "waiting", None), ("8:10", "called", 1), ("8:12", "done", 1))
    assert minutes(measure(held).wait) == 10
