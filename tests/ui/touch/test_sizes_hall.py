"""The interface rules on the screens of the queue, with the longest texts: a number, waiting, help, rating."""

from dataclasses import replace

import pytest

from kiosk.config import CounterSettings, Settings
from kiosk.queue.desk import Desk
from kiosk.queue.help import answer_help, open_help_calls
from kiosk.store import print_jobs
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from tests.ui.ruler import broken_anywhere
from ui.read_aloud import ReadAloud
from ui.touch.parts import Parts
from ui.touch.words import Words

NUMBER = ("door-my_number", "my-letter-D", "digit-8")
MINE = {letter: ("door-my_number", f"my-letter-{letter}", "digit-1", "next") for letter in "ABCD"}
STATES = {
    "home": (),
    "services": ("door-services",),
    "services_priority": ("door-services", "priority-elderly"),
    "services_shut": ("door-services",),
    "services_why": ("door-services", "service-A"),
    "services_closed": ("door-services",),
    "ticket": ("door-services", "service-D"),
    "ticket_priority": ("door-services", "priority-pregnant", "service-D"),
    "ticket_lost": ("door-services", "priority-pregnant", "service-D", "lose"),
    "ticket_cancel": ("door-services", "service-D", "ticket-cancel"),
    "my_number": NUMBER,
    "my_number_unknown": (*NUMBER, "digit-8", "digit-8", "next"),
    "my_ticket": ("lose", *NUMBER, "next"),
    "my_ticket_called": MINE["B"],
    "my_ticket_missed": MINE["C"],
    "rating": MINE["A"],
    "rating_why": (*MINE["A"], "rating-1", "reason-0"),
    "thanks": (*MINE["A"], "rating-3"),
    "help": ("call-help",),
    "help_again": ("call-help", "wait", "wait", "wait", "see"),
}
DIRECTIONS = ("phòng bên trái, cạnh cửa sổ lớn", "cuối phòng, sau cột thứ hai")
SHUT = {"A": ("T6 07:00-11:00",), "B": ("T2 13:30-17:00",), "D": ("T4 07:30-11:00",)}


@pytest.fixture
def settings(settings: Settings, state: str) -> Settings:
    """Counters with long ways to them; in some states, hours that are not now."""
    counters = tuple(_counter(one, state) for one in settings.counters)
    services = settings.services
    if state in ("services_shut", "services_why"):
        services = tuple(replace(one, hours=SHUT.get(one.letter, ())) for one in services)
    elif state == "services_closed":
        services = tuple(replace(one, hours=("T6 07:00-11:00",)) for one in services)
    return replace(settings, counters=counters, services=services)


def _counter(one: CounterSettings, state: str) -> CounterSettings:
    services = tuple(letter for letter in one.services if letter != "C" or state != "services_shut")
    return replace(one, direction=DIRECTIONS[one.number % 2], services=services)


@pytest.fixture
def parts(parts: Parts) -> Parts:
    """With a voice, so that its button is measured too."""
    return replace(parts, aloud=ReadAloud(program="true"))


@pytest.fixture
def screen(kiosk_window: KioskWindow, store: Store, desk: Desk, state: str) -> KioskWindow:
    """The window at the state: a dozen wait, one was served, one is called, one did not come."""
    if state not in ("services_shut", "services_why", "services_closed"):
        _fill(desk)
    kiosk_window.open()
    kiosk_window.text("listen")
    for step in STATES[state]:
        match step:
            case "lose":
                _lose_papers(store)
                kiosk_window.pass_time(1)
            case "wait":
                kiosk_window.pass_time(21)
            case "see":
                answer_help(store, open_help_calls(store)[0].id, "seen", "an")
                kiosk_window.pass_time(1)
            case _:
                kiosk_window.tap(step)
        kiosk_window.settle()
    return kiosk_window


def _fill(desk: Desk) -> None:
    for counter in (1, 2, 3, 4):
        desk.set_counter(counter, "open")
    for one in range(12):
        desk.take(f"before-{one}", "D")
    for letter in "ABC":
        desk.take(f"before-{letter}", letter, priority="pregnant")
    served, _ = desk.next("served", 1), desk.next("called", 2)
    assert served is not None
    desk.change("finish", "finish", served.id, served.version)
    for one in range(3):
        absent = desk.call(f"absent-{one}", 3, "C001")
        desk.change("no_show", f"no-show-{one}", absent.id, absent.version)


def _lose_papers(store: Store) -> None:
    with store.act() as act:
        while job := print_jobs.take_next(act.db):
            print_jobs.finish(act.db, job.id, act.now, "print.paper_out")


@pytest.mark.parametrize("state", STATES)
def test_a_screen_of_the_hall_keeps_the_rules_of_sizes(screen: KioskWindow, words: Words) -> None:
    assert broken_anywhere(screen, words) == {}
