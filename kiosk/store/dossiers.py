"""The local copy of what the province knows about dossiers. Keys are keyed hashes; no code stands in these tables."""

import sqlite3
from dataclasses import astuple, dataclass

from kiosk.store import desk
from kiosk.store.desk import ToldAtDesk
from kiosk.store.submissions import stands


@dataclass(frozen=True, slots=True)
class ToldRow:
    """The latest word on one dossier. Times are Unix ms; `told_ms` is when it was written here, `holder_key` the keyed
    hash of what the applicant knows, `papers` JSON of kiosk.dossiers.named.
    """

    code_key: bytes
    procedure: str | None
    status: str
    received_ms: int | None
    due_ms: int | None
    finished_ms: int | None
    note: str
    feed_epoch: str
    change_seq: int
    told_ms: int
    holder_key: bytes | None = None
    papers: str = ""


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """Where a submission of this machine stands (kiosk.store.submissions.stands).

    `told` is what a counter said last that may lie in the open, None before.
    """

    state: str
    official_code: str | None
    changed_ms: int
    told: ToldAtDesk | None = None


_COLUMNS = """code_key, procedure, status, received_ms, due_ms, finished_ms, note, feed_epoch, change_seq, told_ms,
              holder_key, papers"""


def get(db: sqlite3.Connection, code_key: bytes) -> ToldRow | None:
    row = db.execute(f"SELECT {_COLUMNS} FROM dossier WHERE code_key = ?", (code_key,)).fetchone()  # noqa: S608
    return ToldRow(*row) if row else None


def put(db: sqlite3.Connection, row: ToldRow) -> bool:
    """Keep `row` unless a later change of the same feed is already here; returns whether it was kept."""
    changed = db.execute(
        f"""INSERT INTO dossier ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (code_key) DO UPDATE SET
                procedure = excluded.procedure, status = excluded.status, received_ms = excluded.received_ms,
                due_ms = excluded.due_ms, finished_ms = excluded.finished_ms, note = excluded.note,
                feed_epoch = excluded.feed_epoch, change_seq = excluded.change_seq, told_ms = excluded.told_ms,
                holder_key = excluded.holder_key, papers = excluded.papers
            WHERE excluded.feed_epoch <> dossier.feed_epoch OR excluded.change_seq > dossier.change_seq""",  # noqa: S608
        astuple(row),
    )
    return changed.rowcount > 0


def clear_next(db: sqlite3.Connection) -> None:
    """Throw away what was laid beside."""
    db.execute("DELETE FROM dossier_next")


def put_next(db: sqlite3.Connection, row: ToldRow) -> None:
    """Lay a row of a snapshot beside. One that says what is known already was told when it was first told."""
    db.execute(
        f"INSERT OR REPLACE INTO dossier_next ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        astuple(row),
    )
    db.execute(
        """UPDATE dossier_next SET told_ms = dossier.told_ms FROM dossier
           WHERE dossier_next.code_key = ? AND dossier.code_key = dossier_next.code_key
             AND (dossier.status, dossier.note, dossier.due_ms, dossier.finished_ms)
                 IS (dossier_next.status, dossier_next.note, dossier_next.due_ms, dossier_next.finished_ms)""",
        (row.code_key,),
    )


def take_next(db: sqlite3.Connection) -> int:
    """Let what was laid beside take the place of all dossiers; returns how many are gone."""
    gone = db.execute("DELETE FROM dossier WHERE code_key NOT IN (SELECT code_key FROM dossier_next)").rowcount
    db.execute("DELETE FROM dossier")
    db.execute(f"INSERT INTO dossier ({_COLUMNS}) SELECT {_COLUMNS} FROM dossier_next")  # noqa: S608
    db.execute("DELETE FROM dossier_alias WHERE code_key NOT IN (SELECT code_key FROM dossier)")
    clear_next(db)
    return gone


def forget_before(db: sqlite3.Connection, before_ms: int) -> int:
    """Remove what was last told before then, and the slips that led there; returns how many dossiers that were."""
    old = "SELECT code_key FROM dossier WHERE told_ms < ?"
    db.execute(f"DELETE FROM dossier_alias WHERE code_key IN ({old})", (before_ms,))  # noqa: S608
    return db.execute("DELETE FROM dossier WHERE told_ms < ?", (before_ms,)).rowcount


def put_alias(db: sqlite3.Connection, alias_key: bytes, code_key: bytes) -> None:
    db.execute("INSERT OR REPLACE INTO dossier_alias (alias_key, code_key) VALUES (?, ?)", (alias_key, code_key))


def key_of_alias(db: sqlite3.Connection, alias_key: bytes) -> bytes | None:
    row = db.execute("SELECT code_key FROM dossier_alias WHERE alias_key = ?", (alias_key,)).fetchone()
    return row[0] if row else None


def submission(db: sqlite3.Connection, code: str) -> SubmissionRow | None:
    """Return where the submission with this provisional code stands, None when it was not made here."""
    row = db.execute(
        "SELECT state, desk, erased_why, event_id, official_code, changed_ms FROM submission WHERE code = ?", (code,)
    ).fetchone()
    if row is None:
        return None
    state = stands(db, state=row[0], desk=row[1], erased_why=row[2], event_id=row[3])
    told = desk.told(db, code) if state in ("supplement", "refused") else None
    return SubmissionRow(state, row[4], row[5], told)


def set_caught_up(db: sqlite3.Connection, at_ms: int) -> None:
    db.execute("INSERT OR REPLACE INTO dossier_feed (one, caught_up_ms) VALUES (1, ?)", (at_ms,))


def caught_up_ms(db: sqlite3.Connection) -> int | None:
    """Return when this machine last had every change the province could give it."""
    row = db.execute("SELECT caught_up_ms FROM dossier_feed").fetchone()
    return row[0] if row else None
