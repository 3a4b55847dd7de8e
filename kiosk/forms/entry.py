"""What a villager has typed or picked on the present page, before "continue": no screen, no checks, only keys.

An entry never changes; every key returns the next one. `raw` is what `Journey.answer` takes. Numbers and dates can
only get digits, and no more than they can hold; nothing is called wrong while it is being typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kiosk.forms.answers import Value
from kiosk.forms.checks import LONGEST_LINE, LONGEST_NAME, OLDEST
from kiosk.forms.dates import PartialDate
from kiosk.forms.definition import Kind, Question
from kiosk.keyboard.engine import Engine, begin
from kiosk.keyboard.rules import Typing

BACKSPACE, SPACE, TONE, CLEAR, PICK = "backspace", "space", "tone-", "tone-none", "pick="
DIGITS = {Kind.CITIZEN_ID: 12, Kind.PHONE: 11}
DATE_PARTS = {"day": 2, "month": 2, "year": 4}
FULL_AT = {"day": "3", "month": "1"}  # a first digit above this is the whole day or month


@dataclass(frozen=True, slots=True)
class Entry:
    """One page's input; each subclass knows what a key does to it."""

    def key(self, key: str) -> "Entry":
        """Return the entry after a letter or digit, or an act: backspace, space, tone-<name>, tone-none,
        pick=<word>.
        """
        del key
        return self

    @property
    def raw(self) -> Any:
        return None


@dataclass(frozen=True, slots=True)
class TextEntry(Entry):
    """Letters, typed with the Vietnamese keyboard. `capitals` writes each word of a name with one."""

    engine: Engine = field(default_factory=Engine)
    capitals: bool = True
    longest: int = LONGEST_NAME

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.engine.text

    def key(self, key: str) -> "TextEntry":
        typed = self._typed(key)
        return replace(self, engine=typed) if len(typed.text) <= self.longest else self

    @property
    def raw(self) -> str:
        return self.engine.end().text

    def _typed(self, key: str) -> Engine:
        engine, text = self.engine, self.engine.text
        if key == BACKSPACE:
            return engine.backspace()
        if key == SPACE:
            return engine if not text or text.endswith(" ") else engine.key(" ")
        if key == CLEAR:
            return engine.clear()
        if key.startswith(TONE):
            return engine.tone(key.removeprefix(TONE))
        if key.startswith(PICK):
            return engine.pick(key.removeprefix(PICK)).key(" ")
        begins = not text or text.endswith((" ", "-", "'")) if self.capitals else not text
        return engine.key(key.upper() if begins else key)


@dataclass(frozen=True, slots=True)
class DigitsEntry(Entry):
    digits: str = ""
    longest: int = 12

    def key(self, key: str) -> "DigitsEntry":
        if key == BACKSPACE:
            return replace(self, digits=self.digits[:-1])
        return replace(self, digits=(self.digits + key)[: self.longest]) if key.isdigit() else self

    @property
    def raw(self) -> str:
        return self.digits


@dataclass(frozen=True, slots=True)
class AgeEntry(DigitsEntry):
    """An age in place of a date: "I only remember how old"."""

    longest: int = 3

    @property
    def raw(self) -> dict[str, str]:  # pyright: ignore[reportIncompatibleMethodOverride]
        return {"age": self.digits}

    def year(self, today: date) -> int | None:
        """Return the year of birth this age says, to show it while it is typed."""
        return today.year - int(self.digits) if self.digits and int(self.digits) <= OLDEST else None


@dataclass(frozen=True, slots=True)
class MoneyEntry(DigitsEntry):
    """Whole đồng; leading noughts fall away."""

    def key(self, key: str) -> "MoneyEntry":
        typed = DigitsEntry.key(self, key).raw.lstrip("0")
        return replace(self, digits=typed)


@dataclass(frozen=True, slots=True)
class DateEntry(Entry):
    """Day, month and year in three boxes; `active` takes the next digit. A full box hands on to the next one."""

    day: str = ""
    month: str = ""
    year: str = ""
    active: str = "day"

    def key(self, key: str) -> "DateEntry":
        typed = getattr(self, self.active)
        if key == BACKSPACE:
            return self._with(typed[:-1], self.active) if typed else self._back()
        if not key.isdigit():
            return self
        typed = key if len(typed) == DATE_PARTS[self.active] else typed + key
        full = len(typed) == DATE_PARTS[self.active] or typed > FULL_AT.get(self.active, "9")
        return self._with(typed, _after(self.active) if full else self.active)

    def at(self, box: str) -> "DateEntry":
        """Return the entry with another box active."""
        return replace(self, active=box) if box in DATE_PARTS else self

    def year_only(self) -> "DateEntry":
        """Return the entry without day and month: "I only remember the year"."""
        return DateEntry(year=self.year, active="year")

    @property
    def raw(self) -> dict[str, str]:
        return {"day": self.day, "month": self.month, "year": self.year}

    def _with(self, typed: str, active: str) -> "DateEntry":
        parts = {**self.raw, self.active: typed}
        return DateEntry(**parts, active=active)

    def _back(self) -> "DateEntry":
        """Backspace in an empty box takes the last digit of the box before."""
        names = list(DATE_PARTS)
        before = names[max(0, names.index(self.active) - 1)]
        return replace(self, active=before)._with(getattr(self, before)[:-1], before)


@dataclass(frozen=True, slots=True)
class CountEntry(Entry):
    """A number with two buttons, "less" and "more"."""

    count: int = 0
    low: int = 0
    high: int = 9

    def key(self, key: str) -> "CountEntry":
        step = {"more": 1, "less": -1}.get(key, 0)
        return replace(self, count=max(self.low, min(self.high, self.count + step)))

    @property
    def raw(self) -> str:
        return str(self.count)


@dataclass(frozen=True, slots=True)
class TicksEntry(Entry):
    """Papers: which are there ("yes") and which are not yet ("no"). A key is "<paper>=yes"."""

    ticks: tuple[tuple[str, str], ...] = ()

    def key(self, key: str) -> "TicksEntry":
        paper, _, answer = key.partition("=")
        return TicksEntry((*((name, old) for name, old in self.ticks if name != paper), (paper, answer)))

    @property
    def raw(self) -> dict[str, str]:
        return dict(self.ticks)


@dataclass(frozen=True, slots=True)
class FixedEntry(Entry):
    """What one tap answers: a choice, yes or no, "I have read it". Empty until it was tapped."""

    value: str = ""

    @property
    def raw(self) -> str:
        return self.value


def begin_entry(question: Question, suggestion: Value | None, typing: Typing | None = None) -> Entry:
    """Return the entry a page opens with: empty, or holding an earlier answer or what a card says."""
    match question.kind:
        case Kind.FULL_NAME:
            return TextEntry(begin(_text(suggestion), typing or Typing()))
        case Kind.CITIZEN_ID | Kind.PHONE:
            return DigitsEntry(_text(suggestion), DIGITS[question.kind])
        case Kind.WORDS:
            return line_entry(_text(suggestion), typing)
        case Kind.MONEY:
            amount = str(suggestion) if isinstance(suggestion, int) and suggestion else ""
            return MoneyEntry(amount, len(str(question.high)))
        case Kind.DATE_OR_YEAR:
            return _date(suggestion)
        case Kind.COUNT:
            return CountEntry(suggestion if isinstance(suggestion, int) else question.low, question.low, question.high)
        case Kind.PAPER_CHECKLIST:
            return TicksEntry(tuple(suggestion.items()) if isinstance(suggestion, Mapping) else ())
        case _:
            return FixedEntry(_text(suggestion))


def line_entry(text: str = "", typing: Typing | None = None) -> TextEntry:
    """Return the entry of a typed line: a hamlet, a house number, the name of a hospital."""
    return TextEntry(begin(text, typing or Typing()), capitals=False, longest=LONGEST_LINE)


def _text(suggestion: Value | None) -> str:
    return suggestion if isinstance(suggestion, str) else ""


def _date(suggestion: Value | None) -> DateEntry:
    if not isinstance(suggestion, str):
        return DateEntry()
    known = PartialDate.read(suggestion)
    day, month = (f"{part:02d}" if part else "" for part in (known.day, known.month))
    return DateEntry(day, month, f"{known.year:04d}", "day" if known.day else "year")


def _after(box: str) -> str:
    names = list(DATE_PARTS)
    return names[min(len(names) - 1, names.index(box) + 1)]
