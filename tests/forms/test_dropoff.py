"""Where people give up: what is counted, what is told, and that nothing of anybody is kept."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kiosk.errors import WrongDaysError
from kiosk.forms.dropoff import BOUNDS, DropOff, ScreenLine, VisitCount, median_seconds
from kiosk.forms.journey import Journey
from kiosk.forms.library import Forms
from kiosk.languages import texts
from kiosk.store.database import Store

DAY, NEXT = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def dropoff(store: Store, forms: Forms) -> DropOff:
    return DropOff(store, forms)


def told(dropoff: DropOff, page: str) -> ScreenLine:
    return next(one for one in dropoff.report(DAY, NEXT, texts())[0].screens if one.page == page)


def test_a_screen_that_was_answered_counts_a_visit_and_its_time(dropoff: DropOff, begin: Callable[[str], Journey]):
    journey = begin("1.001193")
    count = VisitCount(journey, 100.0)
    count.move(journey.answer("self").journey, 110.0)
    dropoff.add(count)
    first = told(dropoff, "for_whom")
    assert (first.visits, first.median_seconds, first.quit) == (1, 11.0, 0)


def test_who_leaves_gave_up_on_the_screen_where_they_stood(dropoff: DropOff, begin: Callable[[str], Journey]):
    journey = begin("1.001193")
    count = VisitCount(journey, 0.0)
    count.move(journey.answer("self").journey, 5.0)
    count.gave_up()
    dropoff.add(count)
    assert (told(dropoff, "for_whom").quit, told(dropoff, "parent").quit) == (0, 1)


def test_a_step_back_counts_where_it_was_taken(dropoff: DropOff, begin: Callable[[str], Journey]):
    journey = begin("1.001193")
    count = VisitCount(journey, 0.0)
    on = journey.answer("self").journey
    count.move(on, 5.0)
    count.move(on.back(), 6.0)
    dropoff.add(count)
    assert (told(dropoff, "parent").back, told(dropoff, "for_whom").visits) == (1, 2)


def test_an_error_counts_and_is_no_new_visit(dropoff: DropOff, begin: Callable[[str], Journey]):
    journey = begin("1.001193")
    count = VisitCount(journey, 0.0)
    count.move(journey.answer("nobody").journey, 5.0)
    dropoff.add(count)
    assert (told(dropoff, "for_whom").errors, told(dropoff, "for_whom").visits) == (1, 1)


def test_a_question_left_to_the_staff_counts(dropoff: DropOff, go: Callable[..., Journey]):
    journey = go("1.001193", until="child_name")
    journey = replace(journey, failures={"child_name": 2})
    count = VisitCount(journey, 0.0)
    count.move(journey.leave_to_staff().journey, 5.0)
    dropoff.add(count)
    assert told(dropoff, "child_name").left_to_staff == 1


def test_a_call_for_a_person_counts_where_it_was_made(dropoff: DropOff, begin: Callable[[str], Journey]):
    count = VisitCount(begin("1.001193"), 0.0)
    count.called_help()
    dropoff.add(count)
    assert told(dropoff, "for_whom").help == 1


def test_visits_of_a_day_become_one_row(dropoff: DropOff, begin: Callable[[str], Journey], store: Store):
    for _ in range(3):
        dropoff.add(VisitCount(begin("1.001193"), 0.0))
    rows = store.rows("SELECT day, form, page, visits FROM screen_total")
    assert [tuple(row) for row in rows] == [("2026-11-23", "birth", "for_whom", 3)]


def test_rounds_of_a_loop_are_one_screen(begin: Callable[[str], Journey]):
    journey = begin("1.001193")
    count = VisitCount(journey, 0.0)
    for page in ("child_name#2", "child_name#3", "children#more1"):
        count.move(replace(journey, at=page), 1.0)
    assert set(count.screens) == {"for_whom", "child_name", "children#more"}


def test_the_report_follows_the_order_of_the_form(dropoff: DropOff, begin: Callable[[str], Journey]):
    journey = begin("1.001193")
    count = VisitCount(journey, 0.0)
    for answer in ("self", "mother"):
        journey = journey.answer(answer).journey
        count.move(journey, 1.0)
    dropoff.add(count)
    assert [one.page for one in dropoff.report(DAY, NEXT, texts())[0].screens][:2] == ["for_whom", "parent"]


def test_other_days_are_not_in_it(dropoff: DropOff, begin: Callable[[str], Journey]):
    dropoff.add(VisitCount(begin("1.001193"), 0.0))
    assert dropoff.report(NEXT, NEXT, texts()) == ()


def test_days_in_the_wrong_order_are_named(dropoff: DropOff):
    with pytest.raises(WrongDaysError):
        dropoff.report(NEXT, DAY, texts())


def test_nothing_of_anybody_is_kept(dropoff: DropOff, go: Callable[..., Journey], store: Store):
    journey = go("1.001193", until="child_name")
    count = VisitCount(journey, 0.0)
    count.move(journey.answer("Trần Thị Bé").journey, 5.0)
    dropoff.add(count)
    kept = json.dumps([list(row) for row in store.rows("SELECT * FROM screen_total")], ensure_ascii=False)
    assert ("Bé" in kept, "KXA" in kept) == (False, False)


@pytest.mark.parametrize(("seconds", "expected"), [((1,), 1.0), ((3, 3, 20), 3.5), ((1000,), 450.0), ((), None)])
def test_the_median_lies_in_the_span_of_the_middle_visit(seconds: tuple[int, ...], expected: float | None):
    times = [0] * (len(BOUNDS) + 1)
    for one in seconds:
        times[next((at for at, bound in enumerate(BOUNDS) if one < bound), len(BOUNDS))] += 1
    assert median_seconds(times) == expected
