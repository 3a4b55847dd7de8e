"""Papers in a folder: <root>/<machine>/<sha256>, and beside it <sha256>.part while it grows.

A partial is locked (flock) while it is written, so that workers on one machine, or on one shared folder that keeps
locks, take turns. Its length is how much has come. It gets its own name once its hash is right, and then never changes.
"""

import errno
import fcntl
import hashlib
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kiosk.durable import sync_folder
from sync.province.files import FilesError, FilesFullError, OffsetError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ = 1024 * 1024


class DiskFiles:
    def __init__(self, root: Path) -> None:
        self._root = root

    def offset(self, owner: str, blob: str) -> int:
        with _in_our_words():
            for file in (self._whole(owner, blob), self._part(owner, blob)):
                with suppress(FileNotFoundError):
                    return file.stat().st_size
        return 0

    def append(self, owner: str, blob: str, offset: int, data: bytes) -> int:
        with _in_our_words(), self._held(owner, blob) as part:
            end = part.seek(0, os.SEEK_END)
            if offset != end:
                raise OffsetError(end)
            try:
                _write(part, data)
                os.fsync(part.fileno())
            except OSError:
                self._take_back(part, end, self._part(owner, blob))
                raise
            return end + len(data)

    def finish(self, owner: str, blob: str) -> bool:
        whole = self._whole(owner, blob)
        if whole.exists():
            return True
        try:
            with _in_our_words(), self._held(owner, blob) as part:
                if _hash_of(part) != blob:
                    self._part(owner, blob).unlink()
                    return False
                self._part(owner, blob).rename(whole)
                sync_folder(whole.parent)
        except OffsetError:  # another worker was faster
            pass
        return True

    def read(self, owner: str, blob: str) -> bytes:
        with _in_our_words():
            return self._whole(owner, blob).read_bytes()

    def drop(self, owner: str, blob: str) -> None:
        with _in_our_words():
            for file in (self._whole(owner, blob), self._part(owner, blob)):
                file.unlink(missing_ok=True)

    @contextmanager
    def _held(self, owner: str, blob: str) -> Generator[BinaryIO]:
        """Open the partial for this caller alone.

        Raises:
            OffsetError: the paper is whole.
        """
        file = self._part(owner, blob)
        self._make_folder(file.parent)
        while True:
            with file.open("ab+", buffering=0) as part:
                fcntl.flock(part, fcntl.LOCK_EX)
                # While we waited, it may have become the whole paper or been thrown away: then we hold another file.
                if not _is_at(part, file):
                    continue
                if self._whole(owner, blob).exists():
                    file.unlink()
                    raise OffsetError(self._whole(owner, blob).stat().st_size)
                yield part
                return

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)

    @staticmethod
    def _take_back(part: BinaryIO, end: int, file: Path) -> None:
        """Let nothing count that may not be on the disk."""
        try:
            part.truncate(end)
            os.fsync(part.fileno())
        except OSError:
            file.unlink(missing_ok=True)

    def _whole(self, owner: str, blob: str) -> Path:
        return self._root / owner / blob

    def _part(self, owner: str, blob: str) -> Path:
        return self._root / owner / f"{blob}.part"


def _is_at(opened: BinaryIO, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(opened.fileno()), file.stat())
    except FileNotFoundError:
        return False


def _write(opened: BinaryIO, data: bytes) -> None:
    left = memoryview(data)
    while left:  # a disk that fills up takes a part, and says so only at the next try
        left = left[opened.write(left) :]


def _hash_of(opened: BinaryIO) -> str:
    said = hashlib.sha256()
    opened.seek(0)
    while piece := opened.read(_READ):
        said.update(piece)
    return said.hexdigest()


@contextmanager
def _in_our_words() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise (FilesFullError if error.errno in _FULL else FilesError)(type(error).__name__) from error
