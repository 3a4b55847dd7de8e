"""Who is called next. One function gives the whole order; "next" is its head, so no two screens can disagree.

Lines take turns in a weighted cycle (priority 2 : ordinary 1), oldest first inside a line. Before the cycle
stands a guard: whoever waited longer than the limit goes first, oldest first, so nobody starves. Every counter has
a cycle of its own, over the people it can serve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.config import LineSettings

Cycle = Mapping[str, int]  # line -> how many of it were called in the present turn


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting leg, reduced to what the order needs: its line and its place. Times in ms."""

    id: str
    line: str
    place_ms: int
    not_before_ms: int = 0


def order(
    waiting: Sequence[Waiting], rule: Sequence[LineSettings], cycle: Cycle, now_ms: int, guard_ms: int
) -> list[Waiting]:
    """Return `waiting` in the order of calling; those who must rest stand at the end, earliest first."""
    ready = sorted((one for one in waiting if one.not_before_ms <= now_ms), key=_age)
    resting = sorted((one for one in waiting if one.not_before_ms > now_ms), key=lambda one: one.not_before_ms)
    overdue = [one for one in ready if now_ms - one.place_ms > guard_ms]
    lines: dict[str, list[Waiting]] = {one.id: [] for one in rule}
    for one in ready[len(overdue) :]:
        lines[one.line].append(one)
    return overdue + _take_turns(lines, rule, cycle) + resting


def advance(
    cycle: Cycle,
    called: Waiting,
    waiting: Sequence[Waiting],
    rule: Sequence[LineSettings],
    now_ms: int,
    guard_ms: int,
) -> dict[str, int]:
    """Return the cycle after the call of `called`, the head of `order(waiting, ...)`.

    A call by the guard is no turn of the cycle: counting it would move the people behind it.
    """
    if now_ms - called.place_ms > guard_ms:
        return dict(cycle)
    present = {one.line for one in waiting if one.not_before_ms <= now_ms}
    counts = dict(cycle)
    if not any(counts.get(one.id, 0) < one.weight for one in rule if one.id in present):
        counts = {}
    counts[called.line] = counts.get(called.line, 0) + 1
    return counts


def ahead_of_last(counts: Mapping[str, int], overdue: int, own: str, rule: Sequence[LineSettings]) -> int:
    """Return how many are called before the one who now joins line `own`, from a fresh cycle.

    Args:
        counts: ready people in each line who are not overdue, without the one who joins.
        overdue: people over the guard's limit.
    """
    weight = next(one.weight for one in rule if one.id == own)
    turn = counts.get(own, 0) // weight  # full turns that the own line needs before this person's turn
    ahead, before = overdue + counts.get(own, 0), True
    for one in rule:
        if one.id == own:
            before = False
        else:
            ahead += min(counts.get(one.id, 0), one.weight * (turn + before))
    return ahead


def _take_turns(lines: Mapping[str, list[Waiting]], rule: Sequence[LineSettings], cycle: Cycle) -> list[Waiting]:
    taken = dict.fromkeys(lines, 0)
    left = {one.id: max(0, one.weight - cycle.get(one.id, 0)) for one in rule}
    result: list[Waiting] = []
    total = sum(len(line) for line in lines.values())
    while len(result) < total:
        going = [name for name, line in lines.items() if taken[name] < len(line)]
        if len(going) == 1:  # nobody to take turns with
            return result + list(lines[going[0]][taken[going[0]] :])
        for name, line in lines.items():
            called = line[taken[name] : taken[name] + left[name]]
            taken[name] += len(called)
            result += called
        left = {one.id: one.weight for one in rule}
    return result


def _age(one: Waiting) -> tuple[int, str]:
    return one.place_ms, one.id
