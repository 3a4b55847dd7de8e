"""The tables of two kiosks in one hall.

At the second kiosk: `hall_ask`, one row a villager's request, and `hall_link`, what is known of the hall server's
clock. At the hall server: `kiosk_seen`, when each other kiosk last had nothing left to tell.
"""

import sqlite3
from typing import Any

Row = sqlite3.Row


def ask(db: sqlite3.Connection, request: str) -> Row | None:
    return db.execute("SELECT * FROM hall_ask WHERE request = ?", (request,)).fetchone()


def add(db: sqlite3.Connection, values: dict[str, Any]) -> None:
    """Add a request that is not decided yet (state "asking")."""
    db.execute(
        """INSERT INTO hall_ask (request, service, class, procedure, submission, state, asked, at_ms, mono_ms, boot)
           VALUES (:request, :service, :class, :procedure, :submission, 'asking', :asked, :at_ms, :mono_ms, :boot)""",
        values,
    )


def note_asked(db: sqlite3.Connection, request: str) -> None:
    """Keep that from now on the hall server may have heard of a request."""
    db.execute("UPDATE hall_ask SET asked = 1 WHERE request = ?", (request,))


def decide(db: sqlite3.Connection, request: str, was: str, state: str, **values: Any) -> bool:
    """Set what became of a request; False when its state is not `was` any more."""
    columns = "".join(f", {name} = :{name}" for name in values)
    done = db.execute(
        f"UPDATE hall_ask SET state = :state{columns} WHERE request = :request AND state = :was",  # noqa: S608
        {**values, "request": request, "state": state, "was": was},
    )
    return done.rowcount == 1


def cancel(db: sqlite3.Connection, request: str, answer: str) -> None:
    """Keep that a villager gave the number up; to be told, whatever was told before."""
    db.execute(
        "UPDATE hall_ask SET state = 'cancelled', answer = ?, told_ms = NULL, verdict = NULL WHERE request = ?",
        (answer, request),
    )


def of_ticket(db: sqlite3.Connection, ticket: str) -> Row | None:
    """Return the request whose ticket was shown here."""
    return db.execute("SELECT * FROM hall_ask WHERE ticket = ?", (ticket,)).fetchone()


def own_numbered(db: sqlite3.Connection, day: str, number: str) -> Row | None:
    """Return the request that was given this number of our own range on a day."""
    return db.execute("SELECT * FROM hall_ask WHERE day = ? AND number = ?", (day, number)).fetchone()


def set_print_job(db: sqlite3.Connection, request: str, job: str) -> None:
    db.execute("UPDATE hall_ask SET print_job = ? WHERE request = ?", (job, request))


def forget(db: sqlite3.Connection, request: str) -> None:
    """Take away a request that is not decided and had no effect anywhere."""
    db.execute("DELETE FROM hall_ask WHERE request = ? AND state = 'asking'", (request,))


def last_own_number(db: sqlite3.Connection, day: str, service: str, before: int) -> int:
    """Return the last number given out of our own range on a day, or `before`."""
    row = db.execute("SELECT MAX(counter_value) FROM hall_ask WHERE day = ? AND service = ?", (day, service)).fetchone()
    return row[0] or before


def untold(db: sqlite3.Connection, limit: int) -> list[Row]:
    """Return decided requests that the hall server has not answered for, oldest first."""
    return db.execute(
        "SELECT * FROM hall_ask WHERE told_ms IS NULL AND state <> 'asking' ORDER BY seq LIMIT ?", (limit,)
    ).fetchall()


def left_open(db: sqlite3.Connection, boot: str, asked_before_mono_ms: int) -> list[str]:
    """Return requests whose asker is gone: from an earlier run of the machine, or asked too long ago."""
    rows = db.execute(
        "SELECT request FROM hall_ask WHERE state = 'asking' AND (boot <> ? OR mono_ms < ?)",
        (boot, asked_before_mono_ms),
    )
    return [row[0] for row in rows]


def told(db: sqlite3.Connection, request: str, state: str, verdict: str, now_ms: int) -> None:
    """Keep the hall server's verdict on what was told; what became of the request since is told anew."""
    db.execute(
        "UPDATE hall_ask SET told_ms = ?, verdict = ? WHERE request = ? AND state = ? AND told_ms IS NULL",
        (now_ms, verdict, request, state),
    )


def refused(db: sqlite3.Connection, fine: tuple[str, ...]) -> list[Row]:
    """Return what the hall server did not take, oldest first."""
    marks = ", ".join("?" * len(fine))
    return db.execute(
        f"SELECT * FROM hall_ask WHERE told_ms IS NOT NULL AND verdict NOT IN ({marks}) ORDER BY seq",  # noqa: S608
        fine,
    ).fetchall()


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many requests wait to be told, by state; a state without any is left out."""
    rows = db.execute("SELECT state, COUNT(*) FROM hall_ask WHERE told_ms IS NULL GROUP BY state")
    return {row[0]: row[1] for row in rows}


def print_state(db: sqlite3.Connection, ticket: str) -> str | None:
    """Return the state of the paper of a ticket shown here, None where it was not shown here."""
    row = db.execute(
        """SELECT COALESCE(print_job.state, 'none') FROM hall_ask
           LEFT JOIN print_job ON print_job.id = hall_ask.print_job WHERE hall_ask.ticket = ?""",
        (ticket,),
    ).fetchone()
    return row[0] if row else None


def offset_ms(db: sqlite3.Connection) -> int:
    """Return the hall server's clock minus ours, as last measured; 0 before the first time."""
    row = db.execute("SELECT offset_ms FROM hall_link").fetchone()
    return row[0] if row else 0


def set_offset(db: sqlite3.Connection, offset: int, now_ms: int) -> None:
    db.execute("INSERT OR REPLACE INTO hall_link (one, offset_ms, at_ms) VALUES (1, ?, ?)", (offset, now_ms))


def seen_ms(db: sqlite3.Connection, kiosk: str) -> int:
    """Return when a kiosk last said that it had nothing left to tell; 0 when it never did."""
    row = db.execute("SELECT at_ms FROM kiosk_seen WHERE kiosk = ?", (kiosk,)).fetchone()
    return row[0] if row else 0


def set_seen(db: sqlite3.Connection, kiosk: str, now_ms: int) -> None:
    db.execute("INSERT OR REPLACE INTO kiosk_seen (kiosk, at_ms) VALUES (?, ?)", (kiosk, now_ms))


def last_own_place(db: sqlite3.Connection, day: str, source: str, numbers: tuple[int, int]) -> int:
    """Return the latest place among the day's tickets that a kiosk handed over out of its range; 0 without any."""
    row = db.execute(
        """SELECT MAX(leg.place_ms) FROM leg JOIN ticket ON ticket.id = leg.ticket
           WHERE ticket.day = ? AND ticket.source = ? AND leg.seq = 1 AND ticket.counter_value BETWEEN ? AND ?""",
        (day, source, *numbers),
    ).fetchone()
    return row[0] or 0
