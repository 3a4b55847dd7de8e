"""The province's server: the two APIs in one application, and how it is started."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from threading import Event, Thread
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import RedirectResponse
from pydantic.json_schema import models_json_schema
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from sync.messages import DeskAct, EventBatch, Problem, ReconcileRequest, SubmissionSaved
from sync.province import office_api, papers_api, sync_api
from sync.province.answers import install_problems
from sync.province.bodies import BoundedBodies
from sync.province.echo import EchoMark
from sync.province.listening import WAITING
from sync.province.pages.app import PREFIX, create_pages
from sync.province.province import Province
from sync.province.updates import api as updates_api

VERSION = "1.0"
DESCRIPTION = """\
How a commune's one-stop hall and its province keep in step, over lines that fail.

Every answer under `/sync/v1` carries `protocol`, `server_time` and `incarnation`; a client believes nothing without
them. Whatever is sent may be sent again: identity is the device and the event's id, and a repeat is a `duplicate` that
writes nothing. A request may carry `Sync-Request`, up to 64 letters, digits and hyphens made for it alone; its answer
repeats it, and a client takes no answer to another question for its own. Refusals are `application/problem+json` with
a Vietnamese `detail`.

Photographed papers are sent under `/sync/v1/blobs`, by the hash of their sealed bytes: PUT begins one or tells how far
it is, PATCH adds a piece, and the last piece has the whole checked. A submission is complete when all its papers are.

An event of kind `submission.saved` (v 1) has a `SubmissionSaved` as its body; `submission.changed`, `.supplement`,
`.refused` and `.accepted` (v 1) tell what a counter did about it: a `DeskAct`.
"""


def create_app(province: Province, beside: Sequence[Callable[[Event], None]] = ()) -> FastAPI:
    """Return the province's server.

    Args:
        beside: what else runs while the server does; each in a thread, until its event is set.
    """

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncGenerator[None]:
        stop = Event()
        threads = [Thread(target=one, args=(stop,)) for one in beside]
        for thread in threads:
            thread.start()
        yield
        stop.set()
        for thread in threads:
            await asyncio.to_thread(thread.join)

    app = _application(life)
    app.state.province = province
    return app


def published() -> dict[str, Any]:
    """Return the OpenAPI document of a province, without one."""
    return _application().openapi()


def make_server(province: Province, beside: Sequence[Callable[[Event], None]] = ()) -> uvicorn.Server:
    """Return a server; `run(sockets=[listen(...)])` runs it until it is told to end. See `create_app`."""
    config = uvicorn.Config(
        create_app(province, beside), log_level="warning", access_log=False, ws="none", server_header=False,
        timeout_keep_alive=75, timeout_graceful_shutdown=5, backlog=WAITING,
    )  # fmt: skip
    return uvicorn.Server(config)


def _application(life: Lifespan[FastAPI] | None = None) -> FastAPI:
    app = FastAPI(
        title="Một Cửa: province", version=VERSION, description=DESCRIPTION, openapi_url="/sync/v1/openapi.json",
        docs_url=None, redoc_url=None, lifespan=life,
    )  # fmt: skip
    app.include_router(sync_api.router)
    app.include_router(papers_api.router)
    app.include_router(updates_api.router)
    app.include_router(office_api.router)
    app.mount(PREFIX, create_pages(lambda: app.state.province))
    app.add_api_route("/", lambda: RedirectResponse(f"{PREFIX}/", 303), include_in_schema=False)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    app.add_middleware(BoundedBodies)
    app.add_middleware(EchoMark)
    install_problems(app)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _openapi(app)
        return app.openapi_schema

    app.openapi = openapi
    return app


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Return the document, with the messages that travel inside others or are read by hand."""
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    _, schemas = models_json_schema(
        [
            (EventBatch, "validation"), (SubmissionSaved, "validation"), (DeskAct, "validation"),
            (ReconcileRequest, "validation"), (Problem, "serialization"),
        ],
        ref_template="#/components/schemas/{model}",
    )  # fmt: skip
    document["components"]["schemas"] |= schemas["$defs"]
    _without_fastapis_refusal(document)
    return document


def _without_fastapis_refusal(document: dict[str, Any]) -> None:
    """Take out the answer that FastAPI believes to give to what is not valid: ours is a problem like all others."""
    for acts in document["paths"].values():
        for act in acts.values():
            act["responses"].pop("422", None)
    for name in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(name, None)
