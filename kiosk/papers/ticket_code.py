"""The codes of a ticket: the link in its QR code for kiosk and phone; day and number, which older papers carry."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.dossiers.writing import day_of
from kiosk.errors import MistypedCodeError

_SHAPE = re.compile(r"ST-(\d{6})-([A-Z]\d{3,4})", re.ASCII)

HERE = "MC:R:"  # in place of an address, where phones reach no hall server: only our own reader understands it
_ID = r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_LINK = re.compile(rf"(?:{HERE}|https?://[^/\s?#]+/r/){_ID}/?", re.ASCII | re.IGNORECASE)


def ticket_link(address: str, ticket: str) -> str:
    """Return what stands in the QR code of the ticket with this id.

    Args:
        address: of the hall server, "http://192.168.1.10:8080", or empty.
    """
    return f"{address.rstrip('/')}/r/{ticket}" if address else f"{HERE}{ticket}"


def parse_ticket_link(text: str) -> str | None:
    """Return the id of the ticket that `text` leads to, None for any other text. Scanners may change the case."""
    match = _LINK.fullmatch(text.strip())
    return match[1].lower() if match else None


@dataclass(frozen=True, slots=True)
class TicketCode:
    """A ticket of one hall: its number is unique on its day."""

    day: date
    number: str

    @property
    def text(self) -> str:
        return f"ST-{self.day:%y%m%d}-{self.number}"


def parse_ticket_code(text: str) -> TicketCode | None:
    """Return the ticket that `text` names, None for any other text."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return TicketCode(day_of(match[1]), match[2])
    except MistypedCodeError:
        return None
