"""What stands in the QR code of a ticket: day and number, so that a desk finds the ticket by scanning it."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.dossiers.writing import day_of
from kiosk.errors import MistypedCodeError

_SHAPE = re.compile(r"ST-(\d{6})-([A-Z]\d{3,4})", re.ASCII)


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
