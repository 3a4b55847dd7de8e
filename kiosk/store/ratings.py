"""The table of ratings."""

import json
import sqlite3
from collections.abc import Sequence

Row = sqlite3.Row


def get(db: sqlite3.Connection, ticket: str) -> Row | None:
    return db.execute("SELECT * FROM rating WHERE ticket = ?", (ticket,)).fetchone()


def put(db: sqlite3.Connection, ticket: str, value: int, reasons: Sequence[str], way: str, now_ms: int) -> None:
    """Keep a rating. A changed one keeps the moment of the first, from which the time for changes counts."""
    db.execute(
        """INSERT INTO rating (ticket, value, reasons, at_ms, way) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (ticket) DO UPDATE SET value = excluded.value, reasons = excluded.reasons, way = excluded.way""",
        (ticket, value, json.dumps(list(reasons)), now_ms, way),
    )


def reasons_of(row: Row) -> tuple[str, ...]:
    return tuple(json.loads(row["reasons"]))
