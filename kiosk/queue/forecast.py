"""When those who wait will be called: the line is played forward in the head, by the rule that "next" follows.

Every open counter becomes free when its present villager is expected to be done, calls whom the rule gives it, and is
busy for the mean of that service. This sees what dividing by the number of counters cannot: a counter that serves five
services, a colleague on a break, lines that overtake each other, the guard, and those of other lines who are still on
their way. What a mean hides, the range shows: service times spread as widely as they are long.

Source:
    The exponential service time (spread = mean, the rest of a service as long as a whole one) is the usual assumption
    for counters: L. Kleinrock, Queueing Systems, volume 1 (1975), chapter 3.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import ceil, floor, sqrt
from typing import NamedTuple

from kiosk.config import LineSettings
from kiosk.queue.order import Cycle

MINUTE = 60_000
BETWEEN = 0.5  # minutes from one villager to the next: walking, tidying, and those who do not come
EARLIER, LATER = 1.1, 1.3  # how far the range reaches, in standard deviations; waits have the longer tail upwards


class Person(NamedTuple):
    """Somebody in a line; people sort as they stand in it.

    `key` is the service, or the number of the only counter that calls this person. One whose place is in the future is
    still on the way. A `ghost` asks when it would be, and takes nobody's time.
    """

    place_ms: int
    ghost: bool
    id: str
    service: str
    key: str | int
    line: str


@dataclass(frozen=True, slots=True)
class AtWork:
    """A counter that can call again in about `free_in` minutes, give or take `unsure` (a standard deviation)."""

    number: int
    services: tuple[str, ...]
    free_in: float = 0.0
    unsure: float = 0.0
    cycle: Cycle = field(default_factory=dict[str, int])


class Call(NamedTuple):
    """An expected call, `minutes` from now, give or take `unsure`."""

    minutes: float
    unsure: float

    def stretched(self, factor: float) -> "Call":
        """Return the call of one who stands `factor` times as far behind."""
        return Call(self.minutes * factor, self.unsure * sqrt(factor))

    def range(self) -> tuple[int, int]:
        """Return the whole minutes to announce: about four calls of five come between them."""
        least = floor(max(0.0, self.minutes - EARLIER * self.unsure))
        return least, max(1, ceil(self.minutes + LATER * self.unsure))


def forecast(
    people: Iterable[Person], asking: Iterable[Person], counters: Sequence[AtWork], mean_minutes: Mapping[str, float],
    rule: Sequence[LineSettings], now_ms: int, guard_ms: int,
) -> dict[str, Call]:  # fmt: skip
    """Return the expected call of those who are `asking` and whom one of `counters` may call.

    Args:
        people: all who wait or are on the way, also who asks.
        mean_minutes: how long a villager of each service keeps a counter.
    """
    served = {key for one in counters for key in (*one.services, one.number)}
    open_questions = {one.id for one in asking if one.key in served}
    lines = _stand_in_lines(people, served)
    mine = [[lines[key] for key in (*one.services, one.number) if key in lines] for one in counters]
    free = [(one.free_in, n, one.unsure**2, dict(one.cycle)) for n, one in enumerate(counters)]
    heapify(free)
    calls: dict[str, Call] = {}
    while open_questions and free:
        at, n, spread, cycle = heappop(free)
        moment = now_ms + at * MINUTE
        person = _call(mine[n], rule, cycle, moment, guard_ms)
        if person is None:
            arrival = min((line[-1].place_ms for key in mine[n] for line in key.values() if line), default=None)
            if arrival is not None:
                heappush(free, ((arrival - now_ms) / MINUTE, n, spread, cycle))
            continue
        mean = mean_minutes[person.service]
        if person.id in open_questions:
            open_questions.remove(person.id)
            # Counters that could have been the one share the luck; those that are free much later could not.
            others = (one for one in free if one[0] <= at + mean and _serves(counters[one[1]], person))
            shared = [spread, *(one[2] for one in others)]
            calls[person.id] = Call(at, sqrt(sum(shared)) / len(shared))
        if not person.ghost:
            at, spread = at + mean + BETWEEN, spread + mean**2
        heappush(free, (at, n, spread, cycle))
    return calls


_Lines = dict[str | int, dict[str, list[Person]]]


def _stand_in_lines(people: Iterable[Person], served: set[str | int]) -> _Lines:
    """Return the lines of each key, whoever came first at the end."""
    lines: _Lines = {}
    for one in sorted((one for one in people if one.key in served), reverse=True):
        lines.setdefault(one.key, {}).setdefault(one.line, []).append(one)
    return lines


def _serves(counter: AtWork, person: Person) -> bool:
    return person.key in counter.services or person.key == counter.number


def _head(line: Sequence[Person]) -> Person:
    return line[-1]


def _call(
    mine: Sequence[dict[str, list[Person]]], rule: Sequence[LineSettings], cycle: dict[str, int], moment: float,
    guard_ms: int,
) -> Person | None:  # fmt: skip
    """Take the one whom a counter calls at `moment` out of the lines, and count the call in its cycle.

    The same as the head of `order.order` and as `order.advance`, over lines that are kept sorted.
    """
    heads: dict[str, list[Person]] = {}
    for lines in mine:
        for name, line in lines.items():
            if line and line[-1].place_ms <= moment and (name not in heads or line[-1] < heads[name][-1]):
                heads[name] = line
    if not heads:
        return None
    oldest = min(heads.values(), key=_head)
    if moment - oldest[-1].place_ms > guard_ms:
        return oldest.pop()
    if not any(cycle.get(one.id, 0) < one.weight for one in rule if one.id in heads):
        cycle.clear()
    name = next(one.id for one in rule if one.id in heads and cycle.get(one.id, 0) < one.weight)
    person = heads[name].pop()
    if not person.ghost:
        cycle[name] = cycle.get(name, 0) + 1
    return person
