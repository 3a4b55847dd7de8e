"""What villagers prepared at the kiosk: today's list, and one opened with the desk's key, completed, checked, and asked
more of, refused or accepted. Clerks only, never stored.
"""

from contextlib import suppress
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from kiosk.catalogue.procedures import Procedure
from kiosk.dossiers.provisional import parse
from kiosk.dossiers.terms import usual_due
from kiosk.errors import CatalogueError, StoreError
from kiosk.forms.checks import PDF
from kiosk.forms.desk import Given
from kiosk.forms.desk_book import Wish
from kiosk.forms.desk_outcome import Acceptance, DeskOutcome, Refusal
from ui.web.desk_shapes import (
    Accept,
    AskForMore,
    CatalogueSays,
    CheckPapers,
    DeskAct,
    GiveAnswer,
    OpenedOut,
    Refuse,
    laws_of,
)
from ui.web.guard import ForClerks, Who
from ui.web.hall import Hall, InHall
from ui.web.shapes import ProblemOut, SubmissionOut

routes = APIRouter(prefix="/api/submissions", tags=["submissions"])

ACTS: dict[int | str, dict[str, Any]] = {
    409: {"model": ProblemOut, "description": "The act was refused; `submission` is its present state."},
    422: {"model": ProblemOut, "description": "Put right what `detail` says; `doubtful_…`: or say once more."},
}


@routes.get("")
def submissions(hall: InHall, who: ForClerks) -> list[SubmissionOut]:
    """Return the submissions begun today, oldest first, without their content."""
    return [SubmissionOut.of(one.status, one.title) for one in hall.submissions.of_day()]


@routes.get("/{code}")
def submission(code: str, hall: InHall, who: ForClerks) -> OpenedOut:
    """Open one by its provisional code. The opening is journalled; nothing may keep the answer."""
    return OpenedOut.opened(hall.submissions.open(code, who.name or ""))


@routes.get("/{code}/papers/{paper}", response_class=Response, responses={200: {"content": {PDF: {}}}})
def photograph(code: str, paper: str, hall: InHall, who: ForClerks) -> Response:
    """Return the villager's photograph of a paper, opened with the desk's key. Journalled; nothing may keep it."""
    pdf = hall.submissions.paper(parse(code).text, paper, who.name or "")
    return Response(pdf, media_type=PDF, headers={"Content-Disposition": "inline", "Cache-Control": "no-store"})


@routes.get("/{code}/catalogue")
def catalogue(code: str, hall: InHall, who: ForClerks) -> CatalogueSays:
    """Return what the catalogue says about its procedure, for refusing and accepting."""
    procedure = _procedure(hall, hall.submissions.listed(parse(code).text).status.procedure)
    due = usual_due(hall.store.clock.now(), procedure.time_limit) if procedure else None
    return CatalogueSays(laws=laws_of(procedure), due=due)


@routes.post("/{code}/answers", responses=ACTS)
def answer(code: str, wanted: GiveAnswer, hall: InHall, who: ForClerks) -> OpenedOut:
    """Answer or correct one question, with the checks of the kiosk. Journalled without its content."""
    given = Given(wanted.how, wanted.value, wanted.accept_doubt)
    return OpenedOut.opened(hall.submissions.answer(_wish(code, wanted, who), wanted.page, given))


@routes.post("/{code}/finish", responses=ACTS)
def finish(code: str, wanted: DeskAct, hall: InHall, who: ForClerks) -> OpenedOut:
    """Save a draft as the villager would have: its slip is printed, the province is told."""
    return OpenedOut.opened(hall.submissions.finish(_wish(code, wanted, who)))


@routes.post("/{code}/papers", responses=ACTS)
def papers(code: str, wanted: CheckPapers, hall: InHall, who: ForClerks) -> OpenedOut:
    """Note what the counter saw of the papers."""
    checks = {name: one.read() for name, one in wanted.papers.items()}
    return OpenedOut.opened(hall.submissions.check_papers(_wish(code, wanted, who), checks))


@routes.post("/{code}/supplement", responses=ACTS)
def supplement(code: str, wanted: AskForMore, hall: InHall, who: ForClerks) -> OpenedOut:
    """Ask for everything that lacks, in one list (form 02)."""
    items = [one.read() for one in wanted.items]
    return OpenedOut.opened(_outcome(hall).ask_for_more(_wish(code, wanted, who), items, sure=wanted.sure))


@routes.post("/{code}/refuse", responses=ACTS)
def refuse(code: str, wanted: Refuse, hall: InHall, who: ForClerks) -> OpenedOut:
    """Refuse with the reason and the law (form 03)."""
    wish = _wish(code, wanted, who)
    laws = laws_of(_procedure(hall, hall.submissions.listed(wish.code).status.procedure))
    refusal = Refusal(wanted.reason, tuple(wanted.laws), wanted.basis)
    return OpenedOut.opened(_outcome(hall).refuse(wish, refusal, laws))


@routes.post("/{code}/accept", responses=ACTS)
def accept(code: str, wanted: Accept, hall: InHall, who: ForClerks) -> OpenedOut:
    """Note the official code that the province's system gave, and when the result is due (form 01)."""
    acceptance = Acceptance(wanted.official_code, wanted.due, wanted.sure)
    return OpenedOut.opened(_outcome(hall).accept(_wish(code, wanted, who), acceptance))


def _wish(code: str, wanted: DeskAct, who: Who) -> Wish:
    name = who.clerk.name if who.clerk else ""
    return Wish(wanted.request_id, parse(code).text, wanted.version, who.name or "", name)


def _outcome(hall: Hall) -> DeskOutcome:
    return DeskOutcome(hall.submissions, hall.settings.hall.agency)


def _procedure(hall: Hall, code: str) -> Procedure | None:
    """Return the catalogue's entry; the counter works without one."""
    with suppress(CatalogueError, StoreError):
        return hall.library().procedure(code)
    return None
