"""Playing the line forward: the same rule as "next", and a range that is honest about what nobody knows."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import LineSettings
from kiosk.queue.forecast import BETWEEN, AtWork, Call, Person, forecast
from kiosk.queue.order import Waiting, order

MINUTE = 60_000
NOW = 1_000 * MINUTE
GUARD = 10_000 * MINUTE
RULE = (LineSettings("priority", 2), LineSettings("prefiled", 1), LineSettings("ordinary", 1))
TEN = {"A": 10.0, "B": 10.0}
ONLY_A, BOTH = AtWork(1, ("A",)), AtWork(2, ("A", "B"))


def stands(name: str, service: str = "A", line: str = "ordinary", came: float = -5) -> Person:
    return Person(NOW + round(came * MINUTE), False, name, service, service, line)


def asking(people: list[Person]) -> list[Person]:
    return [one for one in people if one.place_ms <= NOW]


def minutes(people: list[Person], *counters: AtWork) -> dict[str, float]:
    calls = forecast(people, asking(people), counters, TEN, RULE, NOW, GUARD)
    return {name: call.minutes for name, call in calls.items()}


halls = st.lists(
    st.tuples(st.sampled_from(["A", "B"]), st.sampled_from([one.id for one in RULE]), st.integers(-40, -1)),
    max_size=20,
).map(lambda people: [stands(f"{n:02d}", *one) for n, one in enumerate(people)])


@given(halls)
def test_the_played_line_is_the_line_of_the_list(people: list[Person]):
    calls = minutes(people, BOTH)
    listed = order([Waiting(one.id, one.line, one.place_ms) for one in people], RULE, {}, NOW, GUARD)
    assert sorted(calls, key=lambda name: calls[name]) == [one.id for one in listed]


@given(halls, st.sampled_from(["A", "B"]), st.sampled_from([one.id for one in RULE]))
def test_asking_when_it_would_be_changes_nobodys_call(people: list[Person], service: str, line: str):
    ghost = Person(NOW, True, "ghost", service, service, line)
    with_ghost = minutes([*people, ghost], ONLY_A, BOTH)
    assert {name: with_ghost[name] for name in with_ghost if name != "ghost"} == minutes(people, ONLY_A, BOTH)


@given(halls)
def test_everybody_whom_a_counter_serves_has_a_call(people: list[Person]):
    assert minutes(people, ONLY_A).keys() == {one.id for one in people if one.service == "A"}


def test_a_free_counter_calls_at_once():
    assert minutes([stands("one")], ONLY_A) == {"one": 0}


def test_a_busy_counter_calls_when_its_villager_is_done():
    assert minutes([stands("one")], replace(ONLY_A, free_in=7.0)) == {"one": 7}


def test_the_second_waits_for_one_service_and_the_change():
    assert minutes([stands("one", came=-6), stands("two")], ONLY_A)["two"] == 10 + BETWEEN


def test_a_counter_that_serves_others_too_is_no_whole_counter():
    people = [stands("b1", "B", came=-9), stands("b2", "B", came=-8), stands("one", came=-7), stands("two")]
    assert minutes(people, ONLY_A, BOTH)["two"] == 10 + BETWEEN


def test_somebody_of_a_line_that_overtakes_is_reckoned_with_before_coming():
    on_the_way = Person(NOW + 5 * MINUTE, False, "late", "A", "A", "priority")
    people = [stands("one", came=-6), stands("two"), on_the_way]
    assert minutes(people, ONLY_A)["two"] == 2 * (10 + BETWEEN)


def test_who_is_on_the_way_is_not_called_before_coming():
    on_the_way = Person(NOW + 5 * MINUTE, False, "late", "A", "A", "priority")
    assert minutes([stands("one"), on_the_way], ONLY_A)["one"] == 0


def test_who_waits_longer_than_the_guard_is_played_first():
    people = [stands("old", came=-50), stands("first", line="priority")]
    calls = forecast(people, people, [ONLY_A], TEN, RULE, NOW, 45 * MINUTE)
    assert calls["old"].minutes < calls["first"].minutes


def test_who_waits_for_one_counter_is_called_by_no_other():
    wanted = Person(NOW - MINUTE, False, "one", "A", 2, "ordinary")
    assert minutes([wanted], ONLY_A, replace(BOTH, free_in=20.0)) == {"one": 20}


def test_a_counter_takes_up_its_cycle_where_it_is():
    people = [stands("p", line="priority"), stands("o")]
    calls = minutes(people, replace(ONLY_A, cycle={"priority": 2}))
    assert calls["o"] < calls["p"]


def test_the_range_grows_with_the_place():
    people = [stands(f"{n}", came=-9 + n) for n in range(6)]
    calls = forecast(people, people, [ONLY_A], TEN, RULE, NOW, GUARD)
    least, most = zip(*(calls[f"{n}"].range() for n in range(6)), strict=True)
    assert (least, most) == (tuple(sorted(least)), tuple(sorted(most)))


@given(st.floats(0, 500), st.floats(0, 200))
def test_the_least_is_never_above_the_most_nor_below_nothing(at: float, unsure: float):
    least, most = Call(at, unsure).range()
    assert 0 <= least <= most
