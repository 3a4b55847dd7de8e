"""The hall's clerks over HTTP, as their manager keeps them."""

from typing import Any

import pytest

from tests.ui_web.people import PIN, Client, Server, problem

NEW: dict[str, Any] = {"id": "lan", "name": "Lan Ế", "role": "clerk", "counter": 3, "pin": PIN}


def test_a_new_clerk_logs_in(manager: Client, anyone: Client):
    manager.post("/people", **NEW)
    assert anyone.post("/session", clerk="lan", pin=PIN).json()["name"] == "Lan Ế"


def test_a_known_name_is_refused(manager: Client):
    assert problem(manager.post("/people", **{**NEW, "id": "quan"})) == (409, "clerk_known")


@pytest.mark.parametrize("clerk", ["", "Lan", "lan anh", "ế", "../an", "x" * 33])
def test_a_log_in_name_is_plain(manager: Client, clerk: str):
    assert problem(manager.post("/people", **{**NEW, "id": clerk})) == (422, "invalid")


def test_a_weak_pin_is_refused_in_words(manager: Client):
    assert problem(manager.post("/people", **{**NEW, "pin": "1234"})) == (422, "weak_pin")


def test_a_refused_pin_is_not_sent_back(manager: Client):
    assert "987654321098765" not in manager.post("/people", **{**NEW, "pin": "987654321098765"}).text


def test_nobody_is_made_a_technician(manager: Client):
    assert problem(manager.post("/people", **{**NEW, "role": "technician"})) == (422, "invalid")


def test_name_role_and_counter_are_changed(manager: Client, an: Client):
    people = manager.http.put("/api/people/an", json={"name": "Ân", "role": "clerk", "counter": 2}).json()
    assert people[0] == {"id": "an", "name": "Ân", "role": "clerk", "counter": 2, "off": False}


def test_a_new_pin_logs_the_old_one_out(manager: Client, an: Client):
    manager.http.put("/api/people/an/pin", json={"pin": "135791"})
    assert problem(an.get("/session")) == (401, "access")


def test_who_is_switched_off_is_out(manager: Client, an: Client):
    manager.post("/people/an/off")
    assert problem(an.get("/counters")) == (401, "access")


def test_who_is_switched_on_is_in_again(manager: Client, an: Client, anyone: Client):
    manager.post("/people/an/off")
    manager.post("/people/an/on")
    assert anyone.post("/session", clerk="an", pin=PIN).status_code == 200


def test_the_last_manager_stays(manager: Client):
    assert problem(manager.post("/people/quan/off")) == (409, "last_manager")


def test_nobody_is_changed_who_is_not_there(manager: Client):
    assert problem(manager.post("/people/nobody/off")) == (404, "unknown_clerk")


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/people"), ("GET", "/people/journal"), ("POST", "/people/an/off")]
)
def test_clerks_keep_out_of_it(an: Client, method: str, path: str):
    assert problem(an.http.request(method, f"/api{path}")) == (403, "not_allowed")


def test_a_write_needs_the_pages_token(manager: Client):
    del manager.http.headers["X-CSRF-Token"]
    assert problem(manager.post("/people", **NEW)) == (403, "stale_page")


def test_the_journal_tells_who_changed_whom(manager: Client, an: Client):
    manager.post("/people/an/off")
    assert manager.get("/people/journal").json()[0]["text"] == "Quân ngừng tài khoản An"


def test_log_ins_of_a_day_are_one_line_with_a_count(manager: Client, an: Client, server: Server):
    for _ in range(3):
        server.log_in("an").http.close()
    said = [one["text"] for one in manager.get("/people/journal").json()]
    assert [one for one in said if one.startswith("An đăng nhập")] == ["An đăng nhập 4 lần trong ngày"]


def test_every_sentence_of_the_journal_is_written(manager: Client, an: Client, anyone: Client, server: Server):
    manager.post("/people", **NEW)
    manager.http.put("/api/people/an", json={"name": "Ân", "role": "clerk", "counter": 2})
    manager.http.put("/api/people/an/pin", json={"pin": "135791"})
    anyone.post("/session", clerk="an", pin="000000")
    manager.post("/people/an/off")
    manager.post("/people/an/on")
    server.hall.access.remove_device(server.hall.access.add_device("kiosk A"))
    server.hall.access.remove_clerk("lan")
    an.http.delete("/api/session")
    assert [one["text"] for one in manager.get("/people/journal").json() if "audit." in one["text"]] == []
