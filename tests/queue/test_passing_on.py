"""Setting a villager aside, passing them on, bringing them back, and the end of the day."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.errors import (
    CounterBusyError,
    SameQueueError,
    UnknownClassError,
    UnknownCounterError,
    UnknownServiceError,
    WrongStateError,
)
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import TicketView, Verb
from kiosk.store.database import Store


def new() -> str:
    return str(uuid.uuid4())


def do(desk: Desk, verb: Verb, ticket: TicketView, **more: Any) -> TicketView:
    return desk.change(verb, new(), ticket.id, ticket.version, **more)


def called(desk: Desk, counter: int = 1, service: str = "A") -> TicketView:
    desk.take(new(), service)
    ticket = desk.next(new(), counter)
    assert ticket is not None
    return ticket


# --- parking ---


def test_parking_frees_the_counter(desk: Desk):
    do(desk, "park", called(desk))
    assert called(desk).number == "A002"


def test_a_parked_ticket_says_when_its_time_is_up(desk: Desk, clock: SetClock):
    parked = do(desk, "park", called(desk), minutes=10)
    assert parked.parked_until == clock.now() + timedelta(minutes=10)


def test_a_parked_ticket_is_not_called_by_next(desk: Desk):
    do(desk, "park", called(desk))
    assert desk.next(new(), 1) is None


def test_a_parked_ticket_is_called_to_any_counter(desk: Desk):
    ticket = do(desk, "resume", do(desk, "park", called(desk)), counter=4)
    assert (ticket.state, ticket.counter) == ("called", 4)


def test_a_parked_ticket_comes_back_to_the_counter_that_parked_it(desk: Desk):
    assert do(desk, "resume", do(desk, "park", called(desk))).counter == 1


def test_calling_back_rings(desk: Desk):
    before = desk.overview.calls()[0].id if desk.overview.calls() else 0
    do(desk, "resume", do(desk, "park", called(desk)), counter=4)
    assert [one.counter for one in desk.overview.calls(before)] == [4, 1]


def test_a_parked_ticket_is_not_called_to_a_busy_counter(desk: Desk):
    parked = do(desk, "park", called(desk))
    called(desk)
    with pytest.raises(CounterBusyError):
        do(desk, "resume", parked, counter=1)


# --- passing on ---


def test_who_is_passed_on_keeps_the_number(desk: Desk):
    ticket = called(desk)
    passed = do(desk, "transfer", ticket, service="C")
    assert (passed.id, passed.number, passed.service, passed.state) == (ticket.id, "A001", "C", "waiting")


def test_who_is_passed_on_stands_where_they_came_not_at_the_end(desk: Desk, clock: SetClock):
    ticket = called(desk)
    clock.forward(timedelta(minutes=1))
    desk.take(new(), "C")
    assert do(desk, "transfer", ticket, service="C").ahead == 0


def test_who_is_passed_on_does_not_pass_priority(desk: Desk):
    ticket = called(desk)
    desk.take(new(), "C", priority=True)
    assert do(desk, "transfer", ticket, service="C").ahead == 1


def test_passing_on_to_a_counter_lets_only_that_one_call(desk: Desk):
    desk.set_counter(2, "open")
    passed = do(desk, "transfer", called(desk), counter=2)
    assert (desk.next(new(), 4), getattr(desk.next(new(), 2), "id", None)) == (None, passed.id)


def test_when_the_wanted_counter_is_closed_another_calls(desk: Desk):
    passed = do(desk, "transfer", called(desk), counter=2)
    ticket = desk.next(new(), 4)
    assert ticket is not None
    assert ticket.id == passed.id


def test_the_list_of_a_counter_shows_who_was_passed_on_to_it(desk: Desk):
    desk.set_counter(2, "open")
    passed = do(desk, "transfer", called(desk), counter=2)
    assert [one.id for one in desk.overview.waiting_for(2)] == [passed.id]


def test_passing_on_to_where_it_is_changes_nothing(desk: Desk):
    ticket = called(desk)
    with pytest.raises(SameQueueError, match="đang ở đúng nơi này rồi"):
        do(desk, "transfer", ticket, service="A")
    assert desk.overview.ticket(ticket.id) == ticket


@pytest.mark.parametrize(
    ("where", "error"), [({"service": "Z"}, UnknownServiceError), ({"counter": 9}, UnknownCounterError)]
)
def test_passing_on_to_nowhere_changes_nothing(desk: Desk, where: dict[str, Any], error: type[Exception]):
    ticket = called(desk)
    with pytest.raises(error):
        do(desk, "transfer", ticket, **where)
    assert desk.overview.ticket(ticket.id) == ticket


def test_a_ticket_passed_on_is_in_the_list_once(desk: Desk):
    do(desk, "transfer", called(desk), service="C")
    assert [one.number for one in desk.overview.tickets()] == ["A001"]


def test_the_number_of_who_was_passed_on_can_be_called(desk: Desk):
    do(desk, "transfer", called(desk), service="C")
    assert desk.call(new(), 3, "A001").service == "C"


# --- bringing back ---


def missed(desk: Desk, clock: SetClock) -> TicketView:
    ticket = called(desk)
    while ticket.state != "missed":
        ticket = do(desk, "no_show", ticket)
        clock.forward(timedelta(minutes=3))
        again = desk.next(new(), 1)
        ticket = again or ticket
    return ticket


def test_who_comes_back_late_waits_again(desk: Desk, clock: SetClock):
    assert do(desk, "reinstate", missed(desk, clock)).state == "waiting"


def test_who_comes_back_late_and_misses_again_is_missed_at_once(desk: Desk, clock: SetClock):
    do(desk, "reinstate", missed(desk, clock))
    again = desk.next(new(), 1)
    assert again is not None
    assert do(desk, "no_show", again).state == "missed"


def test_only_a_missed_ticket_is_brought_back(desk: Desk):
    with pytest.raises(WrongStateError):
        do(desk, "reinstate", desk.take(new(), "A"))


# --- correcting a class ---


def test_who_forgot_to_say_so_is_put_into_the_line_for_it(desk: Desk):
    desk.take(new(), "A")
    late = desk.take(new(), "A")
    assert do(desk, "reclass", late, klass="elderly").ahead == 0


def test_a_class_nobody_knows_changes_nothing(desk: Desk):
    ticket = desk.take(new(), "A")
    with pytest.raises(UnknownClassError):
        do(desk, "reclass", ticket, klass="vip")


# --- the end of the day ---


def test_what_was_left_open_expires_at_the_end_of_the_day(desk: Desk, clock: SetClock):
    tickets = [do(desk, "park", called(desk)), called(desk), desk.take(new(), "A")]
    clock.forward(timedelta(days=1))
    desk.close_days()
    assert [desk.overview.ticket(one.id).state for one in tickets] == ["expired"] * 3


def test_a_day_ends_at_midnight_however_late_it_is_closed(desk: Desk, store: Store, clock: SetClock):
    desk.take(new(), "A")
    midnight = clock.now().replace(hour=0, minute=0) + timedelta(days=1)
    clock.forward(timedelta(days=3))
    desk.close_days()
    row = store.row("SELECT ended_ms FROM leg")
    assert row is not None
    assert row[0] == midnight.timestamp() * 1000


def test_today_is_not_closed(desk: Desk):
    desk.take(new(), "A")
    assert desk.close_days() == 0


def test_closing_again_closes_nothing(desk: Desk, clock: SetClock):
    desk.take(new(), "A")
    clock.forward(timedelta(days=1))
    desk.close_days()
    assert desk.close_days() == 0


def test_a_counter_left_open_overnight_is_closed_in_the_morning(desk: Desk, clock: SetClock):
    desk.set_counter(1, "open")
    clock.forward(timedelta(days=1))
    assert [one.state for one in desk.overview.counters()] == ["closed"] * 4
