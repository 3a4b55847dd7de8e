"""The desk of a second kiosk: asks the hall server for a number, and gives one of its own when there is no answer.

A request is written down before it leaves. What a villager sees is decided by one row of this machine's file, once;
the hall server is told the outcome (see handover.py). So a lost answer doubles nobody: the ticket that the hall may
have issued is held there, and ends when it hears that another number was shown.
"""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from uuid6 import uuid7

from kiosk.clock import hall_day, milliseconds
from kiosk.config import RangeSettings, Settings
from kiosk.errors import (
    ConfigError,
    HallDownError,
    HallRefusedError,
    QueueError,
    RequestReusedError,
    UnknownServiceError,
)
from kiosk.queue.admission import Doors
from kiosk.queue.hall_line import Ask, HallLine
from kiosk.queue.hall_state import HallState
from kiosk.queue.look import Look
from kiosk.queue.remote_overview import CLOSED, RemoteOverview
from kiosk.queue.remote_ticket import cancel_own, reprint_own
from kiosk.queue.room import as_answer, from_answer
from kiosk.queue.taking import DrawTicket, class_for
from kiosk.queue.tickets import TicketView, next_number
from kiosk.store import handover as table
from kiosk.store.database import Act, Row, Store
from kiosk.store.outbox import boot_id


class RemoteDesk:
    """Takes numbers for a kiosk whose hall server is another machine.

    Args:
        line: the way to the hall server.
        state: what is known of it; shared with whoever keeps in touch.
        draw: makes the paper of a ticket, or None where nothing is printed.
    Raises:
        ConfigError: no numbers are reserved for this kiosk.
    """

    def __init__(
        self, store: Store, settings: Settings, line: HallLine, state: HallState, draw: DrawTicket | None = None
    ) -> None:
        self._store, self._settings, self._line, self._state, self._draw = store, settings, line, state, draw
        self._range = own_range(settings)
        self._doors = Doors(settings)
        self.overview = RemoteOverview(store, settings, self._doors, state)

    def take(
        self,
        request_id: str,
        service: str,
        *,
        priority: bool | str = False,
        procedure: str | None = None,
        submission: str | None = None,
        source: str = "kiosk",
    ) -> TicketView:
        """Return the villager's ticket: the hall's, or one of our own numbers. The same request again is the same one.

        A ticket of our own has no `place`, `ahead` and `wait_minutes`, because nobody here knows them; its `counters`
        are those that serve it by the settings.

        Raises:
            UnknownServiceError, UnknownClassError: there is no such thing here.
            HallRefusedError: the hall gives no number now; the sentence says why.
            NotTakingError, OutOfNumbersError: the hall server is away, and we give none now either.
            StoreError: no number is on a paper.
        """
        if self._settings.service(service) is None:
            raise UnknownServiceError(service=service)
        klass = class_for(self._settings.queue, priority, submission)
        ask = Ask(request_id, service, priority, procedure, submission)
        while (view := self._once(ask, klass)) is None:
            ask = replace(ask, request=ask.request + "+")  # the hall server takes a dropped request no more
        self._state.wake.set()
        return view

    def change(self, verb: Literal["cancel"], request_id: str, ticket: str, version: int) -> TicketView:
        """Give a number up that was shown here, whatever its `version`: "cancel" is all a villager can do.

        Raises:
            UnknownTicketError, StoreError
        """
        view = cancel_own(self._store, request_id, ticket)
        self._state.wake.set()
        return view

    def reprint(self, request_id: str, ticket: str) -> TicketView:
        """Print the paper of a ticket that was shown here once more, marked as a copy.

        Raises:
            UnknownTicketError, PrintError, StoreError
        """
        return reprint_own(self._store, request_id, ticket)

    # --- inside ---

    def _once(self, ask: Ask, klass: str) -> TicketView | None:
        """Return the ticket of this request, None when it was dropped."""
        asks = self._state.reachable
        row = self._begin(ask, klass, asks)
        if row["state"] != "asking":
            return _shown(row)
        return (self._ask_hall(ask) if asks else None) or self._give_own(ask, klass)

    def _begin(self, ask: Ask, klass: str, asks: bool) -> Row:
        """Write the request down before it leaves; returns how it stands."""
        with self._store.act() as act:
            row = table.ask(act.db, ask.request)
            if row is not None and (row["service"], row["class"]) != (ask.service, klass):
                raise RequestReusedError()
            if row is None:
                table.add(act.db, {**_columns(act, ask, klass), "asked": int(asks)})
            elif asks and row["state"] == "asking":
                table.note_asked(act.db, ask.request)
            return cast("Row", table.ask(act.db, ask.request))

    def _ask_hall(self, ask: Ask) -> TicketView | None:
        """Return the hall's ticket, None when there is no answer.

        Raises:
            HallRefusedError: there is an answer, and it is no.
        """
        try:
            ticket = self._line.take(ask)
        except HallDownError:
            self._state.lost()
            return None
        except HallRefusedError:
            with self._store.act() as act:
                table.forget(act.db, ask.request)
            raise
        with self._store.act() as act:
            view = replace(ticket, print="waiting" if self._draw else "none")
            values = self._paper(act, view)
            kept = table.decide(act.db, ask.request, "asking", "shown", **values)
            if kept:
                act.record("ticket.shown", view.id, number=view.number, service=view.service)
        return view if kept else None

    def _give_own(self, ask: Ask, klass: str) -> TicketView | None:
        """Give out the next number of our own range; None when the request was dropped meanwhile.

        Raises:
            NotTakingError, OutOfNumbersError: and the request is dropped.
        """
        try:
            with self._store.act() as act:
                row = table.ask(act.db, ask.request)
                if row is not None and row["state"] == "asking":
                    return self._issue(act, ask, klass)
        except QueueError:
            self._drop(ask.request)
            raise
        return _shown(row) if row else None

    def _issue(self, act: Act, ask: Ask, klass: str) -> TicketView:
        now = hall_time(act)
        look = Look(act.db, now, self._settings)
        if self._doors.admission(ask.service, look).why in CLOSED:
            self._doors.must_take(ask.service, look)
        day = hall_day(now).isoformat()
        last = table.last_own_number(act.db, day, ask.service, self._range.first - 1)
        number = next_number(ask.service, last, self._range.last)
        counters = tuple(one.number for one in self._settings.counters if ask.service in one.services)
        view = TicketView(
            id=str(uuid7()), number=number, service=ask.service, state="waiting", version=1, place=None, ahead=None,
            wait_minutes=None, counters=counters, print="waiting" if self._draw else "none", issued_at=now, klass=klass,
            procedure=ask.procedure, submission=ask.submission,
        )  # fmt: skip
        values = {**self._paper(act, view), "day": day, "counter_value": last + 1, **_moment(act)}
        table.decide(act.db, ask.request, "asking", "alone", **values)
        act.record("ticket.alone", view.id, number=number, service=ask.service)
        return view

    def _paper(self, act: Act, view: TicketView) -> dict[str, Any]:
        """Ask for the paper; returns the columns of a request whose ticket a villager has."""
        job = act.print("ticket", view.id, self._draw(view, self._settings).as_json()) if self._draw else None
        return {"ticket": view.id, "number": view.number, "answer": json.dumps(as_answer(view)), "print_job": job}

    def _drop(self, request: str) -> None:
        """Nobody sees a number: the hall server shall hold none for this request, if it heard of it."""
        with self._store.act() as act:
            row = table.ask(act.db, request)
            if row is not None and row["asked"]:
                table.decide(act.db, request, "asking", "dropped")
            else:
                table.forget(act.db, request)
        self._state.wake.set()


def own_range(settings: Settings) -> RangeSettings:
    """Return the numbers of this kiosk.

    Raises:
        ConfigError: [[kiosks]] does not name it.
    """
    own = next((one for one in settings.kiosks if one.letter == settings.kiosk.letter), None)
    if own is None:
        problem = f"[kiosk] hall cần một mục [[kiosks]] letter = {settings.kiosk.letter!r}"
        raise ConfigError(file="hall.toml", problem=problem)
    return own


def hall_time(act: Act) -> datetime:
    """Return the time in the hall: our clock, corrected by what the hall server's clock last said."""
    return act.now + timedelta(milliseconds=table.offset_ms(act.db))


def _columns(act: Act, ask: Ask, klass: str) -> dict[str, Any]:
    return {
        "request": ask.request, "service": ask.service, "class": klass, "procedure": ask.procedure,
        "submission": ask.submission, **_moment(act),
    }  # fmt: skip


def _moment(act: Act) -> dict[str, Any]:
    mono_ms = round(act.clock.monotonic() * 1000)
    return {"at_ms": milliseconds(act.now), "mono_ms": mono_ms, "boot": boot_id()}


def _shown(row: Row) -> TicketView | None:
    return from_answer(json.loads(row["answer"])) if row["answer"] else None
