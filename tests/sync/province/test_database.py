"""Opening the province's database, on SQLite and on PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import OperationalError

from sync.province.database import Database, is_full
from sync.province.tables import incarnation


def test_several_servers_may_open_a_new_database_at_once(database_url: str):
    together = threading.Barrier(6)

    def open_one(_: int) -> Database:
        together.wait(20)
        return Database(database_url, 0)

    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(open_one, range(6)))
    with opened[0].read() as db:
        lives = db.execute(select(func.count()).select_from(incarnation)).scalar_one()
    for one in opened:
        one.close()
    assert lives == 1


def test_opening_again_keeps_the_incarnation(database_url: str):
    names: list[str] = []
    for _ in range(2):
        database = Database(database_url, 0)
        with database.read() as db:
            names.append(db.execute(select(incarnation.c.incarnation)).scalar_one())
        database.close()
    assert names[0] == names[1]


def test_a_failed_transaction_leaves_nothing(database_url: str):
    database = Database(database_url, 0)

    def fail() -> None:
        with database.write() as db:
            db.exec_driver_sql("DELETE FROM incarnation")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.read() as db:
        lives = db.execute(select(func.count()).select_from(incarnation)).scalar_one()
    database.close()
    assert lives == 1


def test_a_full_disk_is_told_as_such(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'province.db'}", 0)
    with pytest.raises(OperationalError) as caught, database.write() as db:
        db.exec_driver_sql(f"PRAGMA max_page_count = {db.exec_driver_sql('PRAGMA page_count').scalar()}")
        for _ in range(1000):
            db.execute(insert(incarnation).values(number=2, incarnation="x" * 8000, started_ms=0))
            db.execute(update(incarnation).values(number=incarnation.c.number + 100))
    database.close()
    assert is_full(caught.value)


def test_a_connection_at_work_while_all_are_closed_is_closed_when_its_work_has_ended(database_url: str):
    database = Database(database_url, 1)
    with database.read() as db:
        raw = db.connection.dbapi_connection
        assert raw is not None
        database.close()
        assert raw.cursor().execute("SELECT 1") is not None
    with pytest.raises(Exception, match="closed"):
        raw.cursor().execute("SELECT 1")
