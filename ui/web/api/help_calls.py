"""Villagers who ask for a person, and the clerk's answer."""

from fastapi import APIRouter

from kiosk.errors import NotAllowedError
from kiosk.queue.help import HelpAnswer, answer_help, call_help, help_call, open_help_calls
from ui.web.guard import ForClerks, ForKiosks, ForKiosksAndClerks
from ui.web.hall import InHall
from ui.web.shapes import AnswerHelp, CallHelp, HelpOut

routes = APIRouter(prefix="/api/help", tags=["help"])


@routes.get("")
def calls(hall: InHall, who: ForClerks) -> list[HelpOut]:
    """Return today's calls that are not done, oldest first."""
    return [HelpOut.of(one) for one in open_help_calls(hall.store)]


@routes.post("", status_code=201)
def call(wanted: CallHelp, hall: InHall, who: ForKiosks) -> HelpOut:
    """Call a person to a second kiosk. The same request_id again is the same call."""
    if who.kiosk != wanted.where[0]:
        raise NotAllowedError()
    return HelpOut.of(call_help(hall.store, wanted.request_id, wanted.where))


@routes.get("/{call}")
def one_call(call: str, hall: InHall, who: ForKiosksAndClerks) -> HelpOut:
    """Return one call: how far the answer is."""
    return HelpOut.of(help_call(hall.store, call))


@routes.post("/{call}/{answer}")
def answer(call: str, answer: HelpAnswer, hall: InHall, who: ForClerks, wanted: AnswerHelp | None = None) -> HelpOut:
    """Say that it was seen, that somebody is coming, or that it is done. An answer only goes forward."""
    return HelpOut.of(answer_help(hall.store, call, answer, who.name))
