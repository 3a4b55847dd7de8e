"""Logging in over HTTP."""

from datetime import timedelta

import pytest

from kiosk.clock import SetClock
from tests.ui_web.people import PIN, Client, Server, new, problem


def wrong(client: Client, times: int) -> None:
    for _ in range(times):
        assert client.post("/session", clerk="an", pin="111111").status_code == 401


@pytest.fixture(autouse=True)
def _clerks(server: Server) -> None:  # pyright: ignore[reportUnusedFunction]
    server.hall.access.put_clerk("an", PIN, 1, name="An")
    server.hall.access.put_clerk("binh", PIN, 2, name="Bình")


def test_logging_in_says_who_and_where(anyone: Client):
    answer = anyone.post("/session", clerk="an", pin=PIN).json()
    assert (answer["clerk"], answer["name"], answer["role"], answer["counter"]) == ("an", "An", "clerk", 1)


def test_the_cookie_is_kept_from_scripts_and_other_sites(anyone: Client):
    cookie = anyone.post("/session", clerk="an", pin=PIN).headers["set-cookie"]
    assert ("HttpOnly" in cookie, "SameSite=strict" in cookie, "Path=/" in cookie) == (True, True, True)


def test_a_page_loaded_again_finds_its_session_and_token(an: Client):
    assert an.get("/session").json()["csrf"] == an.http.headers["X-CSRF-Token"]


def test_a_wrong_pin_is_refused(anyone: Client):
    assert problem(anyone.post("/session", clerk="an", pin="111111")) == (401, "wrong_pin")


def test_an_unknown_clerk_is_refused(anyone: Client):
    assert problem(anyone.post("/session", clerk="nobody", pin=PIN)) == (401, "wrong_pin")


@pytest.mark.parametrize("body", [{}, {"clerk": "an"}, {"clerk": "an", "pin": 246810}, {"clerk": "", "pin": PIN}])
def test_a_log_in_without_name_or_pin_is_named_invalid(anyone: Client, body: dict[str, object]):
    assert problem(anyone.post("/session", **body)) == (422, "invalid")


def test_after_five_wrong_pins_the_answer_says_how_long_to_wait(anyone: Client):
    wrong(anyone, 5)
    answer = anyone.post("/session", clerk="an", pin=PIN)
    assert (problem(answer), answer.headers["retry-after"]) == ((429, "too_many_tries"), "60")


def test_after_a_minute_the_right_pin_helps_again(anyone: Client, clock: SetClock):
    wrong(anyone, 5)
    clock.forward(timedelta(seconds=60))
    assert anyone.post("/session", clerk="an", pin=PIN).status_code == 200


def test_one_clerks_wrong_pins_do_not_stop_another(anyone: Client):
    wrong(anyone, 5)
    assert anyone.post("/session", clerk="binh", pin=PIN).status_code == 200


def test_logging_out_ends_the_session(an: Client):
    assert an.http.delete("/api/session").status_code == 204
    assert problem(an.get("/counters")) == (401, "access")


def test_a_stolen_cookie_is_worth_nothing_after_log_out(an: Client, server: Server):
    stolen = server.client()
    stolen.http.cookies.update(an.http.cookies)
    an.http.delete("/api/session")
    assert problem(stolen.get("/counters")) == (401, "access")
    stolen.http.close()


def test_a_session_ends_after_twelve_hours(an: Client, clock: SetClock):
    clock.forward(timedelta(hours=12))
    assert problem(an.get("/session")) == (401, "access")


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_write_without_the_pages_token_is_refused(an: Client, token: str | None):
    del an.http.headers["X-CSRF-Token"]
    if token is not None:
        an.http.headers["X-CSRF-Token"] = token
    answer = an.post("/counters/1/next", request_id=new())
    assert problem(answer) == (403, "stale_page")


def test_the_token_of_another_session_is_refused(an: Client, binh: Client):
    an.http.headers["X-CSRF-Token"] = binh.http.headers["X-CSRF-Token"]
    assert problem(an.post("/counters/1/next", request_id=new())) == (403, "stale_page")


def test_reading_needs_no_token(an: Client):
    del an.http.headers["X-CSRF-Token"]
    assert an.get("/counters").status_code == 200


def test_a_wrong_device_token_is_refused(anyone: Client):
    anyone.http.headers["Authorization"] = "Bearer wrong"
    answer = anyone.get("/tickets")
    assert (problem(answer), answer.headers["www-authenticate"]) == ((401, "access"), "Bearer")
