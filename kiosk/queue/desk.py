"""The acts of the queue. Each is one transaction: state, journal, paper, message for the province.

Every act carries a request id: the same id again gives the same answer and has no second effect. Acts on a ticket
carry the version their caller saw; a ticket that has moved on since answers with StaleVersionError.
"""

from collections.abc import Callable, Sequence

from kiosk.config import LAST_NUMBER, Settings
from kiosk.errors import (
    DayOverError,
    PrintError,
    QueueError,
    StaleVersionError,
    UnknownClassError,
    UnknownCounterError,
    UnknownServiceError,
    WrongStateError,
)
from kiosk.papers.reprint import reprint
from kiosk.queue import calling, closing
from kiosk.queue.admission import Doors
from kiosk.queue.announced import Announced
from kiosk.queue.changes import change_of
from kiosk.queue.held import hold
from kiosk.queue.overview import CounterView, Overview
from kiosk.queue.room import Room, as_answer, from_answer, state_name
from kiosk.queue.taking import DrawTicket, Wish, class_for, issue
from kiosk.queue.tickets import ALLOWED, TicketView, Verb
from kiosk.queue.transfer import transfer
from kiosk.queue.undo import trace, undo
from kiosk.store import queue as table
from kiosk.store.database import Store


class Desk:
    """Takes and calls tickets.

    Args:
        draw: makes the paper of a ticket, or None where nothing is printed.
        kiosk: the letter of a kiosk with numbers of its own; None for whoever works in the hall's own file.
    """

    def __init__(
        self, store: Store, settings: Settings, draw: DrawTicket | None = None, kiosk: str | None = None
    ) -> None:
        self._store = store
        self._settings = settings
        self._draw = draw
        self._numbers = numbers_of(settings, kiosk)
        self._doors = Doors(settings, self._numbers)
        self._announced = Announced()
        self.overview = Overview(store, settings, self._doors, self._announced)

    # --- what a villager does ---

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
        """Issue a ticket. The same `request_id` again returns the first answer.

        Args:
            priority: the id of a class, or True for priority without a reason.
        Raises:
            UnknownServiceError, UnknownClassError, NotTakingError, OutOfNumbersError, StoreError: no number was used.
        """
        return self.take_once(
            request_id, service, priority=priority, procedure=procedure, submission=submission, source=source
        )[0]

    def take_once(
        self,
        request_id: str,
        service: str,
        *,
        priority: bool | str = False,
        procedure: str | None = None,
        submission: str | None = None,
        source: str = "kiosk",
        held: bool = False,
    ) -> tuple[TicketView, bool]:
        """As `take`, and whether this call was the one that issued it.

        Args:
            held: nobody calls it, and it has no paper here, until the kiosk that asked says that it was seen.
        """
        klass = class_for(self._settings.queue, priority, submission)
        wish = Wish(service, klass, procedure, submission, source)
        what = " ".join(one for one in ("take", service, klass, procedure, submission, "held" if held else None) if one)
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before is not None:
                return _ticket(from_answer(before)), False
            room = Room(act, self._settings)
            view = issue(room, wish, self._doors, self._announced, self._numbers, None if held else self._draw)
            view = hold(room, view) if held else view
            act.remember(request_id, what, as_answer(view))
        return view, True

    # --- what a counter does ---

    def next(self, request_id: str, counter: int, clerk: str | None = None) -> TicketView | None:
        """Call whoever is next for this counter; None when nobody waits. A counter that calls is open from then on.

        Raises:
            UnknownCounterError, CounterBusyError.
        """
        return self._once(request_id, f"next {counter}", clerk, lambda room: calling.call_next(room, counter))

    def call(self, request_id: str, counter: int, number: str, clerk: str | None = None) -> TicketView:
        """Call one waiting number out of order.

        Raises:
            UnknownCounterError, CounterBusyError, UnknownTicketError, WrongStateError.
        """
        what = f"call {counter} {number}"
        return _ticket(
            self._once(request_id, what, clerk, lambda room: calling.call_number(room, counter, number))
        )  # fmt: skip

    def change(
        self,
        verb: Verb,
        request_id: str,
        ticket: str,
        version: int,
        *,
        counter: int | None = None,
        service: str | None = None,
        minutes: int | None = None,
        klass: str | None = None,
        clerk: str | None = None,
    ) -> TicketView:
        """Do `verb` to a ticket that its caller saw at `version`.

        Args:
            counter: where a parked ticket is resumed, or the only counter a transferred one is for.
            service: where a ticket is transferred to.
            minutes: how long it is parked; the setting unless given.
            klass: the class that a ticket gets, whatever was declared for it.
        Raises:
            UnknownTicketError, StaleVersionError, WrongStateError, CounterBusyError, UnknownCounterError,
            UnknownServiceError, UnknownClassError, SameQueueError, NobodyServesError, NothingToUndoError, DayOverError.
        """
        more = (("counter", counter), ("service", service), ("minutes", minutes), ("class", klass))

        def act(room: Room) -> TicketView:
            leg = room.leg(ticket)
            if leg["version"] != version:
                raise StaleVersionError(state=state_name(leg["state"]))
            if leg["day"] != room.day:
                raise DayOverError(number=leg["number"])
            if leg["state"] not in ALLOWED[verb]:
                raise WrongStateError(number=leg["number"], state=state_name(leg["state"]))
            if verb == "reclass":
                return _reclass(room, leg, klass)
            return _do(room, verb, leg, counter, service, minutes, self._doors)

        what = " ".join([verb, ticket, *(f"{name}={value}" for name, value in more if value is not None)])
        return _ticket(self._once(request_id, what, clerk, act))

    def reprint(self, request_id: str, ticket: str, clerk: str | None = None) -> TicketView:
        """Print the ticket's paper once more, marked as a copy.

        Raises:
            UnknownTicketError, PrintError: this ticket never had a paper.
        """

        def act(room: Room) -> TicketView:
            leg = room.leg(ticket)
            if leg["print_job"] is None:
                raise PrintError(problem="print.unknown_paper")
            table.set_print_job(room.db, ticket, reprint(room.act, leg["print_job"]))
            return room.look().view(room.leg(ticket))

        return _ticket(self._once(request_id, f"reprint {ticket}", clerk, act))

    def set_counter(
        self, counter: int, state: str, services: Sequence[str] | None = None, clerk: str | None = None
    ) -> CounterView:
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
            calling.set_counter(Room(act, self._settings, clerk), counter, state, chosen)
        return next(one for one in self.overview.counters() if one.number == counter)

    def close_days(self) -> int:
        """Expire what was left open on the days before today; returns how many tickets."""
        return closing.close_days(self._store, self._settings)

    # --- inside ---

    def _once(
        self, request_id: str, what: str, clerk: str | None, act_on: Callable[[Room], TicketView | None]
    ) -> TicketView | None:
        """Run one act, or return what this request was answered before."""
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before is not None:
                return from_answer(before)
            view = act_on(Room(act, self._settings, clerk))
            act.remember(request_id, what, as_answer(view))
        return view


def numbers_of(settings: Settings, kiosk: str | None) -> tuple[int, int]:
    """Return the first and the last number that are given by `kiosk`, or by the hall itself (None)."""
    own = next((one for one in settings.kiosks if one.letter == kiosk), None)
    if own is not None:
        return own.first, own.last
    return 1, min((one.first - 1 for one in settings.kiosks), default=LAST_NUMBER)


def _do(
    room: Room,
    verb: Verb,
    leg: table.Row,
    counter: int | None,
    service: str | None,
    minutes: int | None,
    doors: Doors,
) -> TicketView:
    match verb:
        case "recall":
            return calling.recall(room, leg)
        case "resume":
            return calling.resume(room, leg, leg["counter"] if counter is None else counter)
        case "transfer":
            return transfer(room, leg, service, counter, doors)
        case "undo":
            return undo(room, leg)
        case _:
            change = change_of(verb, leg, room.now_ms, room.settings.queue, counter, minutes)
            room.change(leg, **change.columns, **trace(verb, leg, room.now_ms))
            return room.told(change.kind, leg["ticket"])


def _reclass(room: Room, leg: table.Row, klass: str | None) -> TicketView:
    """Put a ticket into another class: a clerk corrects what was declared, or not declared."""
    if klass not in [one.id for one in room.settings.queue.classes]:
        raise UnknownClassError(klass=klass or "")
    room.change(leg, **{"class": klass}, **trace("reclass", leg, room.now_ms))
    return room.told("ticket.reclassed", leg["ticket"])


def _ticket(view: TicketView | None) -> TicketView:
    if view is None:
        raise QueueError()
    return view
