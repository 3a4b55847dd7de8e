"""The hall's own facts about procedures, over HTTP."""

import pytest

from tests.ui_web.people import Client, problem

BIRTH = "/catalogue/procedures/1.001193"


def put(manager: Client, scope: str = "procedure", **facts: str) -> object:
    return manager.http.put(f"/api{BIRTH}/facts", json={"scope": scope, "facts": facts})


def test_every_procedure_that_villagers_find_is_listed(manager: Client):
    lines = manager.get("/catalogue/procedures").json()
    assert len(lines) == 266
    assert {"code": "1.001193", "name": "Đăng ký khai sinh", "field": "Hộ tịch", "local": False} in lines


def test_the_status_says_how_old_the_data_is(manager: Client):
    status = manager.get("/catalogue").json()
    assert status["procedures"] == 266
    assert sum(one["procedures"] for one in status["ages"]) == 266


def test_a_procedure_shows_what_its_page_says(manager: Client):
    shown = manager.get(BIRTH).json()
    assert (shown["time"], shown["fee"], shown["counters"]) == ("Trong ngày", "Miễn phí", [2, 4])


def test_a_fact_is_kept_and_shown(manager: Client):
    put(manager, official="Bà Lê Thị Mẫu", fee_counter="8.000", counters="1")
    shown = manager.get(BIRTH).json()
    assert (shown["official"], shown["fee"], shown["counters"]) == ("Bà Lê Thị Mẫu", "8.000 đồng", [1])


def test_a_fact_of_the_field_holds_for_its_other_procedures(manager: Client):
    put(manager, "field", phone="0290 3 123 456")
    assert manager.get("/catalogue/procedures/1.000894").json()["phone"] == "0290 3 123 456"


def test_a_fact_that_is_left_out_stays(manager: Client):
    put(manager, official="Bà Lê Thị Mẫu")
    put(manager, phone="0290 3 123 456")
    assert manager.get(BIRTH).json()["own"]["procedure"] == {"official": "Bà Lê Thị Mẫu", "phone": "0290 3 123 456"}


def test_an_empty_fact_is_taken_away(manager: Client):
    put(manager, official="Bà Lê Thị Mẫu")
    put(manager, official="")
    assert manager.get(BIRTH).json()["own"]["procedure"] == {}


@pytest.mark.parametrize("facts", [{"phone": "abc"}, {"counters": "77"}, {"fee_online": "một ngàn"}])
def test_what_makes_no_sense_is_refused_in_words(manager: Client, facts: dict[str, str]):
    assert problem(put(manager, **facts)) == (422, "wrong_fact")  # pyright: ignore[reportArgumentType]


def test_an_unknown_procedure_is_not_there(manager: Client):
    assert problem(manager.get("/catalogue/procedures/9.999999")) == (404, "unknown_procedure")


@pytest.mark.parametrize("path", ["/catalogue", "/catalogue/procedures", BIRTH])
def test_only_managers_see_it(an: Client, path: str):
    assert problem(an.get(path)) == (403, "not_allowed")


def test_who_changed_a_fee_stands_in_the_journal(manager: Client):
    put(manager, fee_counter="8000")
    told = [one["text"] for one in manager.get("/people/journal").json()]
    assert "Quân đổi Lệ phí tại quầy (đồng) của 1.001193: (trống) → 8000" in told
