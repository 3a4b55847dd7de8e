"""What of the outbox lies in a backup of the province that was restored for a test, and erasing what may go.

Safe is told as numbers of an epoch. An acknowledged row keeps the number under which the province has it, or one of a
newer epoch that the province never stored under that number; so a wrong guess is "not safe", never the other way.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

# True of a row of outbox_event that is safe.
IS_SAFE = """EXISTS (SELECT 1 FROM outbox_safe WHERE outbox_safe.epoch = outbox_event.epoch
                     AND outbox_event.seq <= outbox_safe.through
                     AND NOT EXISTS (SELECT 1 FROM json_each(outbox_safe.holes) WHERE value = outbox_event.seq))"""


@dataclass(frozen=True, slots=True)
class SafeMark:
    """Of an epoch: every number up to `through`, less `holes`."""

    epoch: str
    through: int
    holes: list[int]


@dataclass(frozen=True, slots=True)
class Pruned:
    """How many messages went: because they are safe, and because they were kept long enough without."""

    safe: int
    unsafe: int


def keep_marks(db: sqlite3.Connection, marks: Sequence[SafeMark], backup_ms: int | None, now_ms: int) -> None:
    """Keep what the province says is safe, in the place of what it said before."""
    db.execute("DELETE FROM outbox_safe")
    db.executemany(
        "INSERT OR REPLACE INTO outbox_safe (epoch, through, holes) VALUES (?, ?, ?)",
        [(one.epoch, one.through, json.dumps(one.holes)) for one in marks],
    )
    db.execute("UPDATE sync_state SET safe_asked_ms = ?, backup_ms = ? WHERE one = 1", (now_ms, backup_ms))


def asked_ms(db: sqlite3.Connection) -> int | None:
    """Return when the province was last asked what is safe, by our clock; None: not in its present incarnation."""
    row = db.execute("SELECT safe_asked_ms FROM sync_state WHERE one = 1").fetchone()
    return row[0] if row else None


def anything_from_before(db: sqlite3.Connection, acked_before_ms: int) -> bool:
    """Return whether something was acknowledged before then: only that is worth asking about."""
    row = db.execute("SELECT 1 FROM outbox_event WHERE state = 'acked' AND acked_ms < ? LIMIT 1", (acked_before_ms,))
    return row.fetchone() is not None


def backup_ms(db: sqlite3.Connection) -> int | None:
    """Return when the province took its newest tested backup, as far as we were told; None: none yet."""
    row = db.execute("SELECT backup_ms FROM sync_state WHERE one = 1").fetchone()
    return row[0] if row else None


def prune(db: sqlite3.Connection, acked_before_ms: int, unsafe_before_ms: int, limit: int) -> Pruned:
    """Delete up to `limit` messages that were acknowledged before `acked_before_ms` and are safe, or before
    `unsafe_before_ms` anyway. Submissions have rules of their own (kiosk.store.retention).

    The newest message stays whatever it is: the next one gets its number and its hash from it.
    """
    gone = db.execute(
        f"""DELETE FROM outbox_event WHERE rowid IN (
               SELECT rowid FROM outbox_event
               WHERE state = 'acked' AND acked_ms < :before AND kind NOT LIKE 'submission.%'
                 AND (acked_ms < :anyway OR {IS_SAFE}) AND rowid < (SELECT max(rowid) FROM outbox_event)
               LIMIT :limit)
            RETURNING {IS_SAFE}""",  # noqa: S608
        {"before": acked_before_ms, "anyway": unsafe_before_ms, "limit": limit},
    ).fetchall()
    safe = sum(row[0] for row in gone)
    return Pruned(safe, len(gone) - safe)
