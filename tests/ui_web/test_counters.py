"""Counters over HTTP: open, pause, call."""

from typing import Any

import pytest

from tests.ui_web.people import Client, new, problem


def test_a_counter_opens_with_the_halls_services(an: Client):
    answer = an.http.put("/api/counters/3", json={"state": "open"}).json()
    assert (answer["counter"], answer["state"], answer["services"]) == (3, "open", ["C", "D"])


def test_a_counter_opens_with_chosen_services(an: Client):
    assert an.http.put("/api/counters/3", json={"state": "open", "services": ["A"]}).json()["services"] == ["A"]


def test_the_list_shows_whom_a_counter_has(kiosk: Client, an: Client):
    kiosk.take()
    an.next()
    assert [one["ticket"] and one["ticket"]["number"] for one in kiosk.get("/counters").json()] == [
        "A001", None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"state": "asleep"},
        {"state": "open", "services": ["first"]},
        {"state": "open", "services": []},
        {"state": "open", "services": ["A", "A"]},
    ],
)
def test_a_counter_cannot_be_set_to_nonsense(an: Client, body: dict[str, Any]):
    answer = an.http.put("/api/counters/1", json=body)
    assert problem(answer) == (422, "invalid")


def test_a_service_the_hall_has_not_cannot_be_served(an: Client):
    answer = an.http.put("/api/counters/1", json={"state": "open", "services": ["Z"]})
    assert problem(answer) == (422, "unknown_service")


def test_an_unknown_counter_cannot_be_set(an: Client):
    assert problem(an.http.put("/api/counters/9", json={"state": "open"})) == (404, "unknown_counter")


def test_a_counter_that_is_no_number_is_invalid(an: Client):
    assert problem(an.http.put("/api/counters/first", json={"state": "open"})) == (422, "invalid")


# --- next ---


def test_next_calls_the_first(kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    assert (called["number"], called["state"], called["counter"]) == ("A001", "called", 1)


def test_nobody_waiting_is_204_without_a_body(an: Client):
    answer = an.post("/counters/1/next", request_id=new())
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_counter_that_has_somebody_is_told_so(kiosk: Client, an: Client):
    kiosk.take()
    an.next()
    answer = an.post("/counters/1/next", request_id=new())
    assert (problem(answer), "A001" in answer.json()["detail"]) == ((409, "counter_busy"), True)


def test_a_closed_counter_that_calls_opens_in_the_same_request(an: Client):
    an.post("/counters/1/next", request_id=new())
    assert an.get("/counters").json()[0]["state"] == "open"


def test_next_repeated_with_its_request_id_calls_one_person(kiosk: Client, an: Client):
    kiosk.take()
    kiosk.take()
    request = new()
    first, second = (an.post("/counters/1/next", request_id=request) for _ in range(2))
    assert (second.status_code, second.json()) == (200, first.json())


def test_two_counters_pressing_next_get_two_people(kiosk: Client, an: Client, binh: Client):
    kiosk.take()
    kiosk.take()
    binh.http.put("/api/counters/2", json={"state": "open", "services": ["A", "B"]})
    assert [an.next(1)["number"], binh.next(2)["number"]] == ["A001", "A002"]


def test_next_at_an_unknown_counter_is_404(an: Client):
    assert problem(an.post("/counters/9/next", request_id=new())) == (404, "unknown_counter")


def test_next_without_a_request_id_calls_nobody(kiosk: Client, an: Client):
    kiosk.take()
    assert problem(an.post("/counters/1/next")) == (422, "invalid")
    assert an.get("/board").json()["calls"] == []


# --- call ---


def test_a_number_is_called_out_of_order(kiosk: Client, an: Client):
    kiosk.take()
    kiosk.take()
    assert an.post("/counters/1/call", request_id=new(), number="A002").json()["state"] == "called"


def test_calling_a_number_twice_with_one_request_is_one_call(kiosk: Client, an: Client):
    kiosk.take()
    request = new()
    first, second = (an.post("/counters/1/call", request_id=request, number="A001") for _ in range(2))
    assert (second.json(), len(an.get("/board").json()["calls"])) == (first.json(), 1)


def test_a_number_at_another_counter_cannot_be_called_away(kiosk: Client, an: Client, binh: Client):
    kiosk.take()
    an.next(1)
    assert problem(binh.post("/counters/2/call", request_id=new(), number="A001")) == (409, "wrong_state")


def test_a_number_nobody_took_cannot_be_called(an: Client):
    assert problem(an.post("/counters/1/call", request_id=new(), number="A017")) == (404, "unknown_ticket")


@pytest.mark.parametrize("number", ["17", "A17", "a017", "A0017X"])
def test_what_is_no_number_cannot_be_called(an: Client, number: str):
    assert problem(an.post("/counters/1/call", request_id=new(), number=number)) == (422, "invalid")
