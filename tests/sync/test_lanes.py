"""A province that answers in unusual ways: what it says counts event by event, and nothing makes the machine hot."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
import requests

from kiosk.clock import SetClock
from kiosk.errors import LinkDownError, RefusedError
from kiosk.store import outbox, sync_state
from kiosk.store.sync_state import Position
from sync.messages import Hello
from sync.transport import Transport, UnavailableError
from tests.faults.servers import Portal, Scripted
from tests.sync.parts import HALL, Hall

LIFE = "01a1fffd-2339-727e-a3b1-47658130a051"
DEVICE = "01a1fffd-2d66-7690-95d9-58050c528767"
SAID_MS = 1_795_400_000_000  # a little later than the hall's own clock
MARKS: dict[str, Any] = {"protocol": 1, "server_time": SAID_MS, "incarnation": LIFE}

Answer = tuple[int, dict[str, str], bytes]


def said(code_: int = 200, headers_: dict[str, str] | None = None, **body: Any) -> Answer:
    return code_, {"Content-Type": "application/json", **(headers_ or {})}, json.dumps({**MARKS, **body}).encode()


def refusal(status: int, code: str, headers: dict[str, str] | None = None) -> Answer:
    return said(status, headers, title=code, status=status, detail="Không.", code=code)


def verdicts(events: list[dict[str, Any]], verdict: str = "stored") -> Answer:
    return said(verdicts=[{"event_id": one["event_id"], "verdict": verdict} for one in events])


@dataclass
class Odd:
    """A province whose answers to events and changes a test chooses; what it was sent stands in `batches`."""

    events: Callable[[list[dict[str, Any]]], Answer] = verdicts
    changes: Callable[[str], Answer] = lambda path: said(stream=path.split("/")[4].split("?")[0], changes=[],
                                                         next=int(path.rpartition("=")[2]), more=False)  # fmt: skip
    versions: tuple[int, int] = (1, 1)
    batches: list[list[dict[str, Any]]] = field(default_factory=list[list[dict[str, Any]]])
    asked: list[str] = field(default_factory=list[str])

    def __call__(self, path: str, body: bytes) -> Answer:
        self.asked.append(path)
        if path.endswith("/hello"):
            oldest, newest = self.versions
            return said(versions={"oldest": oldest, "newest": newest}, recipient="age1", nonce="n")
        if path.endswith("/enrol"):
            return said(device_id=DEVICE, hall=HALL, agency="H12.34", recipient="age1")
        if path.endswith("/token"):
            return said(token="t", expires_ms=0)
        if path.endswith("/events"):
            self.batches.append(json.loads(body)["events"])
            return self.events(self.batches[-1])
        if path.endswith("/reconcile"):
            return refusal(404, "not_found")
        return self.changes(path)


@pytest.fixture
def odd() -> Odd:
    return Odd()


@pytest.fixture
def hall(odd: Odd, make_hall: Callable[[str], Hall]) -> Iterator[Hall]:
    with Scripted(odd) as server:
        made = make_hall(server.address)
        made.client.enrol("code", HALL)
        yield made


def test_an_unknown_verdict_does_not_count_as_sent(odd: Odd, hall: Hall):
    odd.events = lambda events: verdicts(events, "blessed")
    event = hall.happen()
    hall.client.round()
    assert hall.states() == {event: "pending"}


def test_an_unknown_verdict_is_not_asked_for_again_at_once(odd: Odd, hall: Hall):
    odd.events = lambda events: verdicts(events, "blessed")
    hall.happen()
    hall.client.round()
    hall.client.round()
    assert len(odd.batches) == 1


def test_a_missing_verdict_does_not_count_as_sent(odd: Odd, hall: Hall):
    odd.events = lambda events: verdicts(events[1:])
    first, second = hall.happen(), hall.happen()
    hall.client.round()
    assert hall.states() == {first: "pending", second: "acked"}


def test_a_verdict_on_what_was_not_sent_changes_nothing(odd: Odd, hall: Hall):
    waiting = hall.happen()
    outbox.postpone(hall.store.db, waiting, "busy", int(hall.store.clock.now().timestamp() * 1000) + 60_000)
    sent = hall.happen()
    odd.events = lambda events: verdicts([*events, {"event_id": waiting}])
    hall.client.round()
    assert hall.states() == {waiting: "pending", sent: "acked"}


@pytest.mark.parametrize("verdict", ["conflict", "invalid"])
def test_what_can_never_be_stored_becomes_a_dead_letter(odd: Odd, hall: Hall, verdict: str):
    odd.events = lambda events: verdicts(events, verdict)
    event = hall.happen()
    hall.client.round()
    assert [(one.event_id, one.problem) for one in outbox.dead_letters(hall.store.db)] == [(event, verdict)]


def test_a_dead_letter_stands_in_the_journal(odd: Odd, hall: Hall):
    odd.events = lambda events: verdicts(events, "invalid")
    event = hall.happen()
    hall.client.round()
    assert hall.store.row("SELECT subject FROM journal WHERE kind = 'sync.dead_letter'")["subject"] == event  # pyright: ignore[reportOptionalSubscript]


def test_ten_refusals_make_a_dead_letter(odd: Odd, hall: Hall, clock: SetClock):
    odd.events = lambda events: verdicts(events, "blessed")
    event = hall.happen()
    for _ in range(10):
        assert hall.states() == {event: "pending"}
        hall.client.round()
        clock.forward(timedelta(minutes=16))
    assert hall.states() == {event: "dead"}


def test_a_batch_that_is_too_large_is_halved_until_it_passes(odd: Odd, hall: Hall):
    odd.events = lambda events: refusal(413, "too_large") if len(events) > 10 else verdicts(events)
    hall.happen_often(40)
    hall.client.round()
    assert set(hall.states().values()) == {"acked"}


def test_a_batch_that_nobody_can_read_is_narrowed_down_to_the_event(odd: Odd, hall: Hall):
    hall.happen_often(30)
    poison = hall.happen("ticket.issued", text="poison")
    hall.happen_often(30)
    odd.events = lambda events: refusal(400, "not_json") if "poison" in json.dumps(events) else verdicts(events)
    hall.client.round()
    assert [event for event, state in hall.states().items() if state != "acked"] == [poison]


def test_batches_grow_on_a_good_line(odd: Odd, hall: Hall):
    hall.happen_often(1000)
    hall.client.round()
    assert [len(one) for one in odd.batches] == [50, 100, 200, 400, 250]


def test_a_batch_has_a_limit_in_bytes(odd: Odd, hall: Hall):
    for _ in range(20):
        hall.happen("ticket.issued", text="x" * 50_000)
    hall.client.round()
    assert max(len(one) for one in odd.batches) == 5


def test_an_event_too_large_for_any_request_steps_aside(odd: Odd, hall: Hall):
    large = hall.happen("ticket.issued", text="x" * 3_000_000)
    small = hall.happen()
    hall.client.round()
    assert hall.states() == {large: "dead", small: "acked"}


def test_a_damaged_event_steps_aside(odd: Odd, hall: Hall):
    damaged, whole = hall.happen(n=1), hall.happen(n=2)
    hall.store.db.execute("""UPDATE outbox_event SET body = '{"n":9}' WHERE event_id = ?""", (damaged,))
    hall.client.round()
    assert hall.states() == {damaged: "dead", whole: "acked"}


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_province_is_left_alone_as_long_as_it_asks(odd: Odd, hall: Hall, status: int):
    odd.events = lambda events: refusal(status, "busy", {"Retry-After": "120"})
    hall.happen()
    with pytest.raises(UnavailableError) as caught:
        hall.client.round()
    assert caught.value.retry_after == 120


def test_a_full_province_is_left_alone_for_a_quarter_of_an_hour(odd: Odd, hall: Hall):
    odd.events = lambda events: refusal(507, "full")
    hall.happen()
    with pytest.raises(UnavailableError) as caught:
        hall.client.round()
    assert caught.value.retry_after == 900


def test_a_refusal_that_is_about_the_machine_buries_nothing(odd: Odd, hall: Hall):
    odd.events = lambda events: refusal(403, "bad_request")
    event = hall.happen()
    with pytest.raises(RefusedError):
        hall.client.round()
    assert hall.store.row("SELECT state, attempts FROM outbox_event WHERE event_id = ?", (event,))[:] == ("pending", 0)  # pyright: ignore[reportOptionalSubscript]


def test_a_token_that_is_refused_again_and_again_is_no_endless_loop(odd: Odd, hall: Hall):
    odd.events = lambda events: refusal(401, "token_wrong")
    hall.happen()
    with pytest.raises(RefusedError):
        hall.client.round()
    assert len(odd.batches) == 2


def test_a_province_of_another_version_still_receives(odd: Odd, hall: Hall):
    odd.versions = (5, 7)
    event = hall.happen()
    hall.client.round()
    assert hall.states() == {event: "acked"}


def test_a_province_of_another_version_is_not_read(odd: Odd, hall: Hall):
    odd.versions = (5, 7)
    hall.client.round()
    assert not [path for path in odd.asked if "changes" in path]


def test_fields_of_a_newer_province_are_no_fault(odd: Odd, hall: Hall):
    odd.events = lambda events: said(
        verdicts=[{"event_id": one["event_id"], "verdict": "stored", "mood": "good"} for one in events], weather="rain"
    )
    event = hall.happen()
    hall.client.round()
    assert hall.states() == {event: "acked"}


def change(seq: int, key: str = "a") -> dict[str, Any]:
    return {"change_seq": seq, "key": key, "op": "put", "body": {}}


BAD_PAGES: dict[str, dict[str, Any]] = {
    "another stream": {"stream": "catalogue", "changes": [change(1)], "next": 1, "more": False},
    "not in order": {"stream": "dossiers", "changes": [change(2), change(1)], "next": 2, "more": False},
    "one number twice": {"stream": "dossiers", "changes": [change(1), change(1)], "next": 1, "more": False},
    "a mark before its rows": {"stream": "dossiers", "changes": [change(5)], "next": 4, "more": False},
    "a page that never ends": {"stream": "dossiers", "changes": [], "next": 0, "more": True},
    "no mark": {"stream": "dossiers", "changes": []},
    "changes in words": {"stream": "dossiers", "changes": ["a"], "next": 1, "more": False},
}


@pytest.mark.parametrize("what", BAD_PAGES)
def test_a_page_that_is_no_answer_to_the_question_is_not_applied(odd: Odd, hall: Hall, what: str):
    hall.client.round()
    odd.changes = lambda path: said(**BAD_PAGES[what])
    with pytest.raises(LinkDownError):
        hall.client.download("dossiers")
    assert (hall.came["dossiers"], sync_state.position(hall.store.db, "dossiers", LIFE)) == ([], Position(0, None))


def test_one_change_that_cannot_be_applied_does_not_hold_up_the_others(odd: Odd, hall: Hall):
    def page(path: str) -> Answer:
        after = int(path.rpartition("=")[2])
        rows = [change(seq, key) for seq, key in enumerate("abc", start=1) if seq > after]
        return said(stream=path.split("/")[4].split("?")[0], changes=rows, next=3, more=False)

    odd.changes = page
    hall.fail_at = "b"
    hall.client.round()
    assert [one.key for one in hall.came["dossiers"]] == ["a", "c"]


def test_a_change_of_a_kind_from_tomorrow_is_passed_over(odd: Odd, hall: Hall):
    odd.changes = lambda path: said(
        stream=path.split("/")[4].split("?")[0], changes=[{**change(1), "op": "fold"}, change(2)], next=2, more=False
    )
    hall.client.download("dossiers")
    hall.client.download("dossiers")
    assert [one.change_seq for one in hall.came["dossiers"]] == [2]


def test_a_change_that_was_passed_over_stands_in_the_journal(odd: Odd, hall: Hall):
    odd.changes = lambda path: said(
        stream=path.split("/")[4].split("?")[0], changes=[change(1)] if path.endswith("=0") else [], next=1, more=False
    )
    hall.fail_at = "a"
    hall.client.round()
    row = hall.store.row("SELECT body FROM journal WHERE kind = 'sync.change_skipped'")
    assert row is not None
    assert json.loads(row["body"]) == {"change_seq": 1, "problem": "ValueError"}


def test_a_reply_without_end_is_cut_off(hall: Hall):
    with Portal(200, {}, b"x" * 9_000_000) as portal, pytest.raises(LinkDownError):
        hall.client_at(portal.address).round()


def test_an_unreadable_wait_is_no_wait(hall: Hall):
    headers = {"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}
    with Portal(503, headers, b"") as portal, pytest.raises(UnavailableError) as caught:
        hall.client_at(portal.address).round()
    assert caught.value.retry_after is None


def test_the_clock_of_the_province_is_compared(odd: Odd, hall: Hall, clock: SetClock):
    hall.client.round()
    status = sync_state.sync_status(hall.store.db)
    assert status.server_offset_ms == SAID_MS - round(clock.now().timestamp() * 1000)


def test_credentials_of_the_machine_owner_are_not_sent(
    odd: Odd, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
):
    seen: list[str | None] = []

    class Recorder(requests.Session):
        def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:
            seen.append(request.headers.get("Authorization"))
            return super().send(request, **how)

    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with Scripted(odd) as server:
        transport = Transport(server.address, Recorder())
        transport.get("/hello", Hello)
        transport.close()
    assert seen == [None]
