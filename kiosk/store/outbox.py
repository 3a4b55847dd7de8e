"""The transactional outbox: a message for the province is written by the act it tells about.

Identity is (device, event id) with a SHA-256 over what the message says; `epoch` and `seq` may be given anew
when a machine was restored from a backup, so they are not part of that hash. `previous` chains the messages.
"""

import hashlib
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from uuid6 import uuid7

from kiosk.clock import Clock, milliseconds
from kiosk.store.canonical import canonical

START = bytes(32)


def add(db: sqlite3.Connection, clock: Clock, kind: str, version: int, body: dict[str, Any]) -> str:
    """Add a pending message inside the caller's transaction; returns its event id (UUIDv7)."""
    state = db.execute("SELECT epoch FROM sync_state WHERE one = 1").fetchone()
    epoch = state[0] if state else _first_epoch(db)
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
            "good" if wall_ms >= last_wall else "went_back",
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


def _first_epoch(db: sqlite3.Connection) -> str:
    epoch = str(uuid7())
    db.execute("INSERT INTO sync_state (one, epoch) VALUES (1, ?)", (epoch,))
    return epoch
