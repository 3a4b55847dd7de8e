"""The JSON shapes of the manager's page and of the rating page."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from kiosk.queue.ratings import RatingState
from kiosk.queue.tickets import State
from ui.web.shapes import HelpOut, In, Letter, Out, RequestId

Line = Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]*\S[^\x00-\x1f\x7f]*$")]
Lines = Annotated[list[Line], Field(max_length=20)]
ClerkId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9._-]{0,31}$", description="What stands in the journal.")]
CounterNumber = Annotated[int, Field(ge=1, le=99)]
Pin = Annotated[str, Field(min_length=1, max_length=64)]


class ColumnOut(Out):
    id: str
    kind: Literal["count", "minutes", "share"] = Field(description="A share is 0 to 1.")
    name: str
    means: str = Field(description="How it is counted, in plain words.")


class LineOut(Out):
    key: str
    name: str
    values: dict[str, float | None] = Field(description="By the column's id; null for what does not exist.")


class GroupOut(Out):
    id: Literal["total", "services", "counters", "hours", "days"]
    name: str
    means: str = Field(description="What belongs to which line of this table.")
    columns: list[str]
    lines: list[LineOut]


class ReasonOut(Out):
    id: str
    name: str
    count: int


class StatisticsOut(Out):
    since: date
    until: date = Field(description="Not included.")
    columns: list[ColumnOut]
    groups: list[GroupOut]
    reasons: list[ReasonOut]


class ScreenOut(Out):
    page: str
    title: str = Field(description="The question, in Vietnamese.")
    visits: int
    median_seconds: float | None = Field(description="Null where nobody has left the screen yet.")
    back: int
    help: int
    quit: int = Field(description="Visits that ended here, neither finished nor put aside with a slip.")
    left_to_staff: int
    errors: int


class FormScreensOut(Out):
    form: str
    version: int
    title: str
    screens: list[ScreenOut] = Field(description="In the order of the form.")


class ServiceTodayOut(Out):
    letter: str
    name: str
    waiting: int
    longest: int | None = Field(description="Minutes that the one who waits longest has waited.")
    done: int
    counters: list[int]
    takes: bool
    why: str | None = Field(description="Why no number is given, in one Vietnamese sentence.")
    left: int | None = Field(description="What the daily quota leaves; null without one.")


class CounterTodayOut(Out):
    counter: int
    name: str
    state: str
    services: list[str]
    number: str | None
    ticket_state: State | None
    since: datetime | None = Field(description="Since when this number is called or served.")
    done: int
    mean: float | None = Field(description="Mean of today's service minutes.")


class TodayOut(Out):
    now: datetime
    tickets: int
    counts: dict[str, int] = Field(description="Tickets by their present state.")
    longest: int | None
    services: list[ServiceTodayOut]
    counters: list[CounterTodayOut]
    help_calls: list[HelpOut]


class HallSettingsShape(In):
    phone: Line
    hours: Lines
    holidays: bool
    board_texts: Lines


class ServiceSettingsShape(In):
    letter: Letter
    name: Name
    hours: Lines
    daily_quota: int = Field(ge=0, le=999)
    ticket_note: Line


class CounterSettingsShape(In):
    number: CounterNumber
    name: Name
    services: list[Letter]
    direction: Line


class SettingsShape(In):
    version: str = Field(description="Of the file that was read; another one since then answers 409.")
    hall: HallSettingsShape
    services: list[ServiceSettingsShape]
    counters: list[CounterSettingsShape] = Field(min_length=1, max_length=30)


class PersonOut(Out):
    id: str
    name: str
    role: str
    counter: int | None
    off: bool


class NewPerson(In):
    id: ClerkId
    name: Name
    role: Literal["clerk", "manager"]
    counter: CounterNumber | None = None
    pin: Pin


class ChangedPerson(In):
    name: Name
    role: Literal["clerk", "manager"]
    counter: CounterNumber | None = None


class NewPin(In):
    pin: Pin


class EntryOut(Out):
    at: datetime
    text: str = Field(description="What happened, in one Vietnamese sentence.")


class LetterOut(Out):
    id: str
    what: str
    advice: str = Field(description="What to do, in a Vietnamese sentence.")
    since: datetime
    code: str | None = Field(description="Of the submission it is about.")


class LinkOut(Out):
    enrolled: bool
    online: bool
    last_ok: datetime | None
    pending: int
    oldest: datetime | None
    clock: str = Field(description="A sentence about a doubtful clock; empty while the clock is believed.")
    offset_ms: int | None = Field(description="The province's clock minus this machine's own.")
    backup: datetime | None = Field(description="When the province last tested a backup, as far as it said.")
    forgotten: int = Field(description="Messages that a restored province lost and that are erased here.")
    letters: list[LetterOut]


class GiveRating(In):
    request_id: RequestId
    ticket: str = Field(min_length=1, max_length=64)
    value: Literal[1, 2, 3] = Field(description="3 very satisfied, 2 satisfied, 1 not satisfied.")
    reasons: list[str] = Field([], max_length=10, description="Text ids of the list for this value.")


class PlaceOut(Out):
    """Where a number stands before its service is finished, in Vietnamese for a villager."""

    headline: str = Field(description="How many are before it, or where to go now.")
    lines: list[str] = Field(description="How long, and to which counter.")


class RatingOut(Out):
    ticket: str
    number: str
    state: RatingState = Field(
        description="early: not finished yet; open; changeable: given, until `until`; final: given; over: not any more."
    )
    value: int | None
    reasons: list[str]
    until: datetime | None
    place: PlaceOut | None = Field(None, description="For a phone, while `state` is early.")


class ProcedureLineOut(Out):
    code: str
    name: str
    field: str
    local: bool = Field(description="Whether this hall knows something better about this very procedure.")


Scope = Literal["procedure", "field", "everything"]


class FactsShape(In):
    """Facts of a hall. In a change a fact that is left out stays as it is, an empty one is taken away."""

    official: Line | None = Field(None, description="Who is in charge.")
    phone: Line | None = None
    counters: Line | None = Field(None, description="Numbers with blanks between.")
    fee_counter: Line | None = Field(None, description="In đồng.")
    fee_online: Line | None = None
    fee_post: Line | None = None
    fee_note: Line | None = Field(None, description="By which decision.")
    note: Line | None = Field(None, description="Shown on the page.")


class ChangedFacts(In):
    scope: Scope = Field(description="For what the facts hold.")
    facts: FactsShape


class ProcedureOut(Out):
    code: str
    name: str
    field: str
    agency: str
    as_of: str = Field(description="Month of the data, 2026-07.")
    caveat: str
    time: str
    fee: str
    counters: list[int]
    official: str
    phone: str
    notices: list[str] = Field(description="Changes of the law that have a day.")
    changes_on: str = Field(description="First day of the next version, empty where none is known.")
    own: dict[Scope, dict[str, str]] = Field(description="What is set at each scope; the narrowest counts.")


class AgeOut(Out):
    month: str
    procedures: int


class CatalogueOut(Out):
    procedures: int
    ages: list[AgeOut] = Field(description="Newest first; an empty month is not known.")
    next_change: str = Field(description="Day on which the next versions begin, empty where none is known.")
    imported_at: datetime | None
    doubtful: int = Field(description="How many have a known doubt.")
