"""Ratings from a phone: no log-in, not before the end, once a ticket, not too often."""

from datetime import timedelta
from typing import Any

import pytest

from kiosk.clock import SetClock
from tests.ui_web.people import Client, Server, new, problem


@pytest.fixture
def served(kiosk: Client, an: Client) -> str:
    """The id of a ticket whose service is finished."""
    kiosk.take()
    ticket = an.next()
    an.act("finish", ticket)
    return ticket["id"]


def give(client: Client, ticket: str, **more: Any) -> Any:
    return client.post("/ratings", **{"request_id": new(), "ticket": ticket, "value": 3, **more})


def test_a_phone_rates_without_log_in(anyone: Client, served: str):
    assert give(anyone, served, reasons=["rating.reason.fast"]).json()["value"] == 3


def test_the_page_knows_what_was_said(anyone: Client, served: str):
    give(anyone, served, value=1, reasons=["rating.reason.long_wait"])
    told = anyone.get(f"/ratings/{served}").json()
    assert (told["state"], told["value"], told["reasons"]) == ("changeable", 1, ["rating.reason.long_wait"])


def test_before_the_end_it_is_calmly_refused(anyone: Client, kiosk: Client):
    assert problem(give(anyone, kiosk.take()["id"])) == (409, "rating_early")


def test_after_ten_minutes_it_is_final(anyone: Client, served: str, clock: SetClock):
    give(anyone, served)
    clock.forward(timedelta(minutes=10))
    assert problem(give(anyone, served, value=1)) == (409, "rating_final")


def test_an_unknown_ticket_is_404(anyone: Client):
    assert problem(anyone.get("/ratings/nobody")) == (404, "unknown_ticket")


@pytest.mark.parametrize("more", [{"value": 0}, {"value": 4}, {"text": "Nguyễn Văn A"}, {"request_id": ""}])
def test_nothing_else_is_taken(anyone: Client, served: str, more: dict[str, Any]):
    assert problem(give(anyone, served, **more)) == (422, "invalid")


def test_a_reason_in_own_words_is_refused(anyone: Client, served: str):
    assert problem(give(anyone, served, value=1, reasons=["Nguyễn Văn A"])) == (422, "unknown_reason")


def test_a_stranger_who_asks_again_and_again_has_to_wait(anyone: Client, served: str):
    answers = [anyone.get(f"/ratings/{served}") for _ in range(31)]
    last = answers[-1]
    assert ([one.status_code for one in answers[:-1]], problem(last), last.headers["retry-after"]) == (
        [200] * 30, (429, "too_often"), "2",
    )  # fmt: skip


def test_after_a_pause_the_stranger_may_ask_again(anyone: Client, served: str, clock: SetClock):
    for _ in range(31):
        anyone.get(f"/ratings/{served}")
    clock.forward(timedelta(seconds=2))
    assert anyone.get(f"/ratings/{served}").status_code == 200


def test_the_rating_says_nothing_of_who_gave_it(server: Server, anyone: Client, served: str):
    give(anyone, served)
    row = server.hall.store.rows("SELECT body FROM outbox_event WHERE kind = 'rating.given'")[0]
    assert row["body"] == (f'{{"counter":1,"reasons":[],"service":"A","ticket":"{served}","value":3,"way":"phone"}}')
