"""What the queue looks like now: tickets in the order of calling, counters, calls. Reads only."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import moment
from kiosk.config import CounterSettings, Settings
from kiosk.errors import UnknownCounterError, UnknownTicketError
from kiosk.queue.admission import Admission, Doors
from kiosk.queue.announced import Announced
from kiosk.queue.look import Look, queue_day
from kiosk.queue.tickets import TicketView
from kiosk.store import queue as table
from kiosk.store.database import Store


@dataclass(frozen=True, slots=True)
class CounterView:
    """A counter: state is open, break or closed; `ticket` is the one it is called to or serving."""

    number: int
    name: str
    state: str
    services: tuple[str, ...]
    ticket: TicketView | None


@dataclass(frozen=True, slots=True)
class CallView:
    """One call. Its id is new for every call and recall: a board rings for an id it has not seen.

    `live`: its number is still called, or served, where this call sent it.
    """

    id: int
    number: str
    counter: int
    recall: bool
    at: datetime
    live: bool = True


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service for who thinks of joining it now. `counters` are open and serve it; `wait_minutes` is None without.

    `waiting` is None at a second kiosk that the hall server does not answer: nobody there knows.
    """

    letter: str
    name: str
    waiting: int | None
    counters: tuple[int, ...]
    wait_minutes: tuple[int, int] | None
    admission: Admission

    @property
    def takes(self) -> bool:
        return self.admission.takes

    @property
    def why(self) -> str | None:
        """A text id; None when numbers are given."""
        return self.admission.why

    @property
    def opens_at(self) -> datetime | None:
        return self.admission.opens_at

    @property
    def left(self) -> int | None:
        """What a daily quota leaves; None without one."""
        return self.admission.left


class Overview:
    """The queue as boards, counters and kiosks see it."""

    def __init__(self, store: Store, settings: Settings, doors: Doors, announced: Announced) -> None:
        self._store = store
        self._settings = settings
        self._doors = doors
        self._announced = announced

    def services(self) -> list[ServiceView]:
        """Return what each service offers to who comes now."""
        line = self._settings.queue.class_when("otherwise").line
        with self._look() as look:
            waiting = table.waiting_counts(self._store.db, look.day)
            ahead = {one.letter: look.joining(one.letter, line) for one in self._settings.services}
            waits = self._announced.waits(look, line, ahead)
            return [
                ServiceView(
                    one.letter, one.name, waiting.get(one.letter, 0), look.open_counters(one.letter),
                    waits.get(one.letter),
                    self._doors.admission(one.letter, look),
                )
                for one in self._settings.services
            ]  # fmt: skip

    def ticket(self, ticket: str) -> TicketView:
        """Return a ticket by its id.

        Raises:
            UnknownTicketError: no ticket has this id.
        """
        with self._look() as look:
            leg = table.leg_of(self._store.db, ticket)
            if leg is None:
                raise UnknownTicketError()
            return look.view(leg)

    def tickets(self, state: str | None = None, service: str | None = None) -> list[TicketView]:
        """Return today's tickets; the waiting ones of one service stand in the order of calling."""
        with self._look() as look:
            views = [look.view(row) for row in table.rows_in(self._store.db, look.day, state, service)]
        return sorted(views, key=lambda view: (view.place is None, view.service, view.place or 0))

    def waiting_for(self, counter: int) -> list[TicketView]:
        """Return who waits for this counter, in the order in which `next` will call them.

        Raises:
            UnknownCounterError
        """
        if self._settings.counter(counter) is None:
            raise UnknownCounterError(counter=counter)
        with self._look() as look:
            rows = table.waiting_rows(self._store.db, look.whom(counter))
            by_leg = {row["id"]: row for row in rows}
            return [look.view(by_leg[one.id]) for one in look.line(counter)]

    def counters(self) -> list[CounterView]:
        with self._look() as look:
            return [self._counter(look, one) for one in self._settings.counters]

    def calls(self, after: int = 0, limit: int = 20) -> list[CallView]:
        """Return today's calls with an id above `after`, newest first."""
        day = queue_day(self._store.db, self._store.clock.now())
        rows = table.calls(self._store.db, day, after, limit)
        return [
            CallView(
                one["id"], one["number"], one["counter"], bool(one["recall"]), moment(one["at_ms"]), bool(one["live"])
            )
            for one in rows
        ]  # fmt: skip

    def waiting_counts(self) -> dict[str, int]:
        """Return how many wait for each service."""
        day = queue_day(self._store.db, self._store.clock.now())
        counts = table.waiting_counts(self._store.db, day)
        return {one.letter: counts.get(one.letter, 0) for one in self._settings.services}

    def print_state(self, ticket: str) -> str:
        """Return the state of a ticket's paper: waiting, sending, printed, failed or none."""
        return self.ticket(ticket).print

    @contextmanager
    def _look(self) -> Generator[Look]:
        """Look at one moment: what several statements read belongs together."""
        with self._store.reading() as db:
            yield Look(db, self._store.clock.now(), self._settings)

    def _counter(self, look: Look, one: CounterSettings) -> CounterView:
        leg = table.leg_at(self._store.db, look.day, one.number)
        ticket = look.view(leg) if leg is not None else None
        return CounterView(one.number, one.name, look.state_of(one.number), look.services_of(one.number), ticket)
