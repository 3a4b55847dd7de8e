"""The tables of what counters do about submissions. Sheets are sealed before they come in; what is told to villagers
in the open names papers of the form and numbers of laws, never what somebody wrote.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

TAKEN, SUPPLEMENT, ACCEPTED = "taken", "supplement", "accepted"  # values of submission.desk; "" at first


@dataclass(frozen=True, slots=True)
class ToldAtDesk:
    """What the last form 02 or 03 says that may lie in the open.

    Attributes:
        papers: text ids of papers of the form that are lacking.
        more: how many points besides; they stand on the paper alone.
        laws: numbers of laws of the catalogue.
    """

    papers: tuple[str, ...] = ()
    more: int = 0
    laws: tuple[str, ...] = ()
    at_ms: int = 0


def shown_state(state: str, desk: str) -> str:
    """Return where a submission stands: what a counter did last says more than the row's own state."""
    return desk if (desk == SUPPLEMENT and state == "saved") or desk == ACCEPTED else state


def put_sheet(db: sqlite3.Connection, code: str, kind: str, sealed: bytes, now_ms: int) -> None:
    """Keep a sealed sheet; an earlier one of the same kind goes."""
    db.execute(
        """INSERT INTO desk_sheet (submission, kind, sealed, at_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT (submission, kind) DO UPDATE SET sealed = excluded.sealed, at_ms = excluded.at_ms""",
        (code, kind, sealed, now_ms),
    )


def sheets(db: sqlite3.Connection, code: str) -> dict[str, bytes]:
    """Return the sealed sheets of a submission by kind."""
    rows = db.execute("SELECT kind, sealed FROM desk_sheet WHERE submission = ?", (code,))
    return {row[0]: row[1] for row in rows}


def tell(db: sqlite3.Connection, code: str, told: ToldAtDesk) -> None:
    db.execute(
        "INSERT OR REPLACE INTO desk_told (submission, papers, more, laws, at_ms) VALUES (?, ?, ?, ?, ?)",
        (code, _list(told.papers), told.more, _list(told.laws), told.at_ms),
    )


def told(db: sqlite3.Connection, code: str) -> ToldAtDesk | None:
    row = db.execute("SELECT papers, more, laws, at_ms FROM desk_told WHERE submission = ?", (code,)).fetchone()
    return ToldAtDesk(tuple(json.loads(row[0])), row[1], tuple(json.loads(row[2])), row[3]) if row else None


def move(db: sqlite3.Connection, code: str, desk: str, now_ms: int, state: str | None = None) -> None:
    """Note what a counter did: `desk` is one of the words above, `state` the submission's own state if it changes."""
    db.execute(
        "UPDATE submission SET desk = ?, state = coalesce(?, state), changed_ms = ? WHERE code = ?",
        (desk, state, now_ms, code),
    )


def accept(db: sqlite3.Connection, code: str, official_code: str, now_ms: int) -> None:
    db.execute(
        "UPDATE submission SET state = 'received', desk = ?, official_code = ?, changed_ms = ? WHERE code = ?",
        (ACCEPTED, official_code, now_ms, code),
    )


def replace_document(db: sqlite3.Connection, code: str, sealed: bytes, now_ms: int) -> None:
    """Put another sealed whole in the place of a saved submission's."""
    db.execute("UPDATE submission SET sealed = ?, changed_ms = ? WHERE code = ?", (sealed, now_ms, code))


def holder_of(db: sqlite3.Connection, official_code: str) -> str | None:
    """Return the provisional code of the submission that has this official code, None when no other has it."""
    row = db.execute("SELECT code FROM submission WHERE official_code = ?", (official_code,)).fetchone()
    return row[0] if row else None


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
