"""What holds for every request, before any route: our own name, small JSON bodies in, strict headers out."""

from typing import cast

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.hall import Hall
from ui.web.hosts import is_own
from ui.web.problems import framework_problem

MOST_BYTES = 64 * 1024

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src "
    "'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class Limits:
    """ASGI middleware: refuses bodies that are no JSON or too large, adds headers that keep foreign scripts out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        headers = Headers(scope=scope)
        hall = cast(Hall, scope["app"].state.hall)
        if not is_own(headers.get("host", ""), hall.settings.hall.address):
            await framework_problem(421)(scope, receive, with_headers)
            return
        if not _has_body(headers):
            await self._app(scope, receive, with_headers)
            return
        body = await _read(receive)
        if body is None:
            await framework_problem(413, {"Connection": "close"})(scope, receive, with_headers)
        elif body and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            await framework_problem(415)(scope, receive, with_headers)
        else:
            await self._app(scope, _replay(body, receive), with_headers)


def _has_body(headers: Headers) -> bool:
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


async def _read(receive: Receive) -> bytes | None:
    """Return the whole body, None when it is too large (what its header claims is not believed)."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return body


def _replay(body: bytes, receive: Receive) -> Receive:
    """Hand the body to the application once, then what follows it: the end of the connection."""
    told = False

    async def replay() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
