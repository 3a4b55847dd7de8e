"""How was it? Asked on a villager's phone, without log-in: the ticket's id, which stands on its paper, is the key."""

from fastapi import APIRouter, Request

from kiosk.queue.ratings import RatingView, rate, rating_of
from ui.web.hall import Hall, InHall
from ui.web.manager_shapes import GiveRating, RatingOut

routes = APIRouter(prefix="/api/ratings", tags=["ratings"])


@routes.get("/{ticket}")
def rating(ticket: str, request: Request, hall: InHall) -> RatingOut:
    """Return what can be said about a ticket now, and what was said."""
    slow_down(request, hall)
    return _out(rating_of(hall.store, ticket))


@routes.post("")
def give(wanted: GiveRating, request: Request, hall: InHall) -> RatingOut:
    """Rate a finished ticket, today; for ten minutes the answer can be changed."""
    slow_down(request, hall)
    return _out(rate(hall.store, wanted.request_id, wanted.ticket, wanted.value, wanted.reasons, "phone"))


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
