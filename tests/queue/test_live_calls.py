"""Which calls still invite somebody: a board shows a number as long as its counter waits for it or serves it."""

from typing import Any
from uuid import uuid4

import pytest

from kiosk.queue.desk import Desk
from kiosk.queue.tickets import TicketView, Verb


def new() -> str:
    return str(uuid4())


def do(desk: Desk, verb: Verb, ticket: TicketView, **more: Any) -> TicketView:
    return desk.change(verb, new(), ticket.id, ticket.version, **more)


@pytest.fixture
def called(desk: Desk) -> TicketView:
    desk.take(new(), "A")
    called = desk.next(new(), 1)
    assert called is not None
    return called


def live(desk: Desk) -> list[bool]:
    """Of the calls, the newest first."""
    return [one.live for one in desk.overview.calls()]


def test_a_called_number_is_live(desk: Desk, called: TicketView):
    assert live(desk) == [True]


def test_a_number_that_is_served_is_live(desk: Desk, called: TicketView):
    do(desk, "start", called)
    assert live(desk) == [True]


@pytest.mark.parametrize("verb", ["finish", "no_show", "cancel", "park"])
def test_a_number_that_left_the_counter_is_not(desk: Desk, called: TicketView, verb: Verb):
    do(desk, verb, called)
    assert live(desk) == [False]


def test_a_number_passed_on_to_another_counter_is_live_only_there(desk: Desk, called: TicketView):
    do(desk, "transfer", called, service="C")
    desk.call(new(), 3, called.number)
    assert live(desk) == [True, False]


def test_a_recall_and_its_call_are_live(desk: Desk, called: TicketView):
    do(desk, "recall", called)
    assert live(desk) == [True, True]


def test_a_new_call_at_the_same_counter_takes_the_place_of_the_first(desk: Desk, called: TicketView):
    do(desk, "park", called)
    do(desk, "resume", desk.overview.ticket(called.id), counter=1)
    assert live(desk) == [True, False]
