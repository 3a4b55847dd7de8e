"""Official dossier codes. Only the province makes them; the kiosk only recognises them.

Two grammars: agency-yymmdd-sequence with the agency's highest group first (H12.34-261123-0001), and the older
order with the lowest group first (000.00.12.H12-210326-0001). There is no check digit: a mistyped code is usually
another valid-looking code. Source: Circular 01/2018/TT-VPCP art. 19; the present shape from practice of 2026.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from kiosk.dossiers.writing import day_of, tidy
from kiosk.errors import MistypedCodeError, NotADossierCodeError

FIRST_DAY = date(2018, 11, 23)  # the circular that introduced the codes came into force

_PRESENT = r"(?P<agency>[A-Z]\d{2}(?:\.[0-9A-Z]{2,3}){0,4})-(?P<date>\d{6})-(?P<sequence>\d{4,7})"
_LEGACY = r"(?P<agency>\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-(?P<date>\d{6})-(?P<sequence>\d{4,7})"
_WHOLE = {False: re.compile(_PRESENT, re.ASCII), True: re.compile(_LEGACY, re.ASCII)}
_INSIDE = {
    legacy: re.compile(rf"(?<![0-9A-Z.-]){shape}(?![0-9A-Z-])", re.ASCII)
    for legacy, shape in ((False, _PRESENT), (True, _LEGACY))
}


@dataclass(frozen=True, slots=True)
class DossierCode:
    """`legacy`: the agency is written lowest group first. `received`: the date inside it. Not for logs."""

    text: str = field(repr=False)
    agency: str = field(repr=False)
    received: date = field(repr=False)
    sequence: str = field(repr=False)
    legacy: bool

    @property
    def central(self) -> bool:
        """Made by a ministry's own system (6-7 digits), not by the province's."""
        return len(self.sequence) >= 6

    @property
    def suspicious(self) -> bool:
        """Older than the rule that introduced such codes."""
        return self.received < FIRST_DAY


def parse_dossier_code(text: str, today: date) -> DossierCode:
    """Read a code as it is scanned or typed; `today` is the hall's date.

    Raises:
        NotADossierCodeError: neither grammar.
        MistypedCodeError: the shape is right, but its date does not exist or has not come yet.
    """
    tidied = tidy(text)
    for legacy, shape in _WHOLE.items():
        for blank in ("", "-"):
            if match := shape.fullmatch(tidied.replace(" ", blank)):
                return _code(match, today, legacy=legacy)
    raise NotADossierCodeError


def find_dossier_codes(text: str, today: date) -> list[DossierCode]:
    """Return the valid codes that stand inside a longer text, each once."""
    found: dict[str, DossierCode] = {}
    for legacy, shape in _INSIDE.items():
        for match in shape.finditer(text.upper()):
            try:
                code = _code(match, today, legacy=legacy)
            except MistypedCodeError:
                continue
            found.setdefault(code.text, code)
    return list(found.values())


def _code(match: re.Match[str], today: date, *, legacy: bool) -> DossierCode:
    received = day_of(match["date"])
    if received > today:
        raise MistypedCodeError
    return DossierCode(match[0], match["agency"], received, match["sequence"], legacy)
