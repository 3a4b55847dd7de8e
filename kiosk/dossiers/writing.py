"""How people and printers write codes: other dashes, other blanks, small letters."""

import re
import unicodedata
from datetime import date

from kiosk.errors import MistypedCodeError

LONGEST = 64  # no code is longer; more is not worth a look

# Every dash, hyphen and minus of Unicode becomes "-": word processors and phones swap them in.
_DASHES = re.compile("\\s*[-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]\\s*")


def tidy(text: str) -> str:
    """Return `text` in capitals with plain dashes and single blanks; an overlong text becomes empty."""
    if len(text) > LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).upper()
    return " ".join(_DASHES.sub("-", plain).split())


def day_of(digits: str) -> date:
    """Return the day that six digits yymmdd name, in this century.

    Raises:
        MistypedCodeError: there is no such day.
    """
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError as error:
        raise MistypedCodeError from error
