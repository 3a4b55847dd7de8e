"""Entries of the catalogue between writing and signing: what was written, whether it can be published, and by whom.

Two people: who wrote an entry does not sign it, unless there is only one publisher. What is signed is exactly what was
seen: a signature carries the fingerprint of the draft and of what it replaces.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select

from kiosk.catalogue.check import Context, Finding, check_procedures
from kiosk.catalogue.procedures import Procedure
from kiosk.store.canonical import canonical
from sync.province.journal import note
from sync.province.page_tables import catalogue_draft

_SHAPE = TypeAdapter(Procedure)
LONGEST_ENTRY = 256 * 1024


@dataclass(frozen=True, slots=True)
class Draft:
    code: str
    entry: dict[str, Any]
    made_by: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class WrongEntry:
    """Why an entry cannot be kept: `reason` is the last part of a text id "province.draft.…"."""

    reason: str
    where: str = ""
    line: int = 0


def read_entry(text: str) -> Procedure | WrongEntry:
    """Return the procedure that a JSON text says, or the first thing that is wrong with it."""
    if len(text) > LONGEST_ENTRY:
        return WrongEntry("too_long")
    try:
        said = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        return WrongEntry("not_json", error.msg, error.lineno)
    except (ValueError, RecursionError):
        return WrongEntry("not_json", "NaN", 0)
    if not isinstance(said, dict):
        return WrongEntry("not_object")
    return _read(cast("dict[str, Any]", said))


def _read(said: dict[str, Any]) -> Procedure | WrongEntry:
    for key in ("code", "name"):
        if not said.get(key):
            return WrongEntry("missing", key)
    try:
        made = replace(Procedure.from_json(said), origin=("province",))
        made = _SHAPE.validate_python(asdict(made))
    except ValidationError as error:
        return WrongEntry("wrong_value", ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"]))
    except (TypeError, AttributeError, ValueError) as error:
        return WrongEntry("wrong_key", _key_in(error))
    if len(made.code) > 64 or not made.code.isascii() or any(one in made.code for one in "/ \\"):
        return WrongEntry("wrong_value", "code")
    return made


def advice(procedure: Procedure, today: str) -> list[Finding]:
    """Return what a reader would wince at; none of it keeps an entry from being published."""
    return [one for one in check_procedures([procedure], Context(today)) if one.rule != "few_ways"]


def as_entry(procedure: Procedure) -> dict[str, Any]:
    """Return what is published of a procedure: without where it came from, which halls know."""
    return {key: value for key, value in procedure.as_json().items() if key != "origin"}


def fingerprint(entry: Mapping[str, Any] | None) -> str:
    return hashlib.sha256(canonical(dict(entry) if entry is not None else None).encode()).hexdigest()


def drafts(db: Connection) -> dict[str, Draft]:
    """Return what waits for a signature, by code."""
    rows = db.execute(select(catalogue_draft).order_by(catalogue_draft.c.code))
    return {row.code: Draft(row.code, json.loads(row.entry), row.made_by, row.made_ms) for row in rows}


def keep_drafts(db: Connection, made: Iterable[Procedure], by: str, now_ms: int) -> int:
    """Let these wait for a signature, in place of what waited for the same procedures; returns how many."""
    count = 0
    for one in made:
        entry = canonical(as_entry(one))
        db.execute(delete(catalogue_draft).where(catalogue_draft.c.code == one.code))
        db.execute(insert(catalogue_draft).values(code=one.code, entry=entry, made_by=by, made_ms=now_ms))
        note(db, now_ms, by, "catalogue.written", one.code)
        count += 1
    return count


def drop_draft(db: Connection, code: str, by: str, now_ms: int) -> None:
    if db.execute(delete(catalogue_draft).where(catalogue_draft.c.code == code)).rowcount:
        note(db, now_ms, by, "catalogue.dropped", code)


def may_sign(draft: Draft, by: str, publishers: int) -> bool:
    """Whether `by` may sign: not their own writing, unless nobody else could."""
    return draft.made_by != by or publishers <= 1


def _no_number(word: str) -> None:
    raise ValueError(word)


def _key_in(error: Exception) -> str:
    """Return the key that a TypeError of a dataclass names between quotes, "" where it names none."""
    parts = str(error).split("'")
    return parts[1] if len(parts) > 2 else ""
