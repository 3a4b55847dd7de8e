"""Where the bytes of photographed papers lie: one narrow port, and its two sides, a folder and an S3-compatible store.

A paper is named by its owner (the machine that sent it) and the SHA-256 of its bytes. It grows at its end, in pieces,
by any worker; once it is whole and its hash is right, it never changes. What the database says about it is another
matter: after a crash between the two, the files are asked.
"""

from pathlib import Path
from typing import Protocol


class FilesError(Exception):
    """The store cannot be reached or read now. Nothing is lost."""


class FilesFullError(FilesError):
    """There is no room; what was there before is there still."""


class OffsetError(Exception):
    """Not the place where the paper goes on; `offset` is."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Files(Protocol):
    """Every call may raise FilesError. Workers may call for one paper at the same time."""

    def offset(self, owner: str, blob: str) -> int:
        """Return how many bytes lie there for good; 0 for an unknown paper."""
        ...

    def append(self, owner: str, blob: str, offset: int, data: bytes) -> int:
        """Add `data` at `offset`, durably; returns the new offset.

        Raises:
            OffsetError: the paper does not end there, or is whole already.
            FilesFullError: no room; nothing was added.
        """
        ...

    def finish(self, owner: str, blob: str) -> bool:
        """Make what lies there the whole paper, for good. False: its hash is another; all of it was thrown away.

        Again is as good as once.
        """
        ...

    def read(self, owner: str, blob: str) -> bytes:
        """Return a whole paper."""
        ...

    def drop(self, owner: str, blob: str) -> None:
        """Take away whatever lies there."""
        ...


def open_files(address: str | None, home: Path) -> Files:
    """Return the store at `address`: None for the folder "papers" in `home`, a path, or
    "s3://bucket/prefix?endpoint=https://host:port&region=name", whose keys are in the environment
    (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY).

    Raises:
        ValueError: the address is none.
    """
    if address is not None and "://" in address:
        from sync.province.files_s3 import S3Files  # few provinces need its library

        return S3Files.at(address)
    from sync.province.files_disk import DiskFiles

    return DiskFiles(Path(address) if address else home / "papers")
