"""Answered requests: the same request id again gives the same answer and has no second effect.

`what` says in a few words what was asked, such as "next 2"; an id that comes back with another wish is refused.
"""

import json
import sqlite3
from typing import Any

from kiosk.errors import RequestReusedError


def answered(db: sqlite3.Connection, request: str, what: str) -> Any | None:
    """Return the answer given to this request before, or None.

    Raises:
        RequestReusedError: the id was used for something else.
    """
    row = db.execute("SELECT what, answer FROM request WHERE id = ?", (request,)).fetchone()
    if row is None:
        return None
    if row[0] != what:
        raise RequestReusedError()
    return json.loads(row[1])


def heard(db: sqlite3.Connection, request: str) -> Any | None:
    """Return what was answered to this request, whatever it asked; None when it never came."""
    row = db.execute("SELECT answer FROM request WHERE id = ?", (request,)).fetchone()
    return None if row is None else json.loads(row[0])


def remember(db: sqlite3.Connection, request: str, what: str, answer: Any, now_ms: int) -> None:
    """Keep the answer, inside the transaction of the act it belongs to."""
    text = json.dumps(answer, ensure_ascii=False)
    db.execute("INSERT INTO request (id, what, answer, at_ms) VALUES (?, ?, ?, ?)", (request, what, text, now_ms))
