"""What a board shows, without log-in and without anything personal; and the events that tell when to look again."""

import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Header
from sse_starlette import EventSourceResponse, ServerSentEvent

from ui.web.feed import FOR_CLERKS, PUBLIC, READY
from ui.web.guard import Cookie, clerk_behind
from ui.web.hall import Hall, InHall
from ui.web.shapes import BoardCall, BoardCounter, BoardOut, BoardService

routes = APIRouter(prefix="/api", tags=["board"])

CALLS = 12
PING_SECONDS = 5  # a page that hears nothing for longer says that the line is cut
SEND_SECONDS = 20.0


@routes.get("/board")
def board(hall: InHall) -> BoardOut:
    """Return the last calls, the counters, and how many wait for each service."""
    overview = hall.desk.overview
    names = {one.number: one.name for one in hall.settings.counters}
    waiting, open_ones = overview.waiting_counts(), overview.open_services()
    return BoardOut(
        hall=hall.settings.hall.centre,
        now=hall.store.clock.now(),
        services=[
            BoardService(
                id=one.letter, letter=one.letter, name=one.name, waiting=waiting[one.letter],
                open=one.letter in open_ones,
            )
            for one in hall.settings.services
        ],
        counters=[
            BoardCounter(
                counter=one.number, name=one.name, state=one.state,
                number=one.ticket.number if one.ticket else None, ticket_state=one.ticket.state if one.ticket else None,
            )
            for one in overview.counters()
        ],
        calls=[BoardCall.of(one, names.get(one.counter, str(one.counter))) for one in overview.calls(limit=CALLS)],
    )  # fmt: skip


@routes.get("/events", response_class=EventSourceResponse)
async def events(
    hall: InHall,
    session: Cookie,
    last_event_id: Annotated[str | None, Header(description="Resumes behind this event, without repeats.")] = None,
) -> EventSourceResponse:
    """Server-sent events: one "message" a journal entry, `{"kind": "ticket.called", "number": ..., "at": ...}`.

    The first is `{"kind": "ready", "missed": false}`; `missed` true means: too much happened, fetch the state. A
    "ping" comes every five seconds. Events about help calls are told to logged-in clerks only, and end the
    line of one who logged out. The line is closed
    after 15 minutes; a browser connects again by itself.
    """
    after = int(last_event_id) if last_event_id and re.fullmatch(r"[0-9]{1,18}", last_event_id) else None
    return EventSourceResponse(
        _stream(hall, session, after),
        ping=PING_SECONDS,
        ping_message_factory=_ping,
        send_timeout=SEND_SECONDS,
        sep="\n",
    )


async def _stream(hall: Hall, session: str | None, after: int | None) -> AsyncIterator[ServerSentEvent]:
    clerk = await run_sync(clerk_behind, hall, session)
    async with aclosing(hall.feed.listen(after, FOR_CLERKS if clerk else PUBLIC)) as heard:
        async for event in heard:
            if (
                clerk
                and not event.kind.startswith((*PUBLIC, READY))
                and not await run_sync(clerk_behind, hall, session)
            ):
                return  # logged out meanwhile; the page connects again as whoever it is now
            yield ServerSentEvent(data=event.text, id=str(event.id), retry=1000, sep="\n")


def _ping() -> ServerSentEvent:
    return ServerSentEvent(event="ping", data="1", sep="\n")
