"""The provisional code: what a submission is called until the province gives it a dossier code.

KX<kiosk>-yymmdd-NNN-CC, e.g. KXA-261123-001-04: the letter of the kiosk, the hall's day, the day's counter, and two
check digits. It matches neither grammar of dossier codes (kiosk.dossiers.codes), so nobody can take one for the other.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from kiosk.dossiers.writing import day_of, tidy
from kiosk.errors import MistypedCodeError, NotADossierCodeError

_SHAPE = re.compile(r"KX([A-Z])-?(\d{6})-?(\d{3,5})-?(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class ProvisionalCode:
    text: str = field(repr=False)
    kiosk: str
    day: date = field(repr=False)
    counter: int = field(repr=False)


def provisional_code(letter: str, day: date, counter: int) -> ProvisionalCode:
    """Return the code of the day's submission number `counter` (from 1) at the kiosk `letter` (A-Z)."""
    if not re.fullmatch("[A-Z]", letter) or not 0 < counter < 100_000:
        raise ValueError(f"A kiosk letter A-Z and a counter from 1 are needed, got {letter!r} and {counter}.")
    body = f"KX{letter}-{day:%y%m%d}-{counter:03d}"
    return ProvisionalCode(f"{body}-{_check_digits(body)}", letter, day, counter)


def parse(text: str) -> ProvisionalCode:
    """Read a provisional code as a person types it: small letters, blanks and missing dashes are forgiven.

    Raises:
        NotADossierCodeError: it does not look like one.
        MistypedCodeError: it does, but the check digits say that a letter or digit is wrong.
    """
    match = _SHAPE.fullmatch(tidy(text).replace(" ", ""))
    if match is None:
        raise NotADossierCodeError
    letter, day, counter, check = match.groups()
    body = f"KX{letter}-{day}-{counter}"
    if check != _check_digits(body):
        raise MistypedCodeError
    return ProvisionalCode(f"{body}-{check}", letter, day_of(day), int(counter))


def _check_digits(body: str) -> str:
    """Return the two check digits of ISO/IEC 7064 MOD 97-10: letters count as 10 to 35, dashes not at all."""
    digits = "".join(str(int(one, 36)) for one in body if one != "-")
    return f"{98 - int(digits) * 100 % 97:02d}"
