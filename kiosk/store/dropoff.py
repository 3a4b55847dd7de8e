"""The table of what happened on the screens of forms: totals of a day, added to, never a row of one visit."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Protocol

COUNTS = ("visits", "back", "help", "quit", "left_to_staff", "errors")


class Counted(Protocol):
    """What is added; kiosk.forms.dropoff.ScreenCount is the real one."""

    visits: int
    back: int
    help: int
    quit: int
    left_to_staff: int
    errors: int
    times: list[int]


def add(db: sqlite3.Connection, day: str, form: str, version: int, page: str, one: Counted) -> None:
    """Add to the day's totals, inside the caller's act."""
    key = (day, form, version, page)
    row = db.execute(
        "SELECT times FROM screen_total WHERE day = ? AND form = ? AND form_version = ? AND page = ?", key
    ).fetchone()
    times = [a + b for a, b in zip(json.loads(row[0]), one.times, strict=True)] if row else one.times
    db.execute(
        """INSERT INTO screen_total (day, form, form_version, page, visits, back, help, quit, left_to_staff, errors,
                                     times)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (day, form, form_version, page) DO UPDATE SET
               visits = visits + excluded.visits, back = back + excluded.back, help = help + excluded.help,
               quit = quit + excluded.quit, left_to_staff = left_to_staff + excluded.left_to_staff,
               errors = errors + excluded.errors, times = excluded.times""",
        (*key, one.visits, one.back, one.help, one.quit, one.left_to_staff, one.errors, json.dumps(times)),
    )


def between(db: sqlite3.Connection, since: str, until: str) -> Iterator[tuple[str, int, str, Sequence[int | str]]]:
    """Yield (form, version, page, its `COUNTS` and times) of the days from `since` up to but not including `until`."""
    rows = db.execute(
        """SELECT form, form_version, page, visits, back, help, quit, left_to_staff, errors, times
           FROM screen_total WHERE day >= ? AND day < ?""",
        (since, until),
    )
    return ((row[0], row[1], row[2], tuple(row[3:])) for row in rows)
