"""From the queue's view of a ticket to its paper."""

from kiosk.config import Settings
from kiosk.papers.paper import Paper
from kiosk.papers.ticket import ticket_paper
from kiosk.queue.tickets import TicketView

PRIORITY = "priority"


def draw_ticket(ticket: TicketView, settings: Settings) -> Paper:
    """Return the paper of `ticket` in this hall."""
    service = settings.service(ticket.service)
    counters = [settings.counter(number) for number in ticket.counters]
    return ticket_paper(
        hall=settings.hall.centre,
        number=ticket.number,
        service=service.name if service else ticket.service,
        ahead=ticket.ahead,
        wait_minutes=ticket.wait_minutes,
        counters=[one.name for one in counters if one],
        issued_at=ticket.issued_at,
        priority=ticket.klass == PRIORITY,
        phone=settings.hall.phone,
    )
