"""What villagers prepared at the kiosks: the work list, one opened, its papers, and accepting it."""

from datetime import date
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.clock import milliseconds
from kiosk.languages import texts
from sync.messages import ProblemCode
from sync.province import office
from sync.province.names import called, halls_of, procedure_names
from sync.province.office import Reception, Term, Unit
from sync.province.office_papers import open_paper, papers_of
from sync.province.opened_answers import OpenedAnswers, form_of, read_answers
from sync.province.pages.frame import language_of, path_of, show
from sync.province.pages.guard import OfficialActs, OfficialSees, TheHouse, Who
from sync.province.problems import ProvinceError
from sync.province.worklist import Waiting, halls_waiting, one_submission, procedures_waiting, work_list

routes = APIRouter()

Days = Annotated[int | None, Form(ge=0, le=1000)]


@routes.get("/submissions", name="submissions")
def submissions(
    request: Request, house: TheHouse, who: OfficialSees, hall: str = "", procedure: str = "", code: str = "",
    done: bool = False, after: str = "",
) -> Response:  # fmt: skip
    with house.province.database.read() as db:
        page = work_list(db, hall=hall, procedure=procedure, code=code.strip().upper(), done=done, after=after)
        names = halls_of(db, house.names)
        known = procedure_names(db, house.names, {*procedures_waiting(db), *(one.procedure for one in page.lines)})
        waiting = halls_waiting(db)
    return show(
        request, "submissions", who, "submissions", page=page, names=known, halls=waiting, hall=hall,
        procedure=procedure, code=code, done=done, called=partial(called, names),
    )  # fmt: skip


@routes.get("/submissions/{device_id}/{event_id}", name="submission")
def submission(
    request: Request, house: TheHouse, who: OfficialSees, device_id: str, event_id: str, days: str = "",
    unit: Unit = "working_day",
) -> Response:  # fmt: skip
    term = Term(days=int(days) if days.isdecimal() and len(days) < 4 else None, unit=unit)
    return _show(request, house, who, device_id, event_id, term, None)


@routes.post("/submissions/{device_id}/{event_id}/open", name="open_submission")
def open_submission(request: Request, house: TheHouse, who: OfficialActs, device_id: str, event_id: str) -> Response:
    """Show the answers in clear. Noted in the audit under the official's name."""
    with house.province.database.write() as db:
        one = _one(house, device_id, event_id)
        content = office.open_submission(
            db, house.province.keys.opener, device_id, event_id, house.province.now_ms, who.id
        )
    form = form_of(house.forms, house.names.procedures.get(one.procedure), one.form, one.form_version)
    opened = read_answers(content, form, date.fromisoformat(one.day), texts(language_of(request)))
    return _show(request, house, who, device_id, event_id, Term(), opened)


@routes.post("/submissions/{device_id}/{event_id}/receive", name="receive")
def receive(
    request: Request, house: TheHouse, who: OfficialActs, device_id: str, event_id: str, days: Days = None,
    unit: Annotated[Unit, Form()] = "working_day", digits: Annotated[str, Form(pattern=r"^([0-9]{4})?$")] = "",
) -> Response:  # fmt: skip
    """Accept it; again: the same dossier."""
    reception = Reception(days=days, unit=unit, holder_digits=digits or None)
    with house.province.database.write() as db:
        made = office.receive(db, device_id, event_id, reception, house.province.now, who.id)
    return RedirectResponse(f"{path_of(request, 'dossier', code=made.official_code)}?made=true", 303)


@routes.get("/submissions/{device_id}/{event_id}/papers/{blob_id}", name="paper")
def paper(house: TheHouse, who: OfficialSees, device_id: str, event_id: str, blob_id: str) -> Response:
    """Open a photographed paper. Noted in the audit under the official's name."""
    pdf = open_paper(house.province, device_id, event_id, blob_id, who.id)
    return Response(
        pdf, media_type="application/pdf", headers={"Content-Disposition": 'inline; filename="giay-to.pdf"'}
    )


def _show(
    request: Request, house: TheHouse, who: Who, device_id: str, event_id: str, term: Term,
    opened: OpenedAnswers | None,
) -> Response:  # fmt: skip
    one = _one(house, device_id, event_id)
    with house.province.database.read() as db:
        names = halls_of(db, house.names)
        known = procedure_names(db, house.names, {one.procedure})
        papers = papers_of(db, [(device_id, event_id)]).get((device_id, event_id), [])
        due, complete = office.due_of(db, one.procedure, term, house.province.now)
    return show(
        request, "submission", who, "submissions", one=one, name=known[one.procedure], hall=called(names, one.hall),
        papers=papers, due_ms=milliseconds(due) if due else None, complete=complete, term=term, opened=opened,
        can_open=house.province.keys.opener is not None,
    )  # fmt: skip


def _one(house: TheHouse, device_id: str, event_id: str) -> Waiting:
    with house.province.database.read() as db:
        found = one_submission(db, device_id, event_id)
    if found is None:
        raise ProvinceError(ProblemCode.UNKNOWN_SUBMISSION)
    return found
