"""The event stream: every act once, in order, whoever did it; resumed without repeats; no listener left behind."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from kiosk.queue.help import call_help
from kiosk.store.database import Store
from kiosk.store.journal import Entry
from tests.ui_web.conftest import serving
from tests.ui_web.people import Client, Server, new, problem
from ui.web import feed


class Ear:
    """Reads one stream."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.iter_lines()

    def next(self) -> dict[str, Any]:
        """Return the next event but a ping: its data, and its id as "id"."""
        found: dict[str, str] = {}
        for line in self._lines:
            if line:
                name, _, value = line.partition(": ")
                found[name] = value
            elif found.get("event") == "ping":
                found = {}
            elif "data" in found:
                return {**json.loads(found["data"]), "id": int(found["id"])}
        raise AssertionError("the stream ended")

    def until(self, kind: str) -> dict[str, Any]:
        while (event := self.next())["kind"] != kind:
            pass
        return event


@contextmanager
def listening(client: Client, after: int | str | None = None) -> Generator[Ear]:
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    with client.http.stream("GET", "/api/events", headers=headers) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Ear(answer)


def test_a_stream_begins_with_where_it_stands(anyone: Client):
    with listening(anyone) as ear:
        first = ear.next()
    assert (first["kind"], first["missed"]) == ("ready", False)


def test_a_call_is_told_with_number_counter_and_call_id(anyone: Client, kiosk: Client, an: Client):
    kiosk.take()
    with listening(anyone) as ear:
        ear.next()
        an.next()
        told = ear.until("ticket.called")
    assert (told["number"], told["counter"], told["call"]) == ("A001", 1, 1)


def test_a_recall_is_an_event_of_its_own(anyone: Client, kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    with listening(anyone) as ear:
        ear.next()
        an.act("recall", called)
        told = ear.next()
    assert (told["kind"], told["call"]) == ("ticket.recalled", 2)


def test_a_repeated_request_is_no_event(anyone: Client, kiosk: Client):
    request = new()
    kiosk.post("/tickets", request_id=request, service="A")
    with listening(anyone) as ear:
        ear.next()
        kiosk.post("/tickets", request_id=request, service="A")
        kiosk.take("B")
        assert ear.next()["number"] == "B001"


TAKE = """
import sys, uuid
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.config import default_settings_file, read_settings
from kiosk.queue.desk import Desk
from kiosk.store.database import Store
from kiosk.store.journal import Entry
desk = Desk(Store(Path(sys.argv[1]), SystemClock()), read_settings(default_settings_file()))
print(desk.take(str(uuid.uuid4()), "C").number)
"""


def test_what_another_process_does_is_told_too(anyone: Client, store: Store):
    with listening(anyone) as ear:
        ear.next()
        subprocess.run([sys.executable, "-c", TAKE, str(store.file)], check=True, stdout=subprocess.DEVNULL)
        assert ear.next()["number"] == "C001"


def test_a_stream_resumes_behind_the_last_event_heard(anyone: Client, kiosk: Client):
    with listening(anyone) as ear:
        ear.next()
        kiosk.take("A")
        last = ear.next()["id"]
    for service in "BC":
        kiosk.take(service)
    with listening(anyone, last) as ear:
        ear.next()
        assert [ear.next()["number"] for _ in range(2)] == ["B001", "C001"]


def test_a_resumed_stream_repeats_nothing(anyone: Client, kiosk: Client):
    with listening(anyone) as ear:
        ear.next()
        kiosk.take("A")
        last = ear.next()["id"]
    with listening(anyone, last) as ear:
        ear.next()
        kiosk.take("B")
        assert ear.next()["number"] == "B001"


def test_an_event_id_survives_a_restart_of_the_server(server: Server, anyone: Client, kiosk: Client, an: Client):
    kiosk.take("A")
    with listening(anyone, 0) as ear:
        ear.next()
        heard = ear.until("ticket.taken")["id"]
    with serving(server.hall) as base, httpx.Client(base_url=base) as again:
        an.next()
        with listening(Client(again), heard) as ear:
            ear.next()
            assert ear.until("ticket.called")["number"] == "A001"


def test_who_missed_very_much_is_told_to_fetch_the_state(anyone: Client, store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feed, "MOST_MISSED", 3)
    for number in range(5):
        with store.act() as act:
            act.record("ticket.taken", str(number))
    with listening(anyone, 1) as ear:
        assert ear.next()["missed"] is True


@pytest.mark.parametrize("after", [10**9, "9" * 18])
def test_an_event_id_from_another_life_is_told_to_fetch_the_state(anyone: Client, after: int | str):
    with listening(anyone, after) as ear:
        assert ear.next()["missed"] is True


@pytest.mark.parametrize("after", ["abc", "9" * 5000, "-1"])
def test_an_event_id_that_is_none_is_told_to_fetch_the_state(anyone: Client, after: str):
    with listening(anyone, after) as ear:
        assert ear.next()["missed"] is True


def test_an_empty_event_id_begins_anew(anyone: Client):
    with listening(anyone, "") as ear:
        assert ear.next()["missed"] is False


async def news_of(feed_of: feed.Feed, rounds: int) -> list[feed.Event]:
    """Listen, and read nothing while so many entries are told; returns what is read then."""
    lines = feed_of.listen(0, None, ("ticket.",))
    heard = [await anext(lines)]
    for number in range(1, rounds + 1):
        feed_of.tell([Entry(number, 0, "ticket.taken", str(number), {}, b"")])
    heard += [await anext(lines), await anext(lines)]
    await lines.aclose()
    return heard


def test_a_reader_that_is_too_slow_is_told_that_it_missed_something(store: Store):
    heard = asyncio.run(news_of(feed.Feed(store), feed.MOST_WAITING + 1))
    assert [(one.id, b'"missed": true' in one.wire) for one in heard] == [
        (0, False), (feed.MOST_WAITING, True), (feed.MOST_WAITING + 1, False),
    ]  # fmt: skip


def test_too_many_lines_from_one_address_are_refused(anyone: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feed, "MOST_EACH", 1)
    with listening(anyone) as ear:
        ear.next()
        answer = anyone.get("/events")
    assert (problem(answer), answer.headers["retry-after"]) == ((503, "busy"), "10")


def test_too_many_lines_in_all_are_refused(anyone: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feed, "MOST_LISTENERS", 0)
    assert problem(anyone.get("/events")) == (503, "busy")


def test_a_line_that_ended_makes_place_for_another(store: Store):
    places = feed.Feed(store)
    for _ in range(feed.MOST_EACH + 1):
        with places.place("10.0.0.7") as free:
            assert free


def test_a_line_to_a_file_that_cannot_be_read_is_refused(anyone: Client, store: Store):
    with store.act() as act:
        act.db.execute("ALTER TABLE journal RENAME TO gone")
    assert problem(anyone.get("/events")) == (503, "store")


def test_help_calls_are_told_to_clerks(an: Client, store: Store):
    with listening(an) as ear:
        ear.next()
        call_help(store, new(), "A services")
        assert ear.next()["kind"] == "help.called"


def test_help_calls_are_not_told_to_a_clerk_who_has_logged_out(server: Server, an: Client, store: Store):
    session = dict(an.http.cookies)
    with httpx.Client(base_url=server.base, cookies=session, timeout=10) as page, listening(Client(page)) as ear:
        ear.next()
        assert an.http.delete("/api/session").status_code == 204
        call_help(store, new(), "A services")
        with pytest.raises(AssertionError, match="ended"):
            ear.next()


def test_help_calls_are_not_told_to_boards(anyone: Client, kiosk: Client, store: Store):
    with listening(anyone) as ear:
        ear.next()
        call_help(store, new(), "A services")
        kiosk.take("A")
        assert ear.next()["kind"] == "ticket.taken"


def test_an_event_carries_nothing_personal(anyone: Client, kiosk: Client):
    with listening(anyone) as ear:
        ear.next()
        kiosk.take("A", priority=True, submission="KXA-261123-001-98", procedure="1.001193")
        assert set(ear.next()) == {"kind", "number", "service", "at", "id"}


def test_a_line_that_has_lived_long_is_closed(anyone: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feed, "LIFE_SECONDS", 0.0)
    with listening(anyone) as ear:
        ear.next()
        with pytest.raises(AssertionError, match="ended"):
            ear.next()


def test_a_hundred_reconnects_leave_no_listener_behind(server: Server, anyone: Client, kiosk: Client):
    for _ in range(100):
        with listening(anyone) as ear:
            ear.next()
    gone, pause = threading.Event(), threading.Event()
    for _ in range(500):
        if server.hall.feed.listeners == 0:
            gone.set()
            break
        pause.wait(0.01)
    assert gone.is_set()
