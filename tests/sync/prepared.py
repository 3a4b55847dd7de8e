"""A province as it stands after its first start: its tables are made and its repository is begun once a process, and
each test gets a copy. All copies have the same keys; a test of two provinces starts the second from nothing."""

import shutil
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

from kiosk.clock import SetClock, milliseconds
from sync.province.database import Database
from sync.province.files_disk import DiskFiles
from sync.province.home import open_keys
from sync.province.province import Province

_ORIGINAL = "prepared"
_SCHEMA = "province"  # not "public": what restores a copy drops its schema and makes it again


class Prepared:
    """
    Args:
        folder: of the originals, made when the first test asks.
        clock: when they were begun.
    """

    def __init__(self, folder: Path, clock: SetClock) -> None:
        self._folder = folder
        self._clock = clock
        self._copies = 0

    def put(self, empty: str, home: Path) -> str:
        """Lay the keys into `home` and the database where the one at `empty` is; returns the address of the copy."""
        url = make_url(empty)
        copy = self._sqlite if url.get_backend_name() == "sqlite" else self._postgresql
        made, original = copy(url)
        shutil.copytree(original, home)
        return made

    def _sqlite(self, url: URL) -> tuple[str, Path]:
        home, file = self._folder / "sqlite", self._folder / "province.db"
        if not home.exists():
            self._start(f"sqlite:///{file}", home)
        shutil.copyfile(file, str(url.database))
        return str(url), home

    def _postgresql(self, url: URL) -> tuple[str, Path]:
        """Copies are databases, not schemas as `empty` is: the server copies those by itself."""
        home = self._folder / "postgresql"
        admin = url.difference_update_query(["options"]).set(drivername="postgresql").render_as_string()
        with psycopg.connect(admin, autocommit=True) as db:
            if not home.exists():
                db.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_ORIGINAL)))
                with psycopg.connect(admin, dbname=_ORIGINAL) as original:
                    original.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(_SCHEMA)))
                self._start(_at(url, _ORIGINAL), home)
            self._copies += 1
            name = f"copy{self._copies}"
            copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(_ORIGINAL))
            db.execute(copied)
        return _at(url, name), home

    def _start(self, url: str, home: Path) -> None:
        database = Database(url, milliseconds(self._clock.now()))
        Province(database, open_keys(home), self._clock, DiskFiles(home / "papers"))
        database.close()


def _at(url: URL, database: str) -> str:
    there = url.set(database=database).update_query_dict({"options": f"-csearch_path={_SCHEMA}"})
    return there.render_as_string(hide_password=False)
