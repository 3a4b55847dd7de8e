"""What a scanned or typed text means: a dossier, a submission, a ticket, a card, a link for phones, or nothing we know.

The law says what a code on a paper must tell, not how, so every vendor differs: a bare code, a look-up address with
the code in a parameter (and often an ID number in another, which is dropped here), or fields with separators.
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from kiosk.dossiers.codes import DossierCode, find_dossier_codes, parse_dossier_code
from kiosk.dossiers.provisional import ProvisionalCode
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.errors import NotACardError, NotADossierCodeError
from kiosk.papers.ticket_code import TicketCode, parse_ticket_code, parse_ticket_link
from kiosk.people.card import Card, parse_card

LONGEST = 4296  # characters: the most that a QR code holds
CODE_PARAMETERS = ("mhs", "mahoso", "ma_ho_so", "ma-ho-so")  # compared without case


@dataclass(frozen=True, slots=True)
class DossierScan:
    code: DossierCode


@dataclass(frozen=True, slots=True)
class ProvisionalScan:
    code: ProvisionalCode


@dataclass(frozen=True, slots=True)
class TicketScan:
    ticket: TicketCode


@dataclass(frozen=True, slots=True)
class TicketLinkScan:
    """The QR code of a ticket: `ticket` is its id."""

    ticket: str


@dataclass(frozen=True, slots=True)
class CardScan:
    card: Card


@dataclass(frozen=True, slots=True)
class OpaqueLink:
    """An address without a code in it: only its own server knows what it means, so it needs the network."""


@dataclass(frozen=True, slots=True)
class UnknownScan:
    """Nothing this hall can use; also a text that holds several dossier codes."""


Meaning = DossierScan | ProvisionalScan | TicketScan | TicketLinkScan | CardScan | OpaqueLink | UnknownScan


def understand(text: str, today: date) -> Meaning:
    """Return what `text` means on the hall's day `today`. Any text is allowed; the text itself is not kept."""
    text = text.strip().lstrip("\ufeff")
    if not text or len(text) > LONGEST:
        return UnknownScan()
    if ticket := parse_ticket_code(text.upper()):
        return TicketScan(ticket)
    if link := parse_ticket_link(text):
        return TicketLinkScan(link)
    if code := _bare(text, today):
        return code
    try:
        return CardScan(parse_card(text))
    except NotACardError:
        pass
    if text.lower().startswith(("http://", "https://")):
        return _address(text, today)
    return _one(find_dossier_codes(unquote(text), today)) or UnknownScan()


def _address(text: str, today: date) -> Meaning:
    """Look for the code in the parameters that are known to carry it, then anywhere in the address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return UnknownScan()
    pairs = parse_qsl(f"{parts.query}&{parts.fragment.partition('?')[2]}")
    named = [value for name, value in pairs if name.lower() in CODE_PARAMETERS]
    if named:
        return next((code for value in named if (code := _bare(value, today))), UnknownScan())
    return _one(find_dossier_codes(unquote(text), today)) or OpaqueLink()


def _bare(text: str, today: date) -> DossierScan | ProvisionalScan | None:
    """Return the code that `text` consists of."""
    try:
        return ProvisionalScan(parse_provisional(text))
    except NotADossierCodeError:
        pass
    try:
        return DossierScan(parse_dossier_code(text, today))
    except NotADossierCodeError:
        return None


def _one(codes: list[DossierCode]) -> DossierScan | None:
    return DossierScan(codes[0]) if len(codes) == 1 else None
