"""Two states of a catalogue entry side by side, field by field, in words and not in JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from kiosk.catalogue.describe import say_channel, say_fee, say_quantity, say_time
from kiosk.catalogue.difference import compare
from kiosk.catalogue.procedures import Document, Procedure

Say = Callable[..., str]
Mark = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a field's value, on the side where it stands."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """`name` is the last part of a text id "catalogue.shows.…"."""

    name: str
    before: tuple[Line, ...]
    after: tuple[Line, ...]


def differences(before: Procedure | None, after: Procedure, say: Say) -> list[FieldDifference]:
    """Return the fields that differ, in the order of an entry."""
    old = before or Procedure(after.code, "")
    found: list[FieldDifference] = []
    for one in compare(old, after):
        left, right = _lines(old, one.name, say), _lines(after, one.name, say)
        found.append(FieldDifference(one.name, *_marked(left, right)))
    return found


def in_words(procedure: Procedure, say: Say) -> list[tuple[str, list[str]]]:
    """Return every field that says something, as lines."""
    empty = Procedure(procedure.code, "")
    return [(one.name, _lines(procedure, one.name, say)) for one in compare(empty, procedure)]


def _marked(left: list[str], right: list[str]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    before: list[Line] = []
    after: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        mark: tuple[Mark, Mark] = ("same", "same") if tag == "equal" else ("gone", "new")
        before += [Line(mark[0], one) for one in left[a:b]]
        after += [Line(mark[1], one) for one in right[c:d]]
    return tuple(before), tuple(after)


def _lines(procedure: Procedure, name: str, say: Say) -> list[str]:
    match name:
        case "time_limit":
            return _said(say_time(procedure.time_limit, say) or procedure.time_limit.text)
        case "fee":
            return _said(say_fee(procedure.fee, say), procedure.fee.text)
        case "documents":
            return [_document(one, say) for one in procedure.documents]
        case "channels":
            return [
                " · ".join(_said(say(f"procedure.channel.{one.kind}"), say_channel(one, say), one.note))
                for one in procedure.channels
            ]
        case "results":
            return [" · ".join(_said(one.name, one.code)) for one in procedure.results]
        case "laws":
            return [
                " · ".join(_said(one.number if one.number not in one.title else "", one.title)) or one.text
                for one in procedure.laws
            ]
        case "ended":
            return [say("province.yes")] if procedure.ended else []
        case _:
            return _plain(getattr(procedure, name))


def _document(one: Document, say: Say) -> str:
    quantity = say_quantity(one, say)
    return " · ".join(_said(one.group, one.name, quantity, one.form or ""))


def _plain(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [_text(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return _text(value).splitlines() if value else []


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {one}" for key, one in value.items())  # pyright: ignore[reportUnknownVariableType]
    return str(value)


def _said(*parts: str) -> list[str]:
    return [one for one in dict.fromkeys(parts) if one]
