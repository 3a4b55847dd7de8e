"""Who is calling: a clerk by the session cookie, a kiosk by its token. And may they do this?"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer

from kiosk.access import Clerk, page_token
from kiosk.errors import AccessError, NotAllowedError, StalePageError
from ui.web.hall import Hall, InHall

COOKIE = "hall_session"
Role = Literal["kiosk", "clerk", "manager", "technician"]

_cookie = APIKeyCookie(name=COOKIE, auto_error=False, description="Set by POST /api/session.")
_bearer = HTTPBearer(auto_error=False, description="A kiosk's device token.")

Cookie = Annotated[str | None, Security(_cookie)]
Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


@dataclass(frozen=True, slots=True)
class Who:
    """`clerk` and `session` are set for people, `kiosk` for a second kiosk: its letter."""

    role: Role
    clerk: Clerk | None = None
    session: str = ""
    kiosk: str | None = None

    @property
    def name(self) -> str | None:
        return self.clerk.id if self.clerk else None


def clerk_behind(hall: Hall, session: str | None) -> Clerk | None:
    return hall.access.session(session) if session else None


def allow(*roles: Role) -> Callable[..., Who]:
    """Return a dependency that lets only `roles` in."""

    def check(request: Request, hall: InHall, session: Cookie, bearer: Bearer) -> Who:
        who = _who(hall, session, bearer)
        if who.role not in roles:
            raise NotAllowedError()
        if who.session and request.method not in {"GET", "HEAD"}:
            sent = request.headers.get("x-csrf-token", "")
            if not hmac.compare_digest(sent.encode(), page_token(who.session).encode()):
                raise StalePageError()
        return who

    return check


def _who(hall: Hall, session: str | None, bearer: HTTPAuthorizationCredentials | None) -> Who:
    if bearer is not None:
        device = hall.access.device(bearer.credentials)
        if device is None:
            raise AccessError()
        return Who("kiosk", kiosk=device.letter)
    clerk = clerk_behind(hall, session)
    if clerk is None or session is None:
        raise AccessError()
    return Who(clerk.role, clerk, session)


def kiosk_behind(hall: InHall, bearer: Bearer) -> str | None:
    """Return the letter of the kiosk that asks ("" where it has none); None for all others, who need no log-in here.

    Raises:
        AccessError: a token that is nobody's.
    """
    if bearer is None:
        return None
    return _who(hall, None, bearer).kiosk or ""


OrKiosk = Annotated[str | None, Depends(kiosk_behind)]
ForClerks = Annotated[Who, Depends(allow("clerk", "manager"))]
ForKiosks = Annotated[Who, Depends(allow("kiosk"))]
ForManagers = Annotated[Who, Depends(allow("manager"))]
ForKiosksAndClerks = Annotated[Who, Depends(allow("kiosk", "clerk", "manager"))]
