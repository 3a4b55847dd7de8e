"""A backup counts once it has come back to life: what the restored copy holds is what halls may erase.

FOLDER/<UTC time>/ holds one copy of the database and `tested.json`; FOLDER/papers/<machine>/<sha256> the photographed
papers, each copied once. Keys are not in it: whoever has both can read everything (see the technician's manual).
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, insert, select
from sqlalchemy.exc import SQLAlchemyError

from kiosk.durable import sync_folder
from sync.province.backup_kinds import BackupError, Copier
from sync.province.database import Database
from sync.province.journal import note
from sync.province.life_tables import backup_blob
from sync.province.tables import backup_mark, blob, blob_ref, desk_act, dossier, ingest_event, ingest_key, submission

MOST_HOLES = 1000
KEPT_ANYWAY = 2  # however old they are
TESTED, PAPERS, _UNFINISHED = "tested.json", "papers", ".part"
_GROWING = (ingest_key, ingest_event, submission, desk_act, dossier, blob_ref)

_PAPERS = select(blob.c.device_id, blob.c.blob_id, blob.c.size).where(
    blob.c.whole_ms.is_not(None), blob.c.erased_ms.is_(None)
)

ReadPaper = Callable[[str, str], bytes]  # of a machine, by hash


@dataclass(frozen=True, slots=True)
class Mark:
    """What of one epoch of a machine is in a copy: every event up to `through`, less `holes`."""

    device_id: str
    epoch: str
    through: int
    holes: list[int] = field(default_factory=list[int])


@dataclass(frozen=True, slots=True)
class Backup:
    """A tested backup in `folder`: how many events, papers, and how many older backups were removed."""

    folder: Path
    events: int
    papers: int
    removed: int


def back_up(
    database: Database, copier: Copier, folder: Path, now: datetime, keep: timedelta, read_paper: ReadPaper | None
) -> Backup:
    """Take a backup, restore it for a test, note what it holds, and remove those older than `keep`.

    Raises:
        BackupError: the copy does not hold what the database held before; nothing is noted, nothing removed.
        OSError: the folder cannot be written.
    """
    name = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    unfinished, at_ms = folder / f"{name}{_UNFINISHED}", round(now.timestamp() * 1000)
    _remove_unfinished(folder)
    unfinished.mkdir(mode=0o700, parents=True)
    with database.read() as db:
        before = _counts(db)
    copy = unfinished / copier.name
    copier.dump(copy)
    with copier.trial(copy) as restored:
        marks, events = _read_copy(restored, before)
        papers = list(_copy_papers(restored, folder / PAPERS, read_paper)) if read_paper else []
    (unfinished / TESTED).write_text(json.dumps({"at_ms": at_ms, "events": events, "papers": len(papers)}))
    _settle(copy, unfinished, folder / name)
    with database.write() as db:
        _keep_marks(db, marks, papers, at_ms)
        note(db, at_ms, "office", "backup.tested", name, events=events, papers=len(papers))
    return Backup(folder / name, events, len(papers), _prune(folder, now - keep))


def marks_in(rows: Iterable[tuple[str, str, int]], most_holes: int = MOST_HOLES) -> Iterator[Mark]:
    """Yield what stands in rows of (device, epoch, seq), which come sorted.

    With more holes than `most_holes` the mark ends before the first that finds no room.
    """
    mark, closed = None, False
    for device_id, epoch, seq in rows:
        if mark is None or (mark.device_id, mark.epoch) != (device_id, epoch):
            if mark is not None:
                yield mark
            mark, closed = Mark(device_id, epoch, 0), False
        if closed:
            continue
        missing = seq - mark.through - 1
        if len(mark.holes) + missing > most_holes:
            closed = True
            continue
        holes = [*mark.holes, *range(mark.through + 1, seq)] if missing else mark.holes
        mark = Mark(device_id, epoch, seq, holes)
    if mark is not None:
        yield mark


def _counts(db: Connection) -> dict[str, int]:
    return {one.name: db.execute(select(func.count()).select_from(one)).scalar_one() for one in _GROWING}


def _read_copy(restored: Engine, before: dict[str, int]) -> tuple[list[Mark], int]:
    keys = select(ingest_key.c.device_id, ingest_key.c.epoch, ingest_key.c.seq).order_by(
        ingest_key.c.device_id, ingest_key.c.epoch, ingest_key.c.seq
    )
    try:
        with restored.connect() as db:
            there = _counts(db)
            lacking = [name for name, count in before.items() if there[name] < count]
            if lacking:
                raise BackupError(f"the restored copy lacks rows of {', '.join(lacking)}")
            rows = db.execution_options(yield_per=10_000).execute(keys)
            return list(marks_in((row.device_id, row.epoch, row.seq) for row in rows)), there[ingest_event.name]
    except SQLAlchemyError as error:
        raise BackupError(type(error).__name__) from error


def _copy_papers(restored: Engine, folder: Path, read: ReadPaper) -> Iterator[tuple[str, str]]:
    """Copy what is not there yet; yields the papers of which a whole copy lies in `folder`."""
    with restored.connect() as db:
        named = db.execute(_PAPERS)
        for device_id, name, size in named.all():
            file = folder / device_id / name
            if (file.exists() and file.stat().st_size == size) or _copied(file, name, read, device_id):
                yield device_id, name


def _copied(file: Path, name: str, read: ReadPaper, device_id: str) -> bool:
    """Copy one paper; False when it cannot be read now, so that it is not called safe."""
    try:
        content = read(device_id, name)
    except Exception:  # the store of papers has errors of its own; the next backup tries again
        return False
    if hashlib.sha256(content).hexdigest() != name:
        return False
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(_UNFINISHED)
    with draft.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
    return True


def _keep_marks(db: Connection, marks: list[Mark], papers: list[tuple[str, str]], at_ms: int) -> None:
    db.execute(delete(backup_mark))
    db.execute(delete(backup_blob))
    if marks:
        db.execute(insert(backup_mark), [
            {"device_id": one.device_id, "epoch": one.epoch, "through": one.through, "holes": json.dumps(one.holes),
             "at_ms": at_ms} for one in marks
        ])  # fmt: skip
    if papers:
        db.execute(insert(backup_blob), [{"device_id": device, "blob_id": name} for device, name in papers])


def _settle(copy: Path, unfinished: Path, folder: Path) -> None:
    """Give the folder its own name once everything in it is on the disk."""
    for one in (copy, unfinished / TESTED):
        with one.open("rb") as opened:
            os.fsync(opened.fileno())
    unfinished.replace(folder)
    sync_folder(folder.parent)


def _remove_unfinished(folder: Path) -> None:
    for one in folder.glob(f"*{_UNFINISHED}"):
        shutil.rmtree(one)


def _prune(folder: Path, before: datetime) -> int:
    """Remove tested backups from before then, but never the newest; returns how many."""
    tested = sorted(one.parent for one in folder.glob(f"*/{TESTED}"))
    until_ms = before.timestamp() * 1000
    old = [one for one in tested[:-KEPT_ANYWAY] if json.loads((one / TESTED).read_text())["at_ms"] < until_ms]
    for one in old:
        shutil.rmtree(one)
    return len(old)
