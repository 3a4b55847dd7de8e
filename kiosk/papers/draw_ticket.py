"""From the queue's view of a ticket to its paper."""

from kiosk.config import Settings
from kiosk.languages import texts
from kiosk.papers.paper import Paper
from kiosk.papers.ticket import Place, ticket_paper
from kiosk.papers.ticket_code import ticket_link
from kiosk.queue.tickets import TicketView


def draw_ticket(ticket: TicketView, settings: Settings) -> Paper:
    """Return the paper of `ticket` in this hall."""
    service = settings.service(ticket.service)
    counters = [settings.counter(number) for number in ticket.counters]
    group = next((one for one in settings.queue.classes if one.id == ticket.klass), None)
    own_line = group is not None and group.when in ("declared", "submission")
    return ticket_paper(
        hall=settings.hall.centre,
        number=ticket.number,
        service=service.name if service else ticket.service,
        ahead=ticket.ahead,
        wait_minutes=ticket.wait_minutes,
        counters=[Place(one.name, one.direction) for one in counters if one],
        issued_at=ticket.issued_at,
        link=ticket_link(settings.hall.address, ticket.id),
        priority=group is not None and group.when in ("declared", "clerk"),
        group=texts().say(group.text) if group is not None and own_line else "",
        note=texts().say("life.clock.ticket") if ticket.doubtful else service.ticket_note if service else "",
        phone=settings.hall.phone,
    )
