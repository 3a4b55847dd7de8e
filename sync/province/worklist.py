"""Submissions that wait for the province, the oldest first, and whether all their papers have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, tuple_

from sync.province import at_desks
from sync.province.office import with_dossier
from sync.province.office_papers import SubmissionPaper, papers_of
from sync.province.tables import dossier, submission

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the work list. `papers` is how many it names, `lacking` how many of them are not whole yet."""

    device_id: str
    event_id: str
    code: str
    hall: str
    procedure: str
    form: str
    form_version: int
    day: str
    arrived_ms: int
    official_code: str | None
    papers: int
    lacking: int
    at_desk: str | None


@dataclass(frozen=True, slots=True)
class WorkPage:
    """`after` asks for the next page; "" on the last one."""

    lines: list[Waiting]
    after: str
    total: int


def work_list(
    db: Connection, *, hall: str = "", procedure: str = "", code: str = "", done: bool = False, after: str = ""
) -> WorkPage:
    """Return a page of submissions: those that are no dossier yet, the oldest first; `done`: the others, newest first.

    Args:
        after: from the page before, "1795395600000.<event id>".
    """
    wanted = with_dossier().where(dossier.c.official_code.is_not(None) if done else dossier.c.official_code.is_(None))
    for column, value in ((submission.c.hall, hall), (submission.c.procedure, procedure), (submission.c.code, code)):
        if value:
            wanted = wanted.where(column == value)
    total = db.execute(select(func.count()).select_from(wanted.subquery())).scalar_one()
    place = tuple_(submission.c.arrived_ms, submission.c.event_id)
    at, _, event = after.partition(".")
    if at.isdecimal() and len(at) < 16 and len(event) == 36:
        behind = tuple_(int(at), event)
        wanted = wanted.where(place < behind if done else place > behind)
    order = (submission.c.arrived_ms, submission.c.event_id)
    rows = db.execute(wanted.order_by(*(one.desc() for one in order) if done else order).limit(PER_PAGE + 1)).all()
    lines = _lines(db, rows[:PER_PAGE])
    more = len(rows) > PER_PAGE
    return WorkPage(lines, f"{lines[-1].arrived_ms}.{lines[-1].event_id}" if more else "", total)


def one_submission(db: Connection, device_id: str, event_id: str) -> Waiting | None:
    wanted = with_dossier().where(submission.c.device_id == device_id, submission.c.event_id == event_id)
    return next(iter(_lines(db, db.execute(wanted).all())), None)


def procedures_waiting(db: Connection) -> list[str]:
    """Return the procedures that the list can be narrowed to."""
    return list(db.execute(select(submission.c.procedure).distinct().order_by(submission.c.procedure)).scalars())


def halls_waiting(db: Connection) -> list[str]:
    return list(db.execute(select(submission.c.hall).distinct().order_by(submission.c.hall)).scalars())


def _lines(db: Connection, rows: Sequence[Row[Any]]) -> list[Waiting]:
    named = papers_of(db, [(row.device_id, row.event_id) for row in rows])
    return [_line(db, row, named.get((row.device_id, row.event_id), [])) for row in rows]


def _line(db: Connection, row: Row[Any], papers: Sequence[SubmissionPaper]) -> Waiting:
    return Waiting(
        **row._mapping, papers=len(papers), lacking=sum(not one.whole for one in papers),  # pyright: ignore[reportPrivateUsage]
        at_desk=at_desks.last_act(db, row.device_id, row.event_id),
    )  # fmt: skip
