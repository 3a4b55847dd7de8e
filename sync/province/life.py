"""Noticing that this province's database was restored from a backup, though nobody said so.

The file `province.life` in the province's folder, outside the database, remembers the incarnation and how far the
database had grown. A database that knows less than the file is older than it. What cannot be seen like this: a backup
of the whole machine, folder and database together. Then the halls see it (`heard` in sync.messages.Verdicts, and change
numbers that go back), each for itself.
"""

import json
import logging
import os
from contextlib import suppress
from pathlib import Path
from threading import Event

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from sync.province.database import Database
from sync.province.devices import present_incarnation
from sync.province.heard import growth
from sync.province.province import begin_anew
from sync.province.tables import feed_head, incarnation

LIFE_FILE = "province.life"
LOOK_SECONDS = 2.0  # between two looks how far the database has grown

log = logging.getLogger(__name__)

Life = tuple[str, int]  # the incarnation, and a number that only grows


def life_of(db: Connection) -> Life:
    """Return the present incarnation and how far its database has grown."""
    return present_incarnation(db), growth(db) + int(db.execute(select(feed_head.c.head)).scalar_one())


def notice_restore(database: Database, home: Path, now_ms: int) -> str | None:
    """Begin a new incarnation if the database is older than what `home` remembers; returns its name, or None.

    Raises:
        OSError: the folder cannot be read or written.
    """
    remembered = _read(home / LIFE_FILE)
    begun = None
    with database.write() as db:
        if remembered is not None and _is_older(db, remembered):
            begun = begin_anew(db, now_ms)
            log.warning("the database is older than its folder remembers: it was restored; a new incarnation begins")
        life = life_of(db)
    _write(home / LIFE_FILE, life)
    return begun


class LifeKeeper:
    """Keeps the file in step with the database while the server runs. Several workers of one folder may do it."""

    def __init__(self, database: Database, home: Path, look: float = LOOK_SECONDS) -> None:
        self._database, self._file, self._look = database, home / LIFE_FILE, look
        self._written: Life | None = None

    def run(self, stop: Event) -> None:
        """Look until told to stop, and once more then."""
        while not stop.wait(self._look):
            self.keep()
        self.keep()

    def keep(self) -> None:
        """Write down how far the database has grown; what cannot be read or written now is left to the next look."""
        with suppress(OSError, SQLAlchemyError):
            with self._database.read() as db:
                life = life_of(db)
            if life != self._written:
                _write(self._file, life)
                self._written = life


def _is_older(db: Connection, remembered: Life) -> bool:
    name, grown = remembered
    known = db.execute(select(incarnation.c.number).where(incarnation.c.incarnation == name)).first()
    return known is None or life_of(db)[1] < grown


def _read(file: Path) -> Life | None:
    """Return what was remembered; a missing or damaged file remembers nothing."""
    try:
        said = json.loads(file.read_text("utf-8"))
        return str(said["incarnation"]), int(said["grown"])
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, life: Life) -> None:
    """Replace the file, whole or not at all, also after a power cut."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as opened:
        json.dump({"incarnation": life[0], "grown": life[1]}, opened)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
