"""The journal only grows, and a change anywhere in it shows."""

import sqlite3
from pathlib import Path

import pytest

from kiosk.errors import JournalBrokenError
from kiosk.store import journal
from kiosk.store.database import Store


@pytest.fixture
def file(store: Store) -> Path:
    """A journal of five entries."""
    for n in range(5):
        with store.act() as act:
            act.record("act", f"số {n}", n=n)
    return store.file


def tampered(file: Path, statement: str) -> sqlite3.Connection:
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("DROP TRIGGER journal_no_update")
    db.execute("DROP TRIGGER journal_no_delete")
    db.execute(statement)
    return db


def test_an_untouched_journal_verifies(store: Store, file: Path):
    assert journal.verify(store.db)[0] == 5


@pytest.mark.parametrize(
    "statement", ["UPDATE journal SET body = '{}' WHERE seq = 3", "DELETE FROM journal WHERE seq = 3"]
)
def test_sqlite_itself_refuses_to_change_an_entry(store: Store, file: Path, statement: str):
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        store.db.execute(statement)


@pytest.mark.parametrize(
    ("statement", "entry"),
    [
        ("UPDATE journal SET body = '{\"n\":9}' WHERE seq = 3", 3),
        ("UPDATE journal SET at_ms = at_ms + 1 WHERE seq = 2", 2),
        ("UPDATE journal SET subject = 'x' WHERE seq = 5", 5),
        ("DELETE FROM journal WHERE seq = 1", 1),
        ("DELETE FROM journal WHERE seq = 3", 3),
        ("INSERT INTO journal SELECT 6, at_ms, kind, subject, body, previous, hash FROM journal WHERE seq = 5", 6),
    ],
)
def test_a_forged_entry_is_named(file: Path, statement: str, entry: int):
    db = tampered(file, statement)
    with pytest.raises(JournalBrokenError, match=f"dòng {entry}"):
        journal.verify(db)
    db.close()
