"""What the QR code of a resume slip says: which draft, and the secret that opens its pages.

MC1:KXA-261123-001-98:<58 letters and digits>. Capital letters, digits, dash and colon only: such a text makes a small
QR code (ISO/IEC 18004 alphanumeric mode), and a scanner that types it needs no unusual key.
"""

import re
from dataclasses import dataclass, field

from kiosk.dossiers.provisional import ProvisionalCode
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.errors import ReadingError, TornSlipError

MARK = "MC1:"
SECRET = 58  # letters and digits
_SHAPE = re.compile(rf"MC1:([A-Z0-9-]{{10,24}}):([A-Z0-9]{{{SECRET}}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ResumeCode:
    code: ProvisionalCode
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        return f"{MARK}{self.code.text}:{self.secret}"


def is_resume_code(text: str) -> bool:
    """Say whether `text` begins as the code of a resume slip does; it may be torn."""
    return text.upper().startswith(MARK)


def parse_resume_code(text: str) -> ResumeCode:
    """Read the QR code of a resume slip; small letters are forgiven.

    Raises:
        TornSlipError: a part is missing or was read wrongly.
    """
    match = _SHAPE.fullmatch(text.strip().upper())
    if match is None:
        raise TornSlipError
    code, secret = match.groups()
    try:
        return ResumeCode(parse_provisional(code), secret)
    except ReadingError as error:
        raise TornSlipError from error
