"""Under which names the hall server answers, and where it listens."""

import socket

import pytest

from tests.ui_web.people import Client, problem
from ui.web.hosts import is_own
from ui.web.listening import listen

OWN = [
    "",
    "127.0.0.1:8080",
    "192.168.1.10",
    "[::1]:8080",
    "localhost:8080",
    "may-chu",
    "may-chu.local:80",
    "motcua.lan.",
]
FOREIGN = ["evil.example", "evil.example:8080", "192.168.1.10.evil.example", "127.0.0.1.nip.io", "[::1"]


@pytest.mark.parametrize("host", OWN)
def test_a_name_that_no_stranger_can_own_is_ours(host: str):
    assert is_own(host, "")


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_a_stranger_can_own_is_not(host: str):
    assert not is_own(host, "")


def test_the_name_in_the_settings_is_ours():
    assert is_own("motcua.khanhbinh.gov.vn:8080", "http://motcua.khanhbinh.gov.vn:8080")


def test_a_page_that_points_its_own_name_here_gets_nothing(anyone: Client):
    answer = anyone.http.get("/api/board", headers={"Host": "evil.example"})
    assert problem(answer) == (421, "host")


def test_it_cannot_try_pins_either(anyone: Client):
    body = {"clerk": "an", "pin": "111111"}
    assert problem(anyone.http.post("/api/session", json=body, headers={"Host": "evil.example"})) == (421, "host")


def test_who_tries_and_tries_waits_whichever_names_are_tried(anyone: Client):
    answers = [problem(anyone.post("/session", clerk=f"clerk-{n}", pin="111111")) for n in range(31)]
    assert (answers[29], answers[30]) == ((401, "wrong_pin"), (429, "too_often"))


def test_a_log_in_that_is_no_json_is_refused(anyone: Client):
    """A form of another site can send text, but no JSON."""
    body = '{"clerk": "an", "pin": "246810"}'
    answer = anyone.http.post("/api/session", content=body, headers={"Content-Type": "text/plain"})
    assert problem(answer) == (415, "json_only")


def test_another_origin_is_given_no_leave(anyone: Client):
    headers = {"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    answer = anyone.http.options("/api/session", headers=headers)
    assert (answer.status_code, "access-control-allow-origin" in answer.headers) == (405, False)


def test_the_server_listens_on_its_own_address_only():
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", port))


@pytest.mark.parametrize("host", ["", " "])
def test_without_an_address_it_does_not_listen_at_all(host: str):
    with pytest.raises(OSError, match="no host"):
        listen(host, 0)
