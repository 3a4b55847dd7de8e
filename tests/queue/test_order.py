"""The order of calling: fair, bounded, and the same for the list, for "next" and for the place on a ticket."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.config import LineSettings
from kiosk.queue.order import Cycle, Waiting, advance, ahead_of_last, order

MINUTE = 60_000
NOW = 1_000 * MINUTE
GUARD = 45 * MINUTE
PRIORITY, ORDINARY = LineSettings("priority", 2), LineSettings("ordinary", 1)
TWO = (PRIORITY, ORDINARY)

rules = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(
    lambda weights: tuple(LineSettings(f"line{n}", weight) for n, weight in enumerate(weights))
)


@st.composite
def halls(draw: st.DrawFn) -> tuple[tuple[LineSettings, ...], list[Waiting], Cycle]:
    """Return a rule, people who wait (some too long, some resting) and a cycle."""
    rule = draw(rules)
    ids = [one.id for one in rule]
    people = draw(
        st.lists(
            st.tuples(
                st.sampled_from(ids),
                st.integers(-90 * MINUTE, 0),
                st.sampled_from([0, 0, 0, NOW + MINUTE]),
            ),
            max_size=25,
        )
    )
    waiting = [Waiting(f"{n:03d}", line, NOW + age, rest) for n, (line, age, rest) in enumerate(people)]
    cycle = {one.id: draw(st.integers(0, one.weight)) for one in rule}
    return rule, waiting, cycle


def call_all(waiting: list[Waiting], rule: tuple[LineSettings, ...], cycle: Cycle) -> list[Waiting]:
    """Press "next" until nobody waits, at one moment."""
    left, called = list(waiting), list[Waiting]()
    while left:
        head = order(left, rule, cycle, NOW, GUARD)[0]
        cycle = advance(cycle, head, left, rule, NOW, GUARD)
        left.remove(head)
        called.append(head)
    return called


@given(halls())
def test_everybody_stands_in_the_order_once(hall: tuple[tuple[LineSettings, ...], list[Waiting], Cycle]):
    rule, waiting, cycle = hall
    assert Counter(order(waiting, rule, cycle, NOW, GUARD)) == Counter(waiting)


@given(halls())
def test_pressing_next_calls_people_as_the_list_shows_them(
    hall: tuple[tuple[LineSettings, ...], list[Waiting], Cycle],
):
    rule, waiting, cycle = hall
    ready = [one for one in waiting if not one.not_before_ms]
    assert call_all(ready, rule, cycle) == order(ready, rule, cycle, NOW, GUARD)


@given(halls())
def test_who_waited_too_long_goes_before_everybody_else_oldest_first(
    hall: tuple[tuple[LineSettings, ...], list[Waiting], Cycle],
):
    rule, waiting, cycle = hall
    overdue = [one for one in waiting if not one.not_before_ms and NOW - one.place_ms > GUARD]
    overdue.sort(key=lambda one: (one.place_ms, one.id))
    assert order(waiting, rule, cycle, NOW, GUARD)[: len(overdue)] == overdue


@given(halls())
def test_who_rests_stands_at_the_end(hall: tuple[tuple[LineSettings, ...], list[Waiting], Cycle]):
    rule, waiting, cycle = hall
    resting = sum(one.not_before_ms > NOW for one in waiting)
    tail = order(waiting, rule, cycle, NOW, GUARD)[len(waiting) - resting :]
    assert all(one.not_before_ms > NOW for one in tail)


@given(halls())
def test_inside_a_line_the_older_is_called_first(hall: tuple[tuple[LineSettings, ...], list[Waiting], Cycle]):
    rule, waiting, cycle = hall
    ready = [one for one in order(waiting, rule, cycle, NOW, GUARD) if not one.not_before_ms]
    for one_line in rule:
        line = [(one.place_ms, one.id) for one in ready if one.line == one_line.id]
        assert line == sorted(line)


@given(halls(), st.data())
def test_the_place_told_to_who_joins_is_the_place_in_the_order(
    hall: tuple[tuple[LineSettings, ...], list[Waiting], Cycle], data: st.DataObject
):
    rule, waiting, _ = hall
    ready = [replace(one, place_ms=one.place_ms - 1) for one in waiting if not one.not_before_ms]
    overdue = sum(NOW - one.place_ms > GUARD for one in ready)
    counts = Counter(one.line for one in ready if NOW - one.place_ms <= GUARD)
    joins = Waiting("~", data.draw(st.sampled_from([one.id for one in rule])), NOW)
    line = order([*ready, joins], rule, {}, NOW, GUARD)
    assert ahead_of_last(counts, overdue, joins.line, rule) == line.index(joins)


@given(rules, st.integers(0, 30), st.data())
def test_nobody_starves_while_others_keep_joining(rule: tuple[LineSettings, ...], before: int, data: st.DataObject):
    """One person joins behind `before` others; at every call somebody new joins, in whatever line is worst."""
    cycle = dict[str, int]()
    ids = st.sampled_from([one.id for one in rule])
    line = [Waiting(f"{n:03d}", data.draw(ids), NOW - MINUTE) for n in range(before)]
    one = Waiting("one", data.draw(ids), NOW)
    line.append(one)
    now, calls = NOW, 0
    while one in line:
        assert calls <= before + GUARD // MINUTE + 1
        head = order(line, rule, cycle, now, GUARD)[0]
        cycle = advance(cycle, head, line, rule, now, GUARD)
        line.remove(head)
        now, calls = now + MINUTE, calls + 1
        line.append(Waiting(f"new{calls:03d}", data.draw(ids), now))


def test_two_priority_people_are_called_for_each_ordinary_one():
    waiting = [Waiting(f"{n}", "priority" if n < 4 else "ordinary", NOW - 10 * MINUTE + n) for n in range(7)]
    line = order(waiting, TWO, {}, NOW, GUARD)
    assert [one.line[0] for one in line] == ["p", "p", "o", "p", "p", "o", "o"]


def test_the_cycle_goes_on_where_the_last_call_left_it():
    waiting = [Waiting("p", "priority", NOW - MINUTE), Waiting("o", "ordinary", NOW)]
    assert order(waiting, TWO, {"priority": 2}, NOW, GUARD)[0].id == "o"


def test_a_class_that_is_alone_is_called_without_pause():
    waiting = [Waiting(f"{n}", "ordinary", NOW + n) for n in range(3)]
    assert [one.id for one in order(waiting, TWO, {"ordinary": 1}, NOW, GUARD)] == ["0", "1", "2"]
