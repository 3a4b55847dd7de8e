"""Answered requests: the same request id again gives the same answer and has no second effect."""

import json
import sqlite3
from typing import Any


def answered(db: sqlite3.Connection, request: str) -> Any | None:
    """Return the answer given to this request before, or None."""
    row = db.execute("SELECT answer FROM request WHERE id = ?", (request,)).fetchone()
    return json.loads(row[0]) if row else None


def remember(db: sqlite3.Connection, request: str, answer: Any, now_ms: int) -> None:
    text = json.dumps(answer, ensure_ascii=False)
    db.execute("INSERT INTO request (id, answer, at_ms) VALUES (?, ?, ?)", (request, text, now_ms))
