"""Dossiers: where each stands, what is late, and moving one on."""

from datetime import date, datetime, time
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from kiosk.clock import HALL_ZONE, hall_day, milliseconds
from kiosk.dossiers.statuses import STATUSES
from sync.messages import PaperName, ProblemCode
from sync.province import office
from sync.province.at_desks import LAST_DAY_MS
from sync.province.dossier_list import FILTERS, Filter, counts, dossier_list, history
from sync.province.names import called, halls_of, procedure_names
from sync.province.notices.words import LONGEST_REASON
from sync.province.office import LONGEST_NOTE, NewStatus, NewTerm, dossier_of
from sync.province.pages.frame import path_of, show
from sync.province.pages.guard import OfficialActs, OfficialSees, TheHouse
from sync.province.problems import ProvinceError

routes = APIRouter()

CLOSING = time(17)  # of a day that an official names; what is handed out on that day is on time


@routes.get("/dossiers", name="dossiers")
def dossiers(
    request: Request, house: TheHouse, who: OfficialSees, show_only: Filter = "open", hall: str = "", code: str = "",
    after: str = "",
) -> Response:  # fmt: skip
    now = house.province.now
    with house.province.database.read() as db:
        page = dossier_list(db, now, show_only, hall=hall, code=code.strip().upper(), after=after)
        found = counts(db, now)
        names = halls_of(db, house.names)
        known = procedure_names(db, house.names, {one.procedure for one in page.lines})
    return show(
        request, "dossiers", who, "dossiers", page=page, counts=found, filters=FILTERS, chosen=show_only, hall=hall,
        code=code, halls=names, names=known, called=partial(called, names),
    )  # fmt: skip


@routes.get("/dossiers/{code}", name="dossier")
def dossier(request: Request, house: TheHouse, who: OfficialSees, code: str, made: bool = False) -> Response:
    with house.province.database.read() as db:
        one, hall = dossier_of(db, code)
        lines = history(db, code)
        names = halls_of(db, house.names)
        known = procedure_names(db, house.names, {one.procedure})
    return show(
        request, "dossier", who, "dossiers", one=one, hall=called(names, hall), name=known[one.procedure],
        history=lines, statuses=STATUSES, people=house.officials.names(), made=made, longest=LONGEST_NOTE,
        longest_reason=LONGEST_REASON, today=hall_day(house.province.now).isoformat(), open=one.finished_ms is None,
    )  # fmt: skip


@routes.post("/dossiers/{code}/status", name="set_status")
def set_status(
    request: Request, house: TheHouse, who: OfficialActs, code: str, status: Annotated[int, Form(ge=1, le=10)],
    note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "", results: Annotated[str, Form(max_length=5000)] = "",
) -> Response:  # fmt: skip
    """Move a dossier; its hall hears of it."""
    named = [PaperName(name=line.strip()[:300]) for line in results.splitlines() if line.strip()][:60]
    new = NewStatus(status=status, note=note.strip() or None, results=named or None)
    with house.province.database.write() as db:
        office.set_status(db, code, new, house.province.now, who.id)
    return RedirectResponse(path_of(request, "dossier", code=code), 303)


@routes.post("/dossiers/{code}/due", name="put_off")
def put_off(
    request: Request, house: TheHouse, who: OfficialActs, code: str, day: Annotated[date, Form()],
    reason: Annotated[str, Form(min_length=1, max_length=LONGEST_REASON, pattern=r"^[^{}]+$")],
) -> Response:  # fmt: skip
    """Promise a late dossier for the end of another day, and tell why (form 04).

    Raises:
        ProvinceError: that day is over.
    """
    due_ms = milliseconds(datetime.combine(day, CLOSING, HALL_ZONE))
    if not house.province.now_ms < due_ms <= LAST_DAY_MS:
        raise ProvinceError(ProblemCode.BAD_REQUEST, "day")
    new = NewTerm(due_ms=due_ms, reason=" ".join(reason.split()))
    with house.province.database.write() as db:
        office.put_off(db, code, new, house.province.now, who.id)
    return RedirectResponse(path_of(request, "dossier", code=code), 303)
