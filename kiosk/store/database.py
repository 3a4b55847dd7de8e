"""Opening the file, and the act: one transaction that holds state, journal entry, print job and message.

WAL with synchronous=FULL: when `act()` has ended, a power cut takes nothing back. Writers take turns
(BEGIN IMMEDIATE); readers never wait. Every thread gets a connection of its own.
"""

import os
import random
import sqlite3
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from kiosk.clock import Clock, milliseconds, moment
from kiosk.errors import StoreError
from kiosk.languages import texts
from kiosk.store import journal, outbox, print_jobs, requests
from kiosk.store.turns import Turns
from kiosk.trusted_clock import TrustedClock

SHAPE = 32  # how many migrations there are; tests/store counts them
BUSY_SECONDS = 10.0  # how long a writer waits for its turn before it gives up
LOOK_SECONDS = 0.002  # the longest pause between two looks whether it is our turn

Row = sqlite3.Row


class Act:
    """What one transaction may do. Everything in it happens together or not at all."""

    def __init__(self, db: sqlite3.Connection, clock: Clock) -> None:
        self.db = db
        self.clock = clock
        # Moments are kept in ms: what an act answers now must equal what it is remembered to have answered.
        self.now = moment(milliseconds(clock.now()))

    def record(self, kind: str, subject: str, **body: Any) -> None:
        """Add a journal entry. `body` must be JSON-able and hold nothing personal."""
        journal.append(self.db, self.now, kind, subject, body)

    def send(self, kind: str, body: dict[str, Any], version: int = 1) -> str:
        """Put a message for the province into the outbox; returns its event id."""
        return outbox.add(self.db, self.clock, kind, version, body)

    def answered(self, request: str, what: str) -> Any | None:
        """Return the answer given to this request before, or None.

        Raises:
            RequestReusedError: the id was used for another wish than `what`.
        """
        return requests.answered(self.db, request, what)

    def remember(self, request: str, what: str, answer: Any) -> None:
        """Keep the (JSON-able) answer, so that the same request again has no second effect."""
        requests.remember(self.db, request, what, answer, milliseconds(self.now))

    def print(self, kind: str, subject: str, paper: dict[str, Any]) -> str:
        """Ask for a paper (`Paper.as_json()`); returns the id of the print job."""
        return print_jobs.add(self.db, self.now, kind, subject, paper)

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        return self.db.execute(sql, values).fetchone()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        return self.db.execute(sql, values).fetchall()


class _Held:
    """A thread's connection. A server's threads come and go; with the thread goes its open file."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def __del__(self) -> None:
        self.db.close()


def _at_our_turn(db: sqlite3.Connection, statement: str, end: float) -> None:
    """Run a statement that needs the whole file to itself, when the other processes let us; by the clock's `end`.

    SQLite's own waiting sleeps up to 100 ms between two looks, where an act takes a few; and it does not wait at all
    where two connections could wait for each other, as in the change to WAL of a file that several open at once.
    """
    db.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                db.execute(statement)
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY  # the low byte is the primary code
                if not busy or time.monotonic() > end:
                    raise
            time.sleep(random.uniform(0.0002, LOOK_SECONDS))
    finally:
        db.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")


def _roll_back(db: sqlite3.Connection) -> None:
    """End what is open. SQLite has often done so by itself; its complaint must not hide why."""
    with suppress(sqlite3.Error):
        if db.in_transaction:
            db.execute("ROLLBACK")


@contextmanager
def _in_our_words() -> Generator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(problem=str(error)) from error


def _make_private(file: Path) -> None:
    """Make a missing file for its owner only; SQLite gives the files it lays beside it the same rights."""
    if not file.exists():
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))


class Store:
    """The hall's file.

    Args:
        file: created with its folder when missing, and brought up to date.
        clock: where the acts take their time from.
    Raises:
        StoreError: the file cannot be opened, or is newer than this software.
    """

    def __init__(self, file: Path, clock: Clock) -> None:
        self.file = file
        self.clock = clock
        self._local = threading.local()
        self._last_problem: str | None = None
        # Threads of one process take turns here, not by asking SQLite again and again.
        self._turns = Turns()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            _make_private(file)
            self._migrate()
        except (OSError, sqlite3.Error) as error:
            raise StoreError(problem=str(error)) from error

    @property
    def db(self) -> sqlite3.Connection:
        """The connection of this thread, in autocommit mode: read with it, write in `act()`.

        Raises:
            StoreError: it cannot be opened now.
        """
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            held = self._local.held = _Held(self.connect())
        return held.db

    @property
    def last_problem(self) -> str | None:
        """Why this process could not write when it last tried; None when it could, or has not tried."""
        return self._last_problem

    @contextmanager
    def act(self) -> Generator[Act]:
        """Run one transaction; an exception undoes all of it.

        Raises:
            StoreError: the file is full, broken, or locked for too long (kiosk/store/turns.py: for how long who waits).
        """
        db = self.db
        with self._our_turn(db):
            try:
                if isinstance(self.clock, TrustedClock):
                    self.clock.look_again()  # an act and the day under which it stands must be of one mind
                yield Act(db, self.clock)
                db.execute("COMMIT")
            except BaseException as error:
                _roll_back(db)
                if isinstance(error, sqlite3.OperationalError | sqlite3.DatabaseError):
                    if not isinstance(error, sqlite3.IntegrityError):  # that is about one row, not about the file
                        self._last_problem = str(error)
                    raise StoreError(problem=str(error)) from error
                raise
            self._last_problem = None

    def probe(self) -> None:
        """Write a page as it stands, durably: `last_problem` tells the truth again when nobody else writes.

        Raises:
            StoreError: the trouble is not over.
        """
        with self.act() as act:
            version = act.db.execute("PRAGMA user_version").fetchone()[0]
            act.db.execute(f"PRAGMA user_version = {version}")

    @contextmanager
    def _our_turn(self, db: sqlite3.Connection) -> Generator[None]:
        """Hold the file for writing. One deadline for both waits: for our threads, and for the other processes."""
        end = time.monotonic() + BUSY_SECONDS
        with self._turns.take(end) as ours:
            if not ours:
                raise StoreError(problem="database is locked")
            try:
                _at_our_turn(db, "BEGIN IMMEDIATE", end)
            except sqlite3.Error as error:
                self._last_problem = str(error)
                raise StoreError(problem=str(error)) from error
            self._turns.got_through()
            yield

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Let several statements see one moment, whatever is written meanwhile. Also inside an act, which it sees.

        Raises:
            StoreError: the file cannot be read.
        """
        db = self.db
        if db.in_transaction:
            yield db
            return
        with _in_our_words():
            db.execute("BEGIN")
            try:
                yield db
            finally:
                _roll_back(db)

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """Return the first row, or None. An unreadable file is a StoreError, here and in `rows`."""
        with _in_our_words():
            return self.db.execute(sql, values).fetchone()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        with _in_our_words():
            return self.db.execute(sql, values).fetchall()

    def close(self) -> None:
        """Close this thread's connection. Those of other threads close when their thread or this store ends.

        SQLite does not survive a connection that is closed under a statement which runs in another thread.
        """
        held: _Held | None = getattr(self._local, "held", None)
        if held is not None:
            held.db.close()
            del self._local.held

    def connect(self) -> sqlite3.Connection:
        """Return a connection that belongs to the caller, who closes it.

        Raises:
            StoreError: the file cannot be opened now.
        """
        with _in_our_words():
            db = sqlite3.connect(
                self.file,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
            )
            try:
                db.row_factory = sqlite3.Row
                _at_our_turn(db, "PRAGMA journal_mode=WAL", time.monotonic() + BUSY_SECONDS)
                db.execute("PRAGMA synchronous=FULL")
                db.execute("PRAGMA foreign_keys=ON")
                db.execute("PRAGMA secure_delete=ON")  # what is erased must not stay in the file's free room
            except sqlite3.Error:
                db.close()
                raise
        return db

    def _migrate(self) -> None:
        """Bring the file up to date. Several processes may start at once: the write lock makes one of them do it."""
        db = self.db
        shape = db.execute("PRAGMA user_version").fetchone()[0]
        if shape > SHAPE:
            raise StoreError(problem=texts().say("store.newer"))
        if shape == SHAPE:
            return
        # Only here: sqlite-utils takes longer to import than a ready file takes to open.
        from kiosk.store.migrations import apply_all

        _at_our_turn(db, "BEGIN IMMEDIATE", time.monotonic() + BUSY_SECONDS)
        try:
            apply_all(db)
            db.execute(f"PRAGMA user_version = {SHAPE}")
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
