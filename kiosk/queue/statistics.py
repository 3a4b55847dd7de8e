"""What a hall's days were like, in figures. Pure: rows come in, figures go out; kiosk/store/statistics.py reads them.

Which minutes count (assets/languages/*/statistics.json says it to people, beside each figure):

- wait: the closed "waiting" periods of a leg up to its last call from the queue, and "held" ones, where the number came
  from a second kiosk. Parked minutes, minutes between call and start, and minutes during which a number was missed are
  no waiting.
- way: from the first call that was answered to its start.
- service: the "serving" periods of a leg that ended as done or transferred, parked minutes left out. Where a clerk
  finished without pressing start (again), the time since the last call counts too. A leg that expired ended when nobody
  looked: it has none.

A leg belongs to its service, to the counter that had it last, and to the hour and day in which its villager came. A
moment that lies before the one it follows comes from a clock that was set back: what it measures is left out.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from statistics import fmean, median
from typing import NamedTuple

from kiosk.clock import moment

MINUTE = 60_000
SERVED = ("done", "transferred")
OPEN = ("waiting", "called", "serving", "parked")
UNSEEN = {"held", "cancelled", "expired"}  # a number that was only held for a second kiosk reached nobody
NAMES = ("wait", "way", "service", "answer")


class Period(NamedTuple):  # a tuple, because a year has a third of a million of them
    """A stretch of a leg in one state; `until_ms` is None while it lasts."""

    state: str
    counter: int | None
    from_ms: int
    until_ms: int | None = None

    @property
    def length(self) -> int:
        return 0 if self.until_ms is None else self.until_ms - self.from_ms


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg with its closed and open periods, in order. `rating` is the ticket's, on the leg that was finished only."""

    ticket: str
    seq: int
    day: str
    service: str
    state: str
    periods: tuple[Period, ...]
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class HelpTime:
    """A call for a person; `answered_ms` is its first answer, None when there was none."""

    day: str
    called_ms: int
    answered_ms: int | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One leg in figures; milliseconds, None for what did not happen or was not measured."""

    hour: int | None
    counter: int | None
    wait: int | None
    way: int | None
    service: int | None
    parked: int
    no_shows: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in minutes. `p90`: nine of ten took no longer (nearest rank). All None when `count`
    is 0."""

    count: int = 0
    mean: float | None = None
    median: float | None = None
    p90: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group. `tickets` counts a number once however many legs it has here; `parked` and `no_shows`
    count every time it happened; `ratings` are (very satisfied, satisfied, not satisfied)."""

    tickets: int
    done: int
    transferred: int
    missed: int
    cancelled: int
    expired: int
    open: int
    parked: int
    no_shows: int
    wait: Spread
    way: Spread
    service: Spread
    help_calls: int
    answer: Spread
    ratings: tuple[int, int, int]

    @property
    def rated(self) -> int:
        return sum(self.ratings)

    @property
    def satisfied(self) -> float | None:
        """The share of ratings that are satisfied or very satisfied, 0 to 1; None without ratings."""
        return (self.ratings[0] + self.ratings[1]) / self.rated if self.rated else None


@dataclass(frozen=True, slots=True)
class Report:
    """Figures of all, and by service letter, counter number, hour of the day (0-23) and day ("2026-11-23")."""

    total: Figures
    services: dict[str, Figures]
    counters: dict[int, Figures]
    hours: dict[int, Figures]
    days: dict[str, Figures]


@dataclass(slots=True)
class _Group:
    """A group while it is counted. Lengths lie in arrays: a year of a hall fits into a few megabytes."""

    count: Counter[str] = field(default_factory=Counter)
    lengths: dict[str, "array[int]"] = field(default_factory=lambda: {name: array("q") for name in NAMES})
    last_ticket: str = ""

    def add(self, leg: Leg, measured: Measured) -> None:
        if leg.ticket != self.last_ticket:
            self.last_ticket = leg.ticket
            self.count["tickets"] += 1
        self.count[leg.state] += 1
        self.count["parked times"] += measured.parked
        self.count["no-shows"] += measured.no_shows
        if leg.rating is not None:
            self.count[f"rating {leg.rating}"] += 1
        for name, length in (("wait", measured.wait), ("way", measured.way), ("service", measured.service)):
            if length is not None:
                self.lengths[name].append(length)

    def add_help(self, call: HelpTime) -> None:
        self.count["help"] += 1
        if call.answered_ms is not None and call.answered_ms >= call.called_ms:
            self.lengths["answer"].append(call.answered_ms - call.called_ms)

    def figures(self) -> Figures:
        count = self.count
        wait, way, service, answer = (spread(self.lengths[name]) for name in NAMES)
        return Figures(
            tickets=count["tickets"], done=count["done"], transferred=count["transferred"], missed=count["missed"],
            cancelled=count["cancelled"], expired=count["expired"], open=sum(count[name] for name in OPEN),
            parked=count["parked times"], no_shows=count["no-shows"], wait=wait, way=way, service=service,
            help_calls=count["help"], answer=answer,
            ratings=(count["rating 3"], count["rating 2"], count["rating 1"]),
        )  # fmt: skip


def report(legs: Iterable[Leg], calls: Iterable[HelpTime] = ()) -> Report:
    """Return the figures of all `legs`; the legs of one ticket stand together."""
    total, services, counters = _Group(), defaultdict[str, _Group](_Group), defaultdict[int, _Group](_Group)
    hours, days = defaultdict[int, _Group](_Group), defaultdict[str, _Group](_Group)
    for leg in legs:
        if not reached_somebody(leg):
            continue
        measured = measure(leg)
        groups = [total, services[leg.service], days[leg.day]]
        if measured.counter is not None:
            groups.append(counters[measured.counter])
        if measured.hour is not None:
            groups.append(hours[measured.hour])
        for group in groups:
            group.add(leg, measured)
    for call in calls:
        for group in (total, hours[moment(call.called_ms).hour], days[call.day]):
            group.add_help(call)
    return Report(
        total=total.figures(),
        services={key: services[key].figures() for key in sorted(services)},
        counters={key: counters[key].figures() for key in sorted(counters)},
        hours={key: hours[key].figures() for key in sorted(hours)},
        days={key: days[key].figures() for key in sorted(days)},
    )


def reached_somebody(leg: Leg) -> bool:
    """Say whether a villager is known to have had the number: a second kiosk's is held until that is told."""
    return any(one.state not in UNSEEN for one in leg.periods) or all(one.state != "held" for one in leg.periods)


def measure(leg: Leg) -> Measured:
    """Return one leg in figures."""
    periods = leg.periods
    seen = [one.counter for one in periods if one.counter is not None]
    pairs = [(one.state, after.state) for one, after in pairwise(periods)]
    return Measured(
        hour=moment(periods[0].from_ms).hour if periods else None,
        counter=seen[-1] if seen else None,
        wait=_wait(periods),
        way=_way(periods),
        service=_service(leg),
        parked=sum(one.state == "parked" for one in periods),
        no_shows=sum(pair in {("called", "waiting"), ("called", "missed")} for pair in pairs),
    )


def _wait(periods: tuple[Period, ...]) -> int | None:
    """Return how long a leg waited until its last call from the queue; None when it was never called."""
    waited, since_call = None, 0
    for period in periods:
        if period.length < 0:
            return None
        if period.state in ("held", "waiting"):
            since_call += period.length
        elif period.state == "called":
            waited, since_call = (waited or 0) + since_call, 0
    return waited


def _way(periods: tuple[Period, ...]) -> int | None:
    for period, after in pairwise(periods):
        if period.state == "called" and after.state == "serving":
            return period.length if period.length >= 0 else None
    return None


def _service(leg: Leg) -> int | None:
    if leg.state not in SERVED:
        return None
    at_counter = [one for one in leg.periods if one.state in ("serving", "called")]
    lengths = [one.length for one in at_counter if one.state == "serving"]
    if leg.state == "done" and at_counter and at_counter[-1].state == "called":
        lengths.append(at_counter[-1].length)
    return sum(lengths) if lengths and min(lengths) >= 0 else None


def waited_until(leg: Leg, now_ms: int) -> int | None:
    """Return how long a waiting leg has waited by now, in ms; None when it does not wait."""
    if leg.state != "waiting":
        return None
    lengths = [
        (now_ms if one.until_ms is None else one.until_ms) - one.from_ms
        for one in leg.periods
        if one.state in ("held", "waiting")
    ]
    return max(0, sum(max(0, one) for one in lengths))


def spread(lengths: "array[int]") -> Spread:
    """Return the spread of lengths in ms."""
    if not lengths:
        return Spread()
    ordered = sorted(lengths)
    p90 = ordered[ceil(0.9 * len(ordered)) - 1]
    return Spread(len(ordered), fmean(ordered) / MINUTE, median(ordered) / MINUTE, p90 / MINUTE)
