"""The append-only journal. Each entry's hash covers the one before it, so a change anywhere shows.

hash = SHA-256(previous hash, then the entry as canonical JSON); the first entry follows 32 zero bytes.
What a chain alone cannot show is a cut tail: the province keeps the last hash it was told.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.clock import milliseconds
from kiosk.errors import JournalBrokenError
from kiosk.store.canonical import canonical

START = bytes(32)


@dataclass(frozen=True, slots=True)
class Entry:
    seq: int
    at_ms: int
    kind: str
    subject: str
    body: dict[str, Any]
    hash: bytes


def append(db: sqlite3.Connection, now: datetime, kind: str, subject: str, body: dict[str, Any]) -> bytes:
    """Add an entry inside the caller's transaction; returns its hash."""
    last = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (last[0] + 1, last[1]) if last else (1, START)
    at_ms, text = milliseconds(now), canonical(body)
    digest = _hash(previous, seq, at_ms, kind, subject, text)
    db.execute(
        "INSERT INTO journal (seq, at_ms, kind, subject, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (seq, at_ms, kind, subject, text, previous, digest),
    )
    return digest


def entries(db: sqlite3.Connection, after: int = 0) -> Iterator[Entry]:
    """Yield the entries behind `after`, oldest first."""
    for row in db.execute(
        "SELECT seq, at_ms, kind, subject, body, hash FROM journal WHERE seq > ? ORDER BY seq", (after,)
    ):
        yield Entry(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5])


def latest(db: sqlite3.Connection, kinds: Sequence[str], limit: int, within: int = 50_000) -> list[Entry]:
    """Return the newest entries whose kind begins with one of `kinds`, newest first, out of the last `within`."""
    wanted = " OR ".join("substr(kind, 1, ?) = ?" for _ in kinds)
    rows = db.execute(
        f"""SELECT seq, at_ms, kind, subject, body, hash FROM journal
            WHERE seq > (SELECT MAX(seq) FROM journal) - ? AND ({wanted}) ORDER BY seq DESC LIMIT ?""",  # noqa: S608
        (within, *(value for one in kinds for value in (len(one), one)), limit),
    )
    return [Entry(row[0], row[1], row[2], row[3], json.loads(row[4]), row[5]) for row in rows]


def last_number(db: sqlite3.Connection) -> int:
    """Return the number of the newest entry, 0 for an empty journal."""
    return db.execute("SELECT COALESCE(MAX(seq), 0) FROM journal").fetchone()[0]


def verify(db: sqlite3.Connection) -> tuple[int, bytes]:
    """Walk the whole chain; returns the number of entries and the last hash.

    Raises:
        JournalBrokenError: names the first entry that does not match.
    """
    previous, expected = START, 0
    rows = db.execute("SELECT seq, at_ms, kind, subject, body, previous, hash FROM journal ORDER BY seq")
    for seq, at_ms, kind, subject, text, said_previous, said in rows:
        expected += 1
        digest = _hash(previous, expected, at_ms, kind, subject, text)
        if seq != expected or said_previous != previous or said != digest:
            raise JournalBrokenError(entry=expected)
        previous = digest
    return expected, previous


def _hash(previous: bytes, seq: int, at_ms: int, kind: str, subject: str, body: str) -> bytes:
    entry = canonical([seq, at_ms, kind, subject, body])
    return hashlib.sha256(previous + entry.encode()).digest()
