"""One code that was read, and when to believe it.

A QR code corrects its errors, so what it says is what was printed. Code 128 only adds up to 103: of drawn frames some
came out as "H56.42.02-250203#0779" for another code. So bars are believed when they are a code this hall knows, exactly
as it is printed, or when two readers that share no line of code say the same.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.dossiers.codes import parse_dossier_code
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.errors import NotADossierCodeError
from kiosk.papers.ticket_code import parse_ticket_code

Format = Literal["QRCode", "Code128", "Code39", "EAN13", "DataMatrix"]
MATRIX = frozenset[Format](("QRCode", "DataMatrix"))  # kinds that correct their errors
KIOSK = frozenset[Format](("QRCode", "Code128"))  # other kinds are read by mistake: they have to be asked for


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says; it may hold an ID number, so it does not show in a repr.

    `text` is None when the bytes are no UTF-8: nothing is guessed, because a guess turns names into other names.
    """

    text: str | None = field(repr=False)
    format: Format


def code_of(data: bytes, kind: Format) -> Code:
    try:
        return Code(data.decode("utf-8"), kind)
    except UnicodeDecodeError:
        return Code(None, kind)


def believed(code: Code, today: date) -> bool:
    """Say whether one reading is enough on the hall's day `today`."""
    if code.text == "":
        return False
    return code.format in MATRIX or (code.text is not None and _known(code.text, today))


def _known(text: str, today: date) -> bool:
    if parse_ticket_code(text):
        return True
    try:
        return parse_provisional(text).text == text
    except NotADossierCodeError:
        pass
    try:
        dossier = parse_dossier_code(text, today)
    except NotADossierCodeError:
        return False
    return dossier.text == text and not dossier.suspicious
