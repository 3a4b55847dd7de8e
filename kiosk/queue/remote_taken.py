"""Tickets that were taken, as a second kiosk can show them: the hall server knows them, this machine their papers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from kiosk.clock import hall_day
from kiosk.errors import HallDownError, UnknownTicketError
from kiosk.queue.ratings import RatingView
from kiosk.queue.remote import RemoteDesk
from kiosk.queue.tickets import TicketView
from kiosk.store import handover as table
from kiosk.store.database import Row, Store


class TakenLine(Protocol):
    """The way to the hall server. All of it may raise HallDownError, UnknownTicketError and HallRefusedError."""

    def ticket(self, ticket: str) -> TicketView: ...
    def rating_of(self, ticket: str) -> RatingView: ...
    def by_number(self, number: str) -> RatingView: ...
    def rate(self, request_id: str, ticket: str, value: int, reasons: Sequence[str]) -> RatingView: ...


class RemoteTaken:
    """As `kiosk.queue.taken.TakenTickets`, of tickets of the whole hall. Every call waits for the hall server: call it
    off the GUI thread.

    A number that was given here while the hall server was away is not known there yet: it is told as HallDownError,
    because the number is good.
    """

    def __init__(self, store: Store, desk: RemoteDesk, line: TakenLine) -> None:
        self._store, self._desk, self._line = store, desk, line

    def ticket(self, ticket: str) -> TicketView:
        with self._store.reading() as db:
            row = table.of_ticket(db, ticket)
            paper = table.print_state(db, ticket) if row else None
        try:
            view = self._line.ticket(ticket)
        except UnknownTicketError as error:
            raise self._not_yet(error, row) from error
        # A paper that another machine should have printed cannot be printed here.
        return replace(view, print=paper or "none")

    def reprint(self, request_id: str, ticket: str) -> TicketView:
        return self._desk.reprint(request_id, ticket)

    def rating_of(self, ticket: str) -> RatingView:
        return self._line.rating_of(ticket)

    def by_number(self, number: str) -> RatingView:
        try:
            return self._line.by_number(number)
        except UnknownTicketError as error:
            with self._store.reading() as db:
                row = table.own_numbered(db, hall_day(self._store.clock.now()).isoformat(), number)
            raise self._not_yet(error, row) from error

    def rate(self, request_id: str, ticket: str, value: int, reasons: Sequence[str] = ()) -> RatingView:
        return self._line.rate(request_id, ticket, value, reasons)

    def _not_yet(self, error: UnknownTicketError, row: Row | None) -> Exception:
        return HallDownError() if row is not None and row["told_ms"] is None else error
