"""The list of screens: which view-models there are on this machine. A new screen is joined here."""

from collections.abc import Sequence
from pathlib import Path

from kiosk.catalogue.wordlists import wanted
from kiosk.dossiers.pad import receipt_shape, slip_shape
from kiosk.dossiers.reuse import Reuse
from kiosk.keyboard.rules import Typing
from kiosk.people.address import Addresses
from ui.touch.parts import Parts, Tools
from ui.touch.sticks import Sticks
from ui.touch.view_models.attract import AttractModel
from ui.touch.view_models.home import HomeModel
from ui.touch.view_models.lookup import LifeEventsModel, ProcedureListModel, SearchModel, SubmissionSearchModel
from ui.touch.view_models.my_ticket import MyNumberModel, MyTicketModel
from ui.touch.view_models.paper_capture import PaperCapture
from ui.touch.view_models.procedure import ProcedureModel
from ui.touch.view_models.rating import RatingModel, ThanksModel
from ui.touch.view_models.result import ResultModel, ResultScanModel
from ui.touch.view_models.result_typed import ResultCodeModel, ResultDigitsModel
from ui.touch.view_models.screen import ScreenModel
from ui.touch.view_models.services import ServicesModel
from ui.touch.view_models.submission import SubmissionModel, SubmissionReceiptModel, SubmissionReviewModel
from ui.touch.view_models.submission_before import SubmissionBeforeModel
from ui.touch.view_models.submission_card import CardReading
from ui.touch.view_models.submission_earlier import EarlierReading
from ui.touch.view_models.submission_form import SubmissionFormModel
from ui.touch.view_models.submission_form import TakeNumber as TakeSubmissionNumber
from ui.touch.view_models.submission_resume import SubmissionResumeModel
from ui.touch.view_models.submission_saved import SubmissionSavedModel
from ui.touch.view_models.submission_visit import SubmissionVisit
from ui.touch.view_models.ticket import TicketModel


def make_screens(parts: Parts, tools: Tools, moves: bool = True) -> list[ScreenModel]:
    """Return the view-models of all screens whose parts are there, the first screen first."""
    numbers = _ticket_door(parts, tools)
    ticket = next((one for one in numbers if isinstance(one, TicketModel)), None)
    submission = _submission_door(parts, tools, ticket)
    form = next((one for one in submission if isinstance(one, SubmissionModel)), None)
    lookup = _lookup_door(parts, tools, ticket, form)
    results = _result_door(parts, tools, ticket)
    behind_doors = [
        *numbers, *_my_ticket_door(parts, tools), *lookup, *results, *submission,
        *_submission_search(parts, tools, ticket, lookup, submission),
    ]  # fmt: skip
    names = {one.name for one in behind_doors}
    return [
        AttractModel(tools.words, tools.way, moves),
        HomeModel(tools.words, tools.way, tools.notices, names),
        *behind_doors,
    ]


def _ticket_door(parts: Parts, tools: Tools) -> list[ScreenModel]:
    if parts.desk is None or parts.print_state is None or parts.services is None:
        return []
    settings = parts.settings
    ticket = TicketModel(
        tools.words, tools.way, tools.notices, tools.jobs, tools.clock, settings, parts.desk, parts.print_state
    )
    look_up = LifeEventsModel.name if parts.library is not None else None
    services = ServicesModel(
        tools.words, tools.way, tools.notices, tools.clock, settings.services, settings.queue.declared, parts.services,
        ticket.issue, look_up,
    )  # fmt: skip
    return [services, ticket]


def _my_ticket_door(parts: Parts, tools: Tools) -> list[ScreenModel]:
    if parts.my_tickets is None or parts.rate is None:
        return []
    rating = RatingModel(tools.words, tools.way, tools.notices, tools.jobs, parts.rate)
    mine = MyTicketModel(
        tools.words, tools.way, tools.notices, tools.jobs, tools.clock, parts.settings, parts.my_tickets, rating.show
    )
    letters = tuple(one.letter for one in parts.settings.services)
    number = MyNumberModel(tools.words, tools.way, letters, mine.show_number)
    return [number, mine, rating, ThanksModel(tools.words, tools.way)]


def _lookup_door(
    parts: Parts, tools: Tools, ticket: TicketModel | None, form: SubmissionModel | None
) -> list[ScreenModel]:
    library, guidance, submissions = parts.library, parts.guidance, parts.submissions
    if library is None or guidance is None:
        return []
    page = ProcedureModel(
        tools.words, tools.way, tools.notices, tools.jobs, tools.clock, guidance.page, guidance.shown,
        guidance.print_slip, guidance.print_state,
        take_number=ticket and (lambda service, code: ticket.issue(service, procedure=code)),
        prepare=form and form.begin,
        has_form=None if submissions is None else lambda code: submissions.forms.for_procedure(code) is not None,
    )  # fmt: skip
    asking = parts.settings.service_for_field("").letter  # the service for whatever no other covers
    ask = ticket and (lambda: ticket.issue(asking))
    procedures = ProcedureListModel(tools.words, tools.way, library.of_life_event, page.show)
    return [
        LifeEventsModel(tools.words, tools.way, library.life_events, procedures.open),
        procedures,
        SearchModel(tools.words, tools.way, library.answer, library.everyday, page.show, ask),
        page,
    ]


def _result_door(parts: Parts, tools: Tools, ticket: TicketModel | None) -> list[ScreenModel]:
    if parts.results is None or parts.advice is None:
        return []
    result = ResultModel(
        tools.words, tools.way, tools.notices, tools.jobs, tools.line, tools.clock, parts.results, parts.advice,
        take_number=ticket and (lambda service, code: ticket.issue(service, procedure=code)),
    )  # fmt: skip
    settings = parts.settings
    receipt, slip = receipt_shape(settings.hall.agency), slip_shape(settings.kiosk.letter)
    return [
        ResultScanModel(tools.words, tools.way),
        ResultCodeModel(
            tools.words, tools.way, tools.notices, lambda code: result.show(code, typed=True), receipt, slip
        ),
        ResultDigitsModel(tools.words, tools.way, tools.notices, result.prove, result.show_status),
        result,
    ]


def _submission_door(parts: Parts, tools: Tools, ticket: TicketModel | None) -> list[ScreenModel]:
    if parts.submissions is None or parts.units is None or ticket is None:
        return []
    visit = SubmissionVisit(parts.submissions, tools.jobs, tools.notices, tools.clock, parts.resuming, parts.dropoff)
    settings, guidance = parts.settings, parts.guidance

    def take_number(field: str, procedure: str, code: str) -> None:
        ticket.issue(settings.service_for_field(field).letter, procedure=procedure, submission=code or None)

    cards = CardReading(parts.addresses or Addresses(parts.units), tools.notices, tools.clock)
    reuse = Reuse(parts.results) if parts.results is not None else None
    earlier = EarlierReading(reuse, tools.line, receipt_shape(settings.hall.agency))
    here = parts.units.named(settings.hall.name, settings.hall.province)
    before = SubmissionBeforeModel(
        tools.words, tools.way, tools.clock, parts.submissions.forms, guidance and guidance.page, take_number
    )
    papers = settings.papers
    sticks = parts.sticks or Sticks([Path(one) for one in papers.usb], papers.file_mb)
    capture = PaperCapture(tools.words, visit, tools.jobs, tools.clock, sticks, papers)
    can_search = parts.library is not None and guidance is not None
    first = SubmissionModel(tools.words, tools.way, visit, wanted(), before.show, can_search)
    before.begin = first.begin
    typing = Typing(settings.keyboard.method, settings.keyboard.style)
    return [
        first,
        before,
        SubmissionFormModel(
            tools.words, tools.way, visit, parts.units, here, take_number, cards, earlier, capture, typing
        ),
        SubmissionReviewModel(tools.words, tools.way, visit, tools.clock, guidance and guidance.page),
        SubmissionReceiptModel(tools.words, tools.way, visit, tools.clock, take_number),
        *_going_on_later(parts, tools, visit, take_number),
    ]


def _going_on_later(
    parts: Parts, tools: Tools, visit: SubmissionVisit, take_number: TakeSubmissionNumber
) -> list[ScreenModel]:
    if parts.resuming is None:
        return []
    return [
        SubmissionResumeModel(tools.words, tools.way, tools.notices, tools.jobs, visit, parts.resuming),
        SubmissionSavedModel(tools.words, tools.way, tools.notices, visit, tools.clock, parts.resuming, take_number),
    ]


def _submission_search(
    parts: Parts, tools: Tools, ticket: TicketModel | None, lookup: Sequence[ScreenModel], door: Sequence[ScreenModel]
) -> list[ScreenModel]:
    """Return the search of door 4: a procedure that has a form is prepared, any other shows its page."""
    before = next((one for one in door if isinstance(one, SubmissionBeforeModel)), None)
    page = next((one for one in lookup if isinstance(one, ProcedureModel)), None)
    library, submissions = parts.library, parts.submissions
    if before is None or page is None or library is None or submissions is None:
        return []

    def show(code: str) -> None:
        (page.show if submissions.forms.for_procedure(code) is None else before.show)(code)

    asking = parts.settings.service_for_field("").letter
    ask = ticket and (lambda: ticket.issue(asking))
    return [SubmissionSearchModel(tools.words, tools.way, library.answer, library.everyday, show, ask)]
