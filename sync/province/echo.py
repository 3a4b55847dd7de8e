"""Every answer repeats the mark of its question, so that a machine can tell that it is the answer to its own."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.messages import REQUEST_HEADER

_NAME = REQUEST_HEADER.lower().encode()
_MARK = re.compile(rb"[A-Za-z0-9-]{1,64}")


class EchoMark:
    """Middleware around a whole application: also refusals repeat the mark."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        mark = next((value for name, value in scope.get("headers", ()) if name == _NAME), b"")
        if not _MARK.fullmatch(mark):
            await self._app(scope, receive, send)
            return

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[REQUEST_HEADER] = mark.decode()
            await send(message)

        await self._app(scope, receive, send_marked)
