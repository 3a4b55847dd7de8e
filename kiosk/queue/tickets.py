"""Queue tickets as plain values: numbers, states, and which act is allowed in which state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kiosk.config import LAST_NUMBER
from kiosk.errors import OutOfNumbersError

# A leg may also be "transferred"; the ticket then shows the leg that followed. "held": nobody is known to have it yet.
State = Literal["held", "waiting", "called", "serving", "parked", "done", "missed", "cancelled", "expired"]
Verb = Literal[
    "recall", "start", "finish", "no_show", "park", "resume", "transfer", "cancel", "reinstate", "reclass", "undo"
]  # fmt: skip

# From which states each act is allowed; what it leads to stands in changes.py. What can be undone is kept with the leg.
ALLOWED: dict[Verb, tuple[State, ...]] = {
    "recall": ("called",),
    "start": ("called",),
    "finish": ("called", "serving"),
    "no_show": ("called",),
    "park": ("called", "serving"),
    "resume": ("parked",),
    "transfer": ("called", "serving"),
    "cancel": ("waiting", "called", "parked"),
    "reclass": ("waiting", "called", "serving", "parked"),
    "reinstate": ("missed", "expired"),  # expired today: a clock ran ahead for a moment
    "undo": ("waiting", "called", "serving", "parked", "done", "missed", "cancelled"),
}


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as everybody outside sees it.

    `place` counts from 0 in the order of calling and `ahead` is how many are called before; both are None when the
    ticket is not waiting. `wait_minutes` is (least, most), None while no counter is open for the service. `print` is
    the state of its paper: waiting, sending, printed, failed or none. `not_before` is set while somebody who did not
    come rests: `next` passes them over until then. `parked_until` in the past means: the time is up. `for_counter` is
    the only counter that calls it while that one is open. `legs` counts the services it went through, `came_from` is
    the one before. `undo` names the act that "undo" would take back now. `doubtful`: the clock could not be believed
    when it was issued; known at that moment only.
    """

    id: str
    number: str
    service: str
    state: str
    version: int
    place: int | None
    ahead: int | None
    wait_minutes: tuple[int, int] | None
    counters: tuple[int, ...]
    print: str
    issued_at: datetime
    klass: str
    counter: int | None = None
    procedure: str | None = None
    submission: str | None = None
    no_shows: int = 0
    called_at: datetime | None = None
    serving_at: datetime | None = None
    not_before: datetime | None = None
    parked_until: datetime | None = None
    for_counter: int | None = None
    legs: int = 1
    came_from: str | None = None
    undo: str | None = None
    doubtful: bool = False


def next_number(service: str, last: int, highest: int = LAST_NUMBER) -> str:
    """Return the number that follows `last`: "B017" after 16.

    Raises:
        OutOfNumbersError: `last` is the highest number of a day.
    """
    if last >= highest:
        raise OutOfNumbersError(service=service, last=highest)
    return f"{service}{last + 1:03d}"
