"""The way from a second kiosk to a real hall server, over a line that breaks at the worst moments."""

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.commands.demo.relay import Relay
from kiosk.config import RangeSettings, Settings
from kiosk.errors import HallDeniedError, HallDownError, HallRefusedError
from kiosk.forms.library import Forms
from kiosk.queue.hall_line import Ask, Outcome
from kiosk.queue.help import answer_help
from kiosk.store.database import Store
from sync.hall import HallClient
from tests.faults.servers import Portal
from tests.ui_web.conftest import hall_over
from tests.ui_web.people import Client, Server, new
from ui.web.hall import Hall

LONG = 20.0  # patience on a busy machine, where the patience itself is not what is tried


@pytest.fixture
def hall(store: Store, settings: Settings, forms: Forms, tmp_path: Path) -> Hall:
    return hall_over(store, replace(settings, kiosks=(RangeSettings("B", 800, 899),)), forms, tmp_path / "desk.key")


@pytest.fixture
def relay(server: Server) -> Iterator[Relay]:
    with Relay(("127.0.0.1", int(server.base.rpartition(":")[2]))) as relay:
        yield relay


@pytest.fixture
def token(server: Server) -> str:
    return server.hall.access.add_device("kiosk B", letter="B")


@pytest.fixture
def line(relay: Relay, token: str) -> HallClient:
    return HallClient(relay.address, token, "B", patience=LONG)


def tickets(server: Server) -> list[tuple[str, str]]:
    return [(one.number, one.state) for one in server.hall.desk.overview.tickets()]


def test_a_ticket_comes_back_as_the_desk_made_it(line: HallClient, server: Server):
    ticket = line.take(Ask(new(), "A", "elderly", "1.001193", "KXB-261123-001-93"))
    own = server.hall.desk.overview.ticket(ticket.id)
    assert replace(ticket, place=None, ahead=None, wait_minutes=None) == replace(own, wait_minutes=None)


def test_an_answer_that_is_lost_is_asked_for_again(line: HallClient, relay: Relay, server: Server):
    relay.lose_reply()
    number = line.take(Ask(new(), "A")).number
    assert ([number], tickets(server)) == (["A001"], [("A001", "held")])


def test_an_answer_that_is_cut_in_the_middle_is_no_answer(line: HallClient, relay: Relay, server: Server):
    relay.truncate_reply(400)
    assert line.take(Ask(new(), "A")).number == "A001"


def test_no_way_is_said_as_such(line: HallClient, relay: Relay):
    relay.cut()
    with pytest.raises(HallDownError):
        line.take(Ask(new(), "A"))


def test_a_server_that_does_not_listen_is_down(token: str):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(HallDownError):
        HallClient(f"http://127.0.0.1:{port}", token, "B").news()


def test_a_server_that_keeps_its_answer_back_is_down(relay: Relay, token: str):
    relay.hold_replies()
    with pytest.raises(HallDownError):
        HallClient(relay.address, token, "B", patience=0.5).take(Ask(new(), "A"))


def test_a_server_that_drips_its_answer_is_down(token: str):
    """A socket's own time limit would begin anew with every byte."""
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            near, _ = listener.accept()
            with near:
                near.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
                while not ended.wait(0.05):
                    near.sendall(b"X: y\r\n")

        thread = threading.Thread(target=drip)
        thread.start()
        with pytest.raises(HallDownError):
            HallClient(f"http://127.0.0.1:{listener.getsockname()[1]}", token, "B", patience=0.5).news()
        ended.set()
        thread.join()


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (200, {"Content-Type": "text/html"}, b"<h1>Wi-Fi</h1>"),
        (200, {"Content-Type": "application/json"}, b"[]"),
        (200, {"Content-Type": "application/json"}, b'{"number": "A001"}'),
        (302, {"Location": "http://127.0.0.1:1/"}, b""),
        (500, {"Content-Type": "application/problem+json"}, b'{"code": "unexpected", "status": 500}'),
        (503, {"Content-Type": "application/problem+json"}, b'{"code": "hall_closed", "status": 503}'),
        (409, {"Content-Type": "application/json"}, b'{"code": "hall_closed"}'),
        (422, {"Content-Type": "application/problem+json"}, b'{"code": "invalid", "status": 422}'),
    ],
)
def test_whatever_is_no_answer_of_a_hall_is_nobody(status: int, headers: dict[str, str], body: bytes):
    with Portal(status, headers, body) as portal, pytest.raises(HallDownError):
        HallClient(portal.address, "t", "B", patience=LONG).take(Ask(new(), "A"))


def test_a_refusal_keeps_the_halls_words(line: HallClient):
    with pytest.raises(HallRefusedError, match="không có dịch vụ Z"):
        line.take(Ask(new(), "Z"))


def test_a_token_that_lets_nobody_in_is_told_apart(relay: Relay):
    with pytest.raises(HallDeniedError):
        HallClient(relay.address, "wrong", "B", patience=LONG).take(Ask(new(), "A"))


def test_a_token_of_another_kiosk_is_told_apart(relay: Relay, token: str):
    with pytest.raises(HallDeniedError):
        HallClient(relay.address, token, "C", patience=LONG).tell([])


def test_verdicts_come_back_by_request(line: HallClient):
    good = Outcome(new(), "alone", False, new(), "A800", "A", "ordinary")
    bad = Outcome(new(), "alone", False, new(), "A001", "A", "ordinary")
    assert line.tell([good, bad]) == {good.request: "taken", bad.request: "out_of_range"}


def test_a_lost_verdict_is_heard_the_next_time(line: HallClient, relay: Relay, server: Server):
    outcome = Outcome(new(), "alone", False, new(), "A800", "A", "ordinary")
    relay.lose_reply()
    with pytest.raises(HallDownError):
        line.tell([outcome])
    assert line.tell([outcome]) == {outcome.request: "again"}


def test_the_news_are_the_boards(line: HallClient, kiosk: Client, server: Server):
    kiosk.take("B")
    news = line.news()
    assert (news.services["B"].waiting, news.now) == (1, server.hall.store.clock.now())


def test_a_call_for_help_and_its_answer_travel(line: HallClient, server: Server):
    call = line.call_help(new(), "B home")
    answer_help(server.hall.store, call.id, "coming", None)
    assert line.help_call(call.id).state == "coming"


def test_nothing_of_ours_goes_through_a_proxy(line: HallClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    assert line.take(Ask(new(), "A")).number == "A001"


def test_the_news_say_why_no_number_is_given():
    service = {"letter": "A", "waiting": 3, "reason": "no_numbers", "why": "Hôm nay đã hết số.", "left": 0}
    board = {"now": "2026-11-23T08:00:00+07:00", "services": [service]}
    with Portal(200, {"Content-Type": "application/json"}, json.dumps(board).encode()) as portal:
        news = HallClient(portal.address, "t", "B", patience=LONG).news()
    assert (news.services["A"].why, news.services["A"].left) == ("queue.why.no_numbers", 0)
