"""Calling a person, and the answer on its way."""

import uuid

import pytest

from kiosk.errors import UnknownHelpCallError
from kiosk.queue.help import HelpCall, answer_help, call_help, help_call, open_help_calls
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
