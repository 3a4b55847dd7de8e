"""Two kiosks in one hall, as processes, while servers die and answers are lost: no double, and no ghost is called."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.clock import SystemClock
from kiosk.config import load_settings
from kiosk.queue.desk import Desk
from kiosk.store.database import Store
from tests.faults.two_kiosks import TwoKiosks


@pytest.fixture
def two(tmp_path: Path) -> Iterator[TwoKiosks]:
    with TwoKiosks(tmp_path) as two:
        yield two


def test_a_server_killed_in_the_middle_of_takes_doubles_nobody(two: TwoKiosks):
    """Three times: the second kiosk takes 20 numbers, and the server dies when the fifth is out."""
    second, shown = two.second(), dict[str, str]()
    for _ in range(3):
        second.ask(20)
        shown |= second.taken(5)
        two.kill_server()
        shown |= second.taken(15)
        two.start_server()
        two.told()
    assert sorted(two.waits().items()) == sorted(shown.items())


def test_lost_and_cut_answers_double_nobody(two: TwoKiosks):
    second, shown = two.second(), dict[str, str]()
    faults = cycle(
        [
            two.relay.lose_reply,
            lambda: two.relay.truncate_reply(300),
            two.relay.cut,
            lambda: two.relay.truncate_reply(0),
        ]
    )
    for _ in range(16):
        next(faults)()
        shown |= second.take()
        two.relay.restore()
        shown |= second.take()
    two.told()
    assert sorted(two.waits().items()) == sorted(shown.items())


def test_an_answer_that_is_held_back_costs_a_number_of_the_kiosks_own(two: TwoKiosks):
    second = two.second()
    shown = second.take()
    two.told()
    two.relay.hold_replies()
    shown |= second.take()
    two.relay.release()
    two.told()
    assert sorted(shown.values()) == ["A001", "A800"]


def test_nobody_is_called_who_has_no_number(two: TwoKiosks):
    """A counter calls all the time, also while the line is cut and answers are lost."""
    second, shown, called = two.second(), dict[str, str](), list[str]()
    desk = Desk(two.store, load_settings(two.hall_home))

    def call_all() -> None:
        while ticket := desk.next(str(uuid4()), 1):
            called.append(ticket.id)
            desk.change("finish", str(uuid4()), ticket.id, ticket.version)

    for _ in range(8):
        two.relay.lose_reply()
        shown |= second.take()
        call_all()
        two.relay.cut()
        shown |= second.take()
        call_all()
        two.relay.restore()
    two.told()
    call_all()
    assert sorted(called) == sorted(shown)


def test_the_tickets_behind_lost_answers_are_cancelled(two: TwoKiosks):
    second = two.second()
    shown = second.take()
    two.told()
    two.relay.hold_replies()
    shown |= second.take()
    two.relay.release()
    two.told()
    assert sorted(state for ticket, state in two.states().items() if ticket not in shown) == ["cancelled"]


def test_a_second_kiosk_killed_in_the_middle_leaves_no_ghost(two: TwoKiosks):
    second = two.second()
    second.ask(30)
    shown = second.taken(10)
    for line in second.kill().splitlines():
        ticket, _, number = line.partition(" ")
        shown |= {ticket: number}
    again = two.second()
    shown |= again.take()
    two.told()
    on_paper = _on_paper(two)
    assert (set(shown) <= set(on_paper), sorted(two.waits().items())) == (True, sorted(on_paper.items()))


def _on_paper(two: TwoKiosks) -> dict[str, str]:
    """What the second kiosk printed: a kill can fall between the paper and the word about it."""
    store = Store(two.second_home / "hall.db", SystemClock())
    rows = store.rows("SELECT ticket, number FROM hall_ask WHERE ticket IS NOT NULL")
    store.close()
    return {row["ticket"]: row["number"] for row in rows}


def test_both_kiosks_together_issue_distinct_numbers(two: TwoKiosks):
    second = two.second()
    numbers = list(second.take(5).values())
    numbers += [two.first(f"first-{n}") for n in range(3)]
    two.kill_server()
    numbers += list(second.take(5).values())
    numbers += [two.first(f"later-{n}") for n in range(3)]
    two.start_server()
    two.told()
    assert sorted(numbers) == sorted([*(f"A{n:03d}" for n in range(1, 12)), *(f"A{n}" for n in range(800, 805))])


A_MINUTE_MS = 60_000  # a clock is known to within an answer's way, which takes its time on a busy machine


@pytest.mark.parametrize("off", [3600.0, -3600.0])
def test_a_clock_one_hour_off_gains_no_place(tmp_path: Path, off: float):
    with TwoKiosks(tmp_path, off) as two:
        second = two.second()
        second.take()
        two.told()
        first = two.first("before")
        two.relay.cut()
        own = second.take()
        after = two.first("after")
        two.relay.restore()
        two.told()
        rows = two.store.rows("SELECT number, place_ms FROM ticket JOIN leg ON leg.ticket = ticket.id")
        places = {row["number"]: row["place_ms"] for row in rows}
        (number,) = own.values()
        assert places["A001"] < places[first] < places[after]
        assert abs(places[number] - places[after]) < A_MINUTE_MS


def test_nothing_of_all_this_is_refused(two: TwoKiosks):
    second = two.second()
    second.take(3)
    two.kill_server()
    second.take(3)
    two.start_server()
    two.told()
    assert two.refused() == []
