"""Copying the province's database and bringing the copy back to life in another place: SQLite and PostgreSQL.

SQLite: its online backup (https://www.sqlite.org/backup.html). PostgreSQL: pg_dump and pg_restore, custom format
(https://www.postgresql.org/docs/15/app-pgdump.html); the trial needs the right to make a database.
"""

import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import DatabaseError
from uuid6 import uuid7


class BackupError(Exception):
    """The backup was not taken, or its copy does not come back to life; the text is for technicians."""


class Copier(Protocol):
    """`name` is what a copy is called in its folder."""

    name: str

    def dump(self, file: Path) -> None:
        """Copy the database into `file`, as it is at one moment, while it is being used."""
        ...

    def trial(self, file: Path) -> AbstractContextManager[Engine]:
        """Restore the copy into a place of its own, which goes when the trial ends."""
        ...


class SqliteCopier:
    name = "province.db"

    def __init__(self, file: Path) -> None:
        self._file = file

    def dump(self, file: Path) -> None:
        try:
            with closing(sqlite3.connect(self._file)) as here, closing(sqlite3.connect(file)) as copy:
                here.backup(copy, pages=2000)
        except sqlite3.Error as error:
            raise BackupError(str(error)) from error

    @contextmanager
    def trial(self, file: Path) -> Generator[Engine]:
        with tempfile.TemporaryDirectory(prefix="mot-cua-trial-", dir=file.parent) as scratch:
            copy = Path(scratch) / self.name
            shutil.copyfile(file, copy)
            engine = create_engine(f"sqlite:///{copy}", hide_parameters=True)
            try:
                if (wrong := _whats_wrong(engine)) != "ok":
                    raise BackupError(f"integrity_check: {wrong}")
                yield engine
            finally:
                engine.dispose()


def _whats_wrong(engine: Engine) -> str:
    try:
        with engine.connect() as db:
            return str(db.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
    except DatabaseError as error:  # too damaged even to be looked through
        return str(error.orig)


class PostgresqlCopier:
    name = "province.dump"

    def __init__(self, url: URL) -> None:
        self._url = url

    def dump(self, file: Path) -> None:
        engine = create_engine(self._url)
        with engine.connect() as db:
            schema = db.execute(text("SELECT current_schema()")).scalar_one()
        engine.dispose()
        # The schema "public" is there in every new database, and must then not be made by the dump.
        only = [] if schema == "public" else ["--schema", schema]
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", *only, "--file", str(file),
             "--dbname", _libpq(self._url))  # fmt: skip

    @contextmanager
    def trial(self, file: Path) -> Generator[Engine]:
        name = f"mot_cua_trial_{uuid7().hex[-12:]}"
        admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with admin.connect() as db:
            db.exec_driver_sql(f'CREATE DATABASE "{name}"')
        engine = create_engine(self._url.set(database=name), hide_parameters=True)
        try:
            _run("pg_restore", "--exit-on-error", "--no-owner", "--dbname", _libpq(self._url.set(database=name)),
                 str(file))  # fmt: skip
            yield engine
        finally:
            engine.dispose()
            with admin.connect() as db:
                db.exec_driver_sql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            admin.dispose()


def copier_of(url: str) -> Copier:
    """Return what copies the database at `url`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteCopier(Path(str(parsed.database)))
    return PostgresqlCopier(parsed)


def _libpq(url: URL) -> str:
    """Return the address as PostgreSQL's own programs take it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(program: str, *words: str) -> None:
    found = shutil.which(program) or _debian(program)
    if found is None:
        raise BackupError(f"{program} is not installed")
    done = subprocess.run([found, *words], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise BackupError(f"{program}: {said[-1] if said else done.returncode}")


def _debian(program: str) -> str | None:
    """Return the newest version's program: Debian keeps those of each version in a folder of its own."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda one: int(one.parts[-3]))
    return str(found[-1]) if found else None
