"""What the province's officials do: look at submissions, receive them, move dossiers, publish procedures.

Every act that halls should hear of is one transaction with its change in the feed.
"""

import base64
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, Field, TypeAdapter, model_validator
from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from kiosk.catalogue.procedures import Procedure, TimeLimit
from kiosk.clock import hall_day, milliseconds
from kiosk.dossiers.calendar import present
from kiosk.dossiers.secret import holder_proof
from kiosk.dossiers.terms import MOST_DAYS, Count, count, terms_of
from kiosk.errors import SealError
from kiosk.languages import texts
from kiosk.ports import Opener
from kiosk.store.canonical import canonical
from sync.messages import (
    PAPERS_OF_A_DOSSIER,
    STREAM_DOSSIERS,
    DossierStatus,
    Milliseconds,
    Name,
    PaperName,
    ProblemCode,
    Uuid,
)
from sync.province import at_desks, steps
from sync.province.feed import Publisher
from sync.province.journal import note
from sync.province.notices import book
from sync.province.notices.consent import Contact
from sync.province.notices.words import LONGEST_REASON
from sync.province.office_papers import SubmissionPaper, papers_of
from sync.province.problems import ProvinceError
from sync.province.tables import dossier, dossier_holder, dossier_paper, submission
from sync.province.told import dossiers, status_of
from sync.province.updates import repository
from sync.province.updates.repository import Repository
from sync.province.updates.versions import in_force, with_version
from sync.signed import entry_path

RECEIVED, DONE, RETURNED = 2, 9, 10
PERSON = 1
LONGEST_NOTE = 300
PROCEDURE = TypeAdapter(Procedure)  # from_json believes its types; what officials publish may have others
OFFICE = "office"  # the actor of programs that show the office token


class SubmissionLine(BaseModel):
    """A submission in the officials' list; who prepared it stays sealed."""

    device_id: str
    event_id: str
    code: str = Field(description="The provisional code on the villager's slip.")
    hall: str
    procedure: str
    form: str
    form_version: int
    day: str
    arrived_ms: int
    official_code: str | None = Field(description="The dossier it has become; null while it waits.")
    at_desk: str | None = Field(
        default=None, description="What the hall's counter did last: supplement, refused or accepted; null before."
    )
    complete: bool = Field(description="All its papers have come; before that it is not received.")
    papers: list[SubmissionPaper]


Unit = Literal["working_day", "day"]


class Term(BaseModel):
    """How long the authority has. Without `days`, the term of the published procedure counts; without that, none."""

    days: float | None = Field(
        default=None, ge=0, le=MOST_DAYS, multiple_of=0.5, description="Halves: working days only."
    )
    unit: Unit = "working_day"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.unit == "day" and self.days is not None and self.days != int(self.days):
            raise ValueError("days")
        return self


class Reception(Term):
    """How a dossier is accepted. Of the digits only a keyed hash is kept."""

    holder_digits: str | None = Field(
        default=None,
        pattern=r"^[0-9]{4}$",
        description="The last four digits of the applicant's ID number: what a kiosk asks of who types the code.",
    )
    applicant_kind: int | None = Field(
        default=None, ge=1, le=4, description="Who asks: 1 a person, 2 a business, 3 a state agency, 4 another body."
    )
    papers: list[PaperName] = Field(
        default=[], max_length=PAPERS_OF_A_DOSSIER, description="What was handed in; a later dossier may refer to it."
    )
    contact: Contact | None = Field(
        default=None,
        description="Where the applicant agreed at the desk to be told; null: what they said at the kiosk counts.",
    )


class NewDossier(Reception):
    """Papers handed in at a desk."""

    request_id: Uuid = Field(description="Made by the caller; the same again is the same dossier.")
    hall: Name
    agency: Name
    procedure: Name


class DossierMade(DossierStatus):
    """A dossier with its official code."""

    calendar_complete: bool = Field(
        description="False: the days off of a year in the count are not published yet; check the due date."
    )


class NewStatus(BaseModel):
    status: int = Field(ge=1, le=10)
    note: str | None = Field(default=None, max_length=LONGEST_NOTE, description="For the villager; nothing personal.")
    results: list[PaperName] | None = Field(
        default=None, max_length=PAPERS_OF_A_DOSSIER, description="What it ended in; null leaves them as they are."
    )


class NewTerm(BaseModel):
    """Form 04: an apology, and another day."""

    due_ms: Milliseconds = Field(ge=at_desks.FIRST_DAY_MS, le=at_desks.LAST_DAY_MS)
    reason: str = Field(
        min_length=1, max_length=LONGEST_REASON, pattern=r"^[^\n\r\t{}]+$",
        description='Why it is late, in a few words that follow "vì"; nothing personal.',
    )  # fmt: skip


def list_submissions(
    db: Connection, hall: str | None, code: str | None, waiting: bool, limit: int
) -> list[SubmissionLine]:
    """Return submissions, newest first; `waiting`: only those that are no dossier yet."""
    wanted = with_dossier().order_by(submission.c.arrived_ms.desc(), submission.c.event_id.desc()).limit(limit)
    if hall is not None:
        wanted = wanted.where(submission.c.hall == hall)
    if code is not None:
        wanted = wanted.where(submission.c.code == code)
    if waiting:
        wanted = wanted.where(dossier.c.official_code.is_(None))
    rows = db.execute(wanted).all()
    papers = papers_of(db, [(row.device_id, row.event_id) for row in rows])
    return [_line(db, row, papers.get((row.device_id, row.event_id), [])) for row in rows]


def open_submission(
    db: Connection, opener: Opener | None, device_id: str, event_id: str, now_ms: int, by: str = OFFICE
) -> Any:
    """Return a submission's answers in clear, as a counter left them: their JSON value, or {"base64": ...} for other
    bytes. Noted in the audit.

    Raises:
        ProvinceError: no such submission, no private key here, or sealed to another.
    """
    row = _submission(db, device_id, event_id)
    if opener is None:
        raise ProvinceError(ProblemCode.NO_KEY)
    try:
        plain = opener.open(at_desks.newest_answers(db, device_id, event_id) or row.sealed)
    except SealError as error:
        raise ProvinceError(ProblemCode.CANNOT_OPEN) from error
    note(db, now_ms, by, "submission.opened", row.code)
    try:
        return json.loads(plain)
    except ValueError:
        return {"base64": base64.b64encode(plain).decode()}


def receive(
    db: Connection, device_id: str, event_id: str, term: Reception, now: datetime, by: str = OFFICE
) -> DossierMade:
    """Accept a submission: it becomes a dossier with an official code. Again: the same dossier.

    Raises:
        ProvinceError: no such submission.
    """
    publisher = Publisher(db, milliseconds(now))
    row = _submission(db, device_id, event_id)
    made = db.execute(dossiers().where(dossier.c.device_id == device_id, dossier.c.event_id == event_id)).first()
    if made is not None:
        return DossierMade(**status_of(db, made).model_dump(), calendar_complete=True)
    origin = {"device_id": device_id, "event_id": event_id, "provisional_code": row.code}
    return _make_dossier(db, publisher, row.hall, row.agency, row.procedure, term, now, origin, by)


def open_dossier(db: Connection, new: NewDossier, now: datetime) -> DossierMade:
    """Accept papers handed in at the desk: a dossier without a submission. The same request again: the same dossier."""
    publisher = Publisher(db, milliseconds(now))
    made = db.execute(dossiers().where(dossier.c.device_id.is_(None), dossier.c.event_id == new.request_id)).first()
    if made is not None:
        return DossierMade(**status_of(db, made).model_dump(), calendar_complete=True)
    origin = {"event_id": new.request_id}
    return _make_dossier(db, publisher, new.hall, new.agency, new.procedure, new, now, origin)


def set_status(db: Connection, official_code: str, new: NewStatus, now: datetime, by: str = OFFICE) -> DossierStatus:
    """Move a dossier; halls hear of it if that changes anything.

    Raises:
        ProvinceError: no such dossier.
    """
    publisher = Publisher(db, milliseconds(now))
    row = _dossier(db, official_code)
    before = status_of(db, row)
    finished_ms = (row.finished_ms or milliseconds(now)) if new.status in (DONE, RETURNED) else None
    db.execute(
        update(dossier)
        .where(dossier.c.official_code == official_code)
        .values(status=new.status, note=new.note, finished_ms=finished_ms)
    )
    if new.results is not None:
        _put_papers(db, official_code, "results", new.results)
    if status_of(db, _dossier(db, official_code)) != before:
        due_ms = steps.add(db, row, new.status, new.note, milliseconds(now))
        db.execute(update(dossier).where(dossier.c.official_code == official_code).values(due_ms=due_ms))
    changed = _dossier(db, official_code)
    said = status_of(db, changed)
    if publisher.publish(STREAM_DOSSIERS, changed.hall, official_code, said.model_dump()):
        note(db, milliseconds(now), by, "dossier.status", official_code, status=new.status)
    if row.status != new.status:
        book.status_changed(db, official_code, new.status, publisher.head, milliseconds(now))
    return said


def put_off(db: Connection, official_code: str, new: NewTerm, now: datetime, by: str = OFFICE) -> DossierStatus:
    """Promise a late dossier for another day, and tell halls and the applicant why. Again: nothing happens.

    Raises:
        ProvinceError: no such dossier.
    """
    publisher = Publisher(db, milliseconds(now))
    row = _dossier(db, official_code)
    apology = texts("vi").say("tell.late.note", reason=new.reason)
    changes = {"due_ms": new.due_ms, "note": apology}
    if (row.due_ms, row.note) != (new.due_ms, apology):
        steps.add(db, row, row.status, apology, milliseconds(now), promised_ms=new.due_ms)
    db.execute(update(dossier).where(dossier.c.official_code == official_code).values(**changes))
    changed = _dossier(db, official_code)
    said = status_of(db, changed)
    if publisher.publish(STREAM_DOSSIERS, changed.hall, official_code, said.model_dump()):
        note(db, milliseconds(now), by, "dossier.put_off", official_code, due_ms=new.due_ms)
        book.tell(db, official_code, "late", publisher.head, milliseconds(now), new.reason)
    return said


def require(db: Connection, official_code: str) -> None:
    """
    Raises:
        ProvinceError: no such dossier.
    """
    _dossier(db, official_code)


def find_dossier(db: Connection, code: str, hall: str) -> tuple[DossierStatus, str] | None:
    """Return a dossier by its official code, or by a provisional code of `hall`, and the hall it is of.

    None where there is none, or the provisional code stands for several.
    """
    by_slip = (dossier.c.provisional_code == code) & (dossier.c.hall == hall)
    rows = db.execute(dossiers().where((dossier.c.official_code == code) | by_slip).limit(2)).all()
    return (status_of(db, rows[0]), rows[0].hall) if len(rows) == 1 else None


def dossier_of(db: Connection, official_code: str) -> tuple[DossierStatus, str]:
    """Return a dossier and its hall.

    Raises:
        ProvinceError: no such dossier.
    """
    row = _dossier(db, official_code)
    return status_of(db, row), row.hall


def publish_procedure(
    db: Connection,
    updates: Repository,
    code: str,
    entry: dict[str, Any] | None,
    now: datetime,
    by: str = OFFICE,
) -> tuple[bool, bool]:
    """Publish an entry of the catalogue, signed, to all halls; None takes it away from them again.

    Returns whether that changes anything, and whether it is signed: where the key is kept elsewhere it waits for it.
    """
    path = entry_path(code)
    if entry is None:
        repository.remove_draft(db, path, now)
    else:
        body = with_version(repository.published(db, path), {**entry, "code": code}, hall_day(now).isoformat())
        repository.put_draft(db, path, [canonical(body).encode()], now)
    waits = any(one.path == path for one in repository.difference(db))
    signs = updates.can_sign(db)
    if signs or not waits:
        updates.publish_in(db, now, only=path)
    if waits:
        note(db, milliseconds(now), by, "catalogue.published" if signs else "catalogue.drafted", code)
    return waits, signs or not waits


def _line(db: Connection, row: Row[Any], papers: list[SubmissionPaper]) -> SubmissionLine:
    more = {
        "at_desk": at_desks.last_act(db, row.device_id, row.event_id),
        "complete": all(one.whole for one in papers),
        "papers": papers,
    }
    return SubmissionLine.model_validate({**row._mapping, **more})  # pyright: ignore[reportPrivateUsage]


def _make_dossier(
    db: Connection, publisher: Publisher, hall: str, agency: str, procedure: str, term: Reception, now: datetime,
    origin: dict[str, str], by: str = OFFICE,
) -> DossierMade:  # fmt: skip
    """Mint the next code of the agency's day. The publisher's lock keeps a second one from taking the same number."""
    day = hall_day(now)
    number = 1 + (
        db.execute(
            select(func.max(dossier.c.number)).where(dossier.c.agency == agency, dossier.c.day == day.isoformat())
        ).scalar()
        or 0
    )
    code = f"{agency}-{day:%y%m%d}-{number:04d}"
    limit = _limit(db, procedure, term, now)
    counted = count(now, limit, present()) if limit else None
    due_ms = milliseconds(counted.due) if counted else None
    db.execute(
        insert(dossier).values(
            official_code=code, agency=agency, day=day.isoformat(), number=number, hall=hall, procedure=procedure,
            status=RECEIVED, received_ms=milliseconds(now), due_ms=due_ms, **origin,
        )
    )  # fmt: skip
    kind = term.applicant_kind or (PERSON if "device_id" in origin else None)  # the kiosk's forms are for persons
    steps.begin(db, code, RECEIVED, milliseconds(now), due_ms, limit.unit if limit else None, kind)
    if term.holder_digits is not None:
        proof = holder_proof(code, term.holder_digits)
        db.execute(insert(dossier_holder).values(official_code=code, holder_proof=proof))
    _put_papers(db, code, "papers", term.papers)
    made = status_of(db, _dossier(db, code))
    publisher.publish(STREAM_DOSSIERS, hall, code, made.model_dump())
    book.tell(db, code, "accepted", publisher.head, milliseconds(now))
    note(db, milliseconds(now), by, "dossier.received", code, provisional=made.provisional_code)
    return DossierMade(**made.model_dump(), calendar_complete=_is_complete(counted))


def due_of(db: Connection, procedure: str, term: Term, now: datetime) -> tuple[datetime | None, bool]:
    """Return when a dossier received now would be due, None without a known term; and whether the days off of all
    years in the count are known."""
    limit = _limit(db, procedure, term, now)
    counted = count(now, limit, present()) if limit else None
    return counted.due if counted else None, _is_complete(counted)


def _is_complete(counted: Count | None) -> bool:
    return counted is None or not counted.unpublished


def _limit(db: Connection, procedure: str, term: Term, now: datetime) -> TimeLimit | None:
    """Return the term the official gave, or the one of the published procedure where it has just one."""
    if term.days is not None:
        return TimeLimit(term.days, term.unit)
    published = in_force(repository.published(db, entry_path(procedure)), hall_day(now).isoformat())
    try:
        found = terms_of(PROCEDURE.validate_python(asdict(Procedure.from_json(published)))) if published else []
    except (TypeError, ValueError):
        return None
    return found[0][1] if len(found) == 1 and 0 <= (found[0][1].value or 0) <= MOST_DAYS else None


def with_dossier() -> Select[Any]:
    """Return submissions without what is sealed in them, each with the official code of the dossier it has become."""
    same = (dossier.c.device_id == submission.c.device_id) & (dossier.c.event_id == submission.c.event_id)
    columns = [one for one in submission.columns if one.name not in ("sealed", "agency")]
    return select(*columns, dossier.c.official_code).select_from(submission.outerjoin(dossier, same))


def _submission(db: Connection, device_id: str, event_id: str) -> Row[Any]:
    row = db.execute(
        select(submission).where(submission.c.device_id == device_id, submission.c.event_id == event_id)
    ).first()
    if row is None:
        raise ProvinceError(ProblemCode.UNKNOWN_SUBMISSION)
    return row


def _dossier(db: Connection, official_code: str) -> Row[Any]:
    row = db.execute(dossiers().where(dossier.c.official_code == official_code)).first()
    if row is None:
        raise ProvinceError(ProblemCode.UNKNOWN_DOSSIER)
    return row


def _put_papers(
    db: Connection, official_code: str, kind: Literal["papers", "results"], papers: list[PaperName]
) -> None:
    """Let the dossier have these papers of the kind, in place of those it had."""
    same = (dossier_paper.c.official_code == official_code) & (dossier_paper.c.kind == kind)
    db.execute(delete(dossier_paper).where(same))
    rows = [
        {"official_code": official_code, "kind": kind, "number": number, **one.model_dump()}
        for number, one in enumerate(papers)
    ]
    if rows:
        db.execute(insert(dossier_paper), rows)
