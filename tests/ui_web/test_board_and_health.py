"""What is open to everybody: the board's state and the server's health."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.errors import StoreError
from kiosk.languages import texts
from kiosk.queue.admission import Admission
from kiosk.queue.help import call_help
from kiosk.queue.overview import ServiceView
from kiosk.store import print_jobs
from kiosk.store.database import Store
from kiosk.store.sync_state import note_success
from tests.ui_web.people import Client, new, problem
from ui.web.shapes import BoardService


def test_the_board_names_every_service_with_how_many_wait(kiosk: Client, anyone: Client):
    kiosk.take("B")
    services = anyone.get("/board").json()["services"]
    assert [(one["letter"], one["waiting"], one["open"]) for one in services] == [
        ("A", 0, False), ("B", 1, False), ("C", 0, False), ("D", 0, False), ("E", 0, False),
    ]  # fmt: skip


def test_the_newest_call_stands_first(kiosk: Client, an: Client, binh: Client, anyone: Client):
    kiosk.take("A")
    kiosk.take("B")
    an.next(1)
    binh.next(2)
    calls = anyone.get("/board").json()["calls"]
    assert [(one["number"], one["name"]) for one in calls] == [("B001", "Quầy 2"), ("A001", "Quầy 1")]


def test_the_board_shows_whom_each_counter_has(kiosk: Client, an: Client, anyone: Client):
    kiosk.take("A")
    an.next(1)
    first = anyone.get("/board").json()["counters"][0]
    assert (first["number"], first["ticket_state"], first["state"]) == ("A001", "called", "open")


def test_the_board_carries_nothing_personal(kiosk: Client, an: Client, anyone: Client):
    ticket = kiosk.take("A", priority=True, submission="KXA-261123-001-98")
    an.next(1)
    text = anyone.get("/board").text
    assert [word in text for word in ("KXA", "priority", ticket["id"])] == [False] * 3


def test_a_call_brings_the_clips_that_say_it(kiosk: Client, an: Client, anyone: Client):
    kiosk.take()
    an.next()
    clips = [name for name, _ in anyone.get("/board").json()["calls"][0]["clips"]]
    assert clips == ["moi-so", "chu-a", "so-0", "so-0", "so-1", "den-quay-so", "so-1"]


@pytest.mark.parametrize(("seconds", "fresh"), [(5, True), (60, False)])
def test_a_call_is_fresh_for_some_seconds(
    kiosk: Client, an: Client, anyone: Client, clock: SetClock, seconds: int, fresh: bool
):
    kiosk.take()
    an.next()
    clock.forward(timedelta(seconds=seconds))
    assert anyone.get("/board").json()["calls"][0]["fresh"] is fresh


def test_a_call_taken_back_is_gone_from_the_board(kiosk: Client, an: Client, anyone: Client):
    kiosk.take()
    assert an.act("undo", an.next()).status_code == 200
    assert anyone.get("/board").json()["calls"] == []


def test_a_service_that_gives_no_numbers_says_why():
    view = ServiceView("A", "Sao y", 3, (1,), None, Admission("queue.why.no_numbers", left=0))
    service = BoardService.of(view, date(2026, 11, 23), texts())
    assert (service.takes, service.reason, service.why) == (False, "no_numbers", "Hôm nay đã hết số cho việc này.")


@pytest.mark.parametrize(
    ("admission", "said"),
    [
        (Admission(), ""),
        (Admission("queue.why.no_numbers", left=0), "Hết số hôm nay"),
        (Admission("queue.why.closed_now", datetime(2026, 11, 23, 13, tzinfo=HALL_ZONE)), "Lấy số từ 13:00"),
        (Admission("queue.why.closed_now", datetime(2026, 11, 24, 7, tzinfo=HALL_ZONE)), "Lấy số từ 07:00 thứ Ba"),
        (Admission("queue.why.closed_now"), "Chưa đến giờ"),
    ],
)
def test_where_room_is_short_a_board_says_why_in_few_words(admission: Admission, said: str):
    view = ServiceView("A", "Sao y", 3, (1,), None, admission)
    assert BoardService.of(view, date(2026, 11, 23), texts()).why_text == said


def test_the_wait_comes_in_words():
    view = ServiceView("A", "Sao y", 3, (1,), (63, 170), Admission())
    assert BoardService.of(view, date(2026, 11, 23), texts()).wait_text == "hơn 1 giờ"


def test_the_board_is_told_how_loud_to_speak(anyone: Client):
    assert anyone.get("/board").json()["voice"] == {"volume": 80, "chime": True, "repeat": 0}


def test_yesterdays_calls_are_gone_from_the_board(kiosk: Client, an: Client, anyone: Client, clock: SetClock):
    kiosk.take()
    an.next()
    clock.forward(timedelta(days=1))
    assert anyone.get("/board").json()["calls"] == []


def test_health_counts_papers_that_wait_and_that_failed(kiosk: Client, anyone: Client, store: Store, clock: SetClock):
    kiosk.take()
    kiosk.take()
    job = print_jobs.take_next(store.db)
    assert job is not None
    print_jobs.finish(store.db, job.id, clock.now(), "print.paper_out")
    assert anyone.get("/health").json()["printer"] == {"waiting": 1, "failed": 1}


def test_health_tells_how_the_link_to_the_province_is(anyone: Client, store: Store, clock: SetClock):
    with store.act() as act:
        act.send("test", {})
        note_success(act.db, clock.now(), 0)
    sync = anyone.get("/health").json()["sync"]
    assert (sync["online"], sync["last_ok"][:16], sync["pending"]) == (True, "2026-11-23T08:00", 1)


def test_health_says_503_when_the_file_cannot_be_read(anyone: Client, store: Store):
    with store.act() as act:
        act.db.execute("ALTER TABLE print_job RENAME TO gone")
    assert problem(anyone.get("/health")) == (503, "store")


def test_health_says_503_when_the_file_could_not_be_written(anyone: Client, store: Store):
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError), store.act() as act:
        act.record("a", "b")
    assert problem(anyone.get("/health")) == (503, "store")


def test_a_help_call_is_not_told_to_everybody(anyone: Client, store: Store):
    call_help(store, new(), "A services")
    assert "services" not in anyone.get("/health").text
