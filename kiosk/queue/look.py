"""One look at the file at one moment: what the views of many tickets share is read once."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from kiosk.clock import HALL_ZONE, hall_day, milliseconds, moment
from kiosk.config import Settings
from kiosk.queue import order
from kiosk.queue.forecast import Call
from kiosk.queue.outlook import Outlook
from kiosk.queue.tickets import TicketView
from kiosk.store import queue as table

MINUTE = 60_000
LARGEST_STEP_BACK_MS = 6 * 60 * MINUTE  # more than any zone that a machine in Vietnam is set to by mistake


class Look:
    """
    Args:
        db: inside one transaction, so that all that is read here belongs together.
    """

    def __init__(self, db: sqlite3.Connection, now: datetime, settings: Settings) -> None:
        self._db, self._settings, self._rule = db, settings, settings.queue.lines
        self.now, self.day, self.now_ms = now, queue_day(db, now), milliseconds(now)
        self.guard_ms = settings.queue.guard_minutes * MINUTE
        self.rest_ms = settings.queue.rest_minutes * MINUTE
        self._undo_ms = settings.queue.undo_minutes * MINUTE
        self._places: dict[str, dict[str, int]] = {}
        self._open: dict[str, tuple[int, ...]] = {}

    # --- counters ---

    @cached_property
    def counters(self) -> dict[int, table.Row]:
        """Counters that were opened, paused or closed today: one left open overnight is not open."""
        rows = table.counter_rows(self._db)
        today = {self.day, hall_day(self.now).isoformat()}
        return {row["counter"]: row for row in rows if hall_day(moment(row["since_ms"])).isoformat() in today}

    def state_of(self, counter: int) -> str:
        return self.counters[counter]["state"] if counter in self.counters else "closed"

    def is_open(self, counter: int) -> bool:
        return self.state_of(counter) == "open"

    def will_serve(self, service: str) -> bool:
        """Say whether a counter that has not closed for today serves it."""
        return any(
            service in self.services_of(one.number)
            for one in self._settings.counters
            if one.number not in self.counters or self.state_of(one.number) != "closed"
        )

    def services_of(self, counter: int) -> tuple[str, ...]:
        """Return the services a counter serves: chosen when it was set, else the configured ones."""
        if counter in self.counters:
            chosen = self.counters[counter]["services"]
            return tuple(chosen.split(",")) if chosen else ()
        configured = self._settings.counter(counter)
        return configured.services if configured else ()

    def open_counters(self, service: str) -> tuple[int, ...]:
        if service not in self._open:
            opened = [one for one in sorted(self.counters) if self.is_open(one) and service in self.services_of(one)]
            self._open[service] = tuple(opened)
        return self._open[service]

    def state_of_service(self, service: str) -> tuple[int, ...]:
        """Return what differs after a counter opened, closed or called anybody."""
        return self._last_call, *self.open_counters(service)

    @cached_property
    def _last_call(self) -> int:
        return table.last_call_id(self._db)

    # --- people ---

    def line(self, counter: int) -> list[order.Waiting]:
        """Return who waits for this counter in the order of calling: the list and "next" both come from here."""
        people = table.waiting_people(self._db, self.whom(counter))
        return self._ordered(self._as_waiting(people), table.cycle_of(self._db, self.day, counter))

    def head(self, counter: int) -> tuple[order.Waiting | None, order.Cycle, order.Cycle]:
        """Return the first of `line` who does not rest, and the counter's cycle before and after the call."""
        resting = (self.now_ms, self.now_ms + self.rest_ms)
        people = self._as_waiting(table.waiting_heads(self._db, self.whom(counter), resting))
        cycle = table.cycle_of(self._db, self.day, counter)
        if not people:
            return None, cycle, cycle
        first = self._ordered(people, cycle)[0]
        return first, cycle, order.advance(cycle, first, people, self._rule, self.now_ms, self.guard_ms)

    def whom(self, counter: int) -> table.Whom:
        """Return whom this counter may call."""
        others = tuple(one for one in self.counters if one != counter and self.is_open(one))
        return table.Whom(self.day, self.services_of(counter), counter, others, self.now_ms - self.guard_ms)

    def callers(self, service: str, wanted: int | None) -> tuple[int, ...]:
        """Return the open counters that may call somebody who waits for `service`, or for the counter `wanted`."""
        return (wanted,) if wanted is not None and self.is_open(wanted) else self.open_counters(service)

    def last_number(self, service: str, numbers: tuple[int, int]) -> int:
        return table.last_counter_value(self._db, self.day, service, numbers)

    def issued(self, service: str) -> int:
        return table.issued(self._db, self.day, service)

    def place(self, service: str, leg: str) -> int | None:
        """Return a waiting leg's place within its service, from 0."""
        if service not in self._places:
            waiting = table.waiting_people(self._db, table.Whom(self.day, (service,)))
            people = self._ordered(self._as_waiting(waiting), {})
            self._places[service] = {one.id: place for place, one in enumerate(people)}
        return self._places[service].get(leg)

    @cached_property
    def outlook(self) -> Outlook:
        return Outlook(self._db, self._settings, self.day, self.now_ms, self.counters)

    def wait(self, leg: str, service: str, place: int | None) -> tuple[int, int] | None:
        """Return (least, most) minutes for a waiting leg; None when nobody can say."""
        if place is None or not self.open_counters(service):
            return None
        return self.outlook.wait(leg, service, place)

    def joining_calls(self, services: Sequence[str], line: str) -> dict[str, Call]:
        """Return the expected call of who joins `line` of each service now; none where nobody can say."""
        return self.outlook.joining([one for one in services if self.open_counters(one)], line)

    def view(self, row: table.Row) -> TicketView:
        leg: dict[str, Any] = dict(zip(row.keys(), row, strict=True))  # a row looks each name up anew
        waits, service = leg["state"] == "waiting", leg["service"]
        place = self.place(service, leg["id"]) if waits else None
        rests = waits and self._rests(leg["not_before_ms"])
        today = leg["day"] == self.day
        return TicketView(
            id=leg["ticket"], number=leg["number"], service=service, state=leg["state"], version=leg["version"],
            place=place, ahead=place, wait_minutes=self.wait(leg["id"], service, place),
            counters=self.callers(service, leg["for_counter"] if waits else None),
            print=leg["print"], issued_at=moment(leg["issued_ms"]), klass=leg["class"], counter=leg["counter"],
            procedure=leg["procedure"], submission=leg["submission"], no_shows=leg["no_shows"],
            called_at=_moment(leg["called_ms"]), serving_at=_moment(leg["serving_ms"]),
            not_before=_moment(leg["not_before_ms"]) if rests else None,
            parked_until=_moment(leg["parked_until_ms"]), for_counter=leg["for_counter"], legs=leg["seq"],
            came_from=leg["came_from"], undo=undo_of(leg, self.now_ms, self._undo_ms) if today else None,
        )  # fmt: skip

    def joining(self, service: str, line: str) -> int:
        """Return how many are called before one who joins `line` of `service` now."""
        resting = (self.now_ms, self.now_ms + self.rest_ms)
        counts, overdue = table.ready_counts(self._db, self.day, service, resting, self.now_ms - self.guard_ms)
        people: dict[str, int] = {}
        for klass, count in counts.items():
            own = self._settings.queue.line_of(klass)
            people[own] = people.get(own, 0) + count
        return order.ahead_of_last(people, overdue, line, self._rule)

    def _as_waiting(self, people: Sequence[table.Person]) -> list[order.Waiting]:
        lines = {klass: self._settings.queue.line_of(klass) for klass in {one[1] for one in people}}
        return [
            order.Waiting(leg, lines[klass], place, not_before if self._rests(not_before) else 0)
            for leg, klass, place, not_before in people
        ]

    def _rests(self, not_before_ms: int) -> bool:
        # A rest that ends later than any rest can was written before the clock was set back: it is over.
        return self.now_ms < not_before_ms <= self.now_ms + self.rest_ms

    def _ordered(self, people: Sequence[order.Waiting], cycle: order.Cycle) -> list[order.Waiting]:
        return order.order(people, self._rule, cycle, self.now_ms, self.guard_ms)


def queue_day(db: sqlite3.Connection, now: datetime) -> str:
    """Return the day whose numbers are given and called.

    It is the clock's day; but a clock that is set back over midnight does not bring yesterday back, where the same
    numbers would be given again. A day that is further away was seen by a clock that was wrong, and does not count.
    """
    day, newest = hall_day(now).isoformat(), table.newest_day(db)
    if newest is not None and newest > day:
        begins = milliseconds(datetime.fromisoformat(newest).replace(tzinfo=HALL_ZONE))
        return newest if begins - milliseconds(now) <= LARGEST_STEP_BACK_MS else day
    return day


def undo_of(leg: table.Row | dict[str, Any], now_ms: int, window_ms: int) -> str | None:
    """Return the act on a leg that can still be taken back, or None."""
    if leg["undo"] is None or now_ms - leg["acted_ms"] > window_ms:
        return None
    return json.loads(leg["undo"])["verb"]


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
