"""Taking events in: each is stored exactly once, whatever is sent again, late, twice or under another's number.

A batch is one transaction, and in it one statement a table, whatever the number of events. Only when the database
reports that a number (epoch, seq) is taken by another event, the batch runs again, one event at a time under
savepoints, to find which. What is there already is read and not written. No event can stop another.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json
from sqlalchemy import Column, Connection, Text, bindparam, cast, insert, select
from sqlalchemy.exc import IntegrityError

from sync.messages import EventVerdict, Verdict
from sync.province import devices, effects, heard, onward
from sync.province.database import Database
from sync.province.devices import Device
from sync.province.effects import Understood
from sync.province.reading import EventsRead, verdict_on
from sync.province.tables import dead_letter, ingest_event, ingest_key, nation_outbox

# What is the same for all events of a batch is handed in once.
_KEYS: list[Column[Any]] = [one for one in ingest_key.columns if one.name != "device_id"]
_NEW = frozenset({Verdict.STORED, Verdict.NOT_YET_UNDERSTOOD})
_EVENTS: list[Column[Any]] = [one for one in ingest_event.columns if one.name not in ("device_id", "received_ms")]


class Intake:
    """Stores batches in `database`. Its statements are built once: that takes as long as running them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        sender = bindparam("sender", type_=ingest_key.c.device_id.type)
        now = bindparam("now", type_=ingest_event.c.received_ms.type)
        ids = database.rows_of("batch", [ingest_key.c.event_id])
        self._keys = (
            database.insert_new(ingest_key, ("device_id", "event_id"))
            .from_select(["device_id", *(one.name for one in _KEYS)], database.rows_of("batch", _KEYS, sender))
            .returning(cast(ingest_key.c.event_id, Text))
        )
        self._events = insert(ingest_event).from_select(
            ["device_id", "received_ms", *(one.name for one in _EVENTS)],
            database.rows_of("batch", _EVENTS, sender, now),
        )
        self._onward = insert(nation_outbox).from_select(
            [*onward.WAITING, "device_id", "received_ms", "hall", "agency", "event_id"],
            database.rows_of(
                "batch",
                [ingest_key.c.event_id],
                *onward.WAITING.values(),
                sender,
                now,
                bindparam("hall", type_=Text),
                bindparam("agency", type_=Text),
            ),
        )
        self._known = select(cast(ingest_key.c.event_id, Text), ingest_key.c.sha256).where(
            ingest_key.c.device_id == sender, ingest_key.c.event_id.in_(ids)
        )

    def take(self, device_id: str, batch: EventsRead, now_ms: int) -> tuple[Device, list[EventVerdict]]:
        """Store what is new; returns who sent it, and one verdict an event, in the batch's order.

        Raises:
            ProvinceError: the machine may not send (any more).
        """
        self._database.make_room(now_ms)
        try:
            with self._database.write() as db:
                sender = devices.active(db, device_id)
                self._store(db, sender, batch, list(batch.read), now_ms)
                self._finish(db, sender, batch, now_ms)
        except IntegrityError:
            with self._database.write() as db:
                sender = devices.active(db, device_id)
                for place, (read, _) in batch.read.items():
                    try:
                        with db.begin_nested():
                            self._store(db, sender, batch, [place], now_ms)
                    except IntegrityError:
                        batch.verdicts[place] = verdict_on(read.event.event_id, Verdict.SEQ_CONFLICT, "seq_taken")
                self._finish(db, sender, batch, now_ms)
        return sender, [batch.verdicts[place] for place in range(batch.size)]

    def _store(self, db: Connection, sender: Device, batch: EventsRead, places: list[int], now_ms: int) -> None:
        """Store the events at `places`. A taken (epoch, seq) raises IntegrityError."""
        if not places:
            return
        # In the order of their ids: two requests with the same events then wait for each other and cannot deadlock.
        order = sorted((batch.read[place] for place in places), key=_event_id)
        values = {"sender": sender.device_id, "now": now_ms}
        keys = _rows([_key_row(read, sha256) for read, sha256 in order])
        new = set(db.execute(self._keys, {**values, "batch": keys}).scalars())
        fresh = [read for read, _ in order if read.event.event_id in new]
        if fresh:
            bodies = {**values, "batch": _rows([_event_row(one) for one in fresh])}
            db.execute(self._events, bodies)
            if sender.onward:
                db.execute(self._onward, {**bodies, "hall": sender.hall, "agency": sender.agency})
            effects.apply(self._database, db, sender, fresh, now_ms)
        old = [{"event_id": read.event.event_id} for read, _ in order if read.event.event_id not in new]
        known: dict[str, str] = {}
        if old:
            known = {row[0]: row[1] for row in db.execute(self._known, {**values, "batch": _rows(old)})}
        for place in places:
            read, sha256 = batch.read[place]
            batch.verdicts[place] = _verdict_of(read, sha256, known.get(read.event.event_id))

    def _finish(self, db: Connection, sender: Device, batch: EventsRead, now_ms: int) -> None:
        """Keep what can not be stored where people see it, once, however often it is sent; note what the machine told.
        A batch of duplicates writes nothing."""
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
            db.execute(self._database.insert_new(dead_letter, ("device_id", "event_id", "sha256")), rows)
        batch.heard = heard.heard_before(db, sender.device_id)
        if batch.machine or any(one.verdict in _NEW for one in batch.verdicts.values()):
            heard.note_contact(self._database, db, sender, batch.journal, now_ms)
        if batch.machine:
            heard.keep_status(self._database, db, sender, batch.machine, now_ms)


def _event_id(one: tuple[Understood, str]) -> str:
    return one[0].event.event_id


def _verdict_of(read: Understood, sha256: str, known: str | None) -> EventVerdict:
    """Return the verdict on an event: `known` is the hash stored before, None when it was stored now."""
    event_id = read.event.event_id
    if known is None:
        return verdict_on(event_id, Verdict.STORED if read.understood else Verdict.NOT_YET_UNDERSTOOD)
    if known == sha256:
        return verdict_on(event_id, Verdict.DUPLICATE)
    return verdict_on(event_id, Verdict.CONFLICT, "other_content")


def _rows(rows: Sequence[dict[str, Any]]) -> str:
    """Return rows as Database.rows_of reads them."""
    return to_json(rows).decode()


def _key_row(read: Understood, sha256: str) -> dict[str, Any]:
    event = read.event
    return {"event_id": event.event_id, "epoch": event.epoch, "seq": event.seq, "sha256": sha256}


def _event_row(read: Understood) -> dict[str, Any]:
    event = read.event
    return {
        "event_id": event.event_id, "kind": event.kind, "v": event.v, "understood": int(read.understood),
        "wall_ms": event.wall_ms, "mono_ms": event.mono_ms, "boot_id": event.boot_id,
        "clock_quality": event.clock_quality, "body": event.body,
    }  # fmt: skip
