"""The table of calls for a person."""

import sqlite3

Row = sqlite3.Row


def insert(db: sqlite3.Connection, call: str, day: str, place: str, now_ms: int) -> None:
    db.execute(
        "INSERT INTO help_call (id, day, place, state, called_ms) VALUES (?, ?, ?, 'called', ?)",
        (call, day, place, now_ms),
    )


def get(db: sqlite3.Connection, call: str) -> Row | None:
    return db.execute("SELECT * FROM help_call WHERE id = ?", (call,)).fetchone()


def open_on(db: sqlite3.Connection, day: str) -> list[Row]:
    """Return the day's calls that are not done, oldest first."""
    return db.execute(
        "SELECT * FROM help_call WHERE day = ? AND state <> 'done' ORDER BY called_ms, id", (day,)
    ).fetchall()


def answer(db: sqlite3.Connection, call: str, state: str, clerk: str | None, now_ms: int) -> None:
    """Keep how far the answer is, who gave it, and when the first answer and the end were."""
    db.execute(
        """UPDATE help_call SET state = :state, clerk = COALESCE(:clerk, clerk),
                  answered_ms = COALESCE(answered_ms, :now),
                  done_ms = CASE WHEN :state = 'done' THEN :now ELSE done_ms END
           WHERE id = :call""",
        {"call": call, "state": state, "clerk": clerk, "now": now_ms},
    )


def unanswered(db: sqlite3.Connection, day: str, called_before_ms: int) -> list[str]:
    """Return the day's calls from before that moment to which nobody is coming and which have not rung twice."""
    rows = db.execute(
        """SELECT id FROM help_call WHERE day = ? AND state IN ('called', 'seen') AND again_ms IS NULL
           AND called_ms <= ? ORDER BY called_ms, id""",
        (day, called_before_ms),
    )
    return [row[0] for row in rows]


def ring_again(db: sqlite3.Connection, call: str, now_ms: int) -> bool:
    """Keep that a call rang a second time; False when it had, or when somebody is coming now."""
    done = db.execute(
        """UPDATE help_call SET again_ms = ?
           WHERE id = ? AND again_ms IS NULL AND state IN ('called', 'seen')""",
        (now_ms, call),
    )
    return done.rowcount == 1
