"""What is kept of a machine each time it tells something: when, how it is, and whether it is one machine.

A machine's journal only grows. Its end goes back once when the machine is restored from a backup; where it goes to and
fro, or forks, two machines send with one key.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, bindparam, case, func, select, update

from sync.messages import JournalHead, MachineStatus
from sync.province.database import Database
from sync.province.devices import Device
from sync.province.journal import note
from sync.province.life_tables import boot_time, device_heard
from sync.province.tables import device, device_status

TWO_MACHINES = 2  # times that the end went back within `TOGETHER_MS`; once is a restored machine or a late request
TOGETHER_MS = 7 * 86_400_000

# Built once: every batch runs these, and building one takes longer than running it.
_HEARD_BEFORE = select(device.c.journal_seq).where(device.c.device_id == bindparam("sender"))
_COUNTED = select(device_heard).where(device_heard.c.device_id == bindparam("sender"))
_SEEN = update(device).where(device.c.device_id == bindparam("sender")).values(last_seen_ms=bindparam("now"))
# The highest is kept: a machine whose journal ends before it has lost its tail.
_SEQ, _HASH = bindparam("seq", type_=device.c.journal_seq.type), bindparam("hash", type_=device.c.journal_hash.type)
_FURTHER = func.coalesce(device.c.journal_seq, 0) < _SEQ
_SEEN_WITH_JOURNAL = _SEEN.values(
    journal_seq=case((_FURTHER, _SEQ), else_=device.c.journal_seq),
    journal_hash=case((_FURTHER, _HASH), else_=device.c.journal_hash),
)
_STATUS = (
    update(device_status)
    .where(device_status.c.device_id == bindparam("sender"))
    .values(at_ms=bindparam("now"), body=bindparam("said"))
)


def heard_before(db: Connection, device_id: str) -> int:
    """Return the highest journal number this machine has told us of, 0 when of none."""
    return db.execute(_HEARD_BEFORE, {"sender": device_id}).scalar() or 0


def note_contact(database: Database, db: Connection, sender: Device, journal: JournalHead | None, now_ms: int) -> None:
    """Note that a machine told something new, and where its journal ends."""
    seen: dict[str, Any] = {"sender": sender.device_id, "now": now_ms}
    if journal:
        db.execute(_SEEN_WITH_JOURNAL, {**seen, "seq": journal.seq, "hash": journal.hash})
    else:
        db.execute(_SEEN, seen)
    _count(database, db, sender, journal, now_ms)


def keep_status(database: Database, db: Connection, sender: Device, machine: MachineStatus, now_ms: int) -> None:
    """Keep how a machine is; the last word counts."""
    said = json.dumps(machine.model_dump(), sort_keys=True)
    if not db.execute(_STATUS, {"sender": sender.device_id, "now": now_ms, "said": said}).rowcount:
        row = {"device_id": sender.device_id, "at_ms": now_ms, "body": said}
        db.execute(database.insert_new(device_status, ("device_id",)), row)
    if machine.boot_id is not None and machine.mono_ms is not None:
        zero = {"device_id": sender.device_id, "boot_id": machine.boot_id, "zero_ms": now_ms - machine.mono_ms}
        db.execute(database.insert_new(boot_time, ("device_id", "boot_id")), zero)


def growth(db: Connection) -> int:
    """Return a number that grows with whatever halls tell."""
    return int(db.execute(select(func.coalesce(func.sum(device_heard.c.batches), 0))).scalar_one())


def _count(database: Database, db: Connection, sender: Device, journal: JournalHead | None, now_ms: int) -> None:
    row = db.execute(_COUNTED, {"sender": sender.device_id}).first()
    number, hashed = (journal.seq, journal.hash) if journal else (0, "")
    if row is None:
        first = {"device_id": sender.device_id, "batches": 1, "journal": number, "journal_hash": hashed}
        first_row = {**first, "returns": 0, "returned_ms": 0, "cloned_ms": None}
        db.execute(database.insert_new(device_heard, ("device_id",)), first_row)
        return
    values: dict[str, Any] = {"batches": device_heard.c.batches + 1}
    if journal:
        values |= {"journal": number, "journal_hash": hashed}
        if number < row.journal or (number == row.journal and hashed != row.journal_hash):
            values |= _went_back(db, sender, row, number, now_ms)
    db.execute(update(device_heard).where(device_heard.c.device_id == sender.device_id).values(**values))


def _went_back(db: Connection, sender: Device, row: Row[Any], number: int, now_ms: int) -> dict[str, Any]:
    """Return what is kept of a machine whose journal ends before the end it told last, or in another way."""
    returns = row.returns + 1 if now_ms - row.returned_ms <= TOGETHER_MS else 1
    note(db, now_ms, sender.device_id, "device.went_back", sender.device_id, journal=number, before=row.journal)
    if returns < TWO_MACHINES or row.cloned_ms is not None:
        return {"returns": returns, "returned_ms": now_ms}
    note(db, now_ms, sender.device_id, "device.cloned", sender.device_id)
    return {"returns": returns, "returned_ms": now_ms, "cloned_ms": now_ms}
