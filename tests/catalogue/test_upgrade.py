"""A hall's file from before the catalogue had versions, opened by this software: what was imported stays."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from kiosk.catalogue.importing import import_files
from kiosk.catalogue.library import Library
from kiosk.clock import SetClock
from kiosk.store.database import SHAPE, Store
from kiosk.store.migrations import ALL_MIGRATIONS

SINCE = 3  # migrations of the catalogue, from m003_versions on
CODE = "1.999001"


@pytest.fixture
def old_file(
    tmp_path: Path, clock: SetClock, write: Callable[..., Path], portal: Callable[..., dict[str, Any]]
) -> Path:
    """A file as it was left, with the row of one imported procedure."""
    new = Store(tmp_path / "new.db", clock)
    import_files(new, [write(portal(CODE))], "2026-06")
    rows = new.rows("SELECT code, origin, body, page FROM procedure_source WHERE code = ?", (CODE,))
    file = tmp_path / "old.db"
    db = sqlite3.connect(file, isolation_level=None)
    for migrations in ALL_MIGRATIONS:
        migrations.apply(Database(db), stop_before="m003_versions" if migrations.name == "catalogue" else None)
    db.executemany("INSERT INTO procedure_source VALUES (?, ?, ?, ?)", [tuple(row) for row in rows])
    db.execute(f"PRAGMA user_version = {SHAPE - SINCE}")
    db.close()
    new.close()
    return file


def test_an_imported_procedure_stays_and_is_found(old_file: Path, clock: SetClock):
    store = Store(old_file, clock)
    library = Library(store)
    assert library.procedure(CODE).as_of == "2026-06"
    assert [one.code for one in library.search(library.procedure(CODE).name, everything=True)][:1] == [CODE]
    store.close()


def test_bundled_procedures_are_found_beside_it(old_file: Path, clock: SetClock):
    store = Store(old_file, clock)
    assert Library(store).search("đăng ký khai sinh")[0].code == "1.001193"
    store.close()
