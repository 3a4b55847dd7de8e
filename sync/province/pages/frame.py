"""How a page is made: a template, the texts of its language, and moments as people write them."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader

from kiosk.clock import hall_day, moment
from kiosk.forms.library import Forms, load_forms
from kiosk.hashing import Hashing
from kiosk.languages import texts
from sync.province.figures import FigureBook
from sync.province.names import Names
from sync.province.officials import ROLES, Officials, Role
from sync.province.province import Province

if TYPE_CHECKING:
    from sync.province.pages.guard import Who

HERE = Path(__file__).parent
PAGE_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
LANGUAGE_COOKIE = "province_language"
# What stands in the bar, and for whom.
ROOMS: tuple[tuple[str, tuple[Role, ...]], ...] = (
    ("submissions", ("official",)),
    ("dossiers", ("official",)),
    ("notices", ("official",)),
    ("halls", ROLES),
    ("catalogue", ROLES),
    ("dead_letters", ("technician",)),
)

_templates = Jinja2Templates(
    env=Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
)


class House:
    """What all pages share. The province behind it may be another one after a restart of its database."""

    def __init__(self, province: Callable[[], Province]) -> None:
        self._province = province
        self._hashing = Hashing()

    @property
    def province(self) -> Province:
        return self._province()

    @property
    def officials(self) -> Officials:
        return Officials(self.province.database, self.province.clock, self._hashing)

    @cached_property
    def forms(self) -> Forms:
        return load_forms()

    @cached_property
    def names(self) -> Names:
        return Names()

    @cached_property
    def figures(self) -> FigureBook:
        return FigureBook(self.names)


def house_of(request: Request) -> House:
    return request.app.state.house


def language_of(request: Request) -> str:
    wanted = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE, "")
    return wanted if wanted in PAGE_LANGUAGES else "vi"


def say_of(request: Request) -> Callable[..., str]:
    return texts(language_of(request)).say


def address_of(request: Request) -> str:
    """Return where a request comes from, as the server's front (uvicorn, a proxy on this machine) tells it."""
    return request.client.host if request.client else ""


def path_of(request: Request, name: str, **parts: str) -> str:
    """Return the path of one of the pages. Not `request.url_for`: that one finds the APIs' routes first."""
    return request.scope["root_path"] + str(request.app.url_path_for(name, **parts))


def show(
    request: Request, template: str, who: "Who | None", room: str = "", status: int = 200, **values: Any
) -> Response:
    """Return a page.

    Args:
        who: whose bar stands on top; None where nobody is logged in.
        room: of the bar, the one that is open.
    """
    language, house = language_of(request), house_of(request)
    say = texts(language).say
    # What an act answers with cannot be asked for again.
    again = {one: f"?{urlencode({**request.query_params, 'lang': one})}" for one in PAGE_LANGUAGES}
    shared: Mapping[str, Any] = {
        "say": say, "language": language, "languages": PAGE_LANGUAGES, "who": who, "room": room,
        "again": again if request.method == "GET" else {},
        "rooms": [name for name, roles in ROOMS if who and who.may(*roles)],
        "now": house.province.now_ms, "when": _When(say, house.province.now_ms), "base": request.scope["root_path"],
        "url_for": partial(path_of, request),
    }  # fmt: skip
    page = _templates.TemplateResponse(request, f"{template}.html", {**shared, **values}, status_code=status)
    if request.query_params.get("lang") == language:
        page.set_cookie(LANGUAGE_COOKIE, language, max_age=365 * 86_400, path=shared["base"] or "/", samesite="lax")
    return page


class _When:
    """Moments in words, seen from `now_ms`."""

    def __init__(self, say: Callable[..., str], now_ms: int) -> None:
        self._say, self._now_ms = say, now_ms

    def at(self, ms: int | None) -> str:
        """Return "08:05 23/11/2026", a dash for none."""
        return f"{moment(ms):%H:%M %d/%m/%Y}" if ms is not None else "–"

    def day(self, ms: int | None) -> str:
        return f"{moment(ms):%d/%m/%Y}" if ms is not None else "–"

    def ago(self, ms: int | None) -> str:
        """Return how long ago in one unit: "5 phút trước"."""
        if ms is None:
            return self._say("province.when.never")
        return self._say("province.when.ago", length=self.length(self._now_ms - ms))

    def length(self, ms: int) -> str:
        """Return a length of time in its largest unit, rounded down."""
        minutes = max(0, ms) // 60_000
        if minutes < 1:
            return self._say("province.when.moment")
        for unit, size in (("day", 1440), ("hour", 60), ("minute", 1)):
            if minutes >= size:
                return self._say(f"province.when.{unit}", count=minutes // size)
        raise AssertionError

    def due(self, ms: int | None) -> str:
        """Return how far a due date is, in days by the calendar."""
        if ms is None:
            return self._say("province.when.no_due")
        days = (hall_day(moment(ms)) - hall_day(moment(self._now_ms))).days
        word = "today" if days == 0 else "left" if days > 0 else "late"
        return self._say(f"province.when.due_{word}", count=abs(days))
