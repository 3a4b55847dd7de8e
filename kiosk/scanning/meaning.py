"""What a scanned or typed text means: a dossier, a submission, a ticket, a card, a link for phones, or nothing we know.

The law says what a code on a paper must tell, not how, so every vendor differs: a bare code, a look-up address with
the code in a parameter (and often an ID number in another, which is dropped here), or fields with separators.
What cannot be used still has a name, so that a villager is told in one sentence what to hold there instead.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from kiosk.dossiers.codes import DossierCode, find_dossier_codes, parse_dossier_code
from kiosk.dossiers.provisional import ProvisionalCode
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.errors import MistypedCodeError, NotACardError, NotADossierCodeError, TornSlipError
from kiosk.forms.resume_code import ResumeCode, is_resume_code, parse_resume_code
from kiosk.papers.ticket_code import TicketCode, parse_ticket_code, parse_ticket_link
from kiosk.people.card import Card, parse_card
from kiosk.people.mrz import looks_like_mrz, parse_mrz

LONGEST = 4296  # characters: the most that a QR code holds
CODE_PARAMETERS = ("mhs", "mahoso", "ma_ho_so", "ma-ho-so")  # compared without case

Why = Literal[
    "other", "wrong_code", "several", "number", "card", "identity", "wifi", "payment", "garbled", "long", "torn_slip"
]

# EMVCo QR Code Specification, merchant-presented mode: field 00 is "01" and comes first, field 63 (CRC) last.
_PAYMENT = re.compile(r"000201.*6304[0-9A-F]{4}", re.ASCII | re.IGNORECASE | re.DOTALL)
_SIGNED = re.compile(r"[\w-]{10,}\.[\w-]{2,}\.[\w-]*", re.ASCII)  # a JSON web token, RFC 7519
_ID_NUMBER = re.compile(r"\d{9}|\d{12}", re.ASCII)
_TORN_CARD = re.compile(r"\d{12}\|", re.ASCII)
_SEPARATORS = "\t\n\r"


@dataclass(frozen=True, slots=True)
class DossierScan:
    code: DossierCode


@dataclass(frozen=True, slots=True)
class ProvisionalScan:
    code: ProvisionalCode


@dataclass(frozen=True, slots=True)
class ResumeScan:
    """A slip to go on with. Its secret shows in no repr."""

    slip: ResumeCode


@dataclass(frozen=True, slots=True)
class TicketScan:
    ticket: TicketCode


@dataclass(frozen=True, slots=True)
class TicketLinkScan:
    """The QR code of a ticket: `ticket` is its id."""

    ticket: str


@dataclass(frozen=True, slots=True)
class CardScan:
    """An ID card: its QR code, or the three lines on its back (then without name and residence)."""

    card: Card


@dataclass(frozen=True, slots=True)
class OpaqueLink:
    """An address without a code in it: only its own server knows what it means, so it needs the network."""


@dataclass(frozen=True, slots=True)
class UnknownScan:
    """Nothing this hall can use.

    `why`: "wrong_code" has the shape of one of our codes and cannot be right; "several" dossier codes; a bare ID
    "number"; a "card" read badly; "identity" is VNeID or another signed code; "wifi", "payment"; "garbled" letters;
    too "long"; a resume slip with a part missing ("torn_slip"); "other".
    """

    why: Why = "other"

    @property
    def text_id(self) -> str:
        """The sentence that says what it is and what to do."""
        return f"touch.scan.unknown.{self.why}"


Meaning = DossierScan | ProvisionalScan | ResumeScan | TicketScan | TicketLinkScan | CardScan | OpaqueLink | UnknownScan


def understand(text: str, today: date) -> Meaning:
    """Return what `text` means on the hall's day `today`. Any text is allowed; the text itself is not kept."""
    if len(text) > LONGEST:
        return UnknownScan("long")
    text = _visible(text).strip()
    if is_resume_code(text):
        return _resume(text)
    if ticket := parse_ticket_code(text.upper()):
        return TicketScan(ticket)
    if link := parse_ticket_link(text):
        return TicketLinkScan(link)
    if code := _bare(text, today):
        return code
    if card := _card(text, today):
        return card
    if text.lower().startswith(("http://", "https://")):
        return _address(text, today)
    return _one_of(find_dossier_codes(unquote(text), today)) or UnknownScan(_why(text))


def _visible(text: str) -> str:
    """Drop what no eye sees (marks of direction, joiners, a byte order mark); other control characters are blanks."""
    kinds = ((one, unicodedata.category(one)) for one in text)
    return "".join(one if kind != "Cc" or one in _SEPARATORS else " " for one, kind in kinds if kind != "Cf")


def _address(text: str, today: date) -> Meaning:
    """Look for the code in the parameters that are known to carry it, then anywhere in the address."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return UnknownScan()
    pairs = parse_qsl(f"{parts.query}&{parts.fragment.partition('?')[2]}")
    named = [value for name, value in pairs if name.lower() in CODE_PARAMETERS]
    if named:
        found = [code for value in named if (code := _bare(value, today))]
        return next((one for one in found if not isinstance(one, UnknownScan)), UnknownScan("wrong_code"))
    if one := _one_of(find_dossier_codes(unquote(text), today)):
        return one
    return UnknownScan("identity") if "vneid" in host else OpaqueLink()


def _bare(text: str, today: date) -> DossierScan | ProvisionalScan | UnknownScan | None:
    """Return the code that `text` consists of, "wrong_code" for one that cannot be, None where it is no code."""
    try:
        return ProvisionalScan(parse_provisional(text))
    except MistypedCodeError:
        return UnknownScan("wrong_code")
    except NotADossierCodeError:
        pass
    try:
        return DossierScan(parse_dossier_code(text, today))
    except MistypedCodeError:
        return UnknownScan("wrong_code")
    except NotADossierCodeError:
        return None


def _resume(text: str) -> ResumeScan | UnknownScan:
    try:
        return ResumeScan(parse_resume_code(text))
    except TornSlipError:
        return UnknownScan("torn_slip")


def _card(text: str, today: date) -> CardScan | None:
    try:
        return CardScan(parse_card(text))
    except NotACardError:
        pass
    try:
        return CardScan(parse_mrz(text, today))
    except NotACardError:
        return None


def _one_of(codes: list[DossierCode]) -> DossierScan | UnknownScan | None:
    """Return the only code there is; of several, none is chosen."""
    if not codes:
        return None
    return DossierScan(codes[0]) if len(codes) == 1 else UnknownScan("several")


def _why(text: str) -> Why:
    """Return what kind of text it is that we cannot use."""
    head = text[:8].upper()
    if head.startswith("WIFI:"):
        return "wifi"
    if _PAYMENT.fullmatch(text):
        return "payment"
    if _TORN_CARD.match(text) or looks_like_mrz(text):
        return "card"
    if _ID_NUMBER.fullmatch(text):
        return "number"
    if _SIGNED.fullmatch(text) or head.startswith("VNEID"):
        return "identity"
    return "garbled" if "\ufffd" in text else "other"
