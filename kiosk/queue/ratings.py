"""How was it? A villager says so once a ticket: by touch in the hall, or on the phone with the ticket's QR code.

The question opens when the clerk has finished, and closes with the day. An answer can be changed for ten minutes;
then it is final. Reasons are picked from a list, never typed, so that no rating holds anything personal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.errors import RatingEarlyError, RatingFinalError, RatingOverError, UnknownReasonError, UnknownTicketError
from kiosk.store import queue as tickets
from kiosk.store import ratings as table
from kiosk.store.database import Store

Value = Literal[1, 2, 3]  # not satisfied, satisfied, very satisfied
Way = Literal["kiosk", "phone"]
RatingState = Literal["early", "open", "changeable", "final", "over"]

CHANGEABLE = timedelta(minutes=10)
_GOOD = ("rating.reason.fast", "rating.reason.kind", "rating.reason.clear", "rating.reason.place")
_BAD = (
    "rating.reason.long_wait", "rating.reason.unclear", "rating.reason.unkind", "rating.reason.many_trips",
    "rating.reason.more_papers", "rating.reason.extra_money",
)  # fmt: skip

# Text ids of what may be picked beside a value, in the order in which they are shown.
REASONS: dict[int, tuple[str, ...]] = {3: _GOOD, 2: _GOOD, 1: _BAD}


@dataclass(frozen=True, slots=True)
class RatingView:
    """What a villager can say about a ticket now.

    `state`: early (the service is not finished), open, changeable (given, until `until`), final (given), over (the day
    has ended, or nobody was served with this number). `value` and `reasons` are what was said so far.
    """

    ticket: str
    number: str
    state: RatingState
    value: int | None = None
    reasons: tuple[str, ...] = ()
    until: datetime | None = None


def rating_of(store: Store, ticket: str) -> RatingView:
    """Return what can be said about `ticket` now.

    Raises:
        UnknownTicketError
    """
    with store.reading() as db:
        return _view(tickets.leg_of(db, ticket), table.get(db, ticket), store.clock.now())


def ticket_to_rate(store: Store, number: str) -> RatingView:
    """Return the same by today's number, "A017", as a villager types it at the kiosk.

    Raises:
        UnknownTicketError: nobody took this number today.
    """
    with store.reading() as db:
        now = store.clock.now()
        leg = tickets.leg_numbered(db, hall_day(now).isoformat(), number)
        return _view(leg, table.get(db, leg["ticket"]) if leg else None, now)


def rate(
    store: Store, request_id: str, ticket: str, value: Value, reasons: Sequence[str] = (), way: Way = "kiosk"
) -> RatingView:
    """Keep what a villager says. The same `request_id` again has no second effect.

    Args:
        reasons: text ids out of `REASONS[value]`.
    Raises:
        UnknownTicketError, UnknownReasonError.
        RatingEarlyError: the service is not finished.
        RatingFinalError: it was said before, and the time for changes is over.
        RatingOverError: the day has ended, or nobody was served with this number.
        StoreError: nothing was kept.
    """
    chosen = [one for one in REASONS[value] if one in reasons]
    if len(chosen) != len(set(reasons)):
        raise UnknownReasonError()
    what = f"rate {ticket} {value} {','.join(chosen)}"
    with store.act() as act:
        leg = tickets.leg_of(act.db, ticket)
        view = _view(leg, table.get(act.db, ticket), act.now)
        if leg is None or act.answered(request_id, what) is not None:
            return view
        _must_be_open(view)
        table.put(act.db, ticket, value, chosen, way, milliseconds(act.now))
        told = {"service": leg["service"], "counter": leg["counter"], "value": value, "reasons": chosen, "way": way}
        act.record("rating.given", ticket, **told)
        act.send("rating.given", {"ticket": ticket, **told})
        act.remember(request_id, what, value)
        return _view(leg, table.get(act.db, ticket), act.now)


def _must_be_open(view: RatingView) -> None:
    if view.state == "early":
        raise RatingEarlyError(number=view.number)
    if view.state == "final":
        raise RatingFinalError(number=view.number)
    if view.state == "over":
        raise RatingOverError(number=view.number)


def _view(leg: tickets.Row | None, given: table.Row | None, now: datetime) -> RatingView:
    if leg is None:
        raise UnknownTicketError()
    ticket, number = leg["ticket"], leg["number"]
    if given is not None:
        until = moment(given["at_ms"]) + CHANGEABLE
        state: RatingState = "changeable" if now < until else "final"
        return RatingView(ticket, number, state, given["value"], table.reasons_of(given), until)
    if leg["day"] != hall_day(now).isoformat() or leg["state"] in {"missed", "cancelled", "expired"}:
        return RatingView(ticket, number, "over")
    return RatingView(ticket, number, "open" if leg["state"] == "done" else "early")
