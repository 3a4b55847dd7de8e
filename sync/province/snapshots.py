"""Snapshots: the newest state of every key of a stream that a hall may see, as one file to download piece by piece.

The file is gzip over lines of JSON: first {"stream", "change_seq", "count"}, then `count` changes. Its name on the wire
(ETag) is the SHA-256 of its bytes, so that whoever has it whole knows it. A file stays for a day: a slow download goes
on with the file it began with, whatever changes meanwhile.
"""

import gzip
import hashlib
import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from sync.messages import ProblemCode
from sync.province.feed import EVERYBODY
from sync.province.problems import ProvinceError
from sync.province.tables import change_feed, feed_head

KEEP_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class SnapshotFile:
    path: Path
    etag: str


class Snapshots:
    """The snapshots in `folder`; it may be lost at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def named(self, stream: str, hall: str, etag: str) -> SnapshotFile:
        """Return the snapshot that was begun.

        Raises:
            ProvinceError: it is not here any more, or was another worker's; begin anew.
        """
        sha256 = etag.strip('"')
        found = [one for one in self._folder.glob("*.gz") if one.name.endswith(f"-{sha256}.gz")] if sha256 else []
        for one in found:
            if one.name.startswith(f"{stream}-{hall}-"):
                return SnapshotFile(one, f'"{sha256}"')
        raise ProvinceError(ProblemCode.SNAPSHOT_GONE)

    def newest(self, db: Connection, stream: str, hall: str, incarnation: str) -> SnapshotFile:
        """Return a snapshot of this moment."""
        head = int(db.execute(select(feed_head.c.head)).scalar_one())
        start = f"{stream}-{hall}-{incarnation}-{head}-"
        with suppress(FileNotFoundError):
            for one in self._folder.iterdir():
                if one.name.startswith(start) and one.suffix == ".gz":
                    return SnapshotFile(one, f'"{one.stem.rpartition("-")[2]}"')
        rows = _newest_states(db, stream, hall)
        first = {"stream": stream, "change_seq": head, "count": len(rows)}
        lines = [json.dumps(first), *(_line(row) for row in rows)]
        content = gzip.compress("\n".join(lines).encode(), 6, mtime=0)
        sha256 = hashlib.sha256(content).hexdigest()
        return SnapshotFile(self._put(f"{start}{sha256}.gz", content), f'"{sha256}"')

    def _put(self, name: str, content: bytes) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in self._folder.iterdir():
            with suppress(FileNotFoundError):
                if time.time() - one.stat().st_mtime > KEEP_SECONDS:
                    one.unlink()
        draft = self._folder / f"{name}.new"
        draft.write_bytes(content)
        return draft.rename(self._folder / name)


def _newest_states(db: Connection, stream: str, hall: str) -> Sequence[Any]:
    """Return the newest change of each key in the order of their numbers, as of one moment: one statement."""
    seen = (change_feed.c.stream == stream, change_feed.c.scope.in_((EVERYBODY, hall)))
    newest = select(func.max(change_feed.c.change_seq)).where(*seen).group_by(change_feed.c.key)
    return db.execute(
        select(change_feed.c.change_seq, change_feed.c.key, change_feed.c.op, change_feed.c.body)
        .where(change_feed.c.change_seq.in_(newest))
        .order_by(change_feed.c.change_seq)
    ).all()


def _line(row: Any) -> str:
    said = {"change_seq": row.change_seq, "key": row.key, "op": row.op, "body": json.loads(row.body)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
