"""A ticket taken and called, beside a bare SQLite commit with the same durability."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from kiosk.clock import SystemClock
from kiosk.commands.bench.figure import Figure, share, times_in_turn_ms, times_ms
from kiosk.config import default_settings_file, read_settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.store import journal
from kiosk.store.database import Store

COUNT = 600
FLOOR = "bare SQLite FULL commit"


def bare_database(folder: Path) -> sqlite3.Connection:
    """Return a database with the hall's durability (WAL, synchronous=FULL) and one plain table."""
    db = sqlite3.connect(folder / "bare.db", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body TEXT)")
    return db


def bare_commit(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO row (body) VALUES (?)", ("x" * 250,))


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the figures of the store and the queue."""
    settings = read_settings(default_settings_file())
    bare = bare_database(folder)
    store = Store(folder / "hall.db", SystemClock())
    desk = Desk(store, settings, draw_ticket)
    letters = [one.letter for one in settings.services]
    desk.set_counter(1, "open", letters)
    commits, taken = times_in_turn_ms(
        lambda n: bare_commit(bare), lambda n: desk.take(f"take-{n}", letters[n % 5], priority=n % 4 == 0), COUNT
    )
    floor = share(commits, 0.5)
    yield Figure("ticket taken, committed, with paper and message: p50", share(taken, 0.5), "ms", 3, floor, FLOOR)
    yield Figure("ticket taken: p95", share(taken, 0.95), "ms")

    def call_and_finish(n: int) -> None:
        called = desk.next(f"next-{n}", 1)
        if called is not None:
            desk.change("finish", f"finish-{n}", called.id, called.version)

    called = times_ms(call_and_finish, 100)
    yield Figure("called and finished with 500 waiting: p50", share(called, 0.5), "ms")
    verified = times_ms(lambda n: journal.verify(store.db), 5, warm=1)
    entries = store.rows("SELECT COUNT(*) AS n FROM journal")[0]["n"]
    yield Figure("journal verified, each 1,000 entries", share(verified, 0.5) / entries * 1000, "ms")
    store.close()
    bare.close()
