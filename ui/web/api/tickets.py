"""Tickets: taking one, looking at them, and what a counter does with the one it called."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from kiosk.dossiers.provisional import parse
from kiosk.queue.held import SOURCE
from kiosk.queue.taking import BY_CLERK
from kiosk.queue.tickets import State, Verb
from ui.web.guard import ForClerks, ForKiosksAndClerks, Who
from ui.web.hall import InHall
from ui.web.shapes import Act, Letter, ProblemOut, Reprint, TakeTicket, TicketOut

routes = APIRouter(prefix="/api/tickets", tags=["tickets"])

CONFLICT: dict[int | str, dict[str, Any]] = {
    409: {"model": ProblemOut, "description": "The act was refused; `ticket` is its present state."}
}
AGAIN: dict[int | str, dict[str, Any]] = {
    200: {"model": TicketOut, "description": "This request_id was answered before; the same answer."}
}


@routes.post("", status_code=201, responses=AGAIN)
def take(wanted: TakeTicket, response: Response, hall: InHall, who: ForKiosksAndClerks) -> TicketOut:
    """Issue a ticket and ask for its paper, in one act."""
    submission = parse(wanted.submission).text if wanted.submission else None
    view, issued = hall.desk.take_once(
        wanted.request_id,
        wanted.service,
        priority=wanted.priority or False,
        procedure=wanted.procedure,
        submission=submission,
        source=_source(who),
        held=wanted.held and who.kiosk is not None,
    )
    response.status_code = 201 if issued else 200
    return TicketOut.of(view)


def _source(who: Who) -> str:
    if who.kiosk is not None:
        return SOURCE.format(letter=who.kiosk)
    return "kiosk" if who.role == "kiosk" else BY_CLERK


@routes.get("")
def tickets(
    hall: InHall,
    who: ForKiosksAndClerks,
    state: State | None = None,
    service: Letter | None = None,
    counter: Annotated[int | None, Query(description="Who waits for this counter, as `next` will call them.")] = None,
) -> list[TicketOut]:
    """Return today's tickets; those who wait for one service, or for one counter, in the order of calling."""
    if counter is not None:
        waiting = hall.desk.overview.waiting_for(counter)
        return [TicketOut.of(one) for one in waiting if service in (None, one.service) and state in (None, one.state)]
    return [TicketOut.of(one) for one in hall.desk.overview.tickets(state, service)]


@routes.get("/{ticket}")
def ticket(ticket: str, hall: InHall, who: ForKiosksAndClerks) -> TicketOut:
    """Return one ticket as it is now."""
    return TicketOut.of(hall.desk.overview.ticket(ticket))


@routes.post("/{ticket}/reprint")
def reprint(ticket: str, wanted: Reprint, hall: InHall, who: ForKiosksAndClerks) -> TicketOut:
    """Print the ticket's paper once more, marked as a copy."""
    return TicketOut.of(hall.desk.reprint(wanted.request_id, ticket, who.name))


@routes.post("/{ticket}/{verb}", responses=CONFLICT)
def act(ticket: str, verb: Verb, wanted: Act, hall: InHall, who: ForClerks) -> TicketOut:
    """Call again, start, finish, mark as not come, set aside and call back, pass on, cancel, bring back,
    put into another class, or undo."""
    return TicketOut.of(
        hall.desk.change(
            verb,
            wanted.request_id,
            ticket,
            wanted.version,
            counter=wanted.counter,
            service=wanted.service,
            minutes=wanted.minutes,
            klass=wanted.klass,
            clerk=who.name,
        )
    )
