"""Photographed papers as the province's officials see them: which belong to a submission, one of them opened, and
taking them away once they are in the dossier system.

A whole copy counts whichever machine sent it: the name is the hash of the bytes, and a machine that was enrolled anew
may send what its earlier self had named.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, Field
from sqlalchemy import Connection, select, update

from kiosk.errors import SealError
from kiosk.ports import Opener
from sync.messages import ProblemCode
from sync.province.files import Files
from sync.province.journal import note
from sync.province.problems import ProvinceError
from sync.province.province import Province
from sync.province.tables import blob, blob_ref, dossier

PDF = b"%PDF-"
_AT_ONCE = 5_000  # values in one statement; SQLite takes 32,766

Key = tuple[str, str]  # machine and event of a submission


class SubmissionPaper(BaseModel):
    """A photographed paper of a submission; which one it is stands in the sealed answers."""

    blob: str = Field(description="SHA-256 of the sealed bytes, hex.")
    bytes: int
    whole: bool = Field(description="All of it has come, and its hash is right.")
    arrived_ms: int | None = Field(default=None, description="When the last of it came; null before.")
    erased: bool = Field(default=False, description="It had come, and was erased here after it was handed over.")


@dataclass(frozen=True, slots=True)
class _Copy:
    owner: str
    blob: str
    whole_ms: int
    erased: bool


def papers_of(db: Connection, submissions: Collection[Key]) -> dict[Key, list[SubmissionPaper]]:
    """Return the papers of each of these submissions; those without any are left out."""
    rows = db.execute(
        select(blob_ref.c.device_id, blob_ref.c.event_id, blob_ref.c.blob_id, blob_ref.c.size)
        .where(
            blob_ref.c.device_id.in_({device for device, _ in submissions}),
            blob_ref.c.event_id.in_({event for _, event in submissions}),
        )
        .order_by(blob_ref.c.blob_id)
    ).all()
    whole = _copies(db, [row.blob_id for row in rows])
    found: dict[Key, list[SubmissionPaper]] = {}
    for row in rows:
        copy = whole.get(row.blob_id)
        paper = SubmissionPaper(
            blob=row.blob_id, bytes=row.size, whole=copy is not None, arrived_ms=copy.whole_ms if copy else None,
            erased=copy is not None and copy.erased,
        )  # fmt: skip
        found.setdefault((row.device_id, row.event_id), []).append(paper)
    return found


def open_paper(province: Province, device_id: str, event_id: str, blob_id: str, by: str = "office") -> bytes:
    """Return a paper of a submission in clear, a PDF. Noted in the audit.

    Raises:
        ProvinceError: the submission names no such paper, it has not all come, it was erased, or no key here opens it.
        FilesError
    """
    with province.database.read() as db:
        papers = {one.blob: one for one in papers_of(db, [(device_id, event_id)]).get((device_id, event_id), [])}
        copy = _copies(db, [blob_id]).get(blob_id)
    if blob_id not in papers or papers[blob_id].erased:
        raise ProvinceError(ProblemCode.UNKNOWN_BLOB)
    if copy is None:
        raise ProvinceError(ProblemCode.NOT_WHOLE)
    pdf = _opened(province.keys.opener, province.files, copy)
    with province.database.write() as db:
        note(db, province.now_ms, by, "paper.opened", event_id, blob=blob_id)
    return pdf


def erase_handed_over(province: Province, until_ms: int, *, dry_run: bool = False) -> int:
    """Erase the papers of submissions that became dossiers before `until_ms`, and of nothing else; returns how many.

    What is erased still counts as received: machines are not asked to send it again.
    """
    with province.database.read() as db:
        due = _handed_over(db, until_ms)
    for one in () if dry_run else due:
        with province.database.write() as db:
            is_it = (blob.c.device_id == one.owner) & (blob.c.blob_id == one.blob)
            db.execute(update(blob).where(is_it).values(erased_ms=province.now_ms))
            note(db, province.now_ms, "office", "paper.erased", one.blob, device=one.owner)
        # After the row: a crash between the two leaves a file that nobody asks for, and the next run tries again.
        province.files.drop(one.owner, one.blob)
    return len(due)


def _handed_over(db: Connection, until_ms: int) -> list[_Copy]:
    """Return the copies that only dossiers received before `until_ms` name."""
    same = (dossier.c.device_id == blob_ref.c.device_id) & (dossier.c.event_id == blob_ref.c.event_id)
    rows = db.execute(
        select(blob_ref.c.blob_id, dossier.c.received_ms).select_from(blob_ref.outerjoin(dossier, same))
    ).all()
    kept = {row.blob_id for row in rows if row.received_ms is None or row.received_ms >= until_ms}
    copies = _copies(db, sorted({row.blob_id for row in rows} - kept)).values()
    return [one for one in copies if not one.erased]


def _copies(db: Connection, blobs: Sequence[str]) -> dict[str, _Copy]:
    """Return a whole copy of each of `blobs` that has one: where there are several, one that is still there."""
    found: dict[str, _Copy] = {}
    for at in range(0, len(blobs), _AT_ONCE):
        rows = db.execute(
            select(blob.c.device_id, blob.c.blob_id, blob.c.whole_ms, blob.c.erased_ms).where(
                blob.c.blob_id.in_(blobs[at : at + _AT_ONCE]), blob.c.whole_ms.is_not(None)
            )
        )
        for row in rows:
            if row.blob_id not in found or found[row.blob_id].erased:
                found[row.blob_id] = _Copy(row.device_id, row.blob_id, row.whole_ms, row.erased_ms is not None)
    return found


def _opened(opener: Opener | None, files: Files, copy: _Copy) -> bytes:
    if opener is None:
        raise ProvinceError(ProblemCode.NO_KEY)
    sealed = files.read(copy.owner, copy.blob)
    try:
        pdf = opener.open(sealed)
    except SealError as error:
        raise ProvinceError(ProblemCode.CANNOT_OPEN) from error
    if hashlib.sha256(sealed).hexdigest() != copy.blob or not pdf.startswith(PDF):
        raise ProvinceError(ProblemCode.CANNOT_OPEN)
    return pdf
