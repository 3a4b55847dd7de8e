"""Help calls over HTTP."""

import pytest

from kiosk.queue.help import HelpCall, call_help
from kiosk.store.database import Store
from tests.ui_web.people import Client, new, problem


@pytest.fixture
def call(store: Store) -> HelpCall:
    return call_help(store, new(), "A services")


def test_every_desk_sees_the_call(call: HelpCall, an: Client, binh: Client):
    assert [one.get("/help").json()[0]["id"] for one in (an, binh)] == [call.id] * 2


def test_the_kiosk_sees_how_far_the_answer_is(call: HelpCall, an: Client, kiosk: Client):
    an.post(f"/help/{call.id}/coming")
    answer = kiosk.get(f"/help/{call.id}").json()
    assert (answer["state"], answer["clerk"]) == ("coming", "an")


def test_a_late_seen_does_not_take_back_a_coming(call: HelpCall, an: Client, binh: Client):
    an.post(f"/help/{call.id}/coming")
    assert binh.post(f"/help/{call.id}/seen", request_id=new()).json()["state"] == "coming"


def test_done_takes_it_from_the_list(call: HelpCall, an: Client):
    an.post(f"/help/{call.id}/done")
    assert an.get("/help").json() == []


def test_an_unknown_call_is_404(an: Client):
    assert problem(an.post("/help/nobody/seen")) == (404, "unknown_help_call")


def test_an_answer_nobody_knows_is_invalid(call: HelpCall, an: Client):
    assert problem(an.post(f"/help/{call.id}/ignored")) == (422, "invalid")


def test_an_answer_needs_no_body(call: HelpCall, an: Client):
    assert an.http.post(f"/api/help/{call.id}/seen").json()["state"] == "seen"
