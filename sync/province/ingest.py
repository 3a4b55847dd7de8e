"""Taking events in: each is stored exactly once, whatever is sent again, late, twice or under another's number.

A batch is one transaction of two statements. Only when the database reports that a number (epoch, seq) is taken by
another event, the batch runs again, one event at a time under savepoints, to find which. What is there already is
read and not written. No event can stop another.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import Column, Connection, insert, select
from sqlalchemy.exc import IntegrityError

from kiosk.store.outbox import digest
from sync.messages import EVENTS_PER_BATCH, Event, EventVerdict, JournalHead, MachineStatus, ProblemCode, Verdict
from sync.province import effects, heard
from sync.province.database import Database
from sync.province.devices import Device
from sync.province.effects import InvalidError, Understood
from sync.province.problems import ProvinceError
from sync.province.tables import dead_letter, ingest_event, ingest_key

_KEY_COLUMNS: list[Column[Any]] = list(ingest_key.columns)
_EVENT_COLUMNS: list[Column[Any]] = list(ingest_event.columns)
_NEW = frozenset({Verdict.STORED, Verdict.NOT_YET_UNDERSTOOD})


class _Envelope(BaseModel):
    """A batch of which only the frame is read, so that one bad event does not spoil the others."""

    events: list[dict[str, Any]]
    journal: JournalHead | None = None
    machine: Any = None


@dataclass(slots=True)
class EventsRead:
    """A batch on its way: what was said (`items`), what could be read, and the verdicts so far by place."""

    items: list[dict[str, Any]]
    journal: JournalHead | None
    machine: MachineStatus | None = None
    heard: int = 0  # heard.heard_before, filled in by `ingest`
    read: dict[int, tuple[Understood, str]] = field(default_factory=dict[int, tuple[Understood, str]])
    verdicts: dict[int, EventVerdict] = field(default_factory=dict[int, EventVerdict])


def read_batch(raw: bytes) -> EventsRead:
    """Return the events in a request's body, each read for itself.

    Raises:
        ProvinceError: the whole is not what EventBatch describes.
    """
    try:
        said = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ProvinceError(ProblemCode.NOT_JSON) from error
    try:
        envelope = _Envelope.model_validate(said)
    except ValidationError as error:
        where = error.errors(include_input=False)[0]["loc"]
        raise ProvinceError(ProblemCode.BAD_REQUEST, ".".join(str(one) for one in where)) from error
    if len(envelope.events) > EVENTS_PER_BATCH:
        raise ProvinceError(ProblemCode.TOO_LARGE)
    if not all(_has_name(one) for one in envelope.events):
        raise ProvinceError(ProblemCode.BAD_REQUEST, "events.event_id")
    batch = EventsRead(envelope.events, envelope.journal, _machine(envelope.machine))
    first: dict[str, tuple[int, str]] = {}
    for place, item in enumerate(envelope.events):
        _read(batch, place, item, first)
    return batch


def _machine(said: Any) -> MachineStatus | None:
    """Return how the machine is; one that cannot be read must not hold up its events."""
    try:
        return MachineStatus.model_validate(said) if said is not None else None
    except ValidationError:
        return None


def ingest(database: Database, sender: Device, batch: EventsRead, now_ms: int) -> list[EventVerdict]:
    """Store what is new; returns one verdict an event, in the batch's order."""
    try:
        with database.write() as db:
            _store_all(database, db, sender, batch, now_ms)
    except IntegrityError:
        batch.verdicts = {place: v for place, v in batch.verdicts.items() if place not in batch.read}
        with database.write() as db:
            _store_each(database, db, sender, batch, now_ms)
    return [batch.verdicts[place] for place in range(len(batch.items))]


def _has_name(item: dict[str, Any]) -> bool:
    """Whether a verdict can be given by id."""
    event_id = item.get("event_id")
    return isinstance(event_id, str) and event_id.isascii() and 0 < len(event_id) <= 64


def _read(batch: EventsRead, place: int, item: dict[str, Any], first: dict[str, tuple[int, str]]) -> None:
    """Read one event, or give its verdict at once: it is invalid, or stands twice in the batch."""
    event_id: str = item["event_id"]
    try:
        event = Event.model_validate(item)
        understood = effects.understand(event)
    except ValidationError as error:
        loc = error.errors(include_input=False)[0]["loc"]
        batch.verdicts[place] = _verdict(event_id, Verdict.INVALID, f"field {'.'.join(str(one) for one in loc)}")
        return
    except InvalidError as error:
        batch.verdicts[place] = _verdict(event_id, Verdict.INVALID, str(error))
        return
    sha256 = digest(event_id, event.kind, event.v, event.wall_ms, event.body).hex()
    if event_id in first:
        same = first[event_id][1] == sha256
        batch.verdicts[place] = _verdict(event_id, Verdict.DUPLICATE if same else Verdict.CONFLICT)
        return
    first[event_id] = (place, sha256)
    batch.read[place] = (understood, sha256)


def _store_all(database: Database, db: Connection, sender: Device, batch: EventsRead, now_ms: int) -> None:
    """The usual way: all events in two statements. A taken (epoch, seq) raises IntegrityError."""
    # In the order of their ids: two requests with the same events then wait for each other and cannot deadlock.
    order = sorted(batch.read.items(), key=lambda one: one[1][0].event.event_id)
    fresh_ids: set[str] = set()
    if order:
        keys = database.insert_new(ingest_key, ("device_id", "event_id")).from_select(
            [one.name for one in _KEY_COLUMNS], database.rows_of("batch", _KEY_COLUMNS)
        )
        rows = [_key_row(sender, read, sha256) for _, (read, sha256) in order]
        fresh_ids = set(db.execute(keys.returning(ingest_key.c.event_id), {"batch": json.dumps(rows)}).scalars())
    _store_fresh(database, db, sender, [read for _, (read, _) in order if read.event.event_id in fresh_ids], now_ms)
    known = _known(db, sender, [read.event.event_id for _, (read, _) in order if read.event.event_id not in fresh_ids])
    for place, (read, sha256) in order:
        batch.verdicts[place] = _verdict_of(read, sha256, known.get(read.event.event_id))
    _keep_dead(database, db, sender, batch, now_ms)
    _note_contact(database, db, sender, batch, now_ms)


def _store_each(database: Database, db: Connection, sender: Device, batch: EventsRead, now_ms: int) -> None:
    """The careful way: one event at a time, so that the one whose number is taken can be named."""
    for place, (read, sha256) in batch.read.items():
        event_id = read.event.event_id
        known = _known(db, sender, [event_id]).get(event_id)
        if known is None:
            try:
                with db.begin_nested():
                    db.execute(insert(ingest_key).values(**_key_row(sender, read, sha256)))
                    _store_fresh(database, db, sender, [read], now_ms)
            except IntegrityError:
                known = _known(db, sender, [event_id]).get(event_id)
                if known is None:
                    batch.verdicts[place] = _verdict(event_id, Verdict.SEQ_CONFLICT, "seq_taken")
                    continue
        batch.verdicts[place] = _verdict_of(read, sha256, known)
    _keep_dead(database, db, sender, batch, now_ms)
    _note_contact(database, db, sender, batch, now_ms)


def _store_fresh(database: Database, db: Connection, sender: Device, fresh: Sequence[Understood], now_ms: int) -> None:
    if not fresh:
        return
    rows = [_event_row(sender, one, now_ms) for one in fresh]
    bodies = insert(ingest_event).from_select(
        [one.name for one in _EVENT_COLUMNS], database.rows_of("batch", _EVENT_COLUMNS)
    )
    db.execute(bodies, {"batch": json.dumps(rows)})
    effects.apply(db, sender, fresh, now_ms)


def _known(db: Connection, sender: Device, ids: Sequence[str]) -> dict[str, str]:
    """Return the hashes of those of `ids` that are stored."""
    if not ids:
        return {}
    rows = db.execute(
        select(ingest_key.c.event_id, ingest_key.c.sha256).where(
            ingest_key.c.device_id == sender.device_id, ingest_key.c.event_id.in_(ids)
        )
    )
    return {row.event_id: row.sha256 for row in rows}


def _keep_dead(database: Database, db: Connection, sender: Device, batch: EventsRead, now_ms: int) -> None:
    """Keep what can not be stored where people see it; once, however often it is sent."""
    rows = [
        {
            "device_id": sender.device_id, "event_id": verdict.event_id,
            "sha256": hashlib.sha256(item.encode()).hexdigest(), "verdict": verdict.verdict,
            "reason": (verdict.reason or "")[:200], "item": item, "received_ms": now_ms,
        }
        for place, verdict in batch.verdicts.items()
        if verdict.verdict in (Verdict.CONFLICT, Verdict.INVALID)
        # Escaped to ASCII: no database takes a lone surrogate or a zero byte as text.
        for item in [json.dumps(batch.items[place])]
    ]  # fmt: skip
    if rows:
        db.execute(database.insert_new(dead_letter, ("device_id", "event_id", "sha256")), rows)


def _note_contact(database: Database, db: Connection, sender: Device, batch: EventsRead, now_ms: int) -> None:
    """Note what the machine told; a batch of duplicates writes nothing."""
    batch.heard = heard.heard_before(db, sender.device_id)
    if batch.machine or any(one.verdict in _NEW for one in batch.verdicts.values()):
        heard.note_contact(database, db, sender, batch.journal, now_ms)
    if batch.machine:
        heard.keep_status(database, db, sender, batch.machine, now_ms)


def _verdict_of(read: Understood, sha256: str, known: str | None) -> EventVerdict:
    """Return the verdict on an event: `known` is the hash stored before, None when it was stored now."""
    event_id = read.event.event_id
    if known is not None:
        return _verdict(event_id, Verdict.DUPLICATE) if known == sha256 else _conflict(event_id)
    return _verdict(event_id, Verdict.STORED if read.understood else Verdict.NOT_YET_UNDERSTOOD)


def _conflict(event_id: str) -> EventVerdict:
    return _verdict(event_id, Verdict.CONFLICT, "other_content")


def _verdict(event_id: str, verdict: Verdict, reason: str | None = None) -> EventVerdict:
    return EventVerdict.model_construct(event_id=event_id, verdict=verdict.value, reason=reason)


def _key_row(sender: Device, read: Understood, sha256: str) -> dict[str, Any]:
    event = read.event
    return {
        "device_id": sender.device_id, "event_id": event.event_id, "epoch": event.epoch, "seq": event.seq,
        "sha256": sha256,
    }  # fmt: skip


def _event_row(sender: Device, read: Understood, now_ms: int) -> dict[str, Any]:
    event = read.event
    return {
        "device_id": sender.device_id, "event_id": event.event_id, "received_ms": now_ms, "kind": event.kind,
        "v": event.v, "understood": int(read.understood), "wall_ms": event.wall_ms, "mono_ms": event.mono_ms,
        "boot_id": event.boot_id, "clock_quality": event.clock_quality, "body": event.body,
    }  # fmt: skip
