"""The three lines on the back of an ID card (TD1 of ICAO 9303 part 5). They alone can be checked without a network.

Line 1 repeats the last nine digits of the number and then gives it whole, in the field the standard leaves to states.
The name stands there without its marks, so it is not the name, and it is not kept.
"""

import re
from datetime import date

from kiosk.errors import NotACardError
from kiosk.people.card import Card, PartialDate, birth_year, sex_digit

LINE, LINES = 30, 3
LONGEST = 200  # characters; blanks and line ends between the lines are forgiven
FOR_LIFE = "991231"
WEIGHTS = (7, 3, 1)  # ICAO 9303 part 3, section 4.9

_SHAPE = re.compile(
    r"I[A-Z<]VNM(?P<last>[0-9]{9})(?P<last_check>[0-9])(?P<number>[0-9]{12})<<(?P<number_check>[0-9])"
    r"(?P<birth>[0-9]{2}(?:[0-9]{2}|<<){2})(?P<birth_check>[0-9])(?P<sex>[MFX<])(?P<expiry>[0-9]{6})(?P<expiry_check>[0-9])"
    r"VNM[A-Z0-9<]{11}(?P<all_check>[0-9])[A-Z<]{30}",
    re.ASCII,
)


def parse_mrz(text: str, today: date) -> Card:
    """Read the three lines, however the reader parts them.

    Raises:
        NotACardError: other lines, or a check digit that does not fit: a letter was read wrongly.
    """
    lines = "".join(text.upper().split()) if len(text) <= LONGEST else ""
    match = _SHAPE.fullmatch(lines)
    if match is None or not _checked(lines, match):
        raise NotACardError
    number = match["number"]
    birth = _birth(match["birth"], number, today)
    sex = "male" if match["sex"] == "M" else "female" if match["sex"] == "F" else None
    odd = "sex_disagrees" if sex and sex_digit(number) != sex else None
    return Card(number, "", "", birth, sex, "", None, (odd,) if odd else (), _expiry(match["expiry"]))


def looks_like_mrz(text: str) -> bool:
    """Whether a reader was at the three lines of a card, read well or not."""
    lines = "".join(text[:LONGEST].upper().split())
    return re.match(r"I[A-Z<]VNM", lines) is not None and lines.count("<") >= 2


def check_digit(field: str) -> str:
    """Return the check digit of a field: letters count as 10 to 35, "<" as 0, weights 7, 3, 1 again and again."""
    values = (0 if one == "<" else int(one, 36) for one in field)
    return str(sum(value * WEIGHTS[at % 3] for at, value in enumerate(values)) % 10)


def _checked(lines: str, match: re.Match[str]) -> bool:
    first, second = lines[:LINE], lines[LINE : 2 * LINE]
    composite = first[5:] + second[:7] + second[8:15] + second[18:29]
    named = ("last", "number", "birth", "expiry")
    return (
        all(check_digit(match[one]) == match[f"{one}_check"] for one in named)
        and check_digit(composite) == match["all_check"]
        and match["number"].endswith(match["last"])
    )


def _expiry(written: str) -> date | None:
    """Return the day the card ends; None for one that holds for life, printed as 991231."""
    try:
        return None if written == FOR_LIFE else date(2000 + int(written[:2]), int(written[2:4]), int(written[4:]))
    except ValueError:
        return None


def _birth(written: str, number: str, today: date) -> PartialDate | None:
    """Return the day of birth; an unknown month or day is "<<". The century follows from the number where that fits."""
    year, month, day = (written[at : at + 2] for at in (0, 2, 4))
    told = birth_year(number)
    fits = told % 100 == int(year) and told <= today.year
    whole = told if fits else today.year - (today.year - int(year)) % 100
    if "<" in month + day or month == "00":
        return PartialDate(whole)
    try:
        found = date(whole, int(month), int(day))
    except ValueError:
        return None
    return PartialDate(found.year, found.month, found.day)
