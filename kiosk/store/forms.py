"""The forms that were made from the catalogue for a draft: one row a version, never changed."""

import sqlite3


def put(db: sqlite3.Connection, form: str, version: int, definition: str) -> None:
    """Keep a form as JSON; a version that is here already stays as it is."""
    db.execute(
        "INSERT INTO made_form (form, version, definition) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (form, version, definition),
    )


def get(db: sqlite3.Connection, form: str, version: int) -> str | None:
    row = db.execute("SELECT definition FROM made_form WHERE form = ? AND version = ?", (form, version)).fetchone()
    return row[0] if row else None
