"""Logging in and out, and another password."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.errors import AccessError, WrongPasswordError
from sync.province.officials import FEWEST_LETTERS, Role
from sync.province.pages.frame import address_of, language_of, path_of, say_of, show
from sync.province.pages.guard import AnybodyActs, AnybodySees, TheHouse, give_cookie, take_cookie, who_looks

routes = APIRouter()

FIRST_PAGE: dict[Role, str] = {"official": "submissions", "publisher": "catalogue", "technician": "halls"}
Word = Annotated[str, Form(max_length=200)]


@routes.get("/")
def start(request: Request) -> Response:
    """Send everybody to what they came for: the public to the figures, an official to the day's work."""
    who = who_looks(request)
    return RedirectResponse(path_of(request, FIRST_PAGE[who.official.role] if who else "public"), 303)


@routes.get("/login", name="log_in_page")
def log_in_page(request: Request, next: str = "", changed: bool = False) -> Response:  # noqa: A002
    if who_looks(request) and not next:
        return RedirectResponse(path_of(request, "start"), 303)
    return show(request, "login", None, "login", next=next, official="", problem="", changed=changed)


@routes.post("/login")
def log_in(
    request: Request,
    house: TheHouse,
    official: Word = "",
    password: Word = "",
    next: Word = "",  # noqa: A002
) -> Response:
    try:
        token, known = house.officials.log_in(official, password, address_of(request))
    except AccessError as error:
        status = 401 if isinstance(error, WrongPasswordError) else 429
        problem = error.sentence(language_of(request))
        return show(
            request, "login", None, "login", status=status, next=next, official=official, problem=problem, changed=False
        )
    there = next if _is_ours(request, next) else path_of(request, FIRST_PAGE[known.role])
    answer = RedirectResponse(there, 303)
    give_cookie(request, answer, token)
    return answer


@routes.post("/logout")
def log_out(request: Request, house: TheHouse, who: AnybodyActs) -> Response:
    house.officials.log_out(who.session, who.id)
    answer = RedirectResponse(path_of(request, "log_in_page"), 303)
    take_cookie(request, answer)
    return answer


@routes.get("/account")
def account(request: Request, who: AnybodySees) -> Response:
    return show(request, "account", who, problem="", fewest=FEWEST_LETTERS)


@routes.post("/account")
def change_password(
    request: Request, house: TheHouse, who: AnybodyActs, old: Word = "", new: Word = "", again: Word = ""
) -> Response:
    """Take another password; every session of the official ends, this one too."""
    problem = say_of(request)("province.account.other") if new != again else ""
    if not problem:
        try:
            house.officials.change_password(who.id, old, new, address_of(request))
        except AccessError as error:
            problem = error.sentence(language_of(request))
    if problem:
        return show(request, "account", who, status=422, fewest=FEWEST_LETTERS, problem=problem)
    answer = RedirectResponse(path_of(request, "log_in_page") + "?changed=true", 303)
    take_cookie(request, answer)
    return answer


def _is_ours(request: Request, path: str) -> bool:
    """Whether a path leads to one of our own pages: no other host, however it is written."""
    base = f"{request.scope['root_path']}/"
    return path.startswith(base) and "\\" not in path and "//" not in path and path.isprintable()
