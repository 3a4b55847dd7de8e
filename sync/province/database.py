"""Opening the province's database, and its two kinds of transaction: reading and writing.

The few things in which SQLite and PostgreSQL differ stand here; the rest of the province does not ask which it is.
"""

import logging
import threading
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    create_engine,
    event,
    func,
    insert,
    select,
    text,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from uuid6 import uuid7

from sync.province.months import make_months
from sync.province.revisions import bring_up_to_date
from sync.province.tables import Sha256, feed_head, incarnation

log = logging.getLogger(__name__)

_WRITES = "province_writes"
_MIGRATION_LOCK = 7_209_001  # any number; only this software takes advisory locks in its database
_ROOM_AGAIN_MS = 3_600_000  # when making tables failed


class Database:
    """The province's database at `url`, brought up to date.

    Args:
        url: "sqlite:////folder/province.db" or "postgresql+psycopg://user@host/name".
        now_ms: when the first incarnation starts, if this is a new database.
    Raises:
        StoreError: the database was used by a newer release.
    """

    def __init__(self, url: str, now_ms: int) -> None:
        self.engine = _engine(url)
        self.is_postgresql = self.engine.dialect.name == "postgresql"
        self._room = (0, 0)  # from when to when the tables of these months are known to be there, in Unix ms
        # SQLite has one writer; waiting in line here is fairer and faster than its own polling.
        self._turn = nullcontext() if self.is_postgresql else threading.Lock()
        try:
            with self.write() as db:
                self._bring_up_to_date(db, now_ms)
        except BaseException:
            self.close()
            raise
        self.make_room(now_ms)

    def make_room(self, now_ms: int) -> None:
        """Make the tables that rows of these days go into; costs nothing as long as they are there."""
        if not self.is_postgresql or self._room[0] <= now_ms < self._room[1]:
            return
        self._room = (now_ms, now_ms + _ROOM_AGAIN_MS)
        try:
            with self.write() as db:
                self._one_at_a_time(db)
                self._room = (now_ms, make_months(db, now_ms))
        except DBAPIError as error:
            log.warning("no table for this month yet, rows go into the one for all others: %s", error.orig)

    def _bring_up_to_date(self, db: Connection, now_ms: int) -> None:
        self._one_at_a_time(db)
        bring_up_to_date(db)
        if db.execute(select(feed_head.c.one)).first() is None:
            db.execute(insert(feed_head).values(one=1, head=0))
            db.execute(insert(incarnation).values(number=1, incarnation=str(uuid7()), started_ms=now_ms))

    def _one_at_a_time(self, db: Connection) -> None:
        """Wait until no other process changes tables; SQLite's own lock does it there."""
        if self.is_postgresql:
            db.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})

    @contextmanager
    def read(self) -> Generator[Connection]:
        with self.engine.connect() as db, db.begin():
            yield db

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Run one transaction; when it has ended well, a power cut takes nothing back."""
        with self._turn, self.engine.connect() as db, db.execution_options(**{_WRITES: True}).begin():
            yield db

    def insert_new(self, table: Table, key: tuple[str, ...]) -> Any:
        """Return an INSERT that leaves rows alone whose `key` is there. The target must be named: without it, a clash
        with any other unique constraint would be swallowed too, and with it the row."""
        dialect = postgresql if self.is_postgresql else sqlite
        return dialect.insert(table).on_conflict_do_nothing(index_elements=[table.c[name] for name in key])

    def rows_of(self, parameter: str, columns: list[Column[Any]], *same: ColumnElement[Any]) -> Select[Any]:
        """Return a SELECT over a JSON array of objects handed in as text: one statement for a whole batch. What is the
        `same` in all rows stands before the columns."""
        source = self._postgresql_rows(parameter, columns) if self.is_postgresql else None
        if source is None:
            value = func.json_each(bindparam(parameter, type_=Text)).table_valued("value").c.value
            given = [func.json_extract(value, f"$.{one.name}").label(one.name) for one in columns]
            # WHERE: without it SQLite takes a following ON CONFLICT for a join.
            return select(*same, *given).where(true())
        return select(
            *same,
            *(func.decode(source.c[one.name], "hex") if isinstance(one.type, Sha256) else source.c[one.name]
              for one in columns),
        )  # fmt: skip

    @staticmethod
    def _postgresql_rows(parameter: str, columns: list[Column[Any]]) -> FromClause:
        array = cast(bindparam(parameter, type_=Text), postgresql.JSON)
        shape = [Column(one.name, Text() if isinstance(one.type, Sha256) else one.type) for one in columns]
        return func.json_to_recordset(array).table_valued(*shape, name="given").render_derived(with_types=True)

    def close(self) -> None:
        """Close all connections: those at rest now, one at work in another thread when its work has ended."""
        pool = self.engine.pool
        self.engine.dispose()
        event.listen(pool, "checkin", _close_returned)  # now, or the pool that has taken its place would do it too


def _close_returned(_: Any, record: ConnectionPoolEntry) -> None:
    record.invalidate()


def is_full(error: OperationalError) -> bool:
    """Return whether the database has no room left on its disk."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return code in {"53100", "SQLITE_FULL"}


def _engine(url: str) -> Engine:
    # Errors are logged, and parameters are what villagers sent: they stay out of the text of errors.
    sizes = {"pool_size": 20, "max_overflow": 20, "hide_parameters": True}
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, **sizes)
    engine = create_engine(url, connect_args={"timeout": 10.0}, **sizes)

    @event.listens_for(engine, "connect")
    def _set_up(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(db: Connection) -> None:
        db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get(_WRITES) else "BEGIN")

    return engine
