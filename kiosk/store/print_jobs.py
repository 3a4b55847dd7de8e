"""Papers that must be printed. A job is marked 'sending' before a byte leaves, so that after a crash nobody
guesses: what was 'sending' becomes 'failed' and is offered for reprint, never printed twice by itself.
"""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uuid6 import uuid7

from kiosk.clock import milliseconds
from kiosk.store.canonical import canonical


@dataclass(frozen=True, slots=True)
class PrintJob:
    """`paper` is the JSON of kiosk.papers.Paper; `kind` is "ticket", "slip", "resume", "guide", "missing" or "test"."""

    id: str
    kind: str
    subject: str
    paper: dict[str, Any]
    state: str


def add(db: sqlite3.Connection, now: datetime, kind: str, subject: str, paper: dict[str, Any]) -> str:
    """Add a waiting job inside the caller's transaction; returns its id."""
    job = str(uuid7())
    db.execute(
        "INSERT INTO print_job (id, kind, subject, paper, state, made_ms) VALUES (?, ?, ?, ?, 'waiting', ?)",
        (job, kind, subject, canonical(paper), milliseconds(now)),
    )
    return job


def get(db: sqlite3.Connection, job: str) -> PrintJob | None:
    """Return one job, None for an unknown id."""
    row = db.execute("SELECT id, kind, subject, paper, state FROM print_job WHERE id = ?", (job,)).fetchone()
    return PrintJob(row[0], row[1], row[2], json.loads(row[3]), row[4]) if row else None


def anything_waiting(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM print_job WHERE state = 'waiting' LIMIT 1").fetchone() is not None


def first_waiting(db: sqlite3.Connection) -> tuple[str, str] | None:
    """Return (id, kind) of the job that is next, None while none waits."""
    row = db.execute("SELECT id, kind FROM print_job WHERE state = 'waiting' ORDER BY id LIMIT 1").fetchone()
    return (row[0], row[1]) if row else None


def trouble(db: sqlite3.Connection, since_ms: int) -> tuple[int, int]:
    """Return (papers that wait, papers since then that did not come out)."""
    waiting = db.execute("SELECT COUNT(*) FROM print_job WHERE state = 'waiting'").fetchone()[0]
    failed = db.execute(
        "SELECT COUNT(*) FROM print_job WHERE state = 'failed' AND made_ms >= ?", (since_ms,)
    ).fetchone()[0]
    return waiting, failed


def last_outcome(db: sqlite3.Connection) -> str | None:
    """Return what went wrong with the newest ended paper ("print.paper_out"), "" if it came out; None: no paper."""
    row = db.execute(
        """SELECT coalesce(problem, '') FROM print_job WHERE state IN ('printed', 'failed') AND done_ms IS NOT NULL
           ORDER BY id DESC LIMIT 1"""
    ).fetchone()
    return row[0] if row else None


def take_next(db: sqlite3.Connection) -> PrintJob | None:
    """Mark the oldest waiting job as being sent and return it, or None. Inside a transaction of its own."""
    row = db.execute(
        """UPDATE print_job SET state = 'sending'
           WHERE id = (SELECT id FROM print_job WHERE state = 'waiting' ORDER BY id LIMIT 1)
           RETURNING id, kind, subject, paper"""
    ).fetchone()
    return PrintJob(row[0], row[1], row[2], json.loads(row[3]), "sending") if row else None


def finish(db: sqlite3.Connection, job: str, now: datetime, problem: str | None = None) -> None:
    """Say how a job ended: printed, or failed with the text id of what happened ("print.paper_out")."""
    db.execute(
        "UPDATE print_job SET state = ?, problem = ?, done_ms = ? WHERE id = ?",
        ("failed" if problem else "printed", problem, milliseconds(now), job),
    )


def give_up_half_sent(db: sqlite3.Connection) -> int:
    """After a start: jobs that were being sent have an unknown end; mark them failed. Returns how many."""
    return db.execute(
        "UPDATE print_job SET state = 'failed', problem = 'print.interrupted' WHERE state = 'sending'"
    ).rowcount


def state_of(db: sqlite3.Connection, job: str) -> str | None:
    """Return waiting, sending, printed or failed; None for an unknown job."""
    row = db.execute("SELECT state FROM print_job WHERE id = ?", (job,)).fetchone()
    return row[0] if row else None


def problem_of(db: sqlite3.Connection, job: str) -> str | None:
    """Return the text id of what went wrong with a failed job ("print.paper_out"), None for any other."""
    row = db.execute("SELECT problem FROM print_job WHERE id = ?", (job,)).fetchone()
    return row[0] if row else None
