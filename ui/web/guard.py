"""Who is calling: a clerk by the session cookie, a kiosk by its token. And may they do this?"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from fastapi.security.utils import get_authorization_scheme_param

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
    """Return a dependency that lets only `roles` in. The contract names what helps there: log-in, token, or both."""

    def by_either(request: Request, hall: InHall, session: Cookie, bearer: Bearer) -> Who:
        return _check(request, hall, roles)

    def by_log_in(request: Request, hall: InHall, session: Cookie) -> Who:
        return _check(request, hall, roles)

    def by_token(request: Request, hall: InHall, bearer: Bearer) -> Who:
        return _check(request, hall, roles)

    if "kiosk" not in roles:
        return by_log_in
    return by_token if set(roles) == {"kiosk"} else by_either


def _check(request: Request, hall: Hall, roles: Sequence[Role]) -> Who:
    who = _who(hall, request.cookies.get(COOKIE), _token(request))
    if who.role not in roles:
        raise NotAllowedError()
    if who.session and request.method not in {"GET", "HEAD"}:
        sent = request.headers.get("x-csrf-token", "")
        if not hmac.compare_digest(sent.encode(), page_token(who.session).encode()):
            raise StalePageError()
    return who


def _token(request: Request) -> str | None:
    scheme, token = get_authorization_scheme_param(request.headers.get("authorization"))
    return token if scheme.lower() == "bearer" and token else None


def _who(hall: Hall, session: str | None, token: str | None) -> Who:
    if token is not None:
        device = hall.access.device(token)
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
    return _who(hall, None, bearer.credentials).kiosk or ""


OrKiosk = Annotated[str | None, Depends(kiosk_behind)]
ForClerks = Annotated[Who, Depends(allow("clerk", "manager"))]
ForKiosks = Annotated[Who, Depends(allow("kiosk"))]
ForManagers = Annotated[Who, Depends(allow("manager"))]
ForKiosksAndClerks = Annotated[Who, Depends(allow("kiosk", "clerk", "manager"))]
