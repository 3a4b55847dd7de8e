"""The OpenAPI page: what FastAPI finds in the routes, and what it cannot see there."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ui.web.problems import MEDIA_TYPE
from ui.web.shapes import ProblemOut

READING = {"get", "head"}
COOKIE_SCHEME = "APIKeyCookie"

PROBLEM: dict[str, Any] = {"model": ProblemOut, "description": "What happened, what still holds, what to do."}

PAGE_TOKEN: dict[str, Any] = {
    "name": "X-CSRF-Token",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "`csrf` of GET /api/session. Needed with the cookie, not with a kiosk's token.",
}


def describe(app: FastAPI) -> None:
    """Let `app` answer with a description that is true of every answer."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(
                title=app.title, version=app.version, summary=app.summary, description=app.description,
                routes=app.routes,
            )  # fmt: skip
            for method, act in _acts(made):
                _complete(method, act)
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = openapi


def _acts(made: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for acts in made["paths"].values():
        yield from acts.items()


def _complete(method: str, act: dict[str, Any]) -> None:
    for status, answer in act["responses"].items():
        content = answer.get("content", {})
        if status[0] in "45" and "application/json" in content:
            content[MEDIA_TYPE] = content.pop("application/json")
    if method not in READING and any(COOKIE_SCHEME in one for one in act.get("security", [])):
        act.setdefault("parameters", []).append(PAGE_TOKEN)
