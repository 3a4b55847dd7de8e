"""What goes over the wire: the JSON shapes of the hall API, described for the OpenAPI page."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from kiosk.forms.submissions import Status
from kiosk.languages import Texts
from kiosk.queue.help import HelpCall, HelpState
from kiosk.queue.overview import CounterView, ServiceView
from kiosk.queue.tickets import State, TicketView
from kiosk.waits import wait_in_short

RequestId = Annotated[
    str,
    Field(
        min_length=1,
        max_length=128,
        pattern=r"^[\x21-\x7e]+$",
        description="Made once for one intention, such as a UUID. The same id again gives the same answer and has no "
        "second effect.",
    ),
]
LetterId = Annotated[
    str,
    Field(pattern=r"^([0-9a-f-]{36}|[0-9a-f]{64})$", description="Of a message to the province, or of a paper."),
]
Version = Annotated[int, Field(ge=1, description="The ticket's version as last seen; an older one answers 409.")]
Letter = Annotated[str, Field(pattern=r"^[A-Z]$", description="The service's letter.")]


def _each_once(letters: list[str]) -> list[str]:
    if len(set(letters)) != len(letters):
        raise PydanticCustomError("twice", "a letter stands there twice")
    return letters


class In(BaseModel):
    """What a client sends: a name nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class LogIn(In):
    clerk: str = Field(min_length=1, max_length=64)
    pin: str = Field(min_length=1, max_length=64)


class SessionOut(Out):
    clerk: str
    name: str
    role: str
    counter: int | None = Field(description="Where the clerk usually serves.")
    csrf: str = Field(description="Goes back as header X-CSRF-Token with every writing call made with the cookie.")


class TakeTicket(In):
    request_id: RequestId
    service: Letter
    priority: bool | Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,32}$")] | None = Field(
        False,
        description="Declared by the villager: the id of a class (elderly, ...), true without a reason; null is false.",
    )
    procedure: str | None = Field(None, pattern=r"^[0-9]\.[0-9]{6}$", description="National code of the procedure.")
    submission: str | None = Field(
        None,
        pattern=r"^KX[A-Z]-[0-9]{6}-[0-9]{3,4}-[0-9]{2}$",
        description="Provisional code of a prepared submission; its last two digits are checked.",
    )
    held: bool = Field(
        False,
        description="For a second kiosk, which prints itself: nobody calls the ticket before the kiosk has told "
        "`POST /api/handover` that it is shown.",
    )


class TicketOut(Out):
    id: str
    number: str
    service: str
    klass: str = Field(serialization_alias="class", description="The class in the order of calling.")
    state: State
    version: int
    place: int | None = Field(description="From 0 in the order of calling; null when not waiting.")
    ahead: int | None = Field(description="How many are called before.")
    wait_minutes: tuple[int, int] | None = Field(description="[least, most]; null while no counter is open.")
    counters: list[int] = Field(description="Open counters that may call it.")
    print: str = Field(description="Its paper: waiting, sending, printed, failed, or none.")
    issued_at: datetime
    counter: int | None
    procedure: str | None
    submission: str | None
    no_shows: int
    called_at: datetime | None
    serving_at: datetime | None
    not_before: datetime | None = Field(description="Set while somebody who did not come rests.")
    parked_until: datetime | None = Field(description="Set while parked; in the past: the time is up.")
    for_counter: int | None = Field(description="The only counter that calls it, while that one is open.")
    legs: int = Field(description="How many services it went through.")
    came_from: str | None = Field(description="The service before a transfer.")
    undo: str | None = Field(description='The act that "undo" would take back now.')

    @classmethod
    def of(cls, view: TicketView) -> "TicketOut":
        return cls.model_validate(view)


class Act(In):
    request_id: RequestId
    version: Version
    counter: int | None = Field(
        None, ge=1, description="Where a parked ticket is called to, or the only one a transferred ticket is for."
    )
    service: Letter | None = Field(None, description="Where a ticket is transferred to.")
    klass: str | None = Field(None, alias="class", max_length=32, description="The class that reclass gives a ticket.")
    minutes: int | None = Field(None, ge=1, le=240, description="How long it is parked; the setting unless given.")


class Reprint(In):
    request_id: RequestId
    version: int | None = Field(None, description="Not needed: a copy changes nothing.")


class Next(In):
    request_id: RequestId


class Call(In):
    request_id: RequestId
    number: str = Field(pattern=r"^[A-Z]\d{3,4}$")


class SetCounter(In):
    state: Literal["open", "break", "closed"]
    services: Annotated[list[Letter], Field(min_length=1), AfterValidator(_each_once)] | None = Field(
        None, description="The hall's configuration unless given; each letter once."
    )


class CounterOut(Out):
    counter: int
    name: str
    state: str
    services: list[str]
    ticket: TicketOut | None = Field(description="Called to it or being served there.")

    @classmethod
    def of(cls, view: CounterView) -> "CounterOut":
        ticket = TicketOut.of(view.ticket) if view.ticket else None
        return cls(
            counter=view.number, name=view.name, state=view.state, services=list(view.services), ticket=ticket
        )  # fmt: skip


class BoardService(Out):
    id: str
    letter: str
    name: str
    waiting: int
    open: bool = Field(description="An open counter serves it now.")
    takes: bool = Field(description="Numbers are given now.")
    reason: str | None = Field(description="Why not: closed_now, holiday, no_counter or no_numbers.")
    why: str | None = Field(description="The same in a Vietnamese sentence.")
    left: int | None = Field(description="Numbers left today; null without a daily quota.")
    wait_minutes: tuple[int, int] | None = Field(description="[least, most] for who joins now; null when unknown.")
    wait_text: str = Field(description="The same in a few Vietnamese words, rounded; empty when unknown.")
    why_text: str = Field(description="Why no numbers are given, in as few; empty when they are.")

    @classmethod
    def of(cls, view: ServiceView, today: date, words: Texts) -> "BoardService":
        return cls(
            id=view.letter, letter=view.letter, name=view.name, waiting=view.waiting or 0, open=bool(view.counters),
            takes=view.takes, reason=view.why and view.why.rpartition(".")[2], why=view.admission.sentence() or None,
            left=view.left, wait_minutes=view.wait_minutes,
            wait_text=wait_in_short(view.wait_minutes, words.say), why_text=view.admission.in_short(today),
        )  # fmt: skip


class BoardCounter(Out):
    counter: int
    name: str
    direction: str = Field(description="Where it is, in Vietnamese; may be empty.")
    state: str
    number: str | None
    ticket_state: str | None


class BoardCall(Out):
    id: int = Field(description="New for every call and recall: a board rings for an id it has not seen.")
    number: str
    counter: int
    name: str = Field(description="The counter's name.")
    direction: str
    recall: bool
    at: datetime
    live: bool = Field(description="Its number is still called, or served, where this call sent it.")
    fresh: bool = Field(description="Young enough to ring for; an older one is shown silently.")
    clips: list[tuple[str, int]] = Field(description="What says it: names under /sounds/, each with ms of silence.")


class BoardVoice(Out):
    volume: int = Field(description="0 to 100.")
    chime: bool
    repeat: int = Field(description="How often a call is said again while no other waits.")


class BoardOut(Out):
    hall: str
    now: datetime
    clock: str = Field(description="What clerks should know of a doubtful clock; empty while it is believed.")
    texts: list[str] = Field(description="What the info strip tells, one after the other.")
    voice: BoardVoice
    services: list[BoardService]
    counters: list[BoardCounter]
    calls: list[BoardCall] = Field(description="Today's last 20 calls, newest first, without those taken back.")


class CallHelp(In):
    request_id: RequestId
    where: str = Field(pattern=r"^[A-Z]( [a-z0-9_-]{1,40})?$", description="The kiosk's letter and its screen.")


class AnswerHelp(In):
    request_id: RequestId | None = Field(None, description="Not needed: an answer only goes forward.")


class HelpOut(Out):
    id: str
    where: str = Field(description="Which kiosk, and from which screen.")
    at: datetime
    state: HelpState
    clerk: str | None
    again: bool = Field(description="It has rung a second time, because nobody was coming.")

    @classmethod
    def of(cls, call: HelpCall) -> "HelpOut":
        return cls.model_validate(call)


class SubmissionOut(Out):
    code: str = Field(description="Provisional code; never an official one.")
    procedure: str
    title: str
    state: str = Field(
        description="draft, saved (here only), sent (the province holds it), supplement (more was asked for), accepted "
        "(a clerk entered its official code), received (the province says it has one) or refused."
    )
    state_text: str = Field(description="The state in one Vietnamese sentence that claims no more than is true.")
    started_at: datetime
    changed_at: datetime
    print: str | None
    official_code: str | None
    version: int = Field(description="Grows with every change.")

    @classmethod
    def of(cls, status: Status, title: str) -> "SubmissionOut":
        return cls(**_listed(status, title))


def _listed(status: Status, title: str) -> dict[str, Any]:
    return {
        "code": status.code, "procedure": status.procedure, "title": title, "state": status.state,
        "state_text": status.in_words(), "started_at": status.started_at, "changed_at": status.changed_at,
        "print": status.print_state, "official_code": status.official_code,
        "version": status.version,
    }  # fmt: skip


class PrinterHealth(Out):
    waiting: int
    failed: int = Field(description="Papers of the last 24 hours that did not come out.")


class SyncHealth(Out):
    online: bool
    last_ok: datetime | None
    pending: int
    refused: int
    problem: str | None


class HealthOut(Out):
    status: Literal["ok"]
    store: Literal["ok"]
    printer: PrinterHealth
    sync: SyncHealth
    listeners: int
    now: datetime


class WrongPlace(Out):
    where: str = Field(description='Such as "body.service".')
    problem: str = Field(description="For programs; never what stood there.")


class ProblemOut(Out):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str = Field(description="A Vietnamese sentence for a person: what happened, what holds, what to do.")
    code: str = Field(description='For programs: "stale_version".')
    ticket: TicketOut | None = Field(None, description="Its present state, when an act on a ticket was refused.")
    submission: SubmissionOut | None = Field(None, description="The same, of an act on a submission.")
    errors: list[WrongPlace] | None = Field(None, description="Of a request that is invalid: where.")
