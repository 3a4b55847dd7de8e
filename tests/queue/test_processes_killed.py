"""A power cut at any moment: an act is whole or was not there, and the same request once more makes it whole."""

import json
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import SystemClock
from kiosk.config import PrinterSettings, Settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import TicketView, Verb
from kiosk.store import journal
from kiosk.store.database import Store
from printers.open import open_printer
from printers.spool import Spool
from tests.fresh import fresh_store
from tests.queue.processes import LONGEST, go, said, start

DYING_CLERK = Path(__file__).with_name("dying_clerk.py")


def new() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    """A store on the machine's own clock, as the processes use it."""
    store = fresh_store(tmp_path / "hall.db", SystemClock())
    yield store
    store.close()


# --- in the middle of an act ---


def done(desk: Desk, ticket: TicketView, *verbs: Verb) -> TicketView:
    for verb in verbs:
        ticket = desk.change(verb, new(), ticket.id, ticket.version)
    return ticket


def called(desk: Desk) -> TicketView:
    ticket = desk.next(new(), 1)
    assert ticket is not None
    return ticket


def missed(desk: Desk, settings: Settings) -> None:
    for _ in range(settings.queue.no_show_limit):
        waiting = desk.overview.tickets()[0]
        done(desk, desk.call(new(), 1, waiting.number), "no_show")


# What stands before each act; there is one ticket.
BEFORE: dict[str, Callable[[Desk, Settings], object]] = {
    "take": lambda desk, settings: None,
    "reprint": lambda desk, settings: None,
    "next": lambda desk, settings: None,
    "cancel": lambda desk, settings: None,
    "recall": lambda desk, settings: called(desk),
    "start": lambda desk, settings: called(desk),
    "no_show": lambda desk, settings: called(desk),
    "park": lambda desk, settings: done(desk, called(desk), "start"),
    "finish": lambda desk, settings: done(desk, called(desk), "start"),
    "transfer": lambda desk, settings: done(desk, called(desk), "start"),
    "resume": lambda desk, settings: done(desk, called(desk), "start", "park"),
    "reinstate": missed,
    "undo": lambda desk, settings: desk.change(
        "transfer", new(), (ticket := called(desk)).id, ticket.version, service="B"
    ),
}


def deaths(folder: Path, settings: Settings, verb: str) -> list[dict[str, Any]]:
    """Kill a process before each statement of `verb`; returns what stood in the file after each death."""
    store = fresh_store(folder / "before.db", SystemClock())
    desk = Desk(store, settings, draw_ticket)
    desk.take(new(), "A")
    BEFORE[verb](desk, settings)
    store.close()
    told = subprocess.run(
        [sys.executable, DYING_CLERK, folder, verb], capture_output=True, text=True, check=True, timeout=LONGEST
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.mark.parametrize("verb", BEFORE)
def test_an_act_killed_anywhere_is_whole_or_was_not_there_and_once_more_makes_it_whole(
    tmp_path: Path, settings: Settings, verb: str
):
    died = deaths(tmp_path, settings, verb)
    before, after = died[0]["killed"], died[-1]["killed"]
    assert before != after
    assert [one for one in died if one["killed"] not in (before, after) or one["repeated"] != after] == []


# --- in the middle of taking ---


def test_after_a_kill_the_journal_is_whole_and_the_numbers_go_on_without_a_gap(real: Store, settings: Settings):
    kiosk = start(real.file, "take", "A", 100_000)
    go(kiosk)
    told = [said(kiosk) for _ in range(20)]
    kiosk.kill()
    told += kiosk.communicate()[0].splitlines()
    entries, _ = journal.verify(real.db)
    following = Desk(real, settings).take(new(), "A").number
    assert (entries >= len(told), following) == (True, f"A{entries + 1:03d}")


# --- between issue and print ---


@pytest.fixture
def unprinted(real: Store) -> Store:
    """A file in which a kiosk issued one ticket before the power went: nobody has printed it."""
    kiosk = start(real.file, "take", "A", 1)
    go(kiosk)
    assert said(kiosk) == "A001"
    kiosk.kill()
    kiosk.communicate()
    return real


@pytest.fixture
def half_printed(unprinted: Store) -> Store:
    """A file in which the power went while the ticket was being printed."""
    spool = start(unprinted.file, "print")
    go(spool)
    assert said(spool) == "printing"
    spool.kill()
    spool.communicate()
    return unprinted


def printed(store: Store, folder: Path) -> list[str]:
    """Let a new process's spool print what waits; returns the papers that came out."""
    Spool(store, open_printer(PrinterSettings("file"), folder)).print_waiting()
    return sorted(one.name for one in (folder / "printed").glob("*.bin"))


def test_a_ticket_issued_before_a_power_cut_is_printed_once_after_it(unprinted: Store, tmp_path: Path):
    assert (printed(unprinted, tmp_path), printed(unprinted, tmp_path)) == (["0001-ticket.bin"],) * 2


def test_a_ticket_half_printed_at_a_power_cut_is_not_printed_again_by_itself(half_printed: Store, tmp_path: Path):
    assert printed(half_printed, tmp_path) == []


def test_a_ticket_half_printed_at_a_power_cut_exists_once_and_says_so(
    half_printed: Store, settings: Settings, tmp_path: Path
):
    printed(half_printed, tmp_path)
    tickets = Desk(half_printed, settings).overview.tickets()
    assert [(one.number, one.state, one.print) for one in tickets] == [("A001", "waiting", "failed")]


def test_a_ticket_half_printed_at_a_power_cut_can_be_printed_again(
    half_printed: Store, settings: Settings, tmp_path: Path
):
    printed(half_printed, tmp_path)
    desk = Desk(half_printed, settings, draw_ticket)
    desk.reprint(new(), desk.overview.tickets()[0].id)
    assert printed(half_printed, tmp_path) == ["0001-ticket.bin"]
