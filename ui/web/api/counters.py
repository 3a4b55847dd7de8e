"""Counters: open, pause, close, and call the next number."""

from typing import Any

from fastapi import APIRouter, Response

from ui.web.guard import ForClerks, ForKiosksAndClerks
from ui.web.hall import InHall
from ui.web.shapes import Call, CounterOut, Next, ProblemOut, SetCounter, TicketOut

routes = APIRouter(prefix="/api/counters", tags=["counters"])

BUSY: dict[int | str, dict[str, Any]] = {409: {"model": ProblemOut, "description": "The counter still has somebody."}}
NOBODY: dict[int | str, dict[str, Any]] = {204: {"description": "Nobody waits."}}


@routes.get("")
def counters(hall: InHall, who: ForKiosksAndClerks) -> list[CounterOut]:
    """Return all counters with whom they are called to or serving."""
    return [CounterOut.of(one) for one in hall.desk.overview.counters()]


@routes.put("/{counter}")
def set_counter(counter: int, wanted: SetCounter, hall: InHall, who: ForClerks) -> CounterOut:
    """Open, pause or close a counter."""
    return CounterOut.of(hall.desk.set_counter(counter, wanted.state, wanted.services, who.name))


@routes.post("/{counter}/next", response_model=TicketOut, responses={**NOBODY, **BUSY})
def call_next(counter: int, wanted: Next, hall: InHall, who: ForClerks) -> TicketOut | Response:
    """Call whoever is next for this counter. A counter that calls is open from then on."""
    view = hall.desk.next(wanted.request_id, counter, who.name)
    return TicketOut.of(view) if view else Response(status_code=204)


@routes.post("/{counter}/call", responses=BUSY)
def call(counter: int, wanted: Call, hall: InHall, who: ForClerks) -> TicketOut:
    """Call one waiting number out of order."""
    return TicketOut.of(hall.desk.call(wanted.request_id, counter, wanted.number, who.name))
