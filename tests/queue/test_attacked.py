"""What was once wrong: jumping clocks, acts on yesterday, dead ends. Each was found by trying to break the queue."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import RangeSettings, Settings
from kiosk.errors import DayOverError, NobodyServesError, RequestReusedError, UnknownClassError
from kiosk.queue.desk import Desk
from kiosk.queue.hall_line import Outcome
from kiosk.queue.receive import Receiver
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


def set_to(clock: SetClock, hour: int, minute: int = 0) -> None:
    clock.forward(datetime(2026, 11, 23, hour, minute, tzinfo=HALL_ZONE) - clock.now())


def test_an_undone_call_takes_its_recalls_from_the_board(desk: Desk):
    do(desk, "undo", do(desk, "recall", called(desk)))
    assert desk.overview.calls() == []


@pytest.mark.parametrize("verb", ["resume", "cancel", "undo"])
def test_nothing_is_done_to_a_ticket_of_yesterday(desk: Desk, clock: SetClock, verb: Verb):
    parked = do(desk, "park", called(desk))
    clock.forward(timedelta(days=1))
    with pytest.raises(DayOverError, match="là của ngày khác"):
        do(desk, verb, parked)


def test_a_day_closed_by_a_clock_that_ran_ahead_is_brought_back(desk: Desk, clock: SetClock):
    ticket = desk.take(new(), "A")
    clock.forward(timedelta(days=1))
    desk.close_days()
    clock.forward(timedelta(days=-1))
    assert do(desk, "reinstate", desk.overview.ticket(ticket.id)).state == "waiting"


def test_a_clock_set_back_over_midnight_lets_a_counter_have_one_person(desk: Desk, clock: SetClock):
    set_to(clock, 23, 55)
    clock.forward(timedelta(minutes=10))
    here = called(desk)
    clock.forward(timedelta(minutes=-10))
    counter = next(one for one in desk.overview.counters() if one.number == 1)
    assert counter.ticket == here


def test_a_number_handed_over_behind_a_clock_set_back_jumps_no_line(store: Store, settings: Settings, clock: SetClock):
    two = replace(settings, kiosks=(RangeSettings("B", 800, 899),))
    desk = Desk(store, two)
    for _ in range(3):
        desk.take(new(), "A")
        clock.forward(timedelta(minutes=10))
    clock.forward(timedelta(hours=-1))
    outcome = Outcome(new(), "alone", False, ticket=new(), number="A801", service="A", klass="ordinary", age_ms=0)
    Receiver(store, two).receive("B", [outcome])
    assert [one.number for one in desk.overview.waiting_for(1)] == ["A001", "A002", "A003", "A801"]


def test_before_the_last_number_is_asked_for_the_hall_says_that_there_is_none(store: Store, settings: Settings):
    desk = Desk(store, replace(settings, kiosks=(RangeSettings("B", 3, 10),)))
    for _ in range(2):
        desk.take(new(), "A")
    assert [one.takes for one in desk.overview.services()] == [False, True, True, True, True]


def test_a_number_that_nobody_saw_uses_up_no_quota(store: Store, settings: Settings):
    services = tuple(replace(one, daily_quota=1) for one in settings.services)
    two = replace(settings, services=services, kiosks=(RangeSettings("B", 800, 899),))
    desk, request = Desk(store, two), new()
    desk.take_once(request, "A", source="kiosk B", held=True)
    Receiver(store, two).receive("B", [Outcome(request, "dropped", True)])
    assert desk.take(new(), "A").number == "A002"


def test_a_held_number_called_by_hand_waits_when_the_call_is_undone(store: Store, settings: Settings):
    two = replace(settings, kiosks=(RangeSettings("B", 800, 899),))
    desk, request = Desk(store, two), new()
    desk.take_once(request, "A", source="kiosk B", held=True)
    ticket = desk.call(new(), 1, "A001")
    Receiver(store, two).receive("B", [Outcome(request, "shown", True)])
    assert do(desk, "undo", ticket).state == "waiting"


def test_nobody_is_passed_on_to_where_all_counters_have_closed(desk: Desk):
    ticket = called(desk)
    for counter in (3, 4):
        desk.set_counter(counter, "closed")
    with pytest.raises(NobodyServesError, match="không còn quầy nào nhận việc C"):
        do(desk, "transfer", ticket, service="C")


def test_who_waits_for_one_counter_is_told_that_counter(desk: Desk):
    desk.set_counter(2, "open")
    assert do(desk, "transfer", called(desk), counter=2).counters == (2,)


def test_who_waited_too_long_for_one_counter_is_called_by_another(desk: Desk, clock: SetClock):
    desk.set_counter(2, "open")
    passed = do(desk, "transfer", called(desk), counter=2)
    clock.forward(timedelta(hours=1))
    ticket = desk.next(new(), 4)
    assert ticket is not None
    assert ticket.id == passed.id


def test_who_comes_back_late_has_not_waited_meanwhile(store: Store, settings: Settings, clock: SetClock):
    desk = Desk(store, replace(settings, queue=replace(settings.queue, no_show_limit=1)))
    missed = do(desk, "no_show", called(desk))
    clock.forward(timedelta(hours=2))
    desk.take(new(), "A")
    clock.forward(timedelta(minutes=1))
    do(desk, "reinstate", missed)
    assert [one.number for one in desk.overview.waiting_for(1)] == ["A002", "A001"]


@pytest.mark.parametrize(
    ("verb", "first", "second"),
    [("transfer", {"service": "B"}, {"service": "C"}), ("park", {"minutes": 5}, {"minutes": 60})],
)
def test_a_request_id_for_another_wish_is_refused(
    desk: Desk, verb: Verb, first: dict[str, Any], second: dict[str, Any]
):
    ticket, request = called(desk), new()
    desk.change(verb, request, ticket.id, ticket.version, **first)
    with pytest.raises(RequestReusedError):
        desk.change(verb, request, ticket.id, ticket.version, **second)


@pytest.mark.parametrize("klass", ["prefiled", "ordinary"])
def test_a_class_that_nobody_declares_is_not_declared(desk: Desk, klass: str):
    with pytest.raises(UnknownClassError):
        desk.take(new(), "A", priority=klass)
