"""The province's server: the two APIs in one application, and how it is started."""

import socket
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import RedirectResponse
from pydantic.json_schema import models_json_schema
from starlette.middleware.gzip import GZipMiddleware

from sync.messages import DeskAct, EventBatch, Problem, SubmissionSaved
from sync.province import office_api, sync_api
from sync.province.answers import install_problems
from sync.province.pages.app import PREFIX, create_pages
from sync.province.province import Province

VERSION = "1.0"
DESCRIPTION = """\
How a commune's one-stop hall and its province keep in step, over lines that fail.

Every answer under `/sync/v1` carries `protocol`, `server_time` and `incarnation`; a client believes nothing without
them. Whatever is sent may be sent again: identity is the device and the event's id, and a repeat is a `duplicate` that
writes nothing. Refusals are `application/problem+json` with a Vietnamese `detail`.

An event of kind `submission.saved` (v 1) has a `SubmissionSaved` as its body; `submission.changed`, `.supplement`,
`.refused` and `.accepted` (v 1) tell what a counter did about it: a `DeskAct`.
"""


def create_app(province: Province) -> FastAPI:
    app = FastAPI(
        title="Một Cửa: province", version=VERSION, description=DESCRIPTION, openapi_url="/sync/v1/openapi.json",
        docs_url=None, redoc_url=None,
    )  # fmt: skip
    app.state.province = province
    app.include_router(sync_api.router)
    app.include_router(office_api.router)
    app.mount(PREFIX, create_pages(lambda: app.state.province))
    app.add_api_route("/", lambda: RedirectResponse(f"{PREFIX}/", 303), include_in_schema=False)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6)
    install_problems(app)

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _openapi(app)
        return app.openapi_schema

    app.openapi = openapi
    return app


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at `host`; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=512)


def make_server(province: Province) -> uvicorn.Server:
    """Return a server; `run(sockets=[listen(...)])` runs it until it is told to end."""
    config = uvicorn.Config(
        create_app(province), log_level="warning", access_log=False, ws="none", server_header=False,
        timeout_keep_alive=75, timeout_graceful_shutdown=5,
    )  # fmt: skip
    return uvicorn.Server(config)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Return the document, with the messages that travel inside others or are read by hand."""
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    _, schemas = models_json_schema(
        [
            (EventBatch, "validation"), (SubmissionSaved, "validation"), (DeskAct, "validation"),
            (Problem, "serialization"),
        ],
        ref_template="#/components/schemas/{model}",
    )  # fmt: skip
    document["components"]["schemas"] |= schemas["$defs"]
    return document
