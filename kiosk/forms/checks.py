"""Is this an answer, and if not, how is it put right? Asked once, when the villager goes on; never while typing.

`check` returns the value to keep, or one Problem: the first thing to put right, with the numbers its sentence needs.
What a villager typed never goes into a Problem, except the single character that cannot stand where it stands.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kiosk.forms import citizen_number
from kiosk.forms.answers import Value
from kiosk.forms.dates import PartialDate, days_in
from kiosk.forms.definition import AGE, YEAR_ONLY, Kind, Question

LONGEST_NAME = 80
LONGEST_LINE = 120
FIRST_YEAR = 1900
NAME_SIGNS = "'’-."  # H'Hen, Y-Bhăm
OLDEST = 120  # years
MOST_DIGITS = 15  # of money
AT_COUNTER = "at_counter"
POST = "post"
DELIVERIES = ("counter", POST)
EARLIER_PARTS = ("code", "papers", "result")
PHONE_LENGTHS = {"02": 11}  # land lines; every other number has 10 digits
PHONE_LENGTH = 10
COUNTRY_PREFIX = "84"
PDF = "application/pdf"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_POSITIVE = re.compile(r"[1-9][0-9]{0,9}")


@dataclass(frozen=True, slots=True)
class Problem:
    """What to say. A soft problem only asks "is it really so?": the same answer again passes."""

    text: str
    values: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    soft: bool = False


def check(question: Question, raw: Any, today: date, shown: frozenset[str]) -> Value | Problem:
    """Return what to keep of `raw`, or what to put right.

    Args:
        raw: the value as in kiosk.forms.answers; a date may also be {"day", "month", "year"} or {"age"} as typed.
        shown: the choices or papers of this question that its conditions show now.
    """
    return _CHECKS[question.kind](question, raw, today, shown)


def doubt(question: Question, value: Value) -> Problem | None:
    """Return what to ask once more about a value that passed, or None."""
    match question.kind, value:
        case Kind.FULL_NAME, str() if " " not in value:
            return Problem("check.name.one_word", soft=True)
        case Kind.PHONE, str() if value[:2] in PHONE_LENGTHS:
            return Problem("check.phone.land_line", soft=True)
        case _:
            return None


def _name(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    name = tidy_name(str(raw or ""))
    if not name:
        return Problem("check.name.empty")
    for character in name:
        if character.isdigit():
            return Problem("check.name.digit", {"digit": character})
        if not (unicodedata.category(character)[0] in "LM" or character in NAME_SIGNS or character == " "):
            return Problem("check.name.sign", {"sign": character})
    if len(name) > LONGEST_NAME:
        return Problem("check.name.long", {"most": LONGEST_NAME})
    return name


def tidy_name(raw: str) -> str:
    """Return a name in NFC with single blanks; one typed all small or all capital gets its capitals right."""
    words = unicodedata.normalize("NFC", raw).split()
    name = " ".join(words)
    if name in {name.lower(), name.upper()}:
        return " ".join(_capitalise(word) for word in words)
    return name


def _capitalise(word: str) -> str:
    letters, first = "", True
    for letter in word.lower():
        letters += letter.upper() if first else letter
        first = not letter.isalpha()
    return letters


def _date(question: Question, raw: Any, today: date, _: frozenset[str]) -> Value | Problem:
    if AGE in question.unknown and isinstance(raw, Mapping) and "age" in raw:
        return _by_age(str(raw["age"]).strip(), today)  # pyright: ignore[reportUnknownArgumentType]
    parts = _date_parts(raw)
    if isinstance(parts, Problem):
        return parts
    day, month, year = parts
    problem = _wrong_part(day, month, year) or _missing_part(question, day, month)
    if problem:
        return problem
    if year < FIRST_YEAR:
        return Problem("check.date.year_early", {"first": FIRST_YEAR})
    answer = PartialDate(year, month, day)
    if answer.earliest() > today:
        return Problem("check.date.future", {"today": f"{today:%d/%m/%Y}"})
    return str(answer)


def _by_age(typed: str, today: date) -> Value | Problem:
    """Return the year of birth. An age is counted by calendar years, as people here say it: 70 in 2026 is 1956."""
    if not typed:
        return Problem("check.age.empty")
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 3 and int(typed) <= OLDEST):
        return Problem("check.age", {"high": OLDEST})
    return str(PartialDate(today.year - int(typed)))


def _date_parts(raw: Any) -> tuple[int | None, int | None, int] | Problem:
    """Return day, month and year as numbers, from what was typed or from a written partial date."""
    if isinstance(raw, Mapping):
        day, month, year = (str(raw.get(name) or "").strip() for name in ("day", "month", "year"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    else:
        year, month, day, *_ = [*str(raw or "").split("-"), "", ""]
    if not year:
        return Problem("check.date.empty")
    for part in (day, month, year):
        if part and not (part.isascii() and part.isdigit() and len(part) <= len("1990")):
            return Problem("check.date.digits")
    if len(year) != len("1990"):
        return Problem("check.date.year_short")
    return (int(day) if day else None), (int(month) if month else None), int(year)


def _wrong_part(day: int | None, month: int | None, year: int) -> Problem | None:
    if month is not None and not 1 <= month <= 12:
        return Problem("check.date.month")
    if day is None:
        return None
    if month is None:
        return Problem("check.date.no_month")
    last = days_in(year, month)
    if month == 2 and day == 29 > last:
        return Problem("check.date.leap", {"year": year})
    if not 1 <= day <= last:
        return Problem("check.date.day", {"month": month, "last": last})
    return None


def _missing_part(question: Question, day: int | None, month: int | None) -> Problem | None:
    if day is not None or question.unknown & {YEAR_ONLY, AGE}:
        return None
    return Problem("check.date.no_day" if month is not None else "check.date.year_only")


def _citizen_id(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    number = _digits(raw)
    if number is None:
        return Problem("check.id.digits")
    if not number:
        return Problem("check.id.empty")
    if len(number) == citizen_number.OLD_LENGTH:
        return Problem("check.id.old")
    if len(number) != citizen_number.LENGTH:
        return Problem("check.id.length", {"count": len(number)})
    if len(set(number)) == 1:
        return Problem("check.id.same_digits")
    return number


def _phone(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    number = _digits(raw, "+")
    if number is None:
        return Problem("check.phone.digits")
    if not number:
        return Problem("check.phone.empty")
    if number.startswith(COUNTRY_PREFIX) and len(number) >= PHONE_LENGTH + 1:
        number = "0" + number.removeprefix(COUNTRY_PREFIX)
    if not number.startswith("0"):
        return Problem("check.phone.start")
    if len(number) != PHONE_LENGTHS.get(number[:2], PHONE_LENGTH):
        return Problem("check.phone.length", {"count": len(number)})
    return number


def _digits(raw: Any, also: str = "") -> str | None:
    """Return the digits of what was typed, without blanks, dots and hyphens; None when something else is in it."""
    bare = "".join(sign for sign in str(raw or "") if sign not in " .-" + also)
    return bare if not bare or (bare.isascii() and bare.isdigit()) else None


def _count(question: Question, raw: Any, _: date, __: frozenset[str]) -> Value | Problem:
    written = str(raw).strip() if raw is not None else ""
    number = int(written) if written.isascii() and written.isdigit() and len(written) <= len(str(question.high)) else -1
    if not question.low <= number <= question.high:
        return Problem("check.count", {"low": question.low, "high": question.high})
    return number


def _place(question: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    place = {str(key): tidy_line(str(value)) for key, value in raw.items()} if isinstance(raw, Mapping) else {}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if not place.get("commune_code"):
        return {"text": place["text"]} if place.get("text") else Problem("check.place.no_commune")
    line = place.get("line", "")
    if question.line and not line:
        return Problem("check.place.no_line")
    if len(line) > LONGEST_LINE:
        return Problem("check.place.long", {"most": LONGEST_LINE})
    parts = [part for part in (line, place.get("commune", ""), place.get("province", "")) if part]
    return {**place, "text": ", ".join(parts)}


def tidy_line(raw: str) -> str:
    """Return a typed line in NFC with single blanks."""
    return " ".join(unicodedata.normalize("NFC", raw).split())


def _words(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    line = tidy_line(str(raw or ""))
    if not line:
        return Problem("check.words.empty")
    if not line.isprintable() or not any(sign.isalnum() for sign in line):
        return Problem("check.words.signs")
    return line if len(line) <= LONGEST_LINE else Problem("check.words.long", {"most": LONGEST_LINE})


def _money(question: Question, raw: Any, _: date, __: frozenset[str]) -> Value | Problem:
    typed = _digits(raw) if raw is not None else ""
    if not typed:
        return Problem("check.money.digits" if typed is None else "check.money.empty")
    amount = int(typed) if len(typed) <= MOST_DIGITS else -1
    if question.low <= amount <= question.high:
        return amount
    return Problem("check.money", {"low": grouped(question.low), "high": grouped(question.high)})


def grouped(amount: int) -> str:
    """Return a number as people here write it: "1.500.000"."""
    return f"{amount:,}".replace(",", ".")


def _signature(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    return AT_COUNTER if raw == AT_COUNTER else Problem("check.seen")


def _delivery(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    return raw if raw in DELIVERIES else Problem("check.choice")


def _earlier(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    found = {str(key): tidy_line(str(value)) for key, value in raw.items()} if isinstance(raw, Mapping) else {}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if not found.get("code"):
        return Problem("check.earlier")
    return {part: found.get(part, "") for part in EARLIER_PARTS}


def _choice(_: Question, raw: Any, __: date, shown: frozenset[str]) -> Value | Problem:
    return raw if isinstance(raw, str) and raw in shown else Problem("check.choice")


def _yes_no(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    return raw if raw in ("yes", "no") else Problem("check.yes_no")


def _checklist(_: Question, raw: Any, __: date, shown: frozenset[str]) -> Value | Problem:
    ticked = {str(key): str(value) for key, value in raw.items()} if isinstance(raw, Mapping) else {}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    missing = [item for item in shown if ticked.get(item) not in ("yes", "no", "earlier")]
    if missing:
        return Problem("check.papers", {"count": len(missing)})
    return {item: ticked[item] for item in sorted(shown)}


def _capture(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    given = {str(key): str(value) for key, value in raw.items()} if isinstance(raw, Mapping) else {}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    whole = all(_POSITIVE.fullmatch(given.get(name, "")) for name in ("pages", "bytes"))
    if not (whole and _SHA256.fullmatch(given.get("blob", "")) and given.get("type") == PDF):
        return Problem("check.capture")
    return {name: given[name] for name in ("blob", "pages", "bytes", "type")}


def _seen(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    return "seen" if raw == "seen" else Problem("check.seen")


def _card(_: Question, raw: Any, __: date, ___: frozenset[str]) -> Value | Problem:
    return "used" if raw == "used" else Problem("check.card")


_CHECKS: dict[Kind, Callable[[Question, Any, date, frozenset[str]], Value | Problem]] = {
    Kind.FULL_NAME: _name,
    Kind.DATE_OR_YEAR: _date,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CITIZEN_ID: _citizen_id,
    Kind.PHONE: _phone,
    Kind.PLACE: _place,
    Kind.COUNT: _count,
    Kind.PAPER_CHECKLIST: _checklist,
    Kind.ID_CARD: _card,
    Kind.INFO: _seen,
    Kind.CONSENT: _yes_no,
    Kind.WORDS: _words,
    Kind.MONEY: _money,
    Kind.SIGNATURE: _signature,
    Kind.DELIVERY: _delivery,
    Kind.EARLIER: _earlier,
    Kind.PAPER_CAPTURE: _capture,
}
