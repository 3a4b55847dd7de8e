"""Tables of what came signed from the province: which targets the catalogue holds, and when they were found fresh."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.clock import milliseconds
from kiosk.store.database import Act


@dataclass(frozen=True, slots=True)
class UpdateState:
    """
    Attributes:
        tried_ms: when the province was last asked.
        checked_ms: when all was last found to be as the province signed it; None: never.
        signed_ms, expires_ms: of the newest signature that was found good.
        version: of the list of targets in use.
        problem: text id of why the last look ended early, None when all was well.
    """

    tried_ms: int | None = None
    checked_ms: int | None = None
    signed_ms: int | None = None
    expires_ms: int | None = None
    version: int | None = None
    problem: str | None = None


def update_state(db: sqlite3.Connection) -> UpdateState:
    row = db.execute(
        "SELECT tried_ms, checked_ms, signed_ms, expires_ms, version, problem FROM update_state WHERE one = 1"
    ).fetchone()
    return UpdateState(*row) if row else UpdateState()


def note_checked(act: Act, signed_ms: int, expires_ms: int, version: int) -> None:
    """Everything in use is what the list `version` names."""
    at = milliseconds(act.now)
    act.db.execute(
        """INSERT OR REPLACE INTO update_state (one, tried_ms, checked_ms, signed_ms, expires_ms, version, problem)
           VALUES (1, ?, ?, ?, ?, ?, NULL)""",
        (at, at, signed_ms, expires_ms, version),
    )


def note_problem(act: Act, text_id: str) -> None:
    """A look at the province's signatures ended early; what is in use stays."""
    act.db.execute(
        """INSERT INTO update_state (one, tried_ms, problem) VALUES (1, ?, ?)
           ON CONFLICT (one) DO UPDATE SET tried_ms = excluded.tried_ms, problem = excluded.problem""",
        (milliseconds(act.now), text_id),
    )


def signed_targets(db: sqlite3.Connection) -> dict[str, str]:
    """Return path -> SHA-256 of the catalogue's targets in use, those included that could not be read."""
    return dict(db.execute("SELECT path, sha256 FROM signed_target").fetchall())


def put_targets(act: Act, targets: Mapping[str, str]) -> None:
    """Let these be all of them."""
    act.db.execute("DELETE FROM signed_target")
    act.db.executemany("INSERT INTO signed_target (path, sha256) VALUES (?, ?)", targets.items())
