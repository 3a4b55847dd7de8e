"""What a board shows, without log-in and without anything personal; and the events that tell when to look again."""

import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from datetime import datetime
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Header, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.types import Receive, Scope, Send

from kiosk.clock import hall_day
from kiosk.config import Settings
from kiosk.errors import StoreError
from kiosk.queue.overview import CallView
from kiosk.voice.clips import call_steps
from kiosk.voice.turns import LAST_CALLS, is_fresh
from ui.web.feed import FOR_CLERKS, PUBLIC, READY, Feed
from ui.web.guard import Cookie, clerk_behind
from ui.web.hall import Hall, InHall
from ui.web.problems import framework_problem
from ui.web.shapes import BoardCall, BoardCounter, BoardOut, BoardService, BoardVoice

routes = APIRouter(prefix="/api", tags=["board"])

PING_SECONDS = 5  # a page that hears nothing for longer says that the line is cut
SEND_SECONDS = 20.0
AGAIN_SECONDS = 10
UNKNOWN_EVENT = -1


@routes.get("/board")
def board(hall: InHall) -> BoardOut:
    """Return the last calls, the counters, and for each service how many wait and whether numbers are given."""
    overview, settings, now = hall.desk.overview, hall.settings, hall.store.clock.now()
    doubt = hall.store.clock.doubt()
    directions = {one.number: one.direction for one in settings.counters}
    return BoardOut(
        hall=settings.hall.centre,
        now=now,
        clock=hall.words.say("life.clock.counter") if doubt else "",
        texts=[*([hall.words.say("life.clock.board")] if doubt else []), *settings.hall.board_texts],
        voice=BoardVoice(volume=settings.voice.volume, chime=settings.voice.chime, repeat=settings.voice.repeat),
        services=[BoardService.of(one, hall_day(now), hall.words) for one in overview.services()],
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
        direction=counter.direction if counter else "", recall=one.recall, at=one.at, live=one.live,
        fresh=is_fresh(one, now),
        clips=[(step.clip, step.pause_ms) for step in call_steps(one.number, one.counter, recall=one.recall)],
    )  # fmt: skip


class _Line(EventSourceResponse):
    """A line that needs a place among those who listen, for as long as it lives."""

    def __init__(self, feed: Feed, address: str, lines: AsyncIterator[bytes]) -> None:
        super().__init__(
            lines, ping=PING_SECONDS, ping_message_factory=_ping, send_timeout=SEND_SECONDS, sep="\n"
        )  # fmt: skip
        self._feed, self._address = feed, address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._feed.place(self._address) as free:
            if free:
                await super().__call__(scope, receive, send)
                return
        await framework_problem(503, {"Retry-After": str(AGAIN_SECONDS)})(scope, receive, send)


@routes.get(
    "/events",
    response_class=Response,
    responses={200: {"description": "The events, until the line is closed.", "content": {"text/event-stream": {}}}},
)
async def events(
    request: Request,
    hall: InHall,
    session: Cookie,
    last_event_id: Annotated[str | None, Header(description="Resumes behind this event, without repeats.")] = None,
) -> Response:
    """Server-sent events: one "message" a journal entry, `{"kind": "ticket.called", "number": ..., "at": ...}`.

    The first is `{"kind": "ready", "missed": false}`; `missed` true means: too much happened, or nobody knows that
    event, fetch the state. It comes again to who reads too slowly. A "ping" comes every five seconds. Events about help
    calls are told to logged-in clerks only, and end the line of one who logged out. The line is closed after 15
    minutes; a browser connects again by itself. Where too many listen, in all or from one address, the answer is 503.
    """
    clerk = await run_sync(clerk_behind, hall, session)
    newest = await run_sync(hall.feed.newest)  # a file that cannot be read is told before the line begins
    lines = _stream(hall, session if clerk else None, newest, _number(last_event_id))
    return _Line(hall.feed, request.client.host if request.client else "", lines)


def _number(last_event_id: str | None) -> int | None:
    """Return where to go on; what is no number, or too long for one, is behind nothing we know."""
    if not last_event_id:
        return None
    return int(last_event_id) if re.fullmatch(r"[0-9]{1,18}", last_event_id) else UNKNOWN_EVENT


async def _stream(hall: Hall, session: str | None, newest: int, after: int | None) -> AsyncIterator[bytes]:
    """Args:
    session: a clerk's; None for everybody else.
    """
    kinds = FOR_CLERKS if session else PUBLIC
    with suppress(StoreError, sqlite3.Error):  # the page connects again, and is told then
        async with aclosing(hall.feed.listen(newest, after, kinds)) as heard:
            async for event in heard:
                if (
                    session
                    and not event.kind.startswith((*PUBLIC, READY))
                    and not await run_sync(clerk_behind, hall, session)
                ):
                    return  # logged out meanwhile; the page connects again as whoever it is now
                yield event.wire


def _ping() -> ServerSentEvent:
    return ServerSentEvent(event="ping", data="1", sep="\n")
