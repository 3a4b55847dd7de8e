"""The text in the QR code of an ID card: fields joined by "|". It saves typing and proves nothing: it is not signed.

CCCD of 2021-2024: number | old number | name | birth | sex | residence | issued. Some lack the old number; the card
of 2024 adds fields behind, among them the parents' names, which are never kept. VNeID shows something else, readable
only online.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.errors import NotACardError

LONGEST = 2000  # characters; the longest QR code holds more, a card never does
FEWEST_FIELDS = 6

Sex = Literal["male", "female"]
Oddity = Literal["sex_disagrees", "year_disagrees", "birth_unreadable", "issued_unreadable"]
Doubt = Literal["expired", "child", "sex_disagrees", "year_disagrees"]

GROWN = 14  # years of age from which one has a card of one's own and may act with it
# Law on Identification 26/2023/QH15, art. 21: a card is exchanged at these ages; one issued within the two years
# before such an age holds until the next. A card without a day of expiry holds for life.
EXCHANGED_AT, ISSUED_EARLY = (14, 25, 40, 60), 2

_NUMBER = re.compile(r"\d{12}", re.ASCII)
_OLD_NUMBER = re.compile(r"\d{9}", re.ASCII)
_DATE = re.compile(r"(?:(\d{2})/?(\d{2})/?)?(\d{4})", re.ASCII)
_SEXES: dict[str, Sex] = {"nam": "male", "nữ": "female"}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day of birth as far as it is known: some old papers carry only the year."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. Nothing of it shows in a repr, so that no log ever holds it.

    Attributes:
        number: 12 digits. `old_number`: 9 digits, or "".
        warnings: what looks odd and a person should look at; never a reason to refuse the card.
        expires: as printed; None where the text does not say it (a QR code never does).
    """

    number: str = field(repr=False)
    old_number: str = field(repr=False)
    name: str = field(repr=False)
    birth: PartialDate | None = field(repr=False)
    sex: Sex | None = field(repr=False)
    address: str = field(repr=False)
    issued: date | None = field(repr=False)
    warnings: tuple[Oddity, ...] = ()
    expires: date | None = field(default=None, repr=False)


def parse_card(text: str) -> Card:
    """Read the text of a card's QR code.

    Raises:
        NotACardError: it is not a card's text (VNeID, a dossier code, anything else).
    """
    if len(text) > LONGEST:
        raise NotACardError
    fields = [" ".join(one.split()) for one in unicodedata.normalize("NFC", text.lstrip("\ufeff")).split("|")]
    if len(fields) < FEWEST_FIELDS or not _NUMBER.fullmatch(fields[0]):
        raise NotACardError
    has_old = not fields[1] or _OLD_NUMBER.fullmatch(fields[1])
    old_number, rest = (fields[1], fields[2:]) if has_old else ("", fields[1:])
    if len(rest) < FEWEST_FIELDS - 1:
        raise NotACardError
    name, birth_text, sex_text, address, issued_text = rest[:5]
    if birth_text.lower() in _SEXES:
        birth_text, sex_text = sex_text, birth_text
    if not _is_name(name) or not (sex_text.lower() in _SEXES or _DATE.fullmatch(birth_text)):
        raise NotACardError
    return _checked(fields[0], old_number, name, birth_text, _SEXES.get(sex_text.lower()), address, issued_text)


def doubts(card: Card, today: date) -> tuple[Doubt, ...]:
    """Return what to ask about softly before the card is used, the weightiest first. None of it refuses the card."""
    found: list[Doubt] = []
    expires = card.expires or _expires(card)
    if expires is not None and expires < today:
        found.append("expired")
    if card.birth is not None and _birthday(card.birth, GROWN) > today:
        found.append("child")
    disagreeing: tuple[Doubt, ...] = ("sex_disagrees", "year_disagrees")
    return (*found, *(one for one in disagreeing if one in card.warnings))


def _expires(card: Card) -> date | None:
    """Return the day the law ends the card on; None for life, or where the text does not tell enough."""
    if card.birth is None or card.issued is None:
        return None
    birthdays = (_birthday(card.birth, age) for age in EXCHANGED_AT)
    return next((one for one in birthdays if one > _birthday(card.issued, ISSUED_EARLY)), None)


def _birthday(born: "PartialDate | date", years: int) -> date:
    """Return the day that many years later, as late as it can be where the birth is not known to the day."""
    month = born.month or 12
    day = born.day or (31 if month == 12 else 28)
    return date(born.year + years, month, min(day, 28) if month == 2 else day)


def mask(number: str) -> str:
    """Return a number as it may be shown to bystanders: its last four digits only."""
    return f"•••• •••• {number[-4:]}" if len(number) > 8 else "••••"


def _checked(
    number: str, old_number: str, name: str, birth_text: str, sex: Sex | None, address: str, issued_text: str
) -> Card:
    birth = _partial_date(birth_text)
    whole = _partial_date(issued_text)
    issued = date(whole.year, whole.month, whole.day) if whole and whole.month and whole.day else None
    warnings: list[Oddity] = []
    if sex and sex_digit(number) != sex:
        warnings.append("sex_disagrees")
    if birth is None:
        warnings.append("birth_unreadable")
    elif birth.year != birth_year(number):
        warnings.append("year_disagrees")
    if issued is None:
        warnings.append("issued_unreadable")
    return Card(number, old_number, name, birth, sex, address, issued, tuple(warnings))


def _is_name(text: str) -> bool:
    return any(one.isalpha() for one in text) and not any(one.isdigit() for one in text)


def _partial_date(text: str) -> PartialDate | None:
    """Read ddMMyyyy, dd/MM/yyyy or yyyy; day and month 00 mean that only the year is known."""
    match = _DATE.fullmatch(text)
    if match is None or not int(match[3]):
        return None
    if match[1] is None or match[1] == match[2] == "00":
        return PartialDate(int(match[3]))
    try:
        whole = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    return PartialDate(whole.year, whole.month, whole.day)


def sex_digit(number: str) -> Sex:
    """Return the sex that the fourth digit told until the rule lapsed on 1 July 2024 (Circular 59/2021)."""
    return "female" if int(number[3]) % 2 else "male"


def birth_year(number: str) -> int:
    """Return the year of birth that digits 4 to 6 told: 0 and 1 stand for the 1900s, 2 and 3 for the 2000s, ..."""
    return 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
