"""What a second kiosk tells: which numbers its villagers have, and which it gave out while this server was away."""

from datetime import datetime
from typing import Annotated, Literal, Self

from fastapi import APIRouter
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kiosk.errors import NotAllowedError
from kiosk.languages import texts
from kiosk.queue.hall_line import Outcome
from kiosk.queue.receive import Receiver
from ui.web.guard import ForKiosks
from ui.web.hall import InHall
from ui.web.shapes import In, Letter, Out, RequestId

routes = APIRouter(prefix="/api/handover", tags=["second kiosk"])

MOST = 100  # outcomes in one body
LONGEST_AGE_MS = 366 * 86_400_000

Requests = Annotated[list[RequestId], Field(max_length=MOST)]


class OwnTicket(In):
    """A number out of the kiosk's own range that a villager has on paper."""

    id: str = Field(
        pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        description="A UUID made by the kiosk; the ticket keeps it.",
    )
    request_id: RequestId
    asked: bool = Field(description="This server may have heard the request and holds a ticket for it: it ends.")
    number: str = Field(pattern=r"^[A-Z][0-9]{3}$")
    service: Letter
    klass: str = Field("", alias="class", pattern=r"^[a-z0-9_-]{0,32}$")
    procedure: str | None = Field(None, pattern=r"^[0-9]\.[0-9]{6}$")
    submission: str | None = Field(None, pattern=r"^KX[A-Z]-[0-9]{6}-[0-9]{3,4}-[0-9]{2}$")
    age_ms: int = Field(ge=-LONGEST_AGE_MS, le=LONGEST_AGE_MS, description="How long ago it was given out.")


class GivenUp(In):
    request_id: RequestId
    ticket: RequestId = Field(description="The ticket's id.")


class HandOverIn(In):
    """Nothing in it is a sign of life: from then on the kiosk has nothing older to tell. Each request stands in it
    once."""

    kiosk: Letter
    shown: Requests = Field(default_factory=list, description="Requests whose ticket a villager now has.")
    dropped: Requests = Field(default_factory=list, description="Requests that shall have no ticket.")
    tickets: Annotated[list[OwnTicket], Field(max_length=MOST)] = Field(default_factory=list[OwnTicket])
    cancelled: Annotated[list[GivenUp], Field(max_length=MOST)] = Field(
        default_factory=list[GivenUp], description="Numbers that a villager gave up again."
    )

    @model_validator(mode="after")
    def _each_request_once(self) -> Self:
        said = [*self.shown, *self.dropped, *(one.request_id for one in (*self.tickets, *self.cancelled))]
        if len(set(said)) != len(said):
            raise PydanticCustomError("request_twice", "one request with two outcomes")
        return self


class VerdictOut(Out):
    request_id: str
    verdict: Literal["taken", "again", "refused"]
    reason: str | None = Field(description="For programs: day_passed, out_of_range, unknown_service, number_taken, ...")
    detail: str | None = Field(description="Why it was refused, for a technician.")


class HandOverOut(Out):
    now: datetime
    verdicts: list[VerdictOut]


@routes.post("")
def hand_over(told: HandOverIn, hall: InHall, who: ForKiosks) -> HandOverOut:
    """Take in what became of a kiosk's requests. Saying it again changes nothing.

    A token speaks for one kiosk: another one's numbers are refused with 403.
    """
    if who.kiosk != told.kiosk:
        raise NotAllowedError()
    outcomes = [
        *(Outcome(one, "shown", asked=True) for one in told.shown),
        *(Outcome(one, "dropped", asked=True) for one in told.dropped),
        *(
            Outcome(
                one.request_id, "alone", one.asked, one.id, one.number, one.service, one.klass, one.procedure,
                one.submission, one.age_ms,
            )
            for one in told.tickets
        ),
        *(Outcome(one.request_id, "cancelled", asked=True, ticket=one.ticket) for one in told.cancelled),
    ]  # fmt: skip
    verdicts = Receiver(hall.store, hall.settings).receive(told.kiosk, outcomes)
    return HandOverOut(
        now=hall.store.clock.now(), verdicts=[_verdict(request, said) for request, said in verdicts.items()]
    )


def _verdict(request: str, said: str) -> VerdictOut:
    match said:
        case "taken" | "again":
            return VerdictOut(request_id=request, verdict=said, reason=None, detail=None)
        case _:
            detail = texts("vi").say(f"handover.{said}")
            return VerdictOut(request_id=request, verdict="refused", reason=said, detail=detail)
