"""Logging in and out."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from kiosk.access import SESSION_LASTS, Clerk, page_token
from kiosk.errors import AccessError
from ui.web.guard import COOKIE, Cookie, Role, Who, allow, clerk_behind
from ui.web.hall import InHall
from ui.web.shapes import LogIn, SessionOut

routes = APIRouter(prefix="/api/session", tags=["session"])

PEOPLE: tuple[Role, ...] = ("clerk", "manager", "technician")


@routes.post("")
def log_in(wanted: LogIn, request: Request, response: Response, hall: InHall) -> SessionOut:
    """Log a clerk in. Sets an HttpOnly cookie that ends after 12 hours.

    After every five wrong PINs from one address, wait: a minute, then two, up to fifteen; the same after every fifty
    from all addresses at which this clerk has not logged in lately. An address that tries and tries waits too,
    whichever names it tries.
    """
    address = request.client.host if request.client else ""
    hall.pace.take(f"log in {address}")
    token, clerk = hall.access.log_in(wanted.clerk, wanted.pin, address)
    response.set_cookie(
        COOKIE, token, max_age=int(SESSION_LASTS.total_seconds()), httponly=True, samesite="strict", path="/"
    )
    return _session(token, clerk)


@routes.get("")
def present_session(hall: InHall, session: Cookie) -> SessionOut:
    """Say who is logged in, as a page asks when it is loaded again."""
    clerk = clerk_behind(hall, session)
    if clerk is None or session is None:
        raise AccessError()
    return _session(session, clerk)


@routes.delete("", status_code=204)
def log_out(response: Response, hall: InHall, who: Annotated[Who, Depends(allow(*PEOPLE))]) -> None:
    """Log out; the cookie is worth nothing from then on."""
    hall.access.log_out(who.session)
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def _session(token: str, clerk: Clerk) -> SessionOut:
    return SessionOut(
        clerk=clerk.id, name=clerk.name, role=clerk.role, counter=clerk.counter, csrf=page_token(token)
    )  # fmt: skip
