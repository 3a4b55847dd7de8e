"""The transactional outbox: a message for the province is written by the act it tells about.

Identity is (device, event id) with a SHA-256 over what the message says; `epoch` and `seq` may be given anew
when a machine was restored from a backup, so they are not part of that hash. `previous` chains the messages.
A message is pending, acked (the province has it) or dead (the province refused it; a person looks). There is no
'being sent': after a crash nobody has to guess.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from uuid6 import uuid7

from kiosk.clock import Clock, milliseconds
from kiosk.store.canonical import canonical

START = bytes(32)
LONGEST_PAUSE_MS = 3_600_000  # a later `next_try_ms` was written by a clock that has since been set back


@dataclass(frozen=True, slots=True)
class Message:
    """One row of the outbox. `body` is canonical JSON, exactly as hashed; times are Unix ms."""

    event_id: str
    epoch: str
    seq: int
    kind: str
    v: int
    wall_ms: int
    mono_ms: int
    boot_id: str
    clock_quality: str
    body: str
    sha256: bytes
    attempts: int

    @property
    def whole(self) -> bool:
        """Whether the row still says what it said when it was written."""
        return digest(self.event_id, self.kind, self.v, self.wall_ms, self.body) == self.sha256


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """`code` names the submission it is about, None for anything else."""

    event_id: str
    kind: str
    wall_ms: int
    problem: str
    code: str | None = None


def add(db: sqlite3.Connection, clock: Clock, kind: str, version: int, body: dict[str, Any]) -> str:
    """Add a pending message inside the caller's transaction; returns its event id (UUIDv7)."""
    epoch = current_epoch(db)
    last = db.execute(
        "SELECT seq, sha256, wall_ms FROM outbox_event WHERE epoch = ? ORDER BY seq DESC LIMIT 1", (epoch,)
    ).fetchone()
    seq, previous, last_wall = (last[0] + 1, last[1], last[2]) if last else (1, START, 0)
    event_id, wall_ms, text = str(uuid7()), milliseconds(clock.now()), canonical(body)
    db.execute(
        """INSERT INTO outbox_event (event_id, epoch, seq, kind, v, wall_ms, mono_ms, boot_id, clock_quality,
                                     body, sha256, previous, state)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')""",
        (
            event_id, epoch, seq, kind, version, wall_ms, round(clock.monotonic() * 1000), boot_id(),
            clock.doubt() or ("good" if wall_ms >= last_wall else "went_back"),
            text, digest(event_id, kind, version, wall_ms, text), previous,
        ),
    )  # fmt: skip
    return event_id


def digest(event_id: str, kind: str, version: int, wall_ms: int, body: str) -> bytes:
    """Return the SHA-256 of a message; `body` is its canonical JSON."""
    return hashlib.sha256(canonical([event_id, kind, version, wall_ms, body]).encode()).digest()


@cache
def boot_id() -> str:
    """Return what names this run of the machine, so that `mono_ms` values of one run can be compared."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return str(uuid7())


def current_epoch(db: sqlite3.Connection) -> str:
    """Return the name of this machine's present life, chosen at the first call (inside a transaction)."""
    state = db.execute("SELECT epoch FROM sync_state WHERE one = 1").fetchone()
    if state:
        return state[0]
    epoch = str(uuid7())
    db.execute("INSERT INTO sync_state (one, epoch) VALUES (1, ?)", (epoch,))
    return epoch


def pending(db: sqlite3.Connection, now_ms: int, limit: int) -> list[Message]:
    """Return up to `limit` messages whose turn has come, oldest first."""
    rows = db.execute(
        """SELECT event_id, epoch, seq, kind, v, wall_ms, mono_ms, boot_id, clock_quality, body, sha256, attempts
           FROM outbox_event WHERE state = 'pending' AND NOT next_try_ms BETWEEN ? AND ? ORDER BY rowid LIMIT ?""",
        (now_ms + 1, now_ms + LONGEST_PAUSE_MS, limit),
    )
    return [Message(*row) for row in rows]


def pending_ids(db: sqlite3.Connection) -> list[str]:
    """Return all that waits, oldest first."""
    return [row[0] for row in db.execute("SELECT event_id FROM outbox_event WHERE state = 'pending' ORDER BY rowid")]


def acknowledge(db: sqlite3.Connection, ids: Collection[str], incarnation: str, now_ms: int) -> None:
    """Mark exactly these messages as stored by the province in its present `incarnation`."""
    db.execute(
        """UPDATE outbox_event SET state = 'acked', acked_incarnation = ?, acked_ms = ?, last_error = NULL
           WHERE event_id IN (SELECT value FROM json_each(?))""",
        (incarnation, now_ms, json.dumps(list(ids))),
    )


def postpone(db: sqlite3.Connection, event_id: str, problem: str, next_try_ms: int) -> None:
    """Count a refusal of a pending message, and let the others go first until `next_try_ms`."""
    db.execute(
        """UPDATE outbox_event SET attempts = attempts + 1, next_try_ms = ?, last_error = ?
           WHERE event_id = ? AND state = 'pending'""",
        (next_try_ms, problem, event_id),
    )


def bury(db: sqlite3.Connection, event_id: str, problem: str) -> None:
    """Set a message aside as a dead letter: kept, shown, not sent again by itself."""
    db.execute(
        """UPDATE outbox_event SET state = 'dead', attempts = attempts + 1, last_error = ?
           WHERE event_id = ? AND state = 'pending'""",
        (problem, event_id),
    )


def revive(db: sqlite3.Connection) -> int:
    """Let all dead letters be sent again, once a person has removed the reason; returns how many."""
    return db.execute(
        "UPDATE outbox_event SET state = 'pending', attempts = 0, next_try_ms = 0 WHERE state = 'dead'"
    ).rowcount


def revive_one(db: sqlite3.Connection, event_id: str) -> bool:
    """Let one dead letter be sent again; returns whether it was one."""
    return (
        db.execute(
            """UPDATE outbox_event SET state = 'pending', attempts = 0, next_try_ms = 0
               WHERE state = 'dead' AND event_id = ?""",
            (event_id,),
        ).rowcount
        > 0
    )


def acked_elsewhere(db: sqlite3.Connection, incarnation: str, limit: int) -> list[str]:
    """Return up to `limit` messages that another incarnation than this one acknowledged."""
    # Two ranges, each read from the index: with "<>" every acknowledged row would be looked at, each minute.
    rows = db.execute(
        """SELECT event_id FROM (
               SELECT event_id FROM outbox_event WHERE state = 'acked' AND acked_incarnation < :it
               UNION ALL
               SELECT event_id FROM outbox_event WHERE state = 'acked' AND acked_incarnation > :it
           ) LIMIT :limit""",
        {"it": incarnation, "limit": limit},
    )
    return [row[0] for row in rows]


def confirm(db: sqlite3.Connection, ids: Collection[str], incarnation: str) -> None:
    """Note that `incarnation` has these acknowledged messages too."""
    db.execute(
        """UPDATE outbox_event SET acked_incarnation = ?
           WHERE state = 'acked' AND event_id IN (SELECT value FROM json_each(?))""",
        (incarnation, json.dumps(list(ids))),
    )


def reopen(db: sqlite3.Connection, ids: Collection[str]) -> int:
    """Make acknowledged messages pending again, as far as their bodies are still here; returns how many.

    Their identity stays, so that a province which has them after all answers "duplicate".
    """
    return db.execute(
        """UPDATE outbox_event SET state = 'pending', attempts = 0, next_try_ms = 0
           WHERE state = 'acked' AND erased = 0 AND event_id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(ids)),),
    ).rowcount


def doubt(db: sqlite3.Connection) -> None:
    """Hold no acknowledgement for certain any more: all are asked about again."""
    db.execute("UPDATE outbox_event SET acked_incarnation = '' WHERE state = 'acked'")


def renumber(db: sqlite3.Connection) -> str:
    """Open a new epoch and number the pending messages in it from 1, oldest first; returns its name.

    For a machine whose numbers the province has seen with other messages: it was restored from a backup or cloned.
    """
    current_epoch(db)
    epoch, previous = str(uuid7()), START
    db.execute("UPDATE sync_state SET epoch = ? WHERE one = 1", (epoch,))
    waiting = db.execute("SELECT rowid, sha256 FROM outbox_event WHERE state = 'pending' ORDER BY rowid").fetchall()
    for seq, (row, sha256) in enumerate(waiting, start=1):
        db.execute(
            "UPDATE outbox_event SET epoch = ?, seq = ?, previous = ? WHERE rowid = ?", (epoch, seq, previous, row)
        )
        previous = sha256
    return epoch


def state_of(db: sqlite3.Connection, event_id: str) -> str | None:
    """Return pending, acked or dead; None for an unknown message."""
    row = db.execute("SELECT state FROM outbox_event WHERE event_id = ?", (event_id,)).fetchone()
    return row[0] if row else None


def newest(db: sqlite3.Connection) -> int:
    """Return a number that grows with each new message; one index look-up, cheap enough to ask each second."""
    return db.execute("SELECT coalesce(max(rowid), 0) FROM outbox_event").fetchone()[0]


def dead_letters(db: sqlite3.Connection) -> list[DeadLetter]:
    """Return what the province refused, oldest first; bodies are left out, they may be long."""
    rows = db.execute(
        """SELECT event_id, kind, wall_ms, coalesce(last_error, ''),
                  CASE WHEN kind LIKE 'submission.%' AND json_valid(body) THEN json_extract(body, '$.code') END
           FROM outbox_event WHERE state = 'dead' ORDER BY rowid"""
    )
    return [DeadLetter(*row) for row in rows]
