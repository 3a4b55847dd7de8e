"""Work that one process does for a whole province, on whatever number of machines its processes run."""

from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from kiosk.errors import KioskError, StoreError, WorkerRunningError
from sync.province.database import Database
from sync.worker import only_one


class Work(Enum):
    """A file in the province's folder, and a number of PostgreSQL's advisory locks: one each, or two kinds of work
    would wait for each other. `sync.province.database` has a number beside them."""

    EXCHANGE = ("exchange.lock", 7_209_002)
    NOTICES = ("notices.lock", 7_209_003)
    NATION = ("nation.lock", 7_209_004)


@contextmanager
def only_one_does(
    work: Work, database: Database, home: Path, refusal: type[KioskError] = WorkerRunningError
) -> Generator[Callable[[], None]]:
    """Be the only one, on this machine and over this database, until the block or the process ends, however it does.

    Yields:
        What raises StoreError once the database, and with it the right, is lost.
    Raises:
        KioskError: a `refusal`, because somebody else is.
    """
    file, number = work.value
    with ExitStack() as held:
        try:
            held.enter_context(only_one(home / file))
            alive = held.enter_context(_session(database, number)) if database.is_postgresql else _always
        except WorkerRunningError as error:
            raise refusal from error
        yield alive


@contextmanager
def _session(database: Database, number: int) -> Generator[Callable[[], None]]:
    """Hold PostgreSQL's lock in a connection of its own: it is let go when the connection breaks."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        if not db.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": number}).scalar():
            raise WorkerRunningError
        try:
            yield lambda: _ask(db)
        finally:
            with suppress(DBAPIError):
                db.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": number})
            db.invalidate()  # where that did not get through, the session's end gives it back


def _ask(db: Connection) -> None:
    try:
        db.execute(text("SELECT 1"))
    except DBAPIError as error:
        raise StoreError(problem=type(error).__name__) from error


def _always() -> None:
    """SQLite's file is on this machine: it is not lost without the process."""
