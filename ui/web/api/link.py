"""How the link to the province is, and sending again what it refused."""

from fastapi import APIRouter

from kiosk.link_report import link_report, send_again
from ui.web.guard import ForManagers
from ui.web.hall import InHall
from ui.web.manager_shapes import LinkOut
from ui.web.shapes import LetterId

routes = APIRouter(prefix="/api/link", tags=["link"])


@routes.get("")
def link(hall: InHall, who: ForManagers) -> LinkOut:
    """Return what waits, what was refused and what to do about it, and how the clock is."""
    return LinkOut.model_validate(link_report(hall.store, hall.words))


@routes.post("/letters/{letter}/again")
def again(letter: LetterId, hall: InHall, who: ForManagers) -> LinkOut:
    """Let a refused message or paper be sent again."""
    send_again(hall.store, letter, who.name or "")
    return link(hall, who)
