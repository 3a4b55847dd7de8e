"""Calling a person, and the answer on its way."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.errors import UnknownHelpCallError
from kiosk.queue.help import HelpAnswer, HelpCall, answer_help, call_help, help_call, open_help_calls, remind_help
from kiosk.store.database import Store


@pytest.fixture
def call(store: Store) -> HelpCall:
    return call_help(store, str(uuid.uuid4()), "A services")


def test_a_call_waits_on_the_desks_list(store: Store, call: HelpCall):
    assert open_help_calls(store) == [call]


def test_one_request_is_one_call(store: Store):
    for _ in range(2):
        call_help(store, "same", "A")
    assert len(open_help_calls(store)) == 1


def test_the_answer_goes_from_seen_to_coming(store: Store, call: HelpCall):
    answer_help(store, call.id, "seen", "an")
    assert answer_help(store, call.id, "coming", "binh") == HelpCall(call.id, call.where, call.at, "coming", "binh")


def test_an_answer_never_goes_back(store: Store, call: HelpCall):
    answer_help(store, call.id, "coming", "an")
    assert answer_help(store, call.id, "seen", "binh").state == "coming"


def test_an_answer_given_twice_is_journalled_once(store: Store, call: HelpCall):
    for _ in range(2):
        answer_help(store, call.id, "seen", "an")
    assert [row["kind"] for row in store.rows("SELECT kind FROM journal")] == ["help.called", "help.seen"]


def test_a_call_that_is_done_leaves_the_list(store: Store, call: HelpCall):
    answer_help(store, call.id, "done", "an")
    assert (open_help_calls(store), help_call(store, call.id).state) == ([], "done")


def test_an_unknown_call_cannot_be_answered(store: Store):
    with pytest.raises(UnknownHelpCallError, match="Không thấy lần gọi"):
        answer_help(store, "nobody", "seen", "an")


def test_a_call_rings_again_after_a_minute(store: Store, settings: Settings, clock: SetClock, call: HelpCall):
    clock.forward(timedelta(seconds=60))
    remind_help(store, settings)
    assert help_call(store, call.id).again


def test_a_call_does_not_ring_again_before_its_time(store: Store, settings: Settings, clock: SetClock, call: HelpCall):
    clock.forward(timedelta(seconds=59))
    assert remind_help(store, settings) == 0


def test_a_call_rings_again_only_once(store: Store, settings: Settings, clock: SetClock, call: HelpCall):
    clock.forward(timedelta(seconds=61))
    for _ in range(3):
        remind_help(store, settings)
        clock.forward(timedelta(seconds=61))
    assert [row["kind"] for row in store.rows("SELECT kind FROM journal")].count("help.again") == 1


def test_two_that_look_at_once_let_a_call_ring_again_once(
    store: Store, settings: Settings, clock: SetClock, call: HelpCall
):
    clock.forward(timedelta(seconds=61))
    with ThreadPoolExecutor(4) as pool:
        looks = [pool.submit(remind_help, store, settings) for _ in range(8)]
    assert sum(one.result() for one in looks) == 1


def test_a_call_that_was_only_seen_rings_again(store: Store, settings: Settings, clock: SetClock, call: HelpCall):
    answer_help(store, call.id, "seen", "an")
    clock.forward(timedelta(seconds=61))
    assert remind_help(store, settings) == 1


@pytest.mark.parametrize("answer", ["coming", "done"])
def test_a_call_to_which_somebody_comes_does_not_ring_again(
    store: Store, settings: Settings, clock: SetClock, call: HelpCall, answer: HelpAnswer
):
    answer_help(store, call.id, answer, "an")
    clock.forward(timedelta(seconds=61))
    assert remind_help(store, settings) == 0


def test_a_call_of_yesterday_does_not_ring_again(store: Store, settings: Settings, clock: SetClock, call: HelpCall):
    clock.forward(timedelta(days=1))
    assert remind_help(store, settings) == 0


def test_a_second_ring_goes_to_the_province_too(store: Store, settings: Settings, clock: SetClock, call: HelpCall):
    clock.forward(timedelta(seconds=61))
    remind_help(store, settings)
    assert store.rows("SELECT kind FROM outbox_event ORDER BY rowid")[-1]["kind"] == "help.again"
