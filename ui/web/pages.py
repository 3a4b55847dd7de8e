"""The pages: each a template, a style sheet and scripts of its own, nothing from elsewhere."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

from kiosk.assets import assets
from kiosk.errors import UnknownTicketError
from kiosk.languages import Texts
from kiosk.queue.ratings import REASONS, rating_of
from kiosk.voice.clips import CHIME, CLIPS
from kiosk.voice.turns import LAST_CALLS
from ui.web.api.ratings import slow_down
from ui.web.hall import InHall

HERE = Path(__file__).parent
FONTS = ("BeVietnamPro-Bold", "BeVietnamPro-SemiBold", "NotoSans-Regular", "NotoSans-Bold")

routes = APIRouter(include_in_schema=False)
templates = Jinja2Templates(HERE / "templates")


@routes.get("/")
def start() -> Response:
    return RedirectResponse("/counter")


@routes.get("/counter")
def counter(request: Request, hall: InHall) -> Response:
    """The clerk's console."""
    values: dict[str, Any] = {
        "clerks": hall.access.clerks(),
        "counters": hall.settings.counters,
        "services": hall.settings.services,
        "queue": hall.settings.queue,
        "kiosk": hall.settings.kiosk.letter,
    }
    return _page(request, hall, "counter", values)


@routes.get("/board")
def board(request: Request, hall: InHall) -> Response:
    """The board: for a TV, without log-in."""
    values: dict[str, Any] = {"clips": [CHIME, *CLIPS], "most_calls": LAST_CALLS}
    return _page(request, hall, "board", values)


@routes.get("/manager")
def manager(request: Request, hall: InHall) -> Response:
    """How the hall is doing, its figures, settings and people."""
    managers = [one for one in hall.access.clerks() if one.role == "manager"]
    return _page(request, hall, "manager", {"managers": managers})


@routes.get("/r/{ticket}")
def rate(ticket: str, request: Request, hall: InHall) -> Response:
    """How was it? For a villager's phone, by the code on the ticket, without log-in."""
    slow_down(request, hall)
    try:
        view = rating_of(hall.store, ticket)
    except UnknownTicketError:
        page = _page(request, hall, "rate", {"ticket": "", "number": "", "state": "unknown", "reasons": {}})
        page.status_code = 404
        return page
    values: dict[str, Any] = {"ticket": ticket, "number": view.number, "state": view.state, "reasons": REASONS}
    return _page(request, hall, "rate", values)


def _page(request: Request, hall: InHall, name: str, values: dict[str, Any]) -> Response:
    words = hall.words
    shared = {"say": words.say, "words": _words(words, name), "hall": hall.settings.hall}
    return templates.TemplateResponse(request, f"{name}.html", {**shared, **values})


def _words(words: Texts, page: str) -> dict[str, str]:
    """Return what the page's script says by itself."""
    wanted = (f"web.{page}.", "web.said.", "ticket.state.", "web.counter.login.")
    return {text_id: text for text_id, text in words.sentences.items() if text_id.startswith(wanted)}


def mount_files(app: FastAPI) -> None:
    """Serve styles, scripts and the fonts that the pages name."""
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.mount("/pictures/rating", StaticFiles(directory=assets() / "pictures" / "rating"), name="rating")
    app.mount("/fonts", StaticFiles(directory=assets() / "fonts"), name="fonts")
