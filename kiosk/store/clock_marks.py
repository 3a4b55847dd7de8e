"""What the hall's file knows of the time, and bringing what was written under a wrong day to the right one."""

import sqlite3

from kiosk.trusted_clock import Mark


def read(db: sqlite3.Connection) -> Mark | None:
    row = db.execute("SELECT trusted_ms, boot, zero_ms, source, since_ms FROM clock_mark WHERE one = 1").fetchone()
    return Mark(*row) if row else None


def write(db: sqlite3.Connection, mark: Mark) -> None:
    db.execute(
        """INSERT OR REPLACE INTO clock_mark (one, trusted_ms, boot, zero_ms, source, since_ms)
           VALUES (1, ?, ?, ?, ?, ?)""",
        (mark.trusted_ms, mark.boot, mark.zero_ms, mark.source, mark.since_ms),
    )


def move_tickets(db: sqlite3.Connection, since_ms: int, old_day: str, new_day: str, shift_ms: int) -> int:
    """Bring the tickets of `old_day` that were given since `since_ms` to `new_day`; returns how many.

    Their times move with them, so that nobody seems to have waited since a day that never was. A number that is taken
    on the new day leaves its ticket where it is.
    """
    moved = db.execute(
        """UPDATE OR IGNORE ticket SET day = :new, issued_ms = issued_ms + :shift
           WHERE day = :old AND issued_ms >= :since RETURNING id""",
        {"new": new_day, "old": old_day, "since": since_ms, "shift": shift_ms},
    ).fetchall()
    for (ticket,) in moved:
        values = {"new": new_day, "ticket": ticket, "shift": shift_ms}
        db.execute(
            """UPDATE leg SET day = :new, place_ms = place_ms + :shift,
                   not_before_ms = CASE not_before_ms WHEN 0 THEN 0 ELSE not_before_ms + :shift END,
                   called_ms = called_ms + :shift, serving_ms = serving_ms + :shift, ended_ms = ended_ms + :shift,
                   parked_until_ms = parked_until_ms + :shift, acted_ms = acted_ms + :shift
               WHERE ticket = :ticket""",
            values,
        )
        db.execute("UPDATE call SET day = :new, at_ms = at_ms + :shift WHERE ticket = :ticket", values)
    return len(moved)
