"""The tables of submissions: one row a submission, one sealed blob a page until it is saved, one blob afterwards.

Nothing here can be read back on this machine: the blobs are sealed before they come in.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date

from kiosk.store import blob_queue
from kiosk.store.desk import shown_state

_SELECT = """SELECT code, procedure, form, form_version, state, last_page, event_id, print_job, official_code,
                    started_ms, changed_ms, saved_ms, version, desk, resume_key, resume_tries, erased_ms, erased_why
             FROM submission """


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A submission without its content. `last_page` is where the villager stands; times are Unix ms.

    `version` grows with every change; `desk` is what a counter did about it (kiosk.store.desk), "" before.
    """

    code: str
    procedure: str
    form: str
    form_version: int
    state: str  # draft, saved, received, refused
    last_page: str
    event_id: str | None
    print_job: str | None
    official_code: str | None
    started_ms: int
    changed_ms: int
    saved_ms: int | None
    version: int
    desk: str
    resume_key: str | None = None  # the public half of the key on its slip
    resume_tries: int = 0  # wrong last digits since the last right ones
    erased_ms: int | None = None
    erased_why: str | None = None  # expired, sent, handed_over


def next_counter(db: sqlite3.Connection, day: date, kiosk: str) -> int:
    """Return the number the next submission of this kiosk gets today, from 1; inside the transaction that uses it."""
    last = db.execute(
        "SELECT max(counter_value) FROM submission WHERE day = ? AND kiosk = ?", (day.isoformat(), kiosk)
    ).fetchone()
    return (last[0] or 0) + 1


def insert(
    db: sqlite3.Connection,
    *,
    code: str,
    day: date,
    counter: int,
    kiosk: str,
    procedure: str,
    form: str,
    form_version: int,
    page: str,
    now_ms: int,
    resume_key: str | None = None,
) -> None:
    """Add a draft that stands at `page`."""
    db.execute(
        """INSERT INTO submission (code, day, counter_value, kiosk, procedure, form, form_version, state, last_page,
                                   started_ms, changed_ms, resume_key)
           VALUES (?, ?, ?, ?, ?, ?, ?, 'draft', ?, ?, ?, ?)""",
        (code, day.isoformat(), counter, kiosk, procedure, form, form_version, page, now_ms, now_ms, resume_key),
    )


def get(db: sqlite3.Connection, code: str) -> SubmissionRow | None:
    row = db.execute(_SELECT + "WHERE code = ?", (code,)).fetchone()
    return SubmissionRow(*row) if row else None


def of_day(db: sqlite3.Connection, day: date) -> list[SubmissionRow]:
    """Return the day's submissions, oldest first."""
    rows = db.execute(_SELECT + "WHERE day = ? ORDER BY started_ms, code", (day.isoformat(),))
    return [SubmissionRow(*row) for row in rows]


def put_page(db: sqlite3.Connection, code: str, page: str, sealed: bytes, now_ms: int) -> None:
    """Keep the sealed answer to a page; an earlier one of the same page goes."""
    db.execute(
        """INSERT INTO sealed_page (submission, page, sealed, at_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT (submission, page) DO UPDATE SET sealed = excluded.sealed, at_ms = excluded.at_ms""",
        (code, page, sealed, now_ms),
    )


def stand_at(db: sqlite3.Connection, code: str, page: str, now_ms: int) -> None:
    db.execute("UPDATE submission SET last_page = ?, changed_ms = ? WHERE code = ?", (page, now_ms, code))


def pages(db: sqlite3.Connection, code: str) -> list[bytes]:
    """Return the sealed pages of a draft."""
    rows = db.execute("SELECT sealed FROM sealed_page WHERE submission = ? ORDER BY at_ms, page", (code,))
    return [row[0] for row in rows]


def document(db: sqlite3.Connection, code: str) -> bytes | None:
    """Return the sealed whole of a saved submission."""
    row = db.execute("SELECT sealed FROM submission WHERE code = ?", (code,)).fetchone()
    return row[0] if row else None


def save(db: sqlite3.Connection, code: str, sealed: bytes, event_id: str, print_job: str, now_ms: int) -> None:
    """Turn a draft into a saved submission: the whole replaces the pages, with whatever they held that is not sent."""
    db.execute("DELETE FROM sealed_page WHERE submission = ?", (code,))
    db.execute(
        """UPDATE submission SET state = 'saved', sealed = ?, event_id = ?, print_job = ?, saved_ms = ?, changed_ms = ?
           WHERE code = ? AND state = 'draft'""",
        (sealed, event_id, print_job, now_ms, now_ms, code),
    )


def count_try(db: sqlite3.Connection, code: str) -> int:
    """Count one more try with last digits; returns how many there were since the last right one."""
    row = db.execute(
        "UPDATE submission SET resume_tries = resume_tries + 1 WHERE code = ? RETURNING resume_tries", (code,)
    ).fetchone()
    return row[0] if row else 0


def forget_tries(db: sqlite3.Connection, code: str) -> None:
    db.execute("UPDATE submission SET resume_tries = 0 WHERE code = ?", (code,))


def receive(db: sqlite3.Connection, code: str, official_code: str, now_ms: int) -> bool:
    """Note the province's dossier code; returns whether that was news about a submission of this machine.

    What a clerk has entered is not the province's word: the province's own takes its place.
    """
    return (
        db.execute(
            """UPDATE submission SET state = 'received', desk = '', official_code = ?, changed_ms = ?
               WHERE code = ? AND (state IN ('saved', 'refused') OR state = 'received' AND desk = 'accepted')""",
            (official_code, now_ms, code),
        ).rowcount
        > 0
    )


def reached_province(db: sqlite3.Connection, event_id: str) -> bool:
    """Say whether the province has confirmed that it holds the message and all photographed papers that it names. Only
    confirmed messages are ever pruned."""
    row = db.execute("SELECT state FROM outbox_event WHERE event_id = ?", (event_id,)).fetchone()
    return (row is None or row[0] == "acked") and blob_queue.all_sent(db, event_id)


def stands(db: sqlite3.Connection, *, state: str, desk: str, erased_why: str | None, event_id: str | None) -> str:
    """Return where a submission stands, from columns of its row: draft, expired (a draft whose time was over), saved,
    sent (the province holds it, with all its papers), supplement, accepted, received or refused.
    """
    shown = "expired" if erased_why == "expired" else shown_state(state, desk)
    return "sent" if shown == "saved" and event_id is not None and reached_province(db, event_id) else shown
