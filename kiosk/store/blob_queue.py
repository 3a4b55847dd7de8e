"""Which photographed papers wait to be sent, have reached the province, or cannot be sent.

A paper is pending, sent (the province has all of it, with the right hash) or dead (a person looks). How far one on its
way has come is not kept here: the province knows, and is asked. Only papers of saved submissions travel.
"""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from kiosk.store.outbox import LONGEST_PAUSE_MS

_SAVED = """FROM submission_blob JOIN submission ON submission.code = submission_blob.submission
            WHERE submission.state <> 'draft' AND submission.erased_ms IS NULL"""


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """A paper whose turn it is; `size` in sealed bytes, `attempts` counts refusals."""

    submission: str
    blob: str
    size: int
    attempts: int


@dataclass(frozen=True, slots=True)
class DeadPaper:
    """A paper that cannot be sent; `problem` is a word for technicians, `at_ms` when it was photographed."""

    submission: str
    blob: str
    problem: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class PapersStatus:
    """What screens and technicians may say of papers on their way; `pending_bytes` counts whole papers."""

    pending: int
    pending_bytes: int
    dead: int


def next_waiting(db: sqlite3.Connection, now_ms: int, passed_by: Collection[str] = ()) -> WaitingPaper | None:
    """Return the paper whose turn it is, of the submission that was saved first; none of `passed_by`."""
    row = db.execute(
        f"""SELECT submission, blob, size, attempts {_SAVED} AND submission_blob.state = 'pending'
              AND NOT next_try_ms BETWEEN ? AND ? AND blob NOT IN (SELECT value FROM json_each(?))
            ORDER BY saved_ms, submission, at_ms, submission_blob.rowid LIMIT 1""",  # noqa: S608
        (now_ms + 1, now_ms + LONGEST_PAUSE_MS, json.dumps(list(passed_by))),
    ).fetchone()
    return WaitingPaper(*row) if row else None


def mark_sent(db: sqlite3.Connection, blob: str, incarnation: str, now_ms: int) -> None:
    """Note that the province has all of a paper, in its present `incarnation`."""
    db.execute(
        """UPDATE submission_blob SET state = 'sent', acked_incarnation = ?, acked_ms = ?, last_error = NULL
           WHERE blob = ?""",
        (incarnation, now_ms, blob),
    )


def postpone(db: sqlite3.Connection, blob: str, problem: str, next_try_ms: int, *, refused: bool = True) -> None:
    """Let other papers go first until `next_try_ms`; `refused` counts towards giving up."""
    db.execute(
        """UPDATE submission_blob SET attempts = attempts + ?, next_try_ms = ?, last_error = ?
           WHERE blob = ? AND state = 'pending'""",
        (int(refused), next_try_ms, problem, blob),
    )


def bury(db: sqlite3.Connection, blob: str, problem: str) -> None:
    """Set a paper aside: kept, shown, not sent again by itself."""
    db.execute(
        """UPDATE submission_blob SET state = 'dead', attempts = attempts + 1, last_error = ?
           WHERE blob = ? AND state = 'pending'""",
        (problem, blob),
    )


def revive(db: sqlite3.Connection) -> int:
    """Let dead papers be tried again, once a person has removed the reason; returns how many."""
    return db.execute(
        "UPDATE submission_blob SET state = 'pending', attempts = 0, next_try_ms = 0 WHERE state = 'dead'"
    ).rowcount


def revive_one(db: sqlite3.Connection, blob: str) -> bool:
    """Let one dead paper be tried again; returns whether it was one."""
    changed = db.execute(
        """UPDATE submission_blob SET state = 'pending', attempts = 0, next_try_ms = 0
           WHERE state = 'dead' AND blob = ?""",
        (blob,),
    )
    return changed.rowcount > 0


def pending_again(db: sqlite3.Connection, blobs: Collection[str]) -> int:
    """Let papers be sent again that the province says it does not have; returns how many were thought sent."""
    return db.execute(
        """UPDATE submission_blob SET state = 'pending', attempts = 0, next_try_ms = 0, safe = 0
           WHERE state = 'sent' AND blob IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(blobs)),),
    ).rowcount


def sent_elsewhere(db: sqlite3.Connection, incarnation: str, limit: int) -> list[str]:
    """Return up to `limit` papers, still here, that another incarnation than this one took."""
    rows = db.execute(
        """SELECT DISTINCT blob FROM submission_blob WHERE state = 'sent' AND acked_incarnation <> ? LIMIT ?""",
        (incarnation, limit),
    )
    return [row[0] for row in rows]


def not_safe(db: sqlite3.Connection) -> list[str]:
    """Return the papers that the province has, and of which no tested backup is known to have a copy."""
    return [row[0] for row in db.execute("SELECT blob FROM submission_blob WHERE state = 'sent' AND safe = 0")]


def mark_safe(db: sqlite3.Connection, blobs: Collection[str]) -> None:
    """Note that a tested backup of the province has these papers."""
    db.execute(
        "UPDATE submission_blob SET safe = 1 WHERE state = 'sent' AND blob IN (SELECT value FROM json_each(?))",
        (json.dumps(list(blobs)),),
    )


def confirm(db: sqlite3.Connection, blobs: Collection[str], incarnation: str) -> None:
    """Note that this incarnation was asked about papers that another one took."""
    db.execute(
        """UPDATE submission_blob SET acked_incarnation = ?
           WHERE state = 'sent' AND blob IN (SELECT value FROM json_each(?))""",
        (incarnation, json.dumps(list(blobs))),
    )


def all_sent(db: sqlite3.Connection, event_id: str) -> bool:
    """Return whether the province has every paper of the submission that this message carries."""
    row = db.execute(
        """SELECT 1 FROM submission JOIN submission_blob ON submission_blob.submission = submission.code
           WHERE submission.event_id = ? AND submission_blob.state <> 'sent' LIMIT 1""",
        (event_id,),
    ).fetchone()
    return row is None


def papers_status(db: sqlite3.Connection) -> PapersStatus:
    pending, size = db.execute(
        f"SELECT count(*), coalesce(sum(size), 0) {_SAVED} AND submission_blob.state = 'pending'"
    ).fetchone()
    dead = db.execute("SELECT count(*) FROM submission_blob WHERE state = 'dead'").fetchone()[0]
    return PapersStatus(pending, size, dead)


def dead_papers(db: sqlite3.Connection) -> list[DeadPaper]:
    """Return what cannot be sent, oldest first."""
    rows = db.execute(
        """SELECT submission, blob, coalesce(last_error, ''), at_ms FROM submission_blob
           WHERE state = 'dead' ORDER BY at_ms, rowid"""
    )
    return [DeadPaper(*row) for row in rows]
