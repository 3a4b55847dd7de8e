"""One look at the file at one moment: what the views of many tickets share is read once."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.config import Settings
from kiosk.queue import order
from kiosk.queue.tickets import TicketView
from kiosk.queue.wait import expected_wait
from kiosk.store import queue as table

MINUTE = 60_000


class Look:
    """
    Args:
        db: inside one transaction, so that all that is read here belongs together.
    """

    def __init__(self, db: sqlite3.Connection, now: datetime, settings: Settings) -> None:
        self._db, self._settings, self._classes = db, settings, settings.queue.classes
        self.day, self.now_ms = hall_day(now).isoformat(), milliseconds(now)
        self.guard_ms = settings.queue.guard_minutes * MINUTE
        self.rest_ms = settings.queue.rest_minutes * MINUTE
        self._places: dict[str, dict[str, int]] = {}
        self._minutes: dict[str, float] = {}
        self._open: dict[str, tuple[int, ...]] = {}

    # --- counters ---

    @cached_property
    def counters(self) -> dict[int, table.Row]:
        return {row["counter"]: row for row in table.counter_rows(self._db)}

    def is_open(self, counter: int) -> bool:
        return counter in self.counters and self.counters[counter]["state"] == "open"

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

    # --- people ---

    def line(self, counter: int) -> list[order.Waiting]:
        """Return who waits for this counter in the order of calling: the list and "next" both come from here."""
        people = self._people(self.services_of(counter))
        return self._ordered(people, table.cycle_of(self._db, self.day, counter))

    def place(self, service: str, leg: str) -> int | None:
        """Return a waiting leg's place within its service, from 0."""
        if service not in self._places:
            people = self._ordered(self._people([service]), {})
            self._places[service] = {one.id: place for place, one in enumerate(people)}
        return self._places[service].get(leg)

    def wait(self, service: str, place: int | None) -> tuple[int, int] | None:
        """Return (least, most) minutes; None when nobody can say."""
        counters = len(self.open_counters(service))
        if place is None or counters == 0:
            return None
        if service not in self._minutes:
            mean_ms = table.mean_service_ms(self._db, self.day, service, self._settings.queue.mean_of_last)
            self._minutes[service] = mean_ms / MINUTE if mean_ms else self._settings.queue.mean_service_minutes
        return expected_wait(place, self._minutes[service], counters)

    def view(self, leg: table.Row) -> TicketView:
        waits, service = leg["state"] == "waiting", leg["service"]
        place = self.place(service, leg["id"]) if waits else None
        rests = waits and self._rests(leg["not_before_ms"])
        return TicketView(
            id=leg["ticket"], number=leg["number"], service=service, state=leg["state"], version=leg["version"],
            place=place, ahead=place, wait_minutes=self.wait(service, place), counters=self.open_counters(service),
            print=leg["print"], issued_at=moment(leg["issued_ms"]), klass=leg["class"], counter=leg["counter"],
            procedure=leg["procedure"], submission=leg["submission"], no_shows=leg["no_shows"],
            called_at=_moment(leg["called_ms"]), serving_at=_moment(leg["serving_ms"]),
            not_before=_moment(leg["not_before_ms"]) if rests else None,
        )  # fmt: skip

    def _people(self, services: Sequence[str]) -> list[order.Waiting]:
        people = table.waiting_people(self._db, self.day, services)
        return [one if self._rests(one.not_before_ms) else replace(one, not_before_ms=0) for one in people]

    def _rests(self, not_before_ms: int) -> bool:
        # A rest that ends later than any rest can was written before the clock was set back: it is over.
        return self.now_ms < not_before_ms <= self.now_ms + self.rest_ms

    def _ordered(self, people: Sequence[order.Waiting], cycle: order.Cycle) -> list[order.Waiting]:
        return order.order(people, self._classes, cycle, self.now_ms, self.guard_ms)


def _moment(stored: int | None) -> datetime | None:
    return None if stored is None else moment(stored)
