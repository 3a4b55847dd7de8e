"""What the acts of the queue share while one of them runs: the moment, the look, the leg, the telling."""

from dataclasses import fields
from datetime import datetime
from typing import Any, cast

from kiosk.clock import milliseconds, moment
from kiosk.config import Settings
from kiosk.errors import CounterBusyError, UnknownCounterError, UnknownTicketError
from kiosk.languages import texts
from kiosk.queue.look import Look, queue_day
from kiosk.queue.tickets import TicketView
from kiosk.store import queue as table
from kiosk.store.database import Act

_FIELDS = tuple(one.name for one in fields(TicketView))
_MOMENTS = ("issued_at", "called_at", "serving_at", "not_before", "parked_until")
_TUPLES = ("counters", "wait_minutes")


class Room:
    """One act on the queue.

    Args:
        clerk: the account that acts; goes into the journal of this hall and no further.
    """

    def __init__(self, act: Act, settings: Settings, clerk: str | None = None) -> None:
        self.act, self.settings, self.clerk = act, settings, clerk
        self.db = act.db
        self.now_ms = milliseconds(act.now)
        self.day = queue_day(act.db, act.now)

    def look(self) -> Look:
        """Look anew: what was seen before a change is not true after it."""
        return Look(self.db, self.act.now, self.settings)

    def leg(self, ticket: str) -> table.Row:
        """
        Raises:
            UnknownTicketError
        """
        leg = table.leg_of(self.db, ticket)
        if leg is None:
            raise UnknownTicketError()
        return leg

    def must_be_free(self, counter: int) -> None:
        """
        Raises:
            UnknownCounterError, CounterBusyError.
        """
        if self.settings.counter(counter) is None:
            raise UnknownCounterError(counter=counter)
        busy = table.leg_at(self.db, self.day, counter)
        if busy is not None:
            raise CounterBusyError(counter=counter, number=busy["number"])

    def change(self, leg: table.Row, **changes: Any) -> None:
        table.change_leg(self.db, leg, self.now_ms, self.clerk, **changes)

    def call(self, leg: table.Row, counter: int, *, recall: bool = False) -> int:
        """Record a call, which boards show and say; returns its id."""
        return table.insert_call(self.db, leg, counter, recall=recall, now_ms=self.now_ms)

    def tell(self, kind: str, ticket: str, **more: Any) -> None:
        """Journal the act and tell the province; a ticket holds nothing personal."""
        leg = self.leg(ticket)
        body = {"number": leg["number"], "service": leg["service"], "class": leg["class"], "counter": leg["counter"]}
        body = {key: value for key, value in {**body, **more}.items() if value is not None}
        self.act.record(kind, ticket, **body, **({"clerk": self.clerk} if self.clerk else {}))
        self.act.send(kind, {"ticket": ticket, **body})

    def told(self, kind: str, ticket: str, **more: Any) -> TicketView:
        """As `tell`; returns the ticket as it is now."""
        self.tell(kind, ticket, **more)
        return self.look().view(self.leg(ticket))


def state_name(state: str) -> str:
    """Return the state in the words of a person."""
    return texts("vi").say(f"ticket.state.{state}")


def as_answer(view: TicketView | None) -> dict[str, Any]:
    """Return what is remembered of an answered request; {} for nobody."""
    values = {name: getattr(view, name) for name in _FIELDS} if view else {}
    return {name: milliseconds(at) if isinstance(at, datetime) else at for name, at in values.items()}


def from_answer(answer: Any) -> TicketView | None:
    values = dict(cast("dict[str, Any]", answer))
    values.update({name: moment(values[name]) for name in _MOMENTS if values.get(name) is not None})
    values.update({name: tuple(values[name]) for name in _TUPLES if values.get(name) is not None})
    return TicketView(**values) if values else None
