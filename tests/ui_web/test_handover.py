"""A second kiosk at the hall's API: tickets that are held, numbers handed over, and no word for anybody else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import RangeSettings, Settings
from kiosk.forms.library import Forms
from kiosk.store.database import Store
from tests.ui_web.conftest import hall_over
from tests.ui_web.people import Client, Server, new, problem
from ui.web.hall import Hall


@pytest.fixture
def hall(store: Store, settings: Settings, forms: Forms, tmp_path: Path) -> Hall:
    """A hall with ranges for two more kiosks."""
    ranges = (RangeSettings("B", 800, 849), RangeSettings("C", 850, 899))
    return hall_over(store, replace(settings, kiosks=ranges), forms, tmp_path / "desk.key")


@pytest.fixture
def second(server: Server) -> Iterator[Client]:
    token = server.hall.access.add_device("kiosk B", letter="B")
    client = server.client(Authorization=f"Bearer {token}")
    yield client
    client.http.close()


def own_ticket(number: str = "A800", **more: Any) -> dict[str, Any]:
    ticket = {"id": new(), "request_id": new(), "asked": False, "number": number, "service": number[0], "age_ms": 0}
    return {**ticket, **more}


def told(client: Client, **body: Any) -> list[dict[str, Any]]:
    answer = client.post("/handover", kiosk="B", **body)
    assert answer.status_code == 200, answer.text
    return answer.json()["verdicts"]


def test_a_second_kiosks_ticket_is_held(second: Client):
    assert second.take(held=True)["state"] == "held"


def test_a_shown_ticket_waits(second: Client):
    request = new()
    ticket = second.post("/tickets", request_id=request, service="A", held=True).json()
    told(second, shown=[request])
    assert second.get(f"/tickets/{ticket['id']}").json()["state"] == "waiting"


def test_a_token_without_a_letter_gets_a_ticket_that_is_called_at_once(kiosk: Client):
    """Nobody would ever let it go."""
    assert kiosk.take(held=True)["state"] == "waiting"


def test_a_clerks_ticket_is_never_held(an: Client):
    assert an.take(held=True)["state"] == "waiting"


def test_a_handed_over_number_waits(second: Client):
    ticket = own_ticket()
    told(second, tickets=[ticket])
    assert second.get(f"/tickets/{ticket['id']}").json()["state"] == "waiting"


def test_each_ticket_has_its_verdict(second: Client):
    good, bad = own_ticket(), own_ticket("A001")
    verdicts = told(second, tickets=[good, bad])
    assert [(one["request_id"], one["verdict"], one["reason"]) for one in verdicts] == [
        (good["request_id"], "taken", None),
        (bad["request_id"], "refused", "out_of_range"),
    ]


def test_a_refusal_says_why_in_words(second: Client):
    assert "khoảng dành cho máy này" in told(second, tickets=[own_ticket("A001")])[0]["detail"]


def test_the_same_body_again_changes_nothing(second: Client):
    ticket = own_ticket()
    told(second, tickets=[ticket])
    assert told(second, tickets=[ticket])[0]["verdict"] == "again"


def test_one_kiosk_cannot_speak_for_another(second: Client):
    assert problem(second.post("/handover", kiosk="C", tickets=[own_ticket("A850")])) == (403, "not_allowed")


def test_one_kiosk_cannot_hand_over_out_of_anothers_range(second: Client):
    assert told(second, tickets=[own_ticket("A850")])[0]["reason"] == "out_of_range"


def test_a_kiosk_whose_range_was_taken_away_hands_nothing_over(server: Server):
    token = server.hall.access.add_device("kiosk D", letter="D")
    client = server.client(Authorization=f"Bearer {token}")
    answer = client.post("/handover", kiosk="D")
    client.http.close()
    assert problem(answer) == (403, "not_allowed")


def test_a_new_token_ends_the_one_before(server: Server, second: Client):
    server.hall.access.add_device("kiosk B", letter="B")
    assert problem(second.post("/handover", kiosk="B")) == (401, "access")


def test_a_stolen_kiosk_is_let_in_no_more(server: Server, second: Client):
    server.hall.access.remove_devices("kiosk B")
    assert problem(second.post("/handover", kiosk="B")) == (401, "access")


def test_a_call_for_help_names_the_kiosk(second: Client, an: Client):
    second.post("/help", request_id=new(), where="B home")
    assert [one["where"] for one in an.get("/help").json()] == ["B home"]


def test_a_kiosk_calls_nobody_to_another_kiosk(second: Client):
    assert problem(second.post("/help", request_id=new(), where="A home")) == (403, "not_allowed")


def test_the_same_call_for_help_again_is_one_call(second: Client, an: Client):
    request = new()
    for _ in range(2):
        second.post("/help", request_id=request, where="B home")
    assert len(an.get("/help").json()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "a800"},
        {"number": "A8000"},
        {"number": "A８００"},
        {"service": "AA"},
        {"age_ms": 10**15},
        {"procedure": "<b>"},
        {"submission": "Nguyễn Văn A"},
        {"class": "x" * 33},
        {"name": "Nguyễn Văn A"},
        {"id": ""},
    ],
)
def test_a_ticket_that_cannot_be_is_refused_whole(second: Client, wrong: dict[str, Any]):
    assert problem(second.post("/handover", kiosk="B", tickets=[own_ticket(**wrong)])) == (422, "invalid")


def test_more_than_a_hundred_at_once_are_refused(second: Client):
    assert problem(second.post("/handover", kiosk="B", shown=[new() for _ in range(101)])) == (422, "invalid")


def test_a_held_ticket_has_no_paper_here(second: Client):
    assert second.take(held=True)["print"] == "none"


@pytest.mark.parametrize("ticket", ["1", "a b", "A" * 36, "../board", "{00000000-0000-7000-8000-000000000000}"])
def test_an_id_that_is_no_uuid_is_invalid(second: Client, ticket: str):
    assert problem(second.post("/handover", kiosk="B", tickets=[own_ticket(id=ticket)])) == (422, "invalid")


def test_a_request_with_two_outcomes_in_one_body_is_invalid(second: Client):
    request = new()
    answer = second.post("/handover", kiosk="B", dropped=[request], tickets=[own_ticket(request_id=request)])
    assert (problem(answer), answer.json()["errors"][0]["problem"]) == ((422, "invalid"), "request_twice")
