"""Who comes to a hall on one day: when, for what, how long it takes and what goes wrong. Pure and seeded.

The shares are guesses of a busy commune after the merger of 2025, to be replaced by a hall's own statistics; what is
measured with them is the queue, not the commune.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log, sqrt
from random import Random

MINUTE = 60.0

# People a minute, in proportion; straight lines between the points. Minutes of the day.
ARRIVALS = (
    (6 * 60 + 40, 0.2), (7 * 60, 1.2), (7 * 60 + 45, 1.5), (9 * 60, 1.3), (10 * 60, 0.9), (11 * 60, 0.4),
    (11 * 60 + 25, 0), (13 * 60, 0),
    (13 * 60 + 10, 0.2), (13 * 60 + 30, 1.0), (14 * 60 + 15, 1.2), (15 * 60 + 30, 0.7), (16 * 60 + 15, 0.4),
    (16 * 60 + 45, 0.05),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A service as it goes at a counter: its share of the visitors, its mean minutes."""

    letter: str
    share: float
    minutes: float


KINDS = (Kind("A", 0.42, 3.0), Kind("B", 0.20, 5.5), Kind("C", 0.14, 6.5), Kind("D", 0.12, 5.0), Kind("E", 0.12, 3.0))
CLASSES = (
    ("ordinary", 0.70), ("elderly", 0.13), ("pregnant", 0.05), ("disabled", 0.03), ("merit", 0.03), ("prefiled", 0.06),
)  # fmt: skip
SPREAD = 0.8  # standard deviation of a service over its mean
PREFILED_TAKES = 0.6  # of the usual time
ABSENT, NEVER_COMES_BACK = 0.07, 0.4
PARKED, PASSED_ON = 0.05, 0.04


@dataclass(frozen=True, slots=True)
class Visitor:
    """`at` is in minutes of the day, `minutes` how long the service takes.

    `absent_for` calls find nobody, 99 is never; `parked` minutes pass with a copy to be made in the middle of the
    service, `passed_to` is the service that the villager should have chosen; both None as a rule.
    """

    at: float
    service: str
    klass: str
    minutes: float
    walk: float
    absent_for: int = 0
    parked: float | None = None
    passed_to: str | None = None


def crowd(count: int, dice: Random) -> list[Visitor]:
    """Return `count` visitors of one day in the order of coming."""
    return [_visitor(at, dice) for at in arrivals(count, dice)]


def arrivals(count: int, dice: Random, rate: Sequence[tuple[float, float]] = ARRIVALS) -> list[float]:
    """Return sorted arrival times, minutes of the day, of a Poisson process with a changing rate.

    Given how many come, their times are independent draws from the rate as a density.
    Source:
        P. A. W. Lewis, G. S. Shedler (1979), doi:10.1002/nav.3800260304.
    """
    pieces = list(pairwise(rate))
    most = max(height for _, height in rate)
    areas = list(accumulate((end - start) * most for (start, _), (end, _) in pieces))
    times: list[float] = []
    while len(times) < count:
        pick = dice.uniform(0, areas[-1])
        (start, low), (end, high) = pieces[min(bisect(areas, pick), len(pieces) - 1)]
        part = dice.random()
        if dice.uniform(0, most) <= low + part * (high - low):
            times.append(start + part * (end - start))
    return sorted(times)


def service_minutes(mean: float, dice: Random) -> float:
    """Return one log-normal time with this mean and the usual spread."""
    sigma = sqrt(log(1 + SPREAD**2))
    return dice.lognormvariate(log(mean) - sigma**2 / 2, sigma)


def _visitor(at: float, dice: Random) -> Visitor:
    kind = dice.choices(KINDS, [one.share for one in KINDS])[0]
    klass = dice.choices([name for name, _ in CLASSES], [share for _, share in CLASSES])[0]
    mean = kind.minutes * (PREFILED_TAKES if klass == "prefiled" else 1)
    absent = dice.random() < ABSENT
    others = [one.letter for one in KINDS if one.letter != kind.letter]
    return Visitor(
        at=at,
        service=kind.letter,
        klass=klass,
        minutes=service_minutes(mean, dice),
        walk=dice.uniform(0.2, 0.7),
        absent_for=0 if not absent else 99 if dice.random() < NEVER_COMES_BACK else dice.choice((1, 1, 2)),
        parked=dice.uniform(4, 14) if dice.random() < PARKED else None,
        passed_to=dice.choice(others) if dice.random() < PASSED_ON else None,
    )
