"""The list of screens: which view-models there are on this machine. A new screen is joined here."""

from ui.touch.parts import Parts, Tools
from ui.touch.view_models.attract import AttractModel
from ui.touch.view_models.home import HomeModel
from ui.touch.view_models.result import ResultCodeModel, ResultModel, ResultScanModel
from ui.touch.view_models.screen import ScreenModel
from ui.touch.view_models.services import Priority, PriorityModel, ServicesModel
from ui.touch.view_models.ticket import TicketModel


def make_screens(parts: Parts, tools: Tools, moves: bool = True) -> list[ScreenModel]:
    """Return the view-models of all screens whose parts are there, the first screen first."""
    behind_doors = [*_ticket_door(parts, tools), *_result_door(parts, tools)]
    names = {one.name for one in behind_doors}
    return [
        AttractModel(tools.words, tools.way, moves),
        HomeModel(tools.words, tools.way, tools.notices, names),
        *behind_doors,
    ]


def _ticket_door(parts: Parts, tools: Tools) -> list[ScreenModel]:
    if parts.desk is None or parts.print_state is None or parts.waiting is None:
        return []
    ticket = TicketModel(tools.words, tools.way, tools.notices, tools.jobs, tools.clock, parts.desk, parts.print_state)
    priority = Priority()
    return [
        ServicesModel(tools.words, tools.way, parts.settings.services, parts.waiting, ticket.issue, priority),
        PriorityModel(tools.words, tools.way, priority),
        ticket,
    ]


def _result_door(parts: Parts, tools: Tools) -> list[ScreenModel]:
    if parts.look_up is None:
        return []
    result = ResultModel(tools.words, tools.way, parts.look_up)
    example = f"{parts.settings.hall.agency}-{tools.clock.now():%y%m%d}-0001"
    return [
        ResultScanModel(tools.words, tools.way),
        ResultCodeModel(tools.words, tools.way, tools.notices, result.show, example),
        result,
    ]
