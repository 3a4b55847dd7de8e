"""One day of a hall, played on the real queue with a clock that is set: no waiting, every act on disk.

Clerks do what clerks do: call, wait a minute for somebody who does not come, set aside, pass on, take a break, and
serve out those who still wait when the hall closes, for a while.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from kiosk.clock import SetClock
from kiosk.commands.bench.played.crowd import Visitor
from kiosk.config import CounterSettings, Settings
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import TicketView, Verb

PATIENCE = 1.0  # minutes a clerk waits for somebody who was called
TIDYING = 0.3  # minutes between two villagers
SERVE_OUT = 20.0  # minutes a counter stays for those who still wait
SESSIONS = ((7 * 60.0, 11 * 60 + 30.0), (13 * 60 + 30.0, 17 * 60.0))
BREAKS = (
    (9 * 60 + 10.0, 15 * 60.0),
    12.0,
    25.0,
)  # beginnings for the first counter, minutes, minutes to the next one's

Ranges = Callable[[TicketView], dict[str, tuple[int, int] | None]]


@dataclass(slots=True)
class Story:
    """What became of one visitor. Times are minutes of the day; `ranges` is what each estimate said at issue."""

    visitor: Visitor
    ticket: TicketView
    ranges: dict[str, tuple[int, int] | None]
    called: float | None = None
    ended: float | None = None
    calls: int = 0
    overtaken: bool = False  # called by the rule while somebody who was over the guard waited longer

    @property
    def waited(self) -> float | None:
        """Minutes from issue to the first call, None for who was never called."""
        return None if self.called is None else max(0.0, round(self.called - self.visitor.at, 3))


@dataclass(slots=True)
class _Place:
    """A counter and its clerk."""

    settings: CounterSettings
    breaks: list[float]
    busy: bool = False
    on: bool = False
    worked: float = 0.0
    open_for: float = 0.0
    opened: float = 0.0


@dataclass(slots=True)
class Day:
    """What is left of a played day. `waiting` holds (minute, people) at every change."""

    stories: list[Story] = field(default_factory=list[Story])
    waiting: list[tuple[float, int]] = field(default_factory=list[tuple[float, int]])
    used: dict[int, float] = field(default_factory=dict[int, float])
    acts: int = 0


class Play:
    """
    Args:
        clock: the desk's own, at midnight of the day.
        estimate: what to announce for a ticket just issued, by each of the ways that are compared.
    """

    def __init__(self, desk: Desk, settings: Settings, clock: SetClock, estimate: Ranges) -> None:
        self._desk, self._settings, self._clock, self._estimate = desk, settings, clock, estimate
        self._midnight = clock.now()
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._turn = count()
        self._by_ticket: dict[str, Story] = {}
        self._parked: dict[int, list[tuple[float, str]]] = {}
        starts, length, later = BREAKS
        self._break = length
        self._places = [_Place(one, [start + later * n for start in starts]) for n, one in enumerate(settings.counters)]
        self._day = Day()

    def run(self, visitors: list[Visitor]) -> Day:
        """Play the whole day."""
        for visitor in visitors:
            self._at(visitor.at, lambda visitor=visitor: self._arrive(visitor))
        for begin, end in SESSIONS:
            for place in self._places:
                self._at(begin, lambda place=place: self._open(place))
                self._at(end, lambda place=place: self._call(place))
        while self._events:
            at, _, act = heapq.heappop(self._events)
            self._clock.forward(self._midnight + timedelta(minutes=at) - self._clock.now())
            act()
        self._day.used = {place.settings.number: place.worked / place.open_for for place in self._places}
        return self._day

    # --- time ---

    @property
    def _now(self) -> float:
        return (self._clock.now() - self._midnight).total_seconds() / 60

    def _at(self, at: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._events, (at, next(self._turn), act))

    def _after(self, minutes: float, act: Callable[[], None]) -> None:
        self._at(self._now + minutes, act)

    def _request(self) -> str:
        self._day.acts += 1
        return f"{self._midnight:%d}-{self._day.acts}"

    # --- villagers ---

    def _arrive(self, visitor: Visitor) -> None:
        prefiled = visitor.klass == "prefiled"
        ticket = self._desk.take(
            self._request(), visitor.service,
            priority=visitor.klass if visitor.klass != "ordinary" and not prefiled else False,
            submission="prepared" if prefiled else None,
        )  # fmt: skip
        story = Story(visitor, ticket, self._estimate(ticket))
        self._by_ticket[ticket.id] = story
        self._day.stories.append(story)
        self._count()
        self._wake()

    def _count(self) -> None:
        self._day.waiting.append((self._now, sum(self._desk.overview.waiting_counts().values())))

    def _wake(self) -> None:
        """Let every clerk who has nothing to do look at the list."""
        for place in self._places:
            if place.on and not place.busy:
                self._call(place)

    # --- clerks ---

    def _open(self, place: _Place) -> None:
        self._desk.set_counter(place.settings.number, "open")
        place.on, place.opened = True, self._now
        self._call(place)

    def _leave(self, place: _Place, until: float | None) -> None:
        self._desk.set_counter(place.settings.number, "break")
        place.on = False
        place.open_for += self._now - place.opened
        if until is not None:
            self._at(until, lambda: self._open(place))

    def _call(self, place: _Place) -> None:
        """Do what a clerk does next who has just become free."""
        if not place.on or place.busy:
            return
        if place.breaks and self._now >= place.breaks[0]:
            place.breaks.pop(0)
            self._leave(place, self._now + self._break)
            return
        closing = max((end for begin, end in SESSIONS if begin <= self._now), default=0)
        if self._now >= closing + SERVE_OUT:
            self._leave(place, None)
            return
        ticket = self._back_from_parking(place) or self._desk.next(self._request(), place.settings.number)
        if ticket is not None:
            self._called(place, ticket)
        elif self._now >= closing:
            self._leave(place, None)

    def _back_from_parking(self, place: _Place) -> TicketView | None:
        parked = self._parked.get(place.settings.number, [])
        ready = next((one for one in parked if one[0] <= self._now), None)
        if ready is None:
            return None
        parked.remove(ready)
        seen = self._desk.overview.ticket(ready[1])
        return self._desk.change("resume", self._request(), seen.id, seen.version, counter=place.settings.number)

    def _called(self, place: _Place, ticket: TicketView) -> None:
        story, place.busy = self._by_ticket[ticket.id], True
        story.calls += 1
        if story.called is None:
            story.called = self._now
            story.overtaken = self._overtaken(place, story)
        self._count()
        if story.calls <= story.visitor.absent_for:
            self._after(PATIENCE, lambda: self._nobody(place, ticket))
        else:
            self._after(story.visitor.walk, lambda: self._serve(place, ticket))
        place.worked -= self._now

    def _overtaken(self, place: _Place, story: Story) -> bool:
        """Say whether somebody over the guard, whom this counter may call, has waited longer than who is called."""
        over = self._now - self._settings.queue.guard_minutes
        others = [
            one for one in self._day.stories
            if one.called is None and one.visitor.service in place.settings.services and one.visitor.at < over
        ]  # fmt: skip
        return any(one.visitor.at < story.visitor.at for one in others)

    def _nobody(self, place: _Place, ticket: TicketView) -> None:
        rested = self._change("no_show", ticket)
        if rested.not_before is not None:
            self._at((rested.not_before - self._midnight).total_seconds() / 60 + 0.01, self._wake)
        self._count()
        self._free(place)

    def _serve(self, place: _Place, ticket: TicketView) -> None:
        story = self._by_ticket[ticket.id]
        ticket = self._change("start", ticket)
        visitor = story.visitor
        if visitor.parked is not None and ticket.legs == 1 and story.calls == visitor.absent_for + 1:
            self._after(visitor.minutes / 2, lambda: self._park(place, ticket, visitor.parked or 0))
        elif visitor.passed_to is not None and ticket.legs == 1:
            self._after(min(2.0, visitor.minutes), lambda: self._pass_on(place, ticket, visitor.passed_to or ""))
        else:
            share = 0.5 if visitor.parked is not None else 1.0
            self._after(visitor.minutes * share, lambda: self._finish(place, ticket))

    def _park(self, place: _Place, ticket: TicketView, minutes: float) -> None:
        self._change("park", ticket)
        self._parked.setdefault(place.settings.number, []).append((self._now + minutes, ticket.id))
        self._after(minutes + 0.01, self._wake)
        self._free(place)

    def _pass_on(self, place: _Place, ticket: TicketView, service: str) -> None:
        self._change("transfer", ticket, service=service)
        self._count()
        self._free(place)
        self._wake()

    def _finish(self, place: _Place, ticket: TicketView) -> None:
        self._change("finish", ticket)
        self._by_ticket[ticket.id].ended = self._now
        self._free(place)

    def _change(self, verb: Verb, ticket: TicketView, service: str | None = None) -> TicketView:
        return self._desk.change(verb, self._request(), ticket.id, ticket.version, service=service)

    def _free(self, place: _Place) -> None:
        """Tidy up, then see who is next."""
        place.worked += self._now

        def free() -> None:
            place.busy = False
            self._call(place)

        self._after(TIDYING, free)
