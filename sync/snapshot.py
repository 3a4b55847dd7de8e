"""Reading a stream as a whole: a snapshot comes down piece by piece, is laid beside, and is swapped in at once.

The pieces are kept in memory and not on the disk, because they name dossiers in clear, which nothing on this machine
may. So a cut line costs one piece, and a death of the process the whole download.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, Protocol

from pydantic import ValidationError

from kiosk.errors import LinkDownError
from kiosk.store.database import Act, Store
from sync.messages import Change

PIECE = 256 * 1024
LARGEST = 64 * 1024 * 1024  # packed
ROWS_AT_ONCE = 500


class Swap(Protocol):
    """How a stream's rows are replaced as a whole; each call inside an act of its own."""

    def begin(self, act: Act) -> None:
        """Throw away what an earlier try laid beside."""
        ...

    def lay(self, act: Act, changes: list[Change], incarnation: str) -> None:
        """Lay some rows beside."""
        ...

    def swap(self, act: Act) -> None:
        """Let them take the place of all that is there. What is not among them is gone."""
        ...


class Arriving:
    """A snapshot on its way."""

    def __init__(self) -> None:
        self.etag: str | None = None
        self._content = bytearray()
        self._total: int | None = None

    @property
    def offset(self) -> int:
        return len(self._content)

    @property
    def whole(self) -> bool:
        return self.offset == self._total

    def add(self, content: bytes, offset: int, total: int, etag: str | None) -> None:
        """Add a piece.

        Raises:
            LinkDownError: it is not the one that comes next.
        """
        fits = offset == self.offset and offset + len(content) <= total <= LARGEST and etag is not None
        if not fits or (self.etag is not None and (etag, total) != (self.etag, self._total)):
            raise LinkDownError
        self.etag, self._total = etag, total
        self._content += content

    def read(self, stream: str) -> "tuple[int, list[Change]]":
        """Return the number it stands for and its changes.

        Raises:
            LinkDownError: these are not the bytes that its name says, or not such a file.
        """
        content = bytes(self._content)
        if hashlib.sha256(content).hexdigest() != (self.etag or "").strip('"'):
            raise LinkDownError
        try:
            lines = gzip.decompress(content).decode().splitlines()
            first: dict[str, Any] = json.loads(lines[0])
            changes = [Change.model_validate_json(one) for one in lines[1:]]
            if first["stream"] != stream or first["count"] != len(changes):
                raise LinkDownError
            return int(first["change_seq"]), changes
        except (OSError, EOFError, zlib.error, ValueError, KeyError, IndexError, TypeError, ValidationError) as error:
            raise LinkDownError from error


def lay_all(store: Store, swap: Swap, changes: list[Change], incarnation: str) -> None:
    """Lay a snapshot beside, some rows an act: nobody in the hall has to wait for it."""
    with store.act() as act:
        swap.begin(act)
    for some in _chunks(changes):
        with store.act() as act:
            swap.lay(act, some, incarnation)


def _chunks(changes: list[Change]) -> Iterator[list[Change]]:
    rest = iter(changes)
    while some := list(islice(rest, ROWS_AT_ONCE)):
        yield some
