"""How was it? Asked on a villager's phone, without log-in: the ticket's id, which stands on its paper, is the key.

A second kiosk asks with its token: it is one address for everybody, so it never has to wait.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request

from kiosk.queue.ratings import RatingView, rate, rating_of, ticket_to_rate
from kiosk.waits import wait_in_words
from ui.web.guard import ForKiosksAndClerks, OrKiosk
from ui.web.hall import Hall, InHall
from ui.web.manager_shapes import GiveRating, PlaceOut, RatingOut

routes = APIRouter(prefix="/api/ratings", tags=["ratings"])


@routes.get("/{ticket}")
def rating(ticket: str, request: Request, hall: InHall, kiosk: OrKiosk) -> RatingOut:
    """Return what can be said about a ticket now, and what was said."""
    if kiosk is None:
        slow_down(request, hall)
    view = rating_of(hall.store, ticket)
    place = _place(hall, ticket) if kiosk is None and view.state == "early" else None
    return _out(view, place)


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


def _place(hall: Hall, ticket: str) -> PlaceOut:
    """Return what the paper promises to a phone: how many are before, how long, where to go."""
    view, say = hall.desk.overview.ticket(ticket), hall.words.say
    if view.counter is not None and view.state in ("called", "serving"):
        return PlaceOut(
            headline=say(f"ticket.mine.{view.state}", counter=view.counter), lines=_ways(hall, [view.counter])
        )
    if view.state == "parked":
        return PlaceOut(headline=say("ticket.mine.parked"), lines=[])
    ahead = say("ticket.ahead.left", count=view.ahead) if view.ahead else say("ticket.ahead.next")
    wait = [wait_in_words(view.wait_minutes, say)] if view.ahead else []
    if not view.counters:
        return PlaceOut(headline=ahead, lines=[*wait, say("ticket.counters.none")])
    there = say("ticket.counters", numbers=", ".join(str(one) for one in view.counters))
    return PlaceOut(headline=ahead, lines=[*wait, there, *_ways(hall, view.counters)])


def _ways(hall: Hall, counters: Sequence[int]) -> list[str]:
    """Return "Quầy 2: bên trái" for the one counter whose place the hall has described."""
    found = hall.settings.counter(counters[0]) if len(counters) == 1 else None
    if found is None or not found.direction:
        return []
    return [hall.words.say("ticket.direction", counter=found.number, direction=found.direction)]


def _out(view: RatingView, place: PlaceOut | None = None) -> RatingOut:
    return RatingOut(
        ticket=view.ticket, number=view.number, state=view.state, value=view.value, reasons=list(view.reasons),
        until=view.until, place=place,
    )  # fmt: skip
