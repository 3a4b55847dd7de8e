"""Photographed papers: sealed bytes as files named by their own SHA-256, and the table that says whose they are.

A file is never changed, so it can be sent and resumed at any offset. It comes to disk under a passing name, gets its
own one inside the act that refers to it, and goes after the act that lets go of it: after a power cut there may be
files without a row, which `sweep` erases, and never a row without its file.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.durable import sync_folder
from kiosk.errors import BlobError, StoreError

PASSING = ".new"
OLD_S = 3600.0  # of a file under its passing name: who wrote it is dead


@dataclass(frozen=True, slots=True)
class BlobRow:
    """A blob of a submission; `size` in sealed bytes."""

    page: str
    blob: str
    size: int


class BlobFolder:
    """The folder blobs/ beside the hall's file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, sealed: bytes) -> str:
        """Write sealed bytes durably under a passing name; returns their SHA-256 in hex, by which `settle` finds them.

        Raises:
            StoreError: they are not on disk.
        """
        blob = hashlib.sha256(sealed).hexdigest()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self._passing(blob), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as opened:
                opened.write(sealed)
                opened.flush()
                os.fsync(opened.fileno())
        except OSError as error:
            with suppress(OSError):
                self._passing(blob).unlink(missing_ok=True)
            raise StoreError(problem=str(error)) from error
        return blob

    def settle(self, blob: str) -> int:
        """Give a blob its own name, inside the act that refers to it; again is as good as once. Returns its size.

        Raises:
            StoreError: it is not there.
        """
        try:
            if not self.path(blob).exists():
                self._passing(blob).replace(self.path(blob))
                sync_folder(self._folder)
            return self.path(blob).stat().st_size
        except OSError as error:
            raise StoreError(problem=str(error)) from error

    def path(self, blob: str) -> Path:
        """Return the blob's file."""
        return self._folder / blob

    def read(self, blob: str) -> bytes:
        """Return the sealed bytes, whole and unchanged.

        Raises:
            BlobError: they are gone or damaged.
        """
        try:
            sealed = self.path(blob).read_bytes()
        except OSError as error:
            raise BlobError from error
        if hashlib.sha256(sealed).hexdigest() != blob:
            raise BlobError
        return sealed

    def erase(self, blobs: Iterable[str]) -> None:
        """Erase files whose rows are gone; what cannot be erased now is left to `sweep`."""
        for blob in blobs:
            with suppress(OSError):
                self.path(blob).unlink(missing_ok=True)

    def sweep(self, known: Collection[str], now_s: float | None = None) -> int:
        """Erase what no row refers to, inside an act that has looked at the rows; returns how many."""
        now_s = time.time() if now_s is None else now_s
        orphans = [file for file in self._files() if file.name not in known and self._may_go(file, now_s)]
        for file in orphans:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        return len(orphans)

    def _files(self) -> list[Path]:
        return [one for one in self._folder.iterdir() if one.is_file()] if self._folder.is_dir() else []

    def _may_go(self, file: Path, now_s: float) -> bool:
        """A file under its passing name may belong to somebody who is just about to refer to it."""
        if file.suffix != PASSING:
            return True
        with suppress(OSError):
            return abs(now_s - file.stat().st_mtime) > OLD_S  # abs: the clock may have been set back since
        return False

    def _passing(self, blob: str) -> Path:
        return self._folder / f"{blob}{PASSING}"


def of_submission(db: sqlite3.Connection, code: str) -> list[BlobRow]:
    """Return the blobs of a submission in the order in which they came."""
    rows = db.execute(
        "SELECT page, blob, size FROM submission_blob WHERE submission = ? ORDER BY at_ms, rowid", (code,)
    ).fetchall()
    return [BlobRow(*row) for row in rows]


def refer(db: sqlite3.Connection, code: str, page: str, blob: str, size: int, now_ms: int) -> list[str]:
    """Let a page's answer refer to `blob`; returns the blob it referred to before, if that was another."""
    before = [one.blob for one in of_submission(db, code) if one.page == page and one.blob != blob]
    db.execute(
        """INSERT INTO submission_blob (submission, page, blob, size, at_ms) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (submission, page) DO UPDATE SET blob = excluded.blob, size = excluded.size,
                                                        at_ms = excluded.at_ms""",
        (code, page, blob, size, now_ms),
    )
    return before


def let_go(db: sqlite3.Connection, code: str, page: str) -> list[str]:
    """Let a page's answer refer to nothing; returns the blob it referred to."""
    before = [one.blob for one in of_submission(db, code) if one.page == page]
    db.execute("DELETE FROM submission_blob WHERE submission = ? AND page = ?", (code, page))
    return before


def keep_only(db: sqlite3.Connection, code: str, wanted: Collection[str]) -> tuple[list[BlobRow], list[str]]:
    """Keep the `wanted` blobs of a submission that is being saved; returns them, and the ones that are let go.

    Page names go: which papers somebody photographed is told by the sealed answers and by nothing in the open.
    """
    rows = of_submission(db, code)
    kept, gone = [one for one in rows if one.blob in wanted], [one.blob for one in rows if one.blob not in wanted]
    db.executemany("DELETE FROM submission_blob WHERE blob = ?", [(one,) for one in gone])
    db.execute("UPDATE submission_blob SET page = blob WHERE submission = ?", (code,))
    return kept, gone


def known(db: sqlite3.Connection) -> frozenset[str]:
    """Return every blob that something refers to."""
    return frozenset(row[0] for row in db.execute("SELECT blob FROM submission_blob"))
