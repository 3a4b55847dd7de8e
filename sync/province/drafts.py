"""Procedures as the national exchange has them, kept as drafts until an official publishes them to the halls.

A pull asks for every procedure and writes only what is new or says something else than before. One that breaks off
keeps what it has; the next begins with what was not asked for longest.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from pydantic import BaseModel, Field
from sqlalchemy import ColumnElement, Connection, select, update

from kiosk.catalogue.difference import compare
from kiosk.catalogue.exchange_record import read_exchange_record, why_not
from kiosk.catalogue.procedures import Procedure
from kiosk.catalogue.report import Report
from kiosk.clock import hall_day
from kiosk.errors import ExchangeLoginError, ExchangeRefusedError
from kiosk.store.canonical import canonical
from sync.exchange.client import FarSide
from sync.messages import ProblemCode
from sync.province import office
from sync.province.problems import ProvinceError
from sync.province.province import Province
from sync.province.tables import pulled_procedure
from sync.province.updates import repository
from sync.province.updates.repository import Repository
from sync.province.updates.versions import versions_of
from sync.signed import entry_path

DRAFT, PUBLISHED, GONE = "draft", "published", "gone"


@dataclass(slots=True)
class Pulled:
    """What a pull brought: codes. `refused` are code -> why it cannot be shown, "exchange" where it was not given."""

    asked: int = 0
    new: list[str] = field(default_factory=list[str])
    changed: list[str] = field(default_factory=list[str])
    gone: list[str] = field(default_factory=list[str])
    refused: dict[str, str] = field(default_factory=dict[str, str])
    report: Report = field(default_factory=Report)


class FieldDifference(BaseModel):
    name: str
    before: Any
    after: Any


class DraftLine(BaseModel):
    """A procedure that the exchange has otherwise than the halls were told."""

    code: str
    name: str
    kind: str = Field(description='"new", "changed" or "gone": no longer in the exchange\'s list.')
    pulled_ms: int
    fields: list[FieldDifference] = Field(description="What villagers would see differently.")


def pull(province: Province, far: FarSide, only: Iterable[str] = ()) -> Pulled:
    """Ask for all procedures, or `only` for these.

    Raises:
        ExchangeDownError, ExchangeLoginError: it broke off; what came so far is kept.
        ExchangeRefusedError: the list is not given.
    """
    pulled = Pulled()
    with province.database.read() as db:
        rows = db.execute(select(pulled_procedure.c.code, pulled_procedure.c.pulled_ms))
        known: dict[str, int] = {row.code: row.pulled_ms for row in rows}
    listed = list(only) or _listed(far.call("LayDanhSachTTHC", shared=True))
    for code in sorted(listed, key=lambda one: (known.get(one, 0), one)):
        raw = ask_procedure(far, code)
        reason = "exchange" if raw is None else why_not(raw)
        pulled.asked += 1
        if raw is None or reason:
            pulled.refused[code] = reason
            continue
        procedure = read_exchange_record(raw, f"{province.now:%Y-%m}", pulled.report)
        with province.database.write() as db:
            _keep(db, procedure, province.now_ms, pulled)
    if not only and listed:
        with province.database.write() as db:
            _mark_gone(db, set(listed), pulled)
    return pulled


def ask_procedure(far: FarSide, code: str) -> dict[str, Any] | None:
    """Return the exchange's record of a procedure, None where it gives none.

    Raises:
        ExchangeDownError, ExchangeLoginError: no answer.
    """
    try:
        result = far.call("LayThuTuc", maTTHC=code)
    except ExchangeLoginError:
        raise
    except ExchangeRefusedError:
        return None
    return next((one for one in _entries(result) if str(one.get("MATTHC", "")).strip() == code), None)


def drafts(db: Connection, limit: int = 1000) -> list[DraftLine]:
    """Return what officials may publish, with what villagers would see differently."""
    wanted = (
        select(pulled_procedure).where(pulled_procedure.c.state.in_((DRAFT, GONE))).order_by(pulled_procedure.c.code)
    )
    lines: list[DraftLine] = []
    for row in db.execute(wanted.limit(limit)):
        mine, published = Procedure.from_json(json.loads(row.body)), _published(db, row.code)
        other = list(compare(published, mine)) if published and row.state == DRAFT else []
        if published and (published.ended if row.state == GONE else not other):
            continue  # halls were told meanwhile
        lines.append(
            DraftLine(
                code=row.code, name=mine.name, pulled_ms=row.pulled_ms,
                kind=GONE if row.state == GONE else "changed" if published else "new",
                fields=[FieldDifference(name=one.name, before=one.before, after=one.after) for one in other],
            )
        )  # fmt: skip
    return lines


def entry_of(db: Connection, code: str, now: datetime) -> dict[str, Any]:
    """Return what a draft says, or that the procedure ends today where the exchange has it no more.

    Raises:
        ProvinceError: there is no such draft.
    """
    row = db.execute(select(pulled_procedure).where(_is(code))).first()
    if row is None:
        raise ProvinceError(ProblemCode.NOT_FOUND)
    entry: dict[str, Any] = json.loads(row.body)
    return entry | ({"ended": True, "valid_from": hall_day(now).isoformat()} if row.state == GONE else {})


def publish(db: Connection, updates: Repository, code: str, now: datetime) -> tuple[bool, bool]:
    """Publish a draft to the halls, see `entry_of`; returns what `office.publish_procedure` does.

    Raises:
        ProvinceError: there is no such draft.
    """
    entry = entry_of(db, code, now)
    pulled = update(pulled_procedure).where(_is(code), pulled_procedure.c.state == DRAFT)
    db.execute(pulled.values(state=PUBLISHED))
    return office.publish_procedure(db, updates, code, entry, now)


def _keep(db: Connection, procedure: Procedure, now_ms: int, pulled: Pulled) -> None:
    entry = procedure.as_json()
    digest = _digest(entry)
    row = db.execute(select(pulled_procedure).where(_is(procedure.code))).first()
    if row is not None and row.hash == digest:
        state = DRAFT if row.state == GONE else row.state
        db.execute(
            update(pulled_procedure)
            .where(pulled_procedure.c.code == procedure.code)
            .values(pulled_ms=now_ms, state=state)
        )
        return
    published = _published(db, procedure.code)
    is_told = published is not None and _digest(published.as_json()) == digest
    values = {"hash": digest, "body": canonical(entry), "pulled_ms": now_ms, "state": PUBLISHED if is_told else DRAFT}
    if row is None:
        db.execute(pulled_procedure.insert().values(code=procedure.code, **values))
    else:
        db.execute(update(pulled_procedure).where(_is(procedure.code)).values(**values))
    if not is_told:
        (pulled.new if row is None else pulled.changed).append(procedure.code)


def _mark_gone(db: Connection, listed: set[str], pulled: Pulled) -> None:
    known = db.execute(select(pulled_procedure.c.code).where(pulled_procedure.c.state != GONE)).scalars()
    pulled.gone = sorted(set(known) - listed)
    for code in pulled.gone:
        db.execute(update(pulled_procedure).where(_is(code)).values(state=GONE))


def _is(code: str) -> ColumnElement[bool]:
    return pulled_procedure.c.code == code


def _published(db: Connection, code: str) -> Procedure | None:
    """Return what halls were told last; None for nothing, or for an entry that is no procedure."""
    said = versions_of(repository.published(db, entry_path(code)))
    try:
        return Procedure.from_json(said[-1]) if said else None
    except (TypeError, ValueError):
        return None


def _digest(entry: dict[str, Any]) -> str:
    """Return the hash of what an entry says; that it was asked for in another month is nothing new."""
    return hashlib.sha256(canonical({**entry, "as_of": ""}).encode()).hexdigest()


def _listed(result: Any) -> list[str]:
    return list(dict.fromkeys(code for one in _entries(result) if (code := str(one.get("MATTHC") or "").strip())))


def _entries(result: Any) -> list[dict[str, Any]]:
    """Return the entries of a `result`: a list of them, or one."""
    items: list[Any] = cast("list[Any]", result) if isinstance(result, list) else [result]
    return [cast("dict[str, Any]", one) for one in items if isinstance(one, dict)]
