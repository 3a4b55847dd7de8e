"""The acts of the queue. Each is one transaction: state, journal, paper, message for the province.

Every act carries a request id: the same id again gives the same answer and has no second effect. Acts on a ticket
carry the version their caller saw; a ticket that has moved on since answers with StaleVersionError.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, cast

from uuid6 import uuid7

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.config import Settings
from kiosk.errors import (
    CounterBusyError,
    PrintError,
    QueueError,
    StaleVersionError,
    UnknownCounterError,
    UnknownServiceError,
    UnknownTicketError,
    WrongStateError,
)
from kiosk.languages import texts
from kiosk.papers.paper import Paper
from kiosk.papers.reprint import reprint
from kiosk.queue import order
from kiosk.queue.look import Look
from kiosk.queue.overview import CounterView, Overview
from kiosk.queue.tickets import ALLOWED, TicketView, Verb, next_number
from kiosk.store import queue as table
from kiosk.store.database import Act, Store

MINUTE = 60_000
_MOMENTS = ("issued_at", "called_at", "serving_at", "not_before")

_FIELDS = tuple(one.name for one in fields(TicketView))

DrawTicket = Callable[[TicketView, Settings], Paper]


class Desk:
    """Takes and calls tickets.

    Args:
        draw: makes the paper of a ticket, or None where nothing is printed.
    """

    def __init__(self, store: Store, settings: Settings, draw: DrawTicket | None = None) -> None:
        self._store = store
        self._settings = settings
        self._classes = settings.queue.classes
        self._draw = draw
        self.overview = Overview(store, settings)

    # --- what a villager does ---

    def take(
        self,
        request_id: str,
        service: str,
        *,
        priority: bool = False,
        procedure: str | None = None,
        submission: str | None = None,
        source: str = "kiosk",
    ) -> TicketView:
        """Issue a ticket. The same `request_id` again returns the first answer.

        Raises:
            UnknownServiceError, OutOfNumbersError, StoreError: no number was used up.
        """
        return self.take_once(
            request_id, service, priority=priority, procedure=procedure, submission=submission, source=source
        )[0]

    def take_once(
        self,
        request_id: str,
        service: str,
        *,
        priority: bool = False,
        procedure: str | None = None,
        submission: str | None = None,
        source: str = "kiosk",
    ) -> tuple[TicketView, bool]:
        """As `take`, and whether this call was the one that issued it."""
        if self._settings.service(service) is None:
            raise UnknownServiceError(service=service)
        klass = self._classes[0].id if priority else self._classes[-1].id
        what = f"take {service} {klass}"
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before is not None:
                return _from_answer(before), False
            view = self._issue(act, service, klass, procedure, submission, source)
            act.remember(request_id, what, _answer(view))
        return view, True

    def _issue(
        self, act: Act, service: str, klass: str, procedure: str | None, submission: str | None, source: str
    ) -> TicketView:
        day, now_ms = hall_day(act.now).isoformat(), milliseconds(act.now)
        last = table.last_counter_value(act.db, day, service)
        number, ticket = next_number(service, last), str(uuid7())
        look = self._look(act)
        resting = (now_ms, now_ms + look.rest_ms)
        counts, overdue = table.ready_counts(act.db, day, service, resting, now_ms - look.guard_ms)
        place = order.ahead_of_last(counts, overdue, klass, self._classes)
        view = TicketView(
            id=ticket, number=number, service=service, state="waiting", version=1, place=place, ahead=place,
            wait_minutes=look.wait(service, place), counters=look.open_counters(service),
            print="waiting" if self._draw else "none", issued_at=act.now, klass=klass, procedure=procedure,
            submission=submission,
        )  # fmt: skip
        job = act.print("ticket", ticket, self._draw(view, self._settings).as_json()) if self._draw else None
        row = {
            "id": ticket, "day": day, "service": service, "counter_value": last + 1, "number": number,
            "procedure": procedure, "submission": submission, "source": source, "issued_ms": now_ms,
            "print_job": job,
        }  # fmt: skip
        # A clock that was set back must not put who comes now before those who wait.
        table.insert_ticket(act.db, row, klass, max(now_ms, table.last_place(act.db, day, service)))
        self._tell(act, "ticket.taken", view, source=source, procedure=procedure)
        return view

    # --- what a counter does ---

    def next(self, request_id: str, counter: int) -> TicketView | None:
        """Call whoever is next for this counter; None when nobody waits. A counter that calls is open from then on.

        Raises:
            UnknownCounterError, CounterBusyError.
        """
        what = f"next {counter}"
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before is not None:
                return _from_answer(before) if before else None
            self._must_be_free(act, counter)
            self._open(act, counter)
            view = self._call_first(act, counter)
            act.remember(request_id, what, _answer(view) if view else {})
        return view

    def call(self, request_id: str, counter: int, number: str) -> TicketView:
        """Call one waiting number out of order.

        Raises:
            UnknownCounterError, CounterBusyError, UnknownTicketError, WrongStateError.
        """
        what = f"call {counter} {number}"
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before is not None:
                return _from_answer(before)
            self._must_be_free(act, counter)
            leg = table.leg_numbered(act.db, hall_day(act.now).isoformat(), number)
            if leg is None:
                raise UnknownTicketError()
            if leg["state"] != "waiting":
                raise WrongStateError(number=number, state=state_name(leg["state"]))
            self._open(act, counter)
            view = self._call(act, leg, counter)
            act.remember(request_id, what, _answer(view))
        return view

    def change(self, verb: Verb, request_id: str, ticket: str, version: int, counter: int | None = None) -> TicketView:
        """Do `verb` to a ticket that its caller saw at `version`.

        Raises:
            UnknownTicketError, StaleVersionError, WrongStateError.
        """
        what = f"{verb} {ticket}"
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before is not None:
                return _from_answer(before)
            leg = table.leg_of(act.db, ticket)
            if leg is None:
                raise UnknownTicketError()
            if leg["version"] != version:
                raise StaleVersionError(state=state_name(leg["state"]))
            if leg["state"] not in ALLOWED[verb]:
                raise WrongStateError(number=leg["number"], state=state_name(leg["state"]))
            kind, more = self._apply(act, verb, leg, counter)
            view = self._look(act).view(self._leg(act, ticket))
            self._tell(act, kind, view, **more)
            act.remember(request_id, what, _answer(view))
        return view

    def reprint(self, request_id: str, ticket: str) -> TicketView:
        """Print the ticket's paper once more, marked as a copy.

        Raises:
            UnknownTicketError, PrintError: this ticket never had a paper.
        """
        what = f"reprint {ticket}"
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before is not None:
                return _from_answer(before)
            leg = table.leg_of(act.db, ticket)
            if leg is None:
                raise UnknownTicketError()
            if leg["print_job"] is None:
                raise PrintError(problem="print.unknown_paper")
            table.set_print_job(act.db, ticket, reprint(act, leg["print_job"]))
            view = self._look(act).view(self._leg(act, ticket))
            act.remember(request_id, what, _answer(view))
        return view

    def set_counter(self, counter: int, state: str, services: Sequence[str] | None = None) -> CounterView:
        """Open, pause or close a counter; `services` are the configured ones unless given.

        Raises:
            UnknownCounterError, UnknownServiceError.
        """
        configured = self._settings.counter(counter)
        if configured is None:
            raise UnknownCounterError(counter=counter)
        chosen = tuple(configured.services if services is None else services)
        for service in chosen:
            if self._settings.service(service) is None:
                raise UnknownServiceError(service=service)
        with self._store.act() as act:
            self._set_counter(act, counter, state, chosen)
        return next(one for one in self.overview.counters() if one.number == counter)

    # --- inside ---

    def _must_be_free(self, act: Act, counter: int) -> None:
        if self._settings.counter(counter) is None:
            raise UnknownCounterError(counter=counter)
        busy = table.leg_at(act.db, hall_day(act.now).isoformat(), counter)
        if busy is not None:
            raise CounterBusyError(counter=counter, number=busy["number"])

    def _open(self, act: Act, counter: int) -> None:
        look = self._look(act)
        if not look.is_open(counter):
            self._set_counter(act, counter, "open", look.services_of(counter))

    def _set_counter(self, act: Act, counter: int, state: str, services: Sequence[str]) -> None:
        table.set_counter(act.db, counter, state, services, milliseconds(act.now))
        act.record(f"counter.{state}", str(counter), services=list(services))
        act.send(f"counter.{state}", {"counter": counter, "services": list(services)})

    def _call_first(self, act: Act, counter: int) -> TicketView | None:
        look = self._look(act)
        queue = look.line(counter)
        first = next((one for one in queue if one.not_before_ms <= look.now_ms), None)
        if first is None:
            return None
        leg = table.leg(act.db, first.id)
        if leg is None:
            raise QueueError()
        cycle = table.cycle_of(act.db, look.day, counter)
        cycle = order.advance(cycle, first, queue, self._classes, look.now_ms, look.guard_ms)
        table.set_cycle(act.db, look.day, counter, cycle)
        return self._call(act, leg, counter)

    def _call(self, act: Act, leg: table.Row, counter: int) -> TicketView:
        now_ms = milliseconds(act.now)
        table.update_leg(act.db, leg["id"], leg["version"], state="called", counter=counter, called_ms=now_ms)
        call = table.insert_call(act.db, leg, counter, recall=False, now_ms=now_ms)
        view = self._look(act).view(self._leg(act, leg["ticket"]))
        self._tell(act, "ticket.called", view, call=call)
        return view

    def _apply(self, act: Act, verb: Verb, leg: table.Row, counter: int | None) -> tuple[str, dict[str, Any]]:
        """Write what `verb` does to the leg; returns the kind of its journal entry and what else stands in it."""
        now_ms, at = milliseconds(act.now), leg["counter"] if leg["counter"] is not None else counter
        more: dict[str, Any] = {}
        if verb == "recall":
            more["call"] = table.insert_call(act.db, leg, leg["counter"], recall=True, now_ms=now_ms)
            changes, kind = {"called_ms": leg["called_ms"]}, "ticket.recalled"
        elif verb == "start":
            changes, kind = {"state": "serving", "serving_ms": now_ms}, "ticket.serving"
        elif verb == "finish":
            changes, kind = {"state": "done", "ended_ms": now_ms, "counter": at}, "ticket.done"
        elif verb == "cancel":
            changes, kind = {"state": "cancelled", "ended_ms": now_ms}, "ticket.cancelled"
        elif leg["no_shows"] + 1 >= self._settings.queue.no_show_limit:
            changes, kind = {"state": "missed", "ended_ms": now_ms, "no_shows": leg["no_shows"] + 1}, "ticket.missed"
        else:
            rest = now_ms + self._settings.queue.rest_minutes * MINUTE
            changes = {"state": "waiting", "counter": None, "no_shows": leg["no_shows"] + 1, "not_before_ms": rest}
            kind = "ticket.no_show"
        table.update_leg(act.db, leg["id"], leg["version"], **changes)
        return kind, more

    def _look(self, act: Act) -> Look:
        return Look(act.db, act.now, self._settings)

    def _leg(self, act: Act, ticket: str) -> table.Row:
        leg = table.leg_of(act.db, ticket)
        if leg is None:
            raise QueueError()
        return leg

    def _tell(self, act: Act, kind: str, view: TicketView, **more: Any) -> None:
        """Journal the act and tell the province; a ticket holds nothing personal."""
        body = {"number": view.number, "service": view.service, "class": view.klass, "counter": view.counter}
        body = {key: value for key, value in {**body, **more}.items() if value is not None}
        act.record(kind, view.id, **body)
        act.send(kind, {"ticket": view.id, **body})


def state_name(state: str) -> str:
    """Return the state in the words of a person."""
    return texts("vi").say(f"ticket.state.{state}")


def _answer(view: TicketView) -> dict[str, Any]:
    values = {name: getattr(view, name) for name in _FIELDS}
    return {name: milliseconds(at) if isinstance(at, datetime) else at for name, at in values.items()}


def _from_answer(answer: Any) -> TicketView:
    values = dict(cast("dict[str, Any]", answer))
    values.update({name: moment(values[name]) for name in _MOMENTS if values.get(name) is not None})
    values["counters"] = tuple(values["counters"])
    values["wait_minutes"] = tuple(values["wait_minutes"]) if values["wait_minutes"] else None
    return TicketView(**values)
