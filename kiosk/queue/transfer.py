"""Passing a villager on: the number stays, the old leg closes, a new one waits at the place of the first."""

from uuid6 import uuid7

from kiosk.errors import NobodyServesError, SameQueueError, UnknownCounterError, UnknownServiceError
from kiosk.queue.admission import Doors
from kiosk.queue.room import Room
from kiosk.queue.tickets import TicketView
from kiosk.queue.undo import trace
from kiosk.store import queue as table


def transfer(room: Room, leg: table.Row, service: str | None, counter: int | None, doors: Doors) -> TicketView:
    """
    Args:
        service: where to; None: the same service, at another counter.
        counter: the only one that calls the ticket, while it is open; None: any that serves the service.
    Raises:
        UnknownServiceError, UnknownCounterError.
        SameQueueError: that is where it is.
        NobodyServesError: all counters that could call the ticket have closed for today.
    """
    wanted = service or leg["service"]
    if room.settings.service(wanted) is None:
        raise UnknownServiceError(service=wanted)
    if counter is not None and room.settings.counter(counter) is None:
        raise UnknownCounterError(counter=counter)
    if wanted == leg["service"] and counter in (None, leg["counter"]):
        raise SameQueueError(number=leg["number"])
    look = room.look()
    if not doors.will_serve(wanted, look) and (counter is None or look.state_of(counter) == "closed"):
        raise NobodyServesError(number=leg["number"], service=wanted)
    traced = trace("transfer", leg, room.now_ms, old_leg=leg["id"])
    room.change(leg, state="transferred", ended_ms=room.now_ms)
    new = {
        "id": str(uuid7()), "ticket": leg["ticket"], "seq": leg["seq"] + 1, "day": leg["day"], "service": wanted,
        "class": leg["class"], "version": leg["version"] + 1, "place_ms": leg["place_ms"], "for_counter": counter,
        "came_from": leg["service"],
    }  # fmt: skip
    table.insert_leg(room.db, {**new, **traced}, room.now_ms)
    return room.told("ticket.transferred", leg["ticket"], came_from=leg["service"], for_counter=counter)
