"""What the province knows of one dossier, put together for the national exchange.

Who asked comes from the answers, opened with the province's key while they are sent; it is written nowhere.
"""

import json
from contextlib import suppress
from typing import Any, cast

from sqlalchemy import Connection, select

from kiosk.errors import SealError
from kiosk.papers.sheets import read_sources
from kiosk.ports import Opener
from sync.exchange.dossiers import Applicant, Dossier, ProcedureWords, Step
from sync.province import at_desks, steps
from sync.province.tables import pulled_procedure, dossier, dossier_term, submission
from sync.province.told import dossiers, status_of


def facts_of(db: Connection, official_code: str, opener: Opener | None) -> Dossier:
    """Return what is known; of the procedure only its code, of the applicant nothing where there is no `opener`."""
    row = db.execute(dossiers().where(dossier.c.official_code == official_code)).one()
    said = status_of(db, row)
    came = db.execute(
        select(submission.c.sealed, submission.c.arrived_ms).where(
            submission.c.device_id == row.device_id, submission.c.event_id == row.event_id
        )
    ).first()
    kind = select(dossier_term.c.applicant_kind).where(dossier_term.c.official_code == official_code)
    sealed = (at_desks.newest_answers(db, row.device_id, row.event_id) or came.sealed) if came else None
    return Dossier(
        code=official_code,
        agency=row.agency,
        procedure=ProcedureWords(row.procedure),
        submitted_ms=came.arrived_ms if came else row.received_ms,
        received_ms=row.received_ms,
        finished_ms=row.finished_ms,
        applicant_kind=db.execute(kind).scalar(),
        applicant=_applicant(sealed, opener),
        papers=said.papers,
        results=said.results,
        steps=[
            Step(one.number, one.status, one.at_ms, one.due_ms, one.note) for one in steps.of_dossier(db, official_code)
        ],
    )


def drafted_words(db: Connection, code: str) -> ProcedureWords | None:
    """Return a procedure's names as they were last pulled from the exchange, None where it never was."""
    body = db.execute(select(pulled_procedure.c.body).where(pulled_procedure.c.code == code)).scalar()
    if body is None:
        return None
    entry: dict[str, Any] = json.loads(body)
    return ProcedureWords(
        code, entry["name"], dict(entry.get("extra", [])).get("MALINHVUC", ""), entry.get("field", "")
    )


def _applicant(sealed: bytes | None, opener: Opener | None) -> Applicant:
    """Read who asked out of sealed answers; what cannot be opened or read says nothing."""
    if sealed is None or opener is None:
        return Applicant()
    answers: dict[str, dict[str, Any]] = {}
    with suppress(SealError, ValueError, KeyError, TypeError):
        answers = dict(json.loads(opener.open(sealed))["answers"])
    sources = read_sources()
    values = [_first(answers, pages) for pages in (sources["applicant"], sources["id_number"], ["delivery"])]
    return Applicant(*values)


def _first(answers: dict[str, dict[str, Any]], pages: list[str]) -> str:
    for page in pages:
        answer = cast("Any", answers.get(page))
        if isinstance(answer, dict) and isinstance(value := cast("dict[str, Any]", answer).get("value"), str):
            return value
    return ""
