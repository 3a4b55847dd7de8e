"""A disk that can die before any statement, be full, be copied, and be put back as it was."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any, cast

from kiosk.clock import Clock
from kiosk.store.database import Store


class Death(BaseException):
    """The process ends here, as by SIGKILL: nothing may catch it and go on."""


class Fate:
    """What is still to come over one process: how many statements it may run, and whether its disk is full."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.dead = False

    def statement(self) -> None:
        """Note a statement that is about to run.

        Raises:
            Death: it does not run, and none will run after it.
        """
        if self.left is not None:
            self.left -= 1
            self.dead = self.dead or self.left < 0
        if self.dead:
            raise Death


class MortalStore(Store):
    """The hall's file in a process with a fate. `full`: the file may not grow; SQLite itself refuses (SQLITE_FULL)."""

    def __init__(self, file: Path, clock: Clock) -> None:
        self.fate = Fate()
        self._full = False
        super().__init__(file, clock)

    def connect(self) -> sqlite3.Connection:
        db = super().connect()
        if self._full:
            db.execute("PRAGMA max_page_count = 1")  # SQLite raises it to what the file has now
        return cast("sqlite3.Connection", _Mortal(db, self.fate))

    def fill(self, *, full: bool) -> None:
        """Let the disk be full, or not any more, from the next connection on."""
        self._full = full
        self.close()


class _Mortal:
    """A connection each of whose statements may be the one that never runs."""

    def __init__(self, db: sqlite3.Connection, fate: Fate) -> None:
        self._db, self._fate = db, fate

    def execute(self, *given: Any) -> sqlite3.Cursor:
        self._fate.statement()
        return self._db.execute(*given)

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        self._fate.statement()
        return self._db.executemany(*given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)


def copy(disk: Path, to: Path) -> None:
    """Copy a disk, a folder of files that no process has open."""
    shutil.copytree(disk, to)


def put_back(copied: Path, disk: Path) -> None:
    """Put a copy in the place of a disk on which no process has a file open."""
    shutil.rmtree(disk, ignore_errors=True)
    shutil.copytree(copied, disk)
