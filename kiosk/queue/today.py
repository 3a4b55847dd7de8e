"""How the hall is doing at this moment, as its manager sees it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.clock import hall_day, milliseconds
from kiosk.config import Settings
from kiosk.queue.help import HelpCall, open_help_calls
from kiosk.queue.overview import CounterView, Overview, ServiceView
from kiosk.queue.statistics import MINUTE, Figures, Leg, Report, reached_somebody, report, waited_until
from kiosk.store import statistics as rows
from kiosk.store.database import Store


@dataclass(frozen=True, slots=True)
class ServiceToday:
    """`longest` is the longest wait of who waits now, in whole minutes; None when nobody does."""

    view: ServiceView
    longest: int | None
    done: int


@dataclass(frozen=True, slots=True)
class CounterToday:
    """`mean` is the mean of today's service minutes; None before the first."""

    view: CounterView
    done: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Today:
    """`counts` are tickets by their present state: waiting, called, serving, parked, done and so on."""

    now: datetime
    tickets: int
    counts: dict[str, int]
    longest: int | None
    services: tuple[ServiceToday, ...]
    counters: tuple[CounterToday, ...]
    help_calls: tuple[HelpCall, ...]


def today(store: Store, settings: Settings, overview: Overview) -> Today:
    """Return the present state of the hall."""
    with store.reading() as db:  # the views below read inside it: everything is of one moment
        now = store.clock.now()
        day = hall_day(now)
        days = (day.isoformat(), (day + timedelta(days=1)).isoformat())
        legs = [one for one in rows.legs(db, *days) if reached_somebody(one)]
        counted = report(legs)
        waits = _waits(legs, milliseconds(now))
        return Today(
            now=now,
            tickets=counted.total.tickets,
            counts=_counts(legs),
            longest=max(waits.values(), default=None),
            services=tuple(
                ServiceToday(one, waits.get(one.letter), _done(counted.services.get(one.letter)))
                for one in overview.services()
            ),
            counters=tuple(_counter(one, counted) for one in overview.counters()),
            help_calls=tuple(open_help_calls(store)),
        )


def _waits(legs: list[Leg], now_ms: int) -> dict[str, int]:
    """Return the longest wait of those who wait now, by service, in whole minutes."""
    longest: dict[str, int] = {}
    for leg in legs:
        waited = waited_until(leg, now_ms)
        if waited is not None:
            longest[leg.service] = max(longest.get(leg.service, 0), waited // MINUTE)
    return longest


def _counts(legs: list[Leg]) -> dict[str, int]:
    states = ("waiting", "called", "serving", "parked", "done", "missed", "cancelled", "expired")
    return {state: sum(leg.state == state for leg in legs) for state in states}


def _counter(view: CounterView, counted: Report) -> CounterToday:
    figures = counted.counters.get(view.number)
    return CounterToday(view, _done(figures), figures.service.mean if figures else None)


def _done(figures: Figures | None) -> int:
    return figures.done if figures else 0
