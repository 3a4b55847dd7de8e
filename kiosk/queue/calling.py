"""Calling somebody to a counter: the next one, a number out of order, or one who was set aside."""

from collections.abc import Sequence
from typing import Any

from kiosk.errors import QueueError, WrongStateError
from kiosk.queue import changes
from kiosk.queue.look import Look
from kiosk.queue.room import Room, state_name
from kiosk.queue.tickets import TicketView
from kiosk.queue.undo import trace
from kiosk.store import queue as table


def call_next(room: Room, counter: int) -> TicketView | None:
    """Call whoever is next for this counter; None when nobody waits.

    Raises:
        UnknownCounterError, CounterBusyError.
    """
    room.must_be_free(counter)
    look = open_counter(room, counter)
    first, before, after = look.head(counter)
    if first is None:
        return None
    leg = table.leg(room.db, first.id)
    if leg is None:
        raise QueueError()
    table.set_cycle(room.db, room.day, counter, after)
    return _call(room, leg, counter, "next", cycle=dict(before))


def call_number(room: Room, counter: int, number: str) -> TicketView:
    """Call one waiting number out of order.

    Raises:
        UnknownCounterError, CounterBusyError, UnknownTicketError, WrongStateError.
    """
    room.must_be_free(counter)
    leg = table.leg_numbered(room.db, room.day, number)
    leg = room.leg(leg["ticket"] if leg else "")
    if leg["state"] not in ("held", "waiting"):  # a villager who shows a held number proves that it was seen
        raise WrongStateError(number=number, state=state_name(leg["state"]))
    open_counter(room, counter)
    return _call(room, leg, counter, "call")


def resume(room: Room, leg: table.Row, counter: int) -> TicketView:
    """Call one who was set aside.

    Raises:
        UnknownCounterError, CounterBusyError.
    """
    room.must_be_free(counter)
    open_counter(room, counter)
    call = room.call(leg, counter)
    change = changes.resume(room.now_ms, counter)
    room.change(leg, **change.columns, **trace("resume", leg, room.now_ms, call=call))
    return room.told(change.kind, leg["ticket"], call=call)


def recall(room: Room, leg: table.Row) -> TicketView:
    """Call the same person again: the hall rings, nothing else changes."""
    call = room.call(leg, leg["counter"], recall=True)
    room.change(leg, called_ms=leg["called_ms"])
    return room.told("ticket.recalled", leg["ticket"], call=call)


def open_counter(room: Room, counter: int) -> Look:
    """A counter that calls is open from then on."""
    look = room.look()
    if look.is_open(counter):
        return look
    set_counter(room, counter, "open", look.services_of(counter))
    return room.look()


def set_counter(room: Room, counter: int, state: str, services: Sequence[str]) -> None:
    table.set_counter(room.db, counter, state, services, room.now_ms)
    who = {"clerk": room.clerk} if room.clerk else {}
    room.act.record(f"counter.{state}", str(counter), services=list(services), **who)
    room.act.send(f"counter.{state}", {"counter": counter, "services": list(services)})


def _call(room: Room, leg: table.Row, counter: int, verb: str, **more: Any) -> TicketView:
    call = room.call(leg, counter)
    traced = trace(verb, leg, room.now_ms, call=call, **more)
    room.change(leg, state="called", counter=counter, called_ms=room.now_ms, **traced)
    return room.told("ticket.called", leg["ticket"], call=call)
