"""What a kiosk may know of tickets that were taken: their place, their paper, and whether they can be rated."""

from kiosk.queue.desk import Desk
from kiosk.queue.ratings import RatingView, rating_of, ticket_to_rate
from kiosk.queue.tickets import TicketView
from kiosk.store.database import Store


class TakenTickets:
    """Tickets by id, as the code on the paper names them, and by today's number. All of them may raise what desk,
    overview and ratings raise: UnknownTicketError, PrintError, StoreError.
    """

    def __init__(self, store: Store, desk: Desk) -> None:
        self._store, self._desk = store, desk

    def ticket(self, ticket: str) -> TicketView:
        return self._desk.overview.ticket(ticket)

    def reprint(self, request_id: str, ticket: str) -> TicketView:
        return self._desk.reprint(request_id, ticket)

    def rating_of(self, ticket: str) -> RatingView:
        return rating_of(self._store, ticket)

    def by_number(self, number: str) -> RatingView:
        return ticket_to_rate(self._store, number)
