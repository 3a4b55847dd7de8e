"""The hall server: counters, boards and kiosks of one hall in browsers, over the same file as the touch screen.

Routes that touch the file are plain functions, which run in a few threads; only the event stream lives in the loop.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from threading import Event, Thread

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI

from ui.web import pages, problems, sounds
from ui.web.api import (
    board,
    catalogue,
    counters,
    handover,
    health,
    help_calls,
    link,
    people,
    ratings,
    session,
    settings,
    sheets,
    statistics,
    submissions,
    tickets,
)
from ui.web.contract import PROBLEM, describe
from ui.web.hall import Hall
from ui.web.limits import Limits

THREADS = 4  # writers take turns anyway; every thread holds a connection and memory of its own

DESCRIPTION = """Tickets, counters, boards and calls for help of one hall.

Errors are `application/problem+json` (RFC 9457) with a Vietnamese `detail` for a person and a `code` for programs.
People log in with `POST /api/session` and send its `csrf` back as header `X-CSRF-Token`; a kiosk sends
`Authorization: Bearer TOKEN`. Writing calls carry a `request_id`: the same id again has no second effect."""


def build_app(hall: Hall, beside: Sequence[Callable[[Event], None]] = ()) -> FastAPI:
    """Return the server of `hall`.

    Args:
        beside: what else runs while the server does, such as the spool; each in a thread, until its event is set.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncGenerator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        stop = Event()
        threads = [Thread(target=one, args=(stop,)) for one in beside]
        for thread in threads:
            thread.start()
        looking = asyncio.create_task(hall.feed.run())
        yield
        stop.set()
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        for thread in threads:
            await asyncio.to_thread(thread.join)

    app = FastAPI(
        title="Một Cửa",
        summary="The hall API",
        description=DESCRIPTION,
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        lifespan=life,
        responses={"4XX": PROBLEM, "5XX": PROBLEM},
        # A hall reports to nobody but its province.
        telemetry={
            "tracing": False,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
            "auto_configure": False,
        },
    )
    app.state.hall = hall
    app.add_middleware(Limits)
    problems.install(app)
    for room in (
        session, tickets, counters, handover, board, help_calls, submissions, statistics, settings, catalogue,
        people, link, ratings, health, sounds, sheets, pages,
    ):  # fmt: skip
        app.include_router(room.routes)
    pages.mount_files(app)
    describe(app)
    return app
