"""Issuing a ticket: number, place and paper in one act."""

from collections.abc import Callable
from dataclasses import dataclass

from uuid6 import uuid7

from kiosk.clock import milliseconds
from kiosk.config import QueueSettings, Settings
from kiosk.errors import UnknownClassError, UnknownServiceError
from kiosk.papers.paper import Paper
from kiosk.queue.admission import Doors
from kiosk.queue.announced import Announced
from kiosk.queue.room import Room
from kiosk.queue.tickets import TicketView, next_number
from kiosk.store import queue as table

DrawTicket = Callable[[TicketView, Settings], Paper]

BY_CLERK = "counter"  # as a ticket's source: a person decided, whatever hours and quotas say


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants a ticket for. `source` says where from: kiosk, counter, command or a kiosk's letter."""

    service: str
    klass: str
    procedure: str | None = None
    submission: str | None = None
    source: str = "kiosk"


def class_for(queue: QueueSettings, priority: bool | str, submission: str | None) -> str:
    """Return the class of who declares `priority`: a class id, or True for one without a reason.

    Raises:
        UnknownClassError
    """
    if isinstance(priority, str):
        if priority not in [one.id for one in queue.classes if one.when in ("declared", "clerk")]:
            raise UnknownClassError(klass=priority)
        return priority
    when = "clerk" if priority else "submission" if submission else "otherwise"
    return queue.class_when(when).id


def issue(
    room: Room, wish: Wish, doors: Doors, announced: Announced, numbers: tuple[int, int], draw: DrawTicket | None
) -> TicketView:
    """
    Args:
        numbers: the first and the last that may be given here.
    Raises:
        UnknownServiceError, NotTakingError, OutOfNumbersError: no number was used up.
    """
    service = wish.service
    if room.settings.service(service) is None:
        raise UnknownServiceError(service=service)
    look = room.look()
    if wish.source != BY_CLERK:
        doors.must_take(service, look)
    last = table.last_counter_value(room.db, room.day, service, numbers)
    number, ticket = next_number(service, last, numbers[1]), str(uuid7())
    line = room.settings.queue.line_of(wish.klass)
    place = look.joining(service, line)
    view = TicketView(
        id=ticket, number=number, service=service, state="waiting", version=1, place=place, ahead=place,
        wait_minutes=announced.waits(look, line, {service: place}).get(service), counters=look.open_counters(service),
        print="waiting" if draw else "none", issued_at=room.act.now, klass=wish.klass, procedure=wish.procedure,
        submission=wish.submission, doubtful=bool(room.act.clock.doubt()),
    )  # fmt: skip
    job = room.act.print("ticket", ticket, draw(view, room.settings).as_json()) if draw else None
    row = {
        "id": ticket, "day": room.day, "service": service, "counter_value": last + 1, "number": number,
        "class": wish.klass, "procedure": wish.procedure, "submission": wish.submission, "source": wish.source,
        "issued_ms": milliseconds(room.act.now), "print_job": job,
    }  # fmt: skip
    # A clock that was set back must not put who comes now before those who wait, for this service or another.
    last_place = table.last_place(room.db, room.day, [one.letter for one in room.settings.services])
    table.insert_ticket(room.db, row, max(room.now_ms, last_place + 1))
    room.tell("ticket.taken", ticket, source=wish.source, procedure=wish.procedure)
    return view
