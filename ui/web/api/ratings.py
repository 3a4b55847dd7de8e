"""How was it? Asked on a villager's phone, without log-in: the ticket's id, which stands on its paper, is the key.

A second kiosk asks with its token: it is one address for everybody, so it never has to wait.
"""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from kiosk.queue.ratings import RatingView, rate, rating_of, ticket_to_rate
from ui.web.guard import ForKiosksAndClerks, OrKiosk
from ui.web.hall import Hall, InHall
from ui.web.manager_shapes import GiveRating, RatingOut

routes = APIRouter(prefix="/api/ratings", tags=["ratings"])


@routes.get("/{ticket}")
def rating(ticket: str, request: Request, hall: InHall, kiosk: OrKiosk) -> RatingOut:
    """Return what can be said about a ticket now, and what was said."""
    if kiosk is None:
        slow_down(request, hall)
    return _out(rating_of(hall.store, ticket))


@routes.post("")
def give(wanted: GiveRating, request: Request, hall: InHall, kiosk: OrKiosk) -> RatingOut:
    """Rate a finished ticket, today; for ten minutes the answer can be changed."""
    if kiosk is None:
        slow_down(request, hall)
    way = "phone" if kiosk is None else "kiosk"
    return _out(rate(hall.store, wanted.request_id, wanted.ticket, wanted.value, wanted.reasons, way))


@routes.get("/number/{number}")
def numbered(
    number: Annotated[str, Path(pattern=r"^[A-Z][0-9]{3}$")], hall: InHall, who: ForKiosksAndClerks
) -> RatingOut:
    """Return the same by today's number: what a villager types who has no paper. Not for strangers: numbers are few."""
    return _out(ticket_to_rate(hall.store, number))


def slow_down(request: Request, hall: Hall) -> None:
    """
    Raises:
        TooOftenError: this address asks again and again.
    """
    hall.pace.take(request.client.host if request.client else "")


def _out(view: RatingView) -> RatingOut:
    return RatingOut(
        ticket=view.ticket, number=view.number, state=view.state, value=view.value, reasons=list(view.reasons),
        until=view.until,
    )  # fmt: skip
