"""What this machine knows about the province: who it is there, how far it has read, and what screens may say.

The sync worker writes this; the other processes of the hall only read `sync_status`.
"""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import milliseconds
from kiosk.store import blob_queue, outbox
from kiosk.store.database import Act

STALE_MS = 180_000  # a worker that is alive reports at least this often


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """`last_ok_ms`: when all events were sent and all changes read; `last_error`: a text id, None when all is well.

    `pending` counts events, `papers` and `paper_bytes` photographed papers; `dead` counts both, where they were refused
    or cannot be sent.
    """

    device_id: str | None
    online: bool
    last_ok_ms: int | None
    last_error: str | None
    pending: int
    oldest_pending_ms: int | None
    dead: int
    server_offset_ms: int | None
    papers: int = 0
    paper_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Position:
    """How far a stream was read: everything up to `after` is applied. `etag` belongs to an empty page at `after`."""

    after: int
    etag: str | None


def sync_status(db: sqlite3.Connection, now: datetime | None = None) -> SyncStatus:
    """Return what screens may say about the link and about what waits.

    Args:
        now: when given, a worker that has not reported for three minutes counts as offline.
    """
    state = db.execute(
        """SELECT device_id, online, last_try_ms, last_ok_ms, last_error, server_offset_ms
           FROM sync_state WHERE one = 1"""
    ).fetchone() or (None, 0, None, None, None, None)
    device, online, last_try, last_ok, last_error, offset = state
    pending = db.execute("SELECT count(*) FROM outbox_event WHERE state = 'pending'").fetchone()[0]
    oldest = db.execute("SELECT wall_ms FROM outbox_event WHERE state = 'pending' ORDER BY rowid LIMIT 1").fetchone()
    dead = db.execute("SELECT count(*) FROM outbox_event WHERE state = 'dead'").fetchone()[0]
    papers = blob_queue.papers_status(db)
    fresh = now is None or (last_try is not None and abs(milliseconds(now) - last_try) <= STALE_MS)
    return SyncStatus(
        device, bool(online) and fresh, last_ok, last_error, pending, oldest[0] if oldest else None,
        dead + papers.dead, offset, papers.pending, papers.pending_bytes,
    )  # fmt: skip


def device_id(db: sqlite3.Connection) -> str | None:
    """Return the name the province gave this machine; None before enrolment."""
    row = db.execute("SELECT device_id FROM sync_state WHERE one = 1").fetchone()
    return row[0] if row else None


def enrolled_as(db: sqlite3.Connection, device: str) -> None:
    """Keep the machine's name. Under another name than before, what waits is numbered anew, and asked about before it
    is sent: some of it may have reached the province under the old name, and only the reply was lost.
    """
    outbox.current_epoch(db)
    before = device_id(db)
    db.execute("UPDATE sync_state SET device_id = ?, last_error = NULL WHERE one = 1", (device,))
    if before not in (None, device):
        outbox.renumber(db)
        db.execute("UPDATE sync_state SET new_name = 1 WHERE one = 1")


def has_new_name(db: sqlite3.Connection) -> bool:
    """Return whether what waits was perhaps sent under another name."""
    row = db.execute("SELECT new_name FROM sync_state WHERE one = 1").fetchone()
    return bool(row and row[0])


def used_to_name(db: sqlite3.Connection) -> None:
    """What waits was asked about."""
    db.execute("UPDATE sync_state SET new_name = NULL WHERE one = 1")


def meet(db: sqlite3.Connection, incarnation: str) -> bool:
    """Note which incarnation of the province answers; returns whether it is another one than before.

    A new one (it was restored from a backup, or is another server) may have forgotten what an older one acknowledged:
    every such message and paper names who acknowledged it, and is asked about until the new one has confirmed it too
    (outbox.acked_elsewhere, blob_queue.sent_elsewhere). Streams are read anew, because a cursor counts in its own
    incarnation only.
    """
    outbox.current_epoch(db)
    known = db.execute("SELECT server_incarnation FROM sync_state WHERE one = 1").fetchone()[0]
    if known == incarnation:
        return False
    db.execute(
        "UPDATE sync_state SET server_incarnation = ?, told_journal = NULL, safe_asked_ms = NULL WHERE one = 1",
        (incarnation,),
    )
    db.execute("DELETE FROM outbox_safe")
    return True


def doubt(db: sqlite3.Connection) -> None:
    """Treat the province as another one though it has its old name: it has forgotten something without saying so."""
    outbox.doubt(db)
    db.execute("DELETE FROM cursor")
    db.execute("DELETE FROM outbox_safe")
    db.execute("UPDATE sync_state SET told_journal = NULL, safe_asked_ms = NULL WHERE one = 1")


def told_journal(db: sqlite3.Connection) -> int:
    """Return the highest journal number of which the province's present incarnation was told; 0 when of none."""
    row = db.execute("SELECT told_journal FROM sync_state WHERE one = 1").fetchone()
    return (row[0] or 0) if row else 0


def tell_journal(db: sqlite3.Connection, number: int) -> None:
    """Note that the province keeps the end of our journal up to `number`."""
    db.execute("UPDATE sync_state SET told_journal = max(coalesce(told_journal, 0), ?) WHERE one = 1", (number,))


def forgotten_there(db: sqlite3.Connection, more: int = 0) -> int:
    """Return how many messages a restored province has lost for good, after adding `more`: their bodies are erased."""
    if more:
        db.execute("UPDATE sync_state SET forgotten = coalesce(forgotten, 0) + ? WHERE one = 1", (more,))
    row = db.execute("SELECT forgotten FROM sync_state WHERE one = 1").fetchone()
    return (row[0] or 0) if row else 0


def known_incarnation(db: sqlite3.Connection) -> str | None:
    """Return the incarnation of the last answer."""
    row = db.execute("SELECT server_incarnation FROM sync_state WHERE one = 1").fetchone()
    return row[0] if row else None


def note_success(db: sqlite3.Connection, now: datetime, server_offset_ms: int | None) -> None:
    """A round with the province was complete. `server_offset_ms`: its clock minus our own."""
    outbox.current_epoch(db)
    at = milliseconds(now)
    db.execute(
        """UPDATE sync_state SET online = 1, last_try_ms = ?, last_ok_ms = ?, last_error = NULL, server_offset_ms = ?
           WHERE one = 1""",
        (at, at, server_offset_ms),
    )


def note_failure(db: sqlite3.Connection, now: datetime, text_id: str | None) -> None:
    """A round failed for the reason `text_id`, or the worker ends (None)."""
    outbox.current_epoch(db)
    db.execute(
        "UPDATE sync_state SET online = 0, last_try_ms = ?, last_error = coalesce(?, last_error) WHERE one = 1",
        (milliseconds(now), text_id),
    )


def position(db: sqlite3.Connection, stream: str, incarnation: str) -> Position | None:
    """Return how far `stream` was read in this incarnation of the province; None: not yet."""
    row = db.execute(
        "SELECT position, etag FROM cursor WHERE stream = ? AND feed_epoch = ?", (stream, incarnation)
    ).fetchone()
    return Position(row[0], row[1]) if row else None


def move(db: sqlite3.Connection, stream: str, incarnation: str, to: Position) -> None:
    """Keep how far `stream` was read, inside the transaction that applied its rows."""
    db.execute(
        """INSERT INTO cursor (stream, feed_epoch, position, etag) VALUES (?, ?, ?, ?)
           ON CONFLICT (stream) DO UPDATE SET feed_epoch = excluded.feed_epoch, position = excluded.position,
                                              etag = excluded.etag""",
        (stream, incarnation, to.after, to.etag),
    )


@contextmanager
def attempt(act: Act) -> Generator[None]:
    """A part of an act that may fail alone: an exception undoes only this part, and goes on to the caller."""
    act.db.execute("SAVEPOINT attempt")
    try:
        yield
    except BaseException:
        act.db.execute("ROLLBACK TO attempt")
        act.db.execute("RELEASE attempt")
        raise
    act.db.execute("RELEASE attempt")


def journal_head(db: sqlite3.Connection) -> tuple[int, bytes] | None:
    """Return number and hash of the journal's last entry: told to the province, so that a cut tail shows there."""
    row = db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else None
