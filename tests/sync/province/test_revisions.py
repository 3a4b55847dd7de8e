"""The province's database through its releases and its months, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, Table, UniqueConstraint, create_engine, inspect, select, text

from kiosk.clock import HALL_ZONE, milliseconds
from kiosk.errors import StoreError
from sync.province.database import Database
from sync.province.revisions import differences
from sync.province.tables import device, incarnation, ingest_event, ingest_key, metadata, nation

CURE = 'the tables changed; write the step with  .venv/bin/python -m sync.province.revisions "why"'
DEVICE, LIFE = "01890000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-00000000000a"


def ms(year: int, month: int, day: int = 1) -> int:
    return milliseconds(datetime(year, month, day, tzinfo=HALL_ZONE))


@pytest.fixture
def first_release(database_url: str) -> Iterator[Engine]:
    """A database as the first release made it, with an event in October and one in November."""
    engine = create_engine(database_url)
    script = (Path(__file__).parent / "first_release" / f"{engine.dialect.name}.sql").read_text()
    with engine.begin() as db:
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(text(statement))
        db.execute(text("INSERT INTO feed_head VALUES (1, 7)"))
        db.execute(text(f"INSERT INTO incarnation VALUES (1, '{LIFE}', 0)"))
        db.execute(text(f"INSERT INTO device VALUES ('{DEVICE}', 'key', 'h', 'H12.34', 'active', '', 0, 0, 1, 'x')"))
        for number, at in enumerate((ms(2026, 10, 15), ms(2026, 11, 15))):
            store(db, number, at)
    yield engine
    engine.dispose()


def store(db: Connection, number: int, at_ms: int) -> None:
    """Store an event as any release could."""
    columns = "device_id, event_id, received_ms, kind, v, understood, wall_ms, mono_ms, boot_id, clock_quality, body"
    event_id = f"01890000-0000-7000-8000-0000000001{number:02d}"
    values = f"'{DEVICE}', '{event_id}', {at_ms}, 'ticket.issued', 1, 1, 0, 0, 'b', 'good', '{{}}'"
    db.execute(text(f"INSERT INTO ingest_event ({columns}) VALUES ({values})"))


def rows_in(db: Connection) -> dict[str, int]:
    """Return how many events lie in which month's table."""
    rows = db.execute(text("SELECT tableoid::regclass::text AS part, count(*) FROM ingest_event GROUP BY part"))
    return {part.rpartition(".")[2]: count for part, count in rows.all()}


def test_a_database_of_the_first_release_keeps_everything(first_release: Engine, database_url: str):
    database = Database(database_url, ms(2026, 11, 23))
    with database.read() as db:
        events = db.execute(select(ingest_event.c.received_ms).order_by(ingest_event.c.received_ms)).scalars().all()
        lives, machines = (db.execute(select(column)).scalars().all() for column in (incarnation.c.incarnation, device))
        left = differences(db)
    database.close()
    assert (events, lives, machines, left) == ([ms(2026, 10, 15), ms(2026, 11, 15)], [LIFE], [DEVICE], [])


def test_steps_make_the_tables_as_they_are_declared(database_url: str):
    database = Database(database_url, 0)
    with database.read() as db:
        found = differences(db)
    database.close()
    assert not found, CURE


def test_a_database_of_a_newer_release_is_left_alone(database_url: str):
    database = Database(database_url, 0)
    with database.write() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match="newer release"):
        Database(database_url, 0)


def keys_of(table: Table) -> list[list[str]]:
    """Return the columns of every key: what a database that spreads rows must be able to check in one place."""
    unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys = [table.primary_key.columns, *(one.columns for one in unique)]
    keys += [one.columns for one in table.indexes if one.unique]
    return [[column.name for column in one] for one in keys if len(one)]


def test_the_device_leads_every_key_of_what_devices_send():
    """So that Citus can spread the same tables by device. `device` and `nation` tell who somebody is."""
    sent = [one for one in metadata.tables.values() if "device_id" in one.c and not one.c.device_id.nullable]
    sent = [one for one in sent if one.name not in (device.name, nation.name)]
    assert {ingest_key.name, ingest_event.name} <= {one.name for one in sent}
    assert [(one.name, key) for one in sent for key in keys_of(one) if key[0] != "device_id"] == []
    assert [one.name for one in sent if one.foreign_keys] == []


# --- months, in PostgreSQL ---


on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@on_postgresql
def test_what_lay_in_one_table_is_laid_out_by_month(first_release: Engine, database_url: str):
    database = Database(database_url, ms(2026, 11, 23))
    with database.read() as db:
        found = rows_in(db)
    database.close()
    assert found == {"ingest_event_2026_10": 1, "ingest_event_2026_11": 1}


@on_postgresql
def test_no_clock_keeps_an_event_out_and_its_month_takes_it_over(database_url: str):
    database = Database(database_url, ms(2026, 11, 23))
    with database.write() as db:
        for number, at in enumerate((ms(1970, 1, 2), ms(2099, 5), ms(2027, 1, 31), ms(2027, 2))):
            store(db, number, at)
        before = rows_in(db)
    database.make_room(ms(2026, 12, 1))
    with database.read() as db:
        after = rows_in(db)
    database.close()
    assert before == {"ingest_event_other": 3, "ingest_event_2027_01": 1}
    assert after == {"ingest_event_other": 2, "ingest_event_2027_01": 1, "ingest_event_2027_02": 1}


@on_postgresql
def test_months_that_are_there_are_looked_for_once_a_month(database_url: str):
    database = Database(database_url, ms(2026, 11, 23))
    with database.write() as db:
        db.execute(text("DROP TABLE ingest_event_2026_12"))
    database.make_room(ms(2026, 11, 30))
    with database.read() as db:
        early = inspect(db).has_table("ingest_event_2026_12")
    database.make_room(ms(2026, 12, 1))
    with database.read() as db:
        late = inspect(db).has_table("ingest_event_2026_12")
    database.close()
    assert (early, late) == (False, True)
