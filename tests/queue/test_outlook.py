"""The wait that a ticket tells: what the forecast reads from the hall's file."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kiosk.clock import SetClock
from kiosk.queue.announced import RECENT_MS
from kiosk.queue.desk import Desk
from kiosk.queue.outlook import MOST_PEOPLE

A_MOMENT = timedelta(milliseconds=RECENT_MS + 1)  # after it, what was announced before is looked at anew


def new() -> str:
    return str(uuid4())


def serve(desk: Desk, clock: SetClock, minutes: int, counter: int = 1) -> None:
    """Let one villager of service A come, be called and be done after `minutes`."""
    desk.take(new(), "A")
    ticket = desk.next(new(), counter)
    assert ticket is not None
    clock.forward(timedelta(minutes=minutes))
    desk.change("finish", new(), ticket.id, ticket.version)


def most(desk: Desk, service: str = "A") -> int:
    wait = desk.take(new(), service).wait_minutes
    assert wait is not None
    return wait[1]


def test_a_free_counter_means_at_once(desk: Desk):
    desk.set_counter(1, "open")
    assert desk.take(new(), "A").wait_minutes == (0, 1)


def test_a_closed_counter_does_not_count(desk: Desk):
    desk.set_counter(1, "open")
    desk.set_counter(4, "closed")
    desk.take(new(), "A")
    alone = most(desk)
    desk.set_counter(4, "open")
    assert most(desk) < alone


def test_a_colleague_on_a_break_is_expected_back(desk: Desk):
    desk.set_counter(1, "open")
    desk.set_counter(4, "closed")
    for _ in range(6):
        desk.take(new(), "A")
    alone = most(desk)
    desk.set_counter(4, "break")
    assert most(desk) < alone


def test_a_break_of_an_hour_is_no_break(desk: Desk, clock: SetClock):
    desk.set_counter(4, "break")
    clock.forward(timedelta(hours=1))
    desk.set_counter(1, "open")
    for _ in range(6):
        desk.take(new(), "A")
    clock.forward(A_MOMENT)
    with_break = desk.take(new(), "A").wait_minutes
    desk.set_counter(4, "closed")
    assert desk.overview.tickets("waiting")[-1].wait_minutes == with_break


def test_the_wait_learns_from_those_served_today(desk: Desk, clock: SetClock):
    desk.set_counter(1, "open")
    for _ in range(5):
        serve(desk, clock, 2)
    desk.take(new(), "A")
    ticket = desk.next(new(), 1)
    assert ticket is not None
    assert desk.take(new(), "A").wait_minutes == (0, 5)


def test_the_first_of_a_day_learn_from_the_day_before(desk: Desk, clock: SetClock):
    for _ in range(5):
        serve(desk, clock, 2)
    clock.forward(timedelta(days=2))
    desk.take(new(), "A")
    assert desk.next(new(), 1) is not None
    assert desk.take(new(), "A").wait_minutes == (0, 5)


def test_priority_people_are_told_a_shorter_wait(desk: Desk):
    desk.set_counter(1, "open")
    for _ in range(8):
        desk.take(new(), "A")
    ordinary, priority = (desk.take(new(), "A", priority=declared).wait_minutes for declared in (False, "elderly"))
    assert ordinary is not None
    assert priority is not None
    assert priority < ordinary


def test_a_ticket_tells_the_same_when_it_is_looked_at_again(desk: Desk, clock: SetClock):
    desk.set_counter(1, "open")
    for _ in range(8):
        desk.take(new(), "A")
    clock.forward(A_MOMENT)
    ticket = desk.take(new(), "A")
    assert desk.overview.ticket(ticket.id).wait_minutes == ticket.wait_minutes


def test_people_who_wait_for_another_service_of_the_same_counter_make_it_longer(desk: Desk):
    desk.set_counter(3, "open")
    desk.take(new(), "D")
    before = most(desk, "D")
    for _ in range(4):
        desk.take(new(), "C")
    assert most(desk, "D") > before + 12


def test_the_wait_goes_on_growing_behind_those_who_are_played_forward(desk: Desk):
    desk.set_counter(1, "open")
    for _ in range(MOST_PEOPLE + 10):
        desk.take(new(), "A")
    before = most(desk)
    for _ in range(20):
        desk.take(new(), "A")
    assert most(desk) > before + 20


@pytest.mark.parametrize("ahead", [3, MOST_PEOPLE + 5])
def test_everybody_in_the_list_is_told_at_least_as_long_a_wait_as_who_stands_before(desk: Desk, ahead: int):
    desk.set_counter(1, "open")
    for _ in range(ahead):
        desk.take(new(), "A")
    waits = [one.wait_minutes for one in desk.overview.tickets("waiting", "A")]
    assert waits == sorted(waits, key=lambda wait: wait or (0, 0))


def test_the_services_tell_what_the_next_ticket_will_tell(desk: Desk):
    desk.set_counter(1, "open")
    for _ in range(4):
        desk.take(new(), "A")
    offered = next(one for one in desk.overview.services() if one.letter == "A")
    assert desk.take(new(), "A").wait_minutes == offered.wait_minutes


def test_a_clock_set_back_does_not_put_off_those_who_wait(desk: Desk, clock: SetClock):
    desk.set_counter(1, "open")
    ticket = desk.take(new(), "A")
    clock.forward(timedelta(hours=-1))
    desk.set_counter(1, "open")
    assert desk.overview.ticket(ticket.id).wait_minutes == (0, 1)


def test_in_a_rush_the_wait_grows_with_every_ticket(desk: Desk):
    desk.set_counter(1, "open")
    waits = [desk.take(new(), "A").wait_minutes for _ in range(20)]
    assert waits == sorted(waits, key=lambda wait: wait or (0, 0))


def test_a_call_is_heard_of_at_once(desk: Desk):
    desk.set_counter(1, "open")
    desk.take(new(), "A")
    before = most(desk)
    desk.next(new(), 1)
    assert most(desk) > before
