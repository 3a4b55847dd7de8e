"""What a board shows, without log-in and without anything personal; and the events that tell when to look again."""

import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Header
from sse_starlette import EventSourceResponse, ServerSentEvent

from kiosk.config import Settings
from kiosk.queue.overview import CallView
from kiosk.voice.clips import call_steps
from kiosk.voice.turns import LAST_CALLS, is_fresh
from ui.web.feed import FOR_CLERKS, PUBLIC, READY
from ui.web.guard import Cookie, clerk_behind
from ui.web.hall import Hall, InHall
from ui.web.shapes import BoardCall, BoardCounter, BoardOut, BoardService, BoardVoice

routes = APIRouter(prefix="/api", tags=["board"])

PING_SECONDS = 5  # a page that hears nothing for longer says that the line is cut
SEND_SECONDS = 20.0


@routes.get("/board")
def board(hall: InHall) -> BoardOut:
    """Return the last calls, the counters, and for each service how many wait and whether numbers are given."""
    overview, settings, now = hall.desk.overview, hall.settings, hall.store.clock.now()
    directions = {one.number: one.direction for one in settings.counters}
    return BoardOut(
        hall=settings.hall.centre,
        now=now,
        texts=list(settings.hall.board_texts),
        voice=BoardVoice(volume=settings.voice.volume, chime=settings.voice.chime, repeat=settings.voice.repeat),
        services=[BoardService.of(one) for one in overview.services()],
        counters=[
            BoardCounter(
                counter=one.number, name=one.name, direction=directions.get(one.number, ""), state=one.state,
                number=one.ticket.number if one.ticket else None, ticket_state=one.ticket.state if one.ticket else None,
            )
            for one in overview.counters()
        ],
        calls=[_call(one, settings, now) for one in overview.calls(limit=LAST_CALLS)],
    )  # fmt: skip


def _call(one: CallView, settings: Settings, now: datetime) -> BoardCall:
    counter = settings.counter(one.counter)
    return BoardCall(
        id=one.id, number=one.number, counter=one.counter, name=counter.name if counter else str(one.counter),
        direction=counter.direction if counter else "", recall=one.recall, at=one.at, fresh=is_fresh(one, now),
        clips=[(step.clip, step.pause_ms) for step in call_steps(one.number, one.counter, recall=one.recall)],
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
