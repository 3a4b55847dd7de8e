"""What the province tells about a dossier, written into the local copy by the sync client's own transaction."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.clock import milliseconds
from kiosk.dossiers.named import NO_PAPERS, NamedPapers
from kiosk.dossiers.secret import code_key
from kiosk.dossiers.writing import tidy
from kiosk.store import dossiers
from kiosk.store.database import Act

LONGEST_NOTE = 300


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One row of the province's stream of changes.

    Attributes:
        code: the official dossier code.
        status: the national status, "1" to "10"; another value is kept as it is.
        change_seq: its place in the stream; a lower one never overwrites a higher one of the same `feed_epoch`.
        feed_epoch: names the run of the stream; a province restored from a backup starts a new one.
        note: a public remark ("còn thiếu giấy chứng sinh"); nothing personal belongs here.
        provisional: the code of the submission it grew from, when the province knows it.
        holder_proof: kiosk.dossiers.secret.holder_proof, when the province knows the applicant's ID number.
        papers: what was handed in with it and what it ended in.
    """

    code: str = field(repr=False)
    status: str
    change_seq: int
    feed_epoch: str = ""
    procedure: str | None = None
    received: datetime | None = None
    due: datetime | None = None
    finished: datetime | None = None
    note: str = field(default="", repr=False)
    provisional: str | None = field(default=None, repr=False)
    holder_proof: str | None = field(default=None, repr=False)
    papers: NamedPapers = NO_PAPERS


def apply_status(act: Act, secret: bytes, change: StatusChange) -> bool:
    """Keep what the province says, inside the caller's transaction.

    Returns:
        False when this or a later change of the same stream was already here.
    """
    row = told_row(secret, change, act.now)
    kept = dossiers.put(act.db, row)
    if change.provisional:
        link_codes(act, secret, change.provisional, change.code)
    if kept:
        act.record("dossier.told", row.code_key.hex()[:16], status=change.status, change_seq=change.change_seq)
    return kept


def lay_beside(act: Act, secret: bytes, change: StatusChange) -> None:
    """Keep what a snapshot says of one dossier beside what is known, until `swap_in`."""
    dossiers.put_next(act.db, told_row(secret, change, act.now))
    if change.provisional:
        link_codes(act, secret, change.provisional, change.code)


def swap_in(act: Act) -> None:
    """Let the snapshot take the place of all that was known; what it does not name is forgotten."""
    gone = dossiers.take_next(act.db)
    if gone:
        act.record("dossier.forgotten", "dossiers", count=gone)


def told_row(secret: bytes, change: StatusChange, told: datetime) -> dossiers.ToldRow:
    """Return what is kept of a change that was `told` then: no code and no digit of it in clear."""
    return dossiers.ToldRow(
        code_key=code_key(secret, _written(change.code)),
        procedure=change.procedure,
        status=change.status,
        received_ms=_stored(change.received),
        due_ms=_stored(change.due),
        finished_ms=_stored(change.finished),
        note=change.note[:LONGEST_NOTE],
        feed_epoch=change.feed_epoch,
        change_seq=change.change_seq,
        told_ms=milliseconds(told),
        holder_key=code_key(secret, change.holder_proof) if change.holder_proof else None,
        papers=change.papers.as_text(),
    )


def forget_old(act: Act, keep_days: int) -> int:
    """Remove dossiers about which the province has said nothing new for `keep_days`; returns how many."""
    gone = dossiers.forget_before(act.db, milliseconds(act.now - timedelta(days=keep_days)))
    if gone:
        act.record("dossier.forgotten", "dossiers", count=gone)
    return gone


def link_codes(act: Act, secret: bytes, provisional: str, official: str) -> None:
    """Remember that the submission `provisional` has become the dossier `official`."""
    dossiers.put_alias(act.db, code_key(secret, _written(provisional)), code_key(secret, _written(official)))


def mark_caught_up(act: Act) -> None:
    """Remember that this machine now has every change the province had: what it answers is true as of now."""
    dossiers.set_caught_up(act.db, milliseconds(act.now))


def _written(code: str) -> str:
    return tidy(code).replace(" ", "")


def _stored(at: datetime | None) -> int | None:
    return milliseconds(at) if at else None
