"""Queue tickets as plain values: numbers, states, and which act leads from which state to which."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kiosk.errors import OutOfNumbersError

LAST_NUMBER = 999  # three digits: what a board can show and a voice can say

State = Literal["waiting", "called", "serving", "done", "missed", "cancelled"]
Verb = Literal["recall", "start", "finish", "no_show", "cancel"]

# From which states each act is allowed. What it leads to is the Desk's business.
ALLOWED: dict[Verb, tuple[State, ...]] = {
    "recall": ("called",),
    "start": ("called",),
    "finish": ("called", "serving"),
    "no_show": ("called",),
    "cancel": ("waiting", "called"),
}


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as everybody outside sees it.

    `place` counts from 0 in the order of calling and `ahead` is how many are called before; both are None when the
    ticket is not waiting. `wait_minutes` is (least, most), None while no counter is open for the service. `print` is
    the state of its paper: waiting, sending, printed, failed or none. `not_before` is set while somebody who did not
    come rests: `next` passes them over until then.
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


def next_number(service: str, last: int) -> str:
    """Return the number that follows `last`: "B017" after 16.

    Raises:
        OutOfNumbersError: `last` is the highest number of a day.
    """
    if last >= LAST_NUMBER:
        raise OutOfNumbersError(service=service, last=LAST_NUMBER)
    return f"{service}{last + 1:03d}"
