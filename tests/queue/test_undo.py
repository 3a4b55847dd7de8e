"""Every act can be taken back: the ticket, its place and its counter are as if it had not happened."""

import uuid
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.errors import CounterBusyError, NothingToUndoError, StaleVersionError
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import TicketView, Verb
from kiosk.store.database import Store

CHANGES = {"version", "undo"}  # what undoing leaves different


def new() -> str:
    return str(uuid.uuid4())


def do(desk: Desk, verb: Verb, ticket: TicketView, **more: Any) -> TicketView:
    return desk.change(verb, new(), ticket.id, ticket.version, **more)


def called(desk: Desk, counter: int = 1, service: str = "A") -> TicketView:
    desk.take(new(), service)
    ticket = desk.next(new(), counter)
    assert ticket is not None
    return ticket


def seen(view: TicketView) -> dict[str, Any]:
    return {name: value for name, value in asdict(view).items() if name not in CHANGES}


@pytest.mark.parametrize(
    ("before", "verb", "more"),
    [
        ([], "start", {}),
        ([], "finish", {}),
        (["start"], "finish", {}),
        ([], "no_show", {}),
        (["no_show"], "cancel", {}),
        ([], "cancel", {}),
        ([], "park", {}),
        (["start"], "park", {"minutes": 5}),
        (["park"], "resume", {"counter": 4}),
        (["park"], "cancel", {}),
        ([], "transfer", {"service": "C"}),
        (["start"], "transfer", {"counter": 4}),
        ([], "reclass", {"klass": "elderly"}),
    ],
)
def test_an_act_taken_back_has_not_happened(desk: Desk, before: list[Verb], verb: Verb, more: dict[str, Any]):
    desk.set_counter(4, "open")
    ticket = called(desk)
    for one in before:
        ticket = do(desk, one, ticket)
    after = do(desk, verb, ticket, **more)
    assert seen(do(desk, "undo", after)) == seen(ticket)


def test_a_mistaken_next_lets_the_villager_wait_at_the_old_place(desk: Desk):
    first = desk.take(new(), "A")
    desk.take(new(), "A")
    ticket = desk.next(new(), 1)
    assert ticket is not None
    do(desk, "undo", ticket)
    again = desk.next(new(), 1)
    assert again is not None
    assert again.id == first.id


def test_a_mistaken_next_uses_up_no_turn_of_the_cycle(desk: Desk):
    for priority in (True, True, False):
        desk.take(new(), "A", priority=priority)
    ticket = desk.next(new(), 1)
    assert ticket is not None
    do(desk, "undo", ticket)
    calls = []
    for _ in range(3):
        one = desk.next(new(), 1)
        assert one is not None
        calls.append(one.klass)
        do(desk, "finish", one)
    assert calls == ["priority", "priority", "ordinary"]


def test_a_mistaken_call_leaves_the_board(desk: Desk):
    do(desk, "undo", called(desk))
    assert desk.overview.calls() == []


def test_the_last_miss_is_taken_back_too(desk: Desk, clock: SetClock):
    ticket = called(desk)
    for _ in range(2):
        do(desk, "no_show", ticket)
        clock.forward(timedelta(minutes=3))
        again = desk.next(new(), 1)
        assert again is not None
        ticket = again
    missed = do(desk, "no_show", ticket)
    assert (missed.state, do(desk, "undo", missed).state) == ("missed", "called")


def test_bringing_back_is_taken_back(desk: Desk, store: Store, settings: Settings):
    strict = Desk(store, replace(settings, queue=replace(settings.queue, no_show_limit=1)))
    missed = do(strict, "no_show", called(strict))
    assert do(strict, "undo", do(strict, "reinstate", missed)).state == "missed"


def test_an_undo_is_not_undone(desk: Desk):
    ticket = do(desk, "undo", do(desk, "start", called(desk)))
    with pytest.raises(NothingToUndoError, match="không có việc nào vừa làm"):
        do(desk, "undo", ticket)


def test_a_fresh_ticket_has_nothing_to_undo(desk: Desk):
    assert desk.take(new(), "A").undo is None


def test_what_can_be_undone_has_a_name(desk: Desk):
    assert do(desk, "park", called(desk)).undo == "park"


def test_after_the_time_is_over_nothing_is_undone(desk: Desk, clock: SetClock):
    ticket = do(desk, "finish", called(desk))
    clock.forward(timedelta(minutes=6))
    with pytest.raises(NothingToUndoError):
        do(desk, "undo", ticket)


def test_after_the_time_is_over_no_undo_is_offered(desk: Desk, clock: SetClock):
    ticket = do(desk, "finish", called(desk))
    clock.forward(timedelta(minutes=6))
    assert desk.overview.ticket(ticket.id).undo is None


def test_a_finish_is_not_undone_when_the_counter_has_somebody_else(desk: Desk):
    ticket = do(desk, "finish", called(desk))
    called(desk)
    with pytest.raises(CounterBusyError, match="A002"):
        do(desk, "undo", ticket)


def test_who_was_passed_on_and_called_already_is_not_taken_back(desk: Desk):
    passed = do(desk, "transfer", called(desk), service="C")
    desk.next(new(), 3)
    with pytest.raises(StaleVersionError):
        do(desk, "undo", passed)


def test_undoing_twice_by_one_request_is_undoing_once(desk: Desk):
    ticket = do(desk, "start", called(desk))
    request = new()
    first = desk.change("undo", request, ticket.id, ticket.version)
    assert desk.change("undo", request, ticket.id, ticket.version) == first


def test_the_periods_are_as_if_nothing_had_happened(desk: Desk, store: Store):
    ticket = called(desk)
    before = [tuple(row) for row in store.rows("SELECT * FROM period")]
    do(desk, "undo", do(desk, "finish", ticket))
    assert [tuple(row) for row in store.rows("SELECT * FROM period")] == before


def test_the_journal_keeps_what_was_taken_back(desk: Desk, store: Store):
    do(desk, "undo", do(desk, "finish", called(desk)))
    kinds = [row["kind"] for row in store.rows("SELECT kind FROM journal ORDER BY seq")]
    assert kinds[-2:] == ["ticket.done", "ticket.undone"]
