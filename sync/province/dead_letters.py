"""What halls sent and the province could not take: kept, looked at by a person, and marked once dealt with. And events
of kinds that a later version of this server will understand."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from sync.messages import ProblemCode
from sync.province.database import Database
from sync.province.journal import note
from sync.province.page_tables import dead_letter_dealt
from sync.province.problems import ProvinceError
from sync.province.tables import dead_letter, device, ingest_event

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Letter:
    """`item` is what was sent, as JSON text; "" in a list. `hall` is "" for a machine that is gone."""

    device_id: str
    event_id: str
    sha256: str
    verdict: str
    reason: str
    received_ms: int
    hall: str
    dealt_by: str
    dealt_ms: int | None
    note: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Events that wait for a later version of this server."""

    kind: str
    v: int
    count: int
    since_ms: int


def letters(db: Connection, *, dealt: bool, hall: str = "", page: int = 0) -> tuple[list[Letter], int]:
    """Return a page of letters, the newest first, and how many there are in all."""
    wanted = _letters().where(
        dead_letter_dealt.c.dealt_ms.is_not(None) if dealt else dead_letter_dealt.c.dealt_ms.is_(None)
    )
    if hall:
        wanted = wanted.where(device.c.hall == hall)
    total = db.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
    rows = db.execute(
        wanted.order_by(dead_letter.c.received_ms.desc(), dead_letter.c.event_id)
        .limit(PER_PAGE)
        .offset(page * PER_PAGE)
    )
    return [_letter(row) for row in rows], total


def letter(db: Connection, device_id: str, sha256: str) -> Letter:
    """Return one letter with what was sent, by the hash of that: the event's id is in it, and may be any text.

    Raises:
        ProvinceError: there is none.
    """
    row = db.execute(
        _letters()
        .add_columns(dead_letter.c.item)
        .where(dead_letter.c.device_id == device_id, dead_letter.c.sha256 == sha256)
    ).first()
    if row is None:
        raise ProvinceError(ProblemCode.NOT_FOUND)
    return _letter(row, row.item)


def mark_dealt(database: Database, db: Connection, one: Letter, by: str, words: str, now_ms: int) -> None:
    """Keep that somebody has dealt with a letter, and how; the letter stays."""
    values = {
        "device_id": one.device_id, "event_id": one.event_id, "sha256": one.sha256, "dealt_by": by, "dealt_ms": now_ms,
        "note": words[:300],
    }  # fmt: skip
    if db.execute(
        database.insert_new(dead_letter_dealt, ("device_id", "event_id", "sha256")).values(**values)
    ).rowcount:
        note(db, now_ms, by, "dead_letter.dealt", one.event_id[:64], device=one.device_id)


def unread(db: Connection) -> list[Unread]:
    """Return the kinds of events that this version does not understand, those that are most first."""
    count = func.count().label("count")
    rows = db.execute(
        select(ingest_event.c.kind, ingest_event.c.v, count, func.min(ingest_event.c.received_ms).label("since_ms"))
        .where(ingest_event.c.understood == 0)
        .group_by(ingest_event.c.kind, ingest_event.c.v)
        .order_by(count.desc(), ingest_event.c.kind)
    )
    return [Unread(row.kind, row.v, row[2], row.since_ms) for row in rows]


def _letters() -> Select[Any]:
    dealt = and_(
        dead_letter.c.device_id == dead_letter_dealt.c.device_id,
        dead_letter.c.event_id == dead_letter_dealt.c.event_id,
        dead_letter.c.sha256 == dead_letter_dealt.c.sha256,
    )
    columns = [one for one in dead_letter.columns if one.name != "item"]
    return select(
        *columns, device.c.hall, dead_letter_dealt.c.dealt_by, dead_letter_dealt.c.dealt_ms, dead_letter_dealt.c.note
    ).select_from(
        dead_letter.outerjoin(device, device.c.device_id == dead_letter.c.device_id).outerjoin(dead_letter_dealt, dealt)
    )


def _letter(row: Any, item: str = "") -> Letter:
    return Letter(
        row.device_id, row.event_id, row.sha256, row.verdict, row.reason, row.received_ms, row.hall or "",
        row.dealt_by or "", row.dealt_ms, row.note or "", item,
    )  # fmt: skip
