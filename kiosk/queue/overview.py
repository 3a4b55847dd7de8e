"""What the queue looks like now: tickets in the order of calling, counters, calls. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.config import Settings
from kiosk.errors import UnknownTicketError
from kiosk.queue import order
from kiosk.queue.tickets import TicketView
from kiosk.queue.wait import expected_wait
from kiosk.store import queue as table
from kiosk.store.database import Store

MINUTE = 60_000


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
    """One call. Its id is new for every call and recall: a board rings for an id it has not seen."""

    id: int
    number: str
    counter: int
    recall: bool
    at: datetime


class Overview:
    """The queue as boards, counters and kiosks see it."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._classes = settings.queue.classes
        self.guard_ms = settings.queue.guard_minutes * MINUTE

    def ticket(self, ticket: str) -> TicketView:
        """Return a ticket by its id.

        Raises:
            UnknownTicketError: no ticket has this id.
        """
        leg = table.leg_of(self._store.db, ticket)
        if leg is None:
            raise UnknownTicketError()
        return self.view(self._store.db, leg, self._store.clock.now())

    def tickets(self, state: str | None = None, service: str | None = None) -> list[TicketView]:
        """Return today's tickets; the waiting ones of one service stand in the order of calling."""
        db, now = self._store.db, self._store.clock.now()
        rows = table.rows_in(db, hall_day(now).isoformat(), state, service)
        places = self._places(db, now)
        views = [self.view(db, row, now, places) for row in rows]
        return sorted(views, key=lambda view: (view.place is None, view.service, view.place or 0))

    def waiting_for(self, counter: int) -> list[TicketView]:
        """Return who waits for this counter, in the order in which `next` will call them."""
        db, now = self._store.db, self._store.clock.now()
        rows, queue = self.line(db, now, counter)
        places = self._places(db, now)
        by_leg = {row["id"]: row for row in rows}
        return [self.view(db, by_leg[one.id], now, places) for one in queue]

    def counters(self) -> list[CounterView]:
        db, now = self._store.db, self._store.clock.now()
        states = {row["counter"]: row for row in table.counter_rows(db)}
        return [
            CounterView(
                one.number,
                one.name,
                states[one.number]["state"] if one.number in states else "closed",
                self.services_of(db, one.number),
                self._at_counter(one.number, now),
            )
            for one in self._settings.counters
        ]

    def calls(self, after: int = 0, limit: int = 20) -> list[CallView]:
        """Return today's calls with an id above `after`, newest first."""
        day = hall_day(self._store.clock.now()).isoformat()
        rows = table.calls(self._store.db, day, after, limit)
        return [
            CallView(one["id"], one["number"], one["counter"], bool(one["recall"]), moment(one["at_ms"]))
            for one in rows
        ]

    def waiting_counts(self) -> dict[str, int]:
        """Return how many wait for each service."""
        day = hall_day(self._store.clock.now()).isoformat()
        counts = table.waiting_counts(self._store.db, day)
        return {one.letter: counts.get(one.letter, 0) for one in self._settings.services}

    def open_services(self) -> set[str]:
        """Return the services that an open counter serves now."""
        open_ones = [row for row in table.counter_rows(self._store.db) if row["state"] == "open"]
        return {letter for row in open_ones for letter in row["services"].split(",") if letter}

    def print_state(self, ticket: str) -> str:
        """Return the state of a ticket's paper: waiting, sending, printed, failed or none."""
        return self.ticket(ticket).print

    # --- for the acts, which read inside their own transaction ---

    def line(self, db: Any, now: datetime, counter: int) -> tuple[list[table.Row], list[order.Waiting]]:
        day = hall_day(now).isoformat()
        rows = table.waiting_rows(db, day, self.services_of(db, counter))
        people, cycle = [table.as_waiting(row) for row in rows], table.cycle_of(db, day, counter)
        return rows, order.order(people, self._classes, cycle, milliseconds(now), self.guard_ms)

    def _places(self, db: Any, now: datetime) -> dict[str, int]:
        """Return leg id -> place for all who wait, each within its service."""
        places: dict[str, int] = {}
        day = hall_day(now).isoformat()
        for service in self._settings.services:
            people = [table.as_waiting(row) for row in table.waiting_rows(db, day, [service.letter])]
            queue = order.order(people, self._classes, {}, milliseconds(now), self.guard_ms)
            places.update({one.id: place for place, one in enumerate(queue)})
        return places

    def view(self, db: Any, leg: table.Row, now: datetime, places: dict[str, int] | None = None) -> TicketView:
        waits = leg["state"] == "waiting"
        place = (places if places is not None else self._places(db, now)).get(leg["id"]) if waits else None
        counters = self.open_counters(db, leg["service"])
        wait = None
        if place is not None:
            wait = self.wait(db, leg["day"], leg["service"], place, len(counters))
        return TicketView(
            id=leg["ticket"], number=leg["number"], service=leg["service"], state=leg["state"],
            version=leg["version"], place=place, ahead=place, wait_minutes=wait, counters=counters,
            print=leg["print"], issued_at=moment(leg["issued_ms"]), klass=leg["class"], counter=leg["counter"],
            procedure=leg["procedure"], submission=leg["submission"], no_shows=leg["no_shows"],
            called_at=_moment(leg["called_ms"]), serving_at=_moment(leg["serving_ms"]),
            not_before=_moment(leg["not_before_ms"]) if waits and leg["not_before_ms"] > milliseconds(now) else None,
        )  # fmt: skip

    def _at_counter(self, counter: int, now: datetime) -> TicketView | None:
        leg = table.leg_at(self._store.db, hall_day(now).isoformat(), counter)
        return self.view(self._store.db, leg, now) if leg is not None else None

    def services_of(self, db: Any, counter: int) -> tuple[str, ...]:
        for row in table.counter_rows(db):
            if row["counter"] == counter:
                return tuple(row["services"].split(",")) if row["services"] else ()
        configured = self._settings.counter(counter)
        return configured.services if configured else ()

    def is_open(self, db: Any, counter: int) -> bool:
        return any(row["counter"] == counter and row["state"] == "open" for row in table.counter_rows(db))

    def open_counters(self, db: Any, service: str) -> tuple[int, ...]:
        rows = table.counter_rows(db)
        return tuple(row["counter"] for row in rows if row["state"] == "open" and service in row["services"].split(","))

    def wait(self, db: Any, day: str, service: str, place: int, counters: int) -> tuple[int, int] | None:
        if counters == 0:
            return None
        mean_ms = table.mean_service_ms(db, day, service, self._settings.queue.mean_of_last)
        minutes = mean_ms / MINUTE if mean_ms else self._settings.queue.mean_service_minutes
        return expected_wait(place, minutes, counters)


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
