"""Settings over HTTP: written whole or not at all, and followed at once by the running server."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.config import read_settings
from tests.ui_web.people import Client, Server, new, problem

Changes = Callable[[dict[str, Any]], None]


def put(client: Client, settings: dict[str, Any]) -> Any:
    return client.http.put("/api/settings", json=settings)


def test_what_is_saved_is_in_the_file(manager: Client, server: Server):
    settings = manager.get("/settings").json()
    settings["services"][1]["daily_quota"] = 40
    put(manager, settings)
    file = server.hall.store.file.parent / "hall.toml"
    assert read_settings(file).services[1].daily_quota == 40


def test_a_new_name_is_on_the_board_at_once(manager: Client, anyone: Client):
    settings = manager.get("/settings").json()
    settings["services"][0]["name"] = "Sao y Ế Ẫ Ữ"
    put(manager, settings)
    assert anyone.get("/board").json()["services"][0]["name"] == "Sao y Ế Ẫ Ữ"


def test_a_quota_counts_from_the_next_ticket_on(manager: Client, kiosk: Client):
    settings = manager.get("/settings").json()
    settings["services"][0]["daily_quota"] = 1
    put(manager, settings)
    kiosk.take()
    assert problem(kiosk.post("/tickets", request_id=new(), service="A"))[0] == 409


def test_a_new_counter_can_be_opened_at_once(manager: Client):
    settings = manager.get("/settings").json()
    settings["counters"].append({"number": 5, "name": "Quầy 5", "services": ["A"], "direction": ""})
    put(manager, settings)
    assert manager.http.put("/api/counters/5", json={"state": "open"}).status_code == 200


def test_open_pages_hear_that_settings_changed_and_nothing_more(manager: Client, anyone: Client):
    put(manager, manager.get("/settings").json())
    with anyone.http.stream("GET", "/api/events", headers={"Last-Event-ID": "0"}) as stream:
        told = next(line for line in stream.iter_lines() if "settings." in line)
    assert json.loads(told.removeprefix("data: ")).keys() == {"kind", "at"}


def test_saving_again_needs_the_version_of_the_answer(manager: Client):
    settings = manager.get("/settings").json()
    settings["services"][0]["daily_quota"] = 1
    again = put(manager, settings).json()
    assert put(manager, again).status_code == 200


def test_the_second_of_two_managers_is_told(manager: Client):
    first, second = manager.get("/settings").json(), manager.get("/settings").json()
    first["hall"]["phone"] = "0290 1"
    put(manager, first)
    assert problem(put(manager, second)) == (409, "settings_changed")


def test_a_wrong_line_is_named(manager: Client):
    settings = manager.get("/settings").json()
    settings["services"][0]["hours"] = ["T2-T6 11:30-07:00"]
    answer = put(manager, settings)
    assert (problem(answer), "T2-T6 11:30-07:00" in answer.json()["detail"]) == ((422, "wrong_change"), True)


def test_a_wrong_line_leaves_the_running_hall_as_it_was(manager: Client, anyone: Client):
    settings = manager.get("/settings").json()
    settings["services"][0].update(name="Khác", hours=["T9"])
    put(manager, settings)
    assert anyone.get("/board").json()["services"][0]["name"] == "Chứng thực, sao y"


def counter_twice(settings: dict[str, Any]) -> None:
    settings["counters"][1]["number"] = 1


def service_twice(settings: dict[str, Any]) -> None:
    settings["services"][1]["letter"] = "A"


def unknown_service(settings: dict[str, Any]) -> None:
    settings["services"][1]["letter"] = "Z"


def unknown_service_of_a_counter(settings: dict[str, Any]) -> None:
    settings["counters"][0]["services"] = ["Z"]


def service_of_a_counter_twice(settings: dict[str, Any]) -> None:
    settings["counters"][0]["services"] = ["A", "A"]


UNCLEAR = [
    (counter_twice, "quầy số 1 có hai lần"),
    (service_twice, "việc A có hai lần"),
    (unknown_service, "không có việc Z"),
    (unknown_service_of_a_counter, "quầy 1 nhận dịch vụ Z không có"),
    (service_of_a_counter_twice, "quầy 1 nhận việc A hai lần"),
]


@pytest.mark.parametrize(("change", "named"), UNCLEAR)
def test_what_is_named_twice_or_unknown_is_named_in_the_answer(manager: Client, change: Changes, named: str):
    settings = manager.get("/settings").json()
    change(settings)
    answer = put(manager, settings)
    assert (problem(answer), named in answer.json()["detail"]) == ((422, "wrong_change"), True)


@pytest.mark.parametrize("change", [change for change, _ in UNCLEAR])
def test_what_is_named_twice_or_unknown_is_not_saved(manager: Client, change: Changes):
    before = manager.get("/settings").json()
    settings = manager.get("/settings").json()
    change(settings)
    put(manager, settings)
    assert manager.get("/settings").json() == before


@pytest.mark.parametrize("name", ["", "   ", "Một\nHai", "x" * 81])
def test_a_name_must_be_one_readable_line(manager: Client, name: str):
    settings = manager.get("/settings").json()
    settings["services"][0]["name"] = name
    assert problem(put(manager, settings)) == (422, "invalid")


def test_a_counter_that_has_somebody_cannot_be_removed(manager: Client, kiosk: Client):
    kiosk.take()
    manager.next(1)
    settings = manager.get("/settings").json()
    del settings["counters"][0]
    assert problem(put(manager, settings)) == (409, "counter_busy")


def test_a_clerk_may_not_see_settings(an: Client):
    assert problem(an.get("/settings")) == (403, "not_allowed")


def test_a_clerk_may_not_change_settings(an: Client, manager: Client):
    assert problem(put(an, manager.get("/settings").json())) == (403, "not_allowed")


def test_the_journal_tells_in_words_what_was_changed(manager: Client):
    settings = manager.get("/settings").json()
    settings["services"][0]["daily_quota"] = 40
    settings["hall"]["phone"] = "0290 1"
    put(manager, settings)
    assert manager.get("/people/journal").json()[0]["text"] == (
        "Quân sửa cài đặt: số điện thoại; việc A: số phiếu mỗi ngày"
    )
