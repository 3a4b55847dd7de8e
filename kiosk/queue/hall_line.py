"""What a second kiosk says to the hall server and hears from it: the words, and the port that brings them there.

The second kiosk is a machine of its own, with its own file. Every number that a villager sees there is decided by one
row of that file; the hall server learns the outcome: "shown" (its number is on our screen), "dropped" (nobody saw
it), "alone" (the villager has a number of our own range), "cancelled" (the villager gave the number up again).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from kiosk.queue.help import HelpCall
from kiosk.queue.tickets import TicketView

Told = Literal["shown", "dropped", "alone", "cancelled"]

# A verdict other than these two is a refusal: the last part of a text id "handover.REASON".
TAKEN, AGAIN = "taken", "again"
Verdict = str


@dataclass(frozen=True, slots=True)
class Ask:
    """What a villager asked for; `request` names the one intention, `priority` is as a desk takes it."""

    request: str
    service: str
    priority: bool | str = False
    procedure: str | None = None
    submission: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the request `request`.

    `ticket` is set where a villager had a number, and what follows it for "alone": the number on the paper, and how
    long ago it was given by the kiosk's steady clock. `asked`: the hall server may have heard the request, and issued
    a ticket for it.
    """

    request: str
    told: Told
    asked: bool
    ticket: str = ""
    number: str = ""
    service: str = ""
    klass: str = ""
    procedure: str | None = None
    submission: str | None = None
    age_ms: int = 0


@dataclass(frozen=True, slots=True)
class ServiceNews:
    """One service as the hall server sees it. `why` is a text id, None where numbers are given."""

    letter: str
    waiting: int
    why: str | None = None
    left: int | None = None
    wait_minutes: tuple[int, int] | None = None
    counters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class HallNews:
    """The hall at `now` of the hall server's clock."""

    now: datetime
    services: Mapping[str, ServiceNews] = field(default_factory=dict[str, ServiceNews])


class HallLine(Protocol):
    """The way to the hall server. Every call answers or raises within a villager's patience of about two seconds."""

    def take(self, ask: Ask) -> TicketView:
        """Return the ticket of the hall; it is held there until its outcome is told.

        Raises:
            HallDownError: no answer; the hall server may have issued a ticket all the same.
            HallRefusedError: no ticket was issued, and the sentence says why.
        """
        ...

    def tell(self, outcomes: Sequence[Outcome]) -> Mapping[str, Verdict]:
        """Tell what became of requests; returns the verdict by request id. None to tell is a sign of life.

        Raises:
            HallDownError
        """
        ...

    def news(self) -> HallNews:
        """Return what the hall's board shows.

        Raises:
            HallDownError
        """
        ...

    def call_help(self, request: str, where: str) -> HelpCall:
        """Call a person to this kiosk; the same request again is the same call.

        Raises:
            HallDownError: perhaps nobody was called.
        """
        ...

    def help_call(self, call: str) -> HelpCall:
        """Return how far the answer to a call is.

        Raises:
            HallDownError, HallRefusedError
        """
        ...
