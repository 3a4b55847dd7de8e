"""Who is called next. One function gives the whole order; "next" is its head, so no two screens can disagree.

Classes take turns in a weighted cycle (priority 2 : ordinary 1), oldest first inside a class. Before the cycle
stands a guard: whoever waited longer than the limit goes first, oldest first, so nobody starves. Every counter has
a cycle of its own, over the people it can serve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.config import ClassSettings

Cycle = Mapping[str, int]  # class id -> how many of it were called in the present turn


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting leg, reduced to what the order needs. Times in ms."""

    id: str
    klass: str
    place_ms: int
    not_before_ms: int = 0


def order(
    waiting: Sequence[Waiting], classes: Sequence[ClassSettings], cycle: Cycle, now_ms: int, guard_ms: int
) -> list[Waiting]:
    """Return `waiting` in the order of calling; those who must rest stand at the end, earliest first."""
    ready = sorted((one for one in waiting if one.not_before_ms <= now_ms), key=_age)
    resting = sorted((one for one in waiting if one.not_before_ms > now_ms), key=lambda one: one.not_before_ms)
    overdue = [one for one in ready if now_ms - one.place_ms > guard_ms]
    ids = tuple(one.id for one in classes)
    lines: dict[str, list[Waiting]] = {klass: [] for klass in ids}
    for one in ready[len(overdue) :]:
        lines[class_of(one.klass, ids)].append(one)
    return overdue + _take_turns(lines, classes, cycle) + resting


def class_of(klass: str, ids: Sequence[str]) -> str:
    """Return the class that counts: one that the settings no longer name takes its turn with the last one."""
    return klass if klass in ids else ids[-1]


def advance(
    cycle: Cycle,
    called: Waiting,
    waiting: Sequence[Waiting],
    classes: Sequence[ClassSettings],
    now_ms: int,
    guard_ms: int,
) -> dict[str, int]:
    """Return the cycle after the call of `called`, the head of `order(waiting, ...)`.

    A call by the guard is no turn of the cycle: counting it would move the people behind it.
    """
    if now_ms - called.place_ms > guard_ms:
        return dict(cycle)
    ids = tuple(one.id for one in classes)
    own = class_of(called.klass, ids)
    present = {class_of(one.klass, ids) for one in waiting if one.not_before_ms <= now_ms}
    counts = dict(cycle)
    if not any(counts.get(one.id, 0) < one.weight for one in classes if one.id in present):
        counts = {}
    counts[own] = counts.get(own, 0) + 1
    return counts


def ahead_of_last(counts: Mapping[str, int], overdue: int, own: str, classes: Sequence[ClassSettings]) -> int:
    """Return how many are called before the one who now joins class `own`, from a fresh cycle.

    Args:
        counts: ready people in each class who are not overdue, without the one who joins.
        overdue: people over the guard's limit.
    """
    ids = tuple(one.id for one in classes)
    people = dict.fromkeys(ids, 0)
    for klass, count in counts.items():
        people[class_of(klass, ids)] += count
    weight = next(one.weight for one in classes if one.id == own)
    turn = people[own] // weight  # full turns that the own class needs before this person's turn
    ahead, before = overdue + people[own], True
    for one in classes:
        if one.id == own:
            before = False
        else:
            ahead += min(people[one.id], one.weight * (turn + before))
    return ahead


def _take_turns(lines: dict[str, list[Waiting]], classes: Sequence[ClassSettings], cycle: Cycle) -> list[Waiting]:
    taken = dict.fromkeys(lines, 0)
    left = {one.id: max(0, one.weight - cycle.get(one.id, 0)) for one in classes}
    result: list[Waiting] = []
    total = sum(len(line) for line in lines.values())
    while len(result) < total:
        for klass, line in lines.items():
            called = line[taken[klass] : taken[klass] + left[klass]]
            taken[klass] += len(called)
            result += called
        left = {one.id: one.weight for one in classes}
    return result


def _age(one: Waiting) -> tuple[int, str]:
    return one.place_ms, one.id
