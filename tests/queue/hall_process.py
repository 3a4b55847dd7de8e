"""One process of a hall: run as a program by the tests of several processes on one file.

Arguments: the file, how many seconds its clock is ahead of the machine's, then words of what to do. It says "ready",
waits for a line, and then tells one line an act.
"""

import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from kiosk.clock import HALL_ZONE, SystemClock
from kiosk.config import default_settings_file, read_settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.papers.paper import Paper
from kiosk.queue.desk import Desk
from kiosk.store.database import Store
from printers.spool import Spool


class WrongClock(SystemClock):
    """Runs beside the machine's clock, seconds ahead of it or behind."""

    def __init__(self, ahead: float) -> None:
        self._ahead = timedelta(seconds=ahead)

    def now(self) -> datetime:
        return datetime.now(HALL_ZONE) + self._ahead


class StuckPrinter:
    """Says that it prints, and never comes back."""

    name = "stuck"

    def print(self, paper: Paper, kind: str) -> None:
        print("printing", flush=True)
        sys.stdin.readline()


def new() -> str:
    return str(uuid.uuid4())


def take(desk: Desk, services: str, count: str) -> Iterator[str]:
    """Take `count` tickets, one service after the other."""
    for n in range(int(count)):
        yield desk.take(new(), services[n % len(services)]).number


def next_midnight() -> datetime:
    return datetime.combine(datetime.now(HALL_ZONE).date() + timedelta(days=1), time(), HALL_ZONE)


def take_past_midnight(desk: Desk, store: Store) -> Iterator[str]:
    """Put the clock shortly before the hall's midnight; take tickets until ten were taken after it."""
    midnight = next_midnight()
    store.clock = WrongClock((midnight - datetime.now(HALL_ZONE)).total_seconds() - 0.3)
    after = 0
    while after < 10:
        ticket = desk.take(new(), "A")
        after += ticket.issued_at >= midnight
        # The slower clock's last tickets belong to the new day as soon as the other kiosk has begun it.
        row = store.row("SELECT day FROM ticket WHERE id = ?", (ticket.id,))
        assert row is not None
        yield f"{row['day']} {ticket.number}"


def take_one(desk: Desk, request: str) -> Iterator[str]:
    yield desk.take(request, "A").number


def call_one(desk: Desk, request: str) -> Iterator[str]:
    ticket = desk.next(request, 1)
    yield ticket.number if ticket else "nobody"


def call_all(desk: Desk, counter: str) -> Iterator[str]:
    """Call and finish until nobody waits for this counter."""
    while ticket := desk.next(new(), int(counter)):
        yield ticket.number
        desk.change("finish", new(), ticket.id, ticket.version)


def main(file: str, ahead: str, act: str, *words: str) -> None:
    store = Store(Path(file), WrongClock(float(ahead)))
    desk = Desk(store, read_settings(default_settings_file()), draw_ticket)
    acts: dict[str, Callable[..., Iterator[str]]] = {
        "take": partial(take, desk),
        "take-past-midnight": lambda: take_past_midnight(desk, store),
        "take-one": partial(take_one, desk),
        "call-all": partial(call_all, desk),
        "call-one": partial(call_one, desk),
        "print": lambda: iter([str(Spool(store, StuckPrinter()).print_waiting())]),
    }
    print("ready", flush=True)
    sys.stdin.readline()
    for line in acts[act](*words):
        print(line, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
