"""Who is looking, and may they? A session cookie, and for every act the token that only its own pages know."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Request, Response

from kiosk.access import page_token
from kiosk.errors import AccessError, NotAllowedError, StalePageError
from sync.province.officials import ROLES, SESSION_LASTS, Official, Role
from sync.province.pages.frame import House, house_of

COOKIE = "province_session"


class LoginNeededError(AccessError):
    """Nobody is logged in."""


@dataclass(frozen=True, slots=True)
class Who:
    """The official behind a request. `page` is the token of the session's pages."""

    official: Official
    session: str
    page: str

    @property
    def id(self) -> str:
        return self.official.id

    def may(self, *roles: Role) -> bool:
        return self.official.role in roles


def give_cookie(request: Request, response: Response, token: str) -> None:
    response.set_cookie(
        COOKIE, token, max_age=round(SESSION_LASTS.total_seconds()), path=request.scope["root_path"] or "/",
        secure=request.url.scheme == "https", httponly=True, samesite="strict",
    )  # fmt: skip


def take_cookie(request: Request, response: Response) -> None:
    response.delete_cookie(COOKIE, path=request.scope["root_path"] or "/", httponly=True, samesite="strict")


def who_looks(request: Request) -> Who | None:
    """Return who is logged in, None where nobody is; also what then goes wrong is shown under their bar."""
    token = request.cookies.get(COOKIE, "")
    official = house_of(request).officials.session(token) if token else None
    request.state.who = Who(official, token, page_token(token)) if official else None
    return request.state.who


def seen_by(*roles: Role) -> Callable[[Request], Who]:
    """Return a dependency that lets only `roles` look."""

    def look(request: Request) -> Who:
        who = who_looks(request)
        if who is None:
            raise LoginNeededError()
        if not who.may(*roles):
            raise NotAllowedError()
        return who

    return look


def done_by(*roles: Role) -> Callable[[Request, str], Who]:
    """Return a dependency that lets only `roles` act, from a page of their own session."""
    look = seen_by(*roles)

    def act(request: Request, page: Annotated[str, Form(max_length=64)] = "") -> Who:
        who = look(request)
        if not hmac.compare_digest(page.encode(), who.page.encode()):
            raise StalePageError()
        return who

    return act


TheHouse = Annotated[House, Depends(house_of)]
AnybodySees = Annotated[Who, Depends(seen_by(*ROLES))]
AnybodyActs = Annotated[Who, Depends(done_by(*ROLES))]
OfficialSees = Annotated[Who, Depends(seen_by("official"))]
OfficialActs = Annotated[Who, Depends(done_by("official"))]
PublisherActs = Annotated[Who, Depends(done_by("publisher"))]
PublisherSees = Annotated[Who, Depends(seen_by("publisher"))]
TechnicianSees = Annotated[Who, Depends(seen_by("technician"))]
TechnicianActs = Annotated[Who, Depends(done_by("technician"))]
