"""No request's body is taken in without end, whatever route it is for."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.province.inflate import DRAINED


class BoundedBodies:
    """Middleware around a whole application. Routes that read a body themselves refuse one before this cuts it off;
    all others would keep it whole in memory before they look at it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            before, taken = taken, taken + len(message.get("body", b""))
            return {"type": "http.disconnect"} if before > DRAINED else message

        await self._app(scope, counted, send)
