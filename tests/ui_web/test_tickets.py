"""Tickets over HTTP: taking one, looking, and what a counter does with it."""

from datetime import timedelta
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.store import print_jobs
from kiosk.store.database import Store
from tests.ui_web.people import Client, new, problem


def test_a_kiosk_takes_a_ticket(kiosk: Client):
    answer = kiosk.post("/tickets", request_id=new(), service="B")
    body = answer.json()
    assert (answer.status_code, body["number"], body["state"], body["place"]) == (201, "B001", "waiting", 0)


def test_a_ticket_has_the_shape_of_the_contract(kiosk: Client):
    wanted = {"id", "number", "service", "state", "version", "place", "ahead", "wait_minutes", "counters", "print"}
    assert wanted | {"issued_at", "class"} <= kiosk.take().keys()


def test_the_same_request_again_is_200_with_an_equal_body(kiosk: Client):
    request = new()
    first, second = (kiosk.post("/tickets", request_id=request, service="A") for _ in range(2))
    assert (first.status_code, second.status_code, second.json()) == (201, 200, first.json())


def test_a_repeated_request_stays_equal_when_the_ticket_has_moved_on(kiosk: Client, an: Client):
    request = new()
    first = kiosk.post("/tickets", request_id=request, service="A").json()
    an.next()
    assert kiosk.post("/tickets", request_id=request, service="A").json() == first


def test_priority_is_visible_on_the_wire(kiosk: Client):
    assert kiosk.take(priority=True)["class"] == "priority"


def test_a_ticket_tells_the_wait_while_a_counter_is_open(kiosk: Client, an: Client):
    an.http.put("/api/counters/1", json={"state": "open"})
    ticket = kiosk.take()
    assert (ticket["wait_minutes"], ticket["counters"]) == ([0, 1], [1])


def test_taking_asks_for_the_paper(kiosk: Client, store: Store):
    ticket = kiosk.take()
    job = print_jobs.take_next(store.db)
    assert job is not None
    assert (ticket["print"], job.subject) == ("waiting", ticket["id"])


def test_a_ticket_remembers_who_took_it(kiosk: Client, an: Client, store: Store):
    kiosk.take()
    an.take()
    assert [row["source"] for row in store.rows("SELECT source FROM ticket ORDER BY id")] == ["kiosk", "counter"]


def test_a_service_the_hall_has_not_is_refused(kiosk: Client):
    assert problem(kiosk.post("/tickets", request_id=new(), service="Z")) == (422, "unknown_service")


@pytest.mark.parametrize(
    "body",
    [
        {"service": "A"},
        {"request_id": "", "service": "A"},
        {"request_id": "x" * 129, "service": "A"},
        {"request_id": "with blanks in it", "service": "A"},
        {"request_id": "request-1"},
        {"request_id": "request-1", "service": "AB"},
        {"request_id": "request-1", "service": "a"},
        {"request_id": "request-1", "service": "A", "priority": "Rất hay"},
        {"request_id": "request-1", "service": "A", "procedure": "birth"},
        {"request_id": "request-1", "service": "A", "name": "Nguyễn Văn Mẫu"},
    ],
)
def test_a_wrong_request_takes_no_number(kiosk: Client, body: dict[str, Any]):
    assert problem(kiosk.post("/tickets", **body)) == (422, "invalid")
    assert kiosk.take()["number"] == "A001"


def test_a_wrong_request_is_not_repeated_in_the_answer(kiosk: Client):
    answer = kiosk.post("/tickets", request_id=new(), service="A", name="Nguyễn Văn Mẫu")
    assert ("Nguyễn Văn Mẫu" in answer.text, answer.json()["errors"][0]["where"]) == (False, "body.name")


# --- looking ---


def test_a_ticket_can_be_looked_at(kiosk: Client, an: Client):
    ticket = kiosk.take()
    an.next()
    assert kiosk.get(f"/tickets/{ticket['id']}").json()["state"] == "called"


def test_an_unknown_ticket_is_404(kiosk: Client):
    assert problem(kiosk.get("/tickets/nobody")) == (404, "unknown_ticket")


def test_the_list_can_be_narrowed_by_state_and_service(kiosk: Client, an: Client):
    for service in "AABC":
        kiosk.take(service)
    an.next()
    listed = kiosk.get("/tickets", state="waiting", service="A").json()
    assert [one["number"] for one in listed] == ["A002"]


def test_waiting_people_stand_in_the_order_of_calling(kiosk: Client):
    for priority in (False, False, True):
        kiosk.take(priority=priority)
    listed = kiosk.get("/tickets", state="waiting", service="A").json()
    assert [one["number"] for one in listed] == ["A003", "A001", "A002"]


def test_a_counters_list_is_what_next_will_call(kiosk: Client, an: Client):
    for priority in (False, True, False, True, True, False):
        kiosk.take(priority=priority)
    listed = [one["number"] for one in an.get("/tickets", counter=1).json()]
    called = list[str]()
    for _ in listed:
        ticket = an.next()
        called.append(ticket["number"])
        an.act("finish", ticket)
    assert called == listed


def test_the_list_of_an_unknown_counter_is_404(an: Client):
    assert problem(an.get("/tickets", counter=9)) == (404, "unknown_counter")


@pytest.mark.parametrize("query", [{"state": "asleep"}, {"service": "AA"}, {"counter": "first"}])
def test_a_list_by_nonsense_is_invalid(an: Client, query: dict[str, str]):
    assert problem(an.get("/tickets", **query)) == (422, "invalid")


# --- acts ---


def test_called_served_done(kiosk: Client, an: Client):
    kiosk.take()
    serving = an.act("start", an.next()).json()
    done = an.act("finish", serving).json()
    assert (serving["state"], done["state"], done["version"]) == ("serving", "done", 4)


def test_a_recall_is_a_new_call(kiosk: Client, an: Client):
    kiosk.take()
    an.act("recall", an.next())
    calls = an.get("/board").json()["calls"]
    assert [(one["number"], one["recall"]) for one in calls] == [("A001", True), ("A001", False)]


def test_who_does_not_come_rests_and_is_passed_over(kiosk: Client, an: Client, clock: SetClock):
    kiosk.take()
    back = an.act("no_show", an.next()).json()
    assert (back["state"], back["no_shows"], back["not_before"][:16]) == ("waiting", 1, "2026-11-23T08:02")


def test_a_waiting_ticket_can_be_cancelled(kiosk: Client, an: Client):
    assert an.act("cancel", kiosk.take()).json()["state"] == "cancelled"


def test_a_stale_version_answers_409_with_the_present_ticket(kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    an.act("start", called)
    answer = an.act("no_show", called)
    assert (problem(answer), answer.json()["ticket"]["state"]) == ((409, "stale_version"), "serving")


def test_an_unfitting_act_answers_409_with_the_present_ticket(kiosk: Client, an: Client):
    ticket = kiosk.take()
    answer = an.act("finish", ticket)
    assert (problem(answer), answer.json()["ticket"]["class"]) == ((409, "wrong_state"), "ordinary")


def test_an_act_repeated_with_its_request_id_is_the_same_answer(kiosk: Client, an: Client):
    kiosk.take()
    called, request = an.next(), new()
    first, second = (an.act("start", called, request_id=request) for _ in range(2))
    assert (second.status_code, second.json()) == (200, first.json())


@pytest.mark.parametrize("verb", ["recall", "start", "finish", "no_show", "cancel"])
def test_an_act_on_an_unknown_ticket_is_404(an: Client, verb: str):
    assert problem(an.act(verb, {"id": "nobody", "version": 1})) == (404, "unknown_ticket")


@pytest.mark.parametrize("body", [{}, {"request_id": "request-1"}, {"request_id": "request-1", "version": 0}])
def test_an_act_without_request_or_version_is_invalid(kiosk: Client, an: Client, body: dict[str, Any]):
    ticket = kiosk.take()
    assert problem(an.post(f"/tickets/{ticket['id']}/cancel", **body)) == (422, "invalid")


def test_an_act_nobody_knows_is_invalid(kiosk: Client, an: Client):
    assert problem(an.act("forget", kiosk.take())) == (422, "invalid")


# --- paper ---


def test_a_reprint_waits_for_the_printer_again(kiosk: Client, store: Store, clock: SetClock):
    ticket = kiosk.take()
    job = print_jobs.take_next(store.db)
    assert job is not None
    print_jobs.finish(store.db, job.id, clock.now(), "print.paper_out")
    failed = kiosk.get(f"/tickets/{ticket['id']}").json()["print"]
    again = kiosk.post(f"/tickets/{ticket['id']}/reprint", request_id=new()).json()["print"]
    assert (failed, again) == ("failed", "waiting")


def test_a_reprint_repeated_with_its_request_id_prints_once(kiosk: Client, store: Store):
    ticket, request = kiosk.take(), new()
    for _ in range(2):
        kiosk.post(f"/tickets/{ticket['id']}/reprint", request_id=request)
    assert print_jobs.trouble(store.db, 0) == (2, 0)


def test_a_reprint_of_an_unknown_ticket_is_404(kiosk: Client):
    assert problem(kiosk.post("/tickets/nobody/reprint", request_id=new())) == (404, "unknown_ticket")


def test_yesterdays_ticket_is_not_in_todays_list(kiosk: Client, clock: SetClock):
    kiosk.take()
    clock.forward(timedelta(days=1))
    assert kiosk.get("/tickets").json() == []


def test_no_priority_may_also_be_said_as_null(kiosk: Client):
    assert kiosk.take("A", priority=None)["class"] == "ordinary"


def test_a_submission_with_a_wrong_check_digit_is_refused(kiosk: Client):
    answer = kiosk.post("/tickets", request_id=new(), service="A", submission="KXA-261123-001-00")
    assert (problem(answer), kiosk.get("/tickets").json()) == ((422, "mistyped_code"), [])


def test_nothing_to_undo_shows_the_ticket_as_it_is(kiosk: Client, an: Client):
    answer = an.act("undo", kiosk.take())
    assert (problem(answer), answer.json()["ticket"]["state"]) == ((409, "nothing_to_undo"), "waiting")


def test_a_busy_counter_shows_the_ticket_that_was_to_be_called(kiosk: Client, an: Client):
    kiosk.take()
    kiosk.take()
    parked = an.act("park", an.next()).json()
    an.next()
    answer = an.act("resume", parked)
    assert (problem(answer), answer.json()["ticket"]["state"]) == ((409, "counter_busy"), "parked")


def test_an_act_on_an_unknown_ticket_has_no_ticket_to_show(an: Client):
    answer = an.post("/tickets/nobody/start", request_id=new(), version=1)
    assert (problem(answer), "ticket" in answer.json()) == ((404, "unknown_ticket"), False)
