"""What holds for every page, before any route: small bodies in, strict headers out, no act for a foreign page."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 4 * 1024 * 1024  # an export of the catalogue, uploaded

# No script at all: nothing that somebody writes into a field can ever run.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Limits:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return {"type": "http.disconnect"} if taken > MOST_BYTES else message

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", _kept(scope["path"]))
            await send(message)

        headers = Headers(scope=scope)
        if scope["method"] not in {"GET", "HEAD"} and _is_foreign(headers):
            await PlainTextResponse("Cross-site request refused.", 403)(scope, receive, with_headers)
        elif int(headers.get("content-length", "0")) > MOST_BYTES:
            await PlainTextResponse("Too large.", 413, {"Connection": "close"})(scope, receive, with_headers)
        else:
            await self._app(scope, counted, with_headers)


def _kept(path: str) -> str:
    """Return how long a browser keeps an answer: fonts long, the style sheet while it is the same, pages never."""
    if "/fonts/" in path:
        return "public, max-age=2592000"
    return "no-cache" if "/static/" in path else "no-store"


def _is_foreign(headers: Headers) -> bool:
    """Whether a page of another site sends this. The token of the page guards acts as well; this guards log-in too."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site not in {"same-origin", "none"}
    return origin is not None and origin.partition("://")[2] != headers.get("host")
