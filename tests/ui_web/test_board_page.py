"""The board in a real browser: flashes for a call, never for a replay; keeps each long enough; tells when it is old."""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from kiosk.store.database import Store
from tests.ui_web.conftest import serving
from tests.ui_web.people import Client, Server
from ui.web.hall import Hall

Opens = Callable[..., Page]
DWELL_MS = 4000


@pytest.fixture
def board(window: Opens, server: Server) -> Page:
    """A board that has fetched its first state; its clock can be moved."""
    page = window("about:blank")
    page.clock.install()
    page.goto(f"{server.base}/board")
    expect(page.locator("#clock")).not_to_be_empty()
    return page


def newest(page: Page, text: str) -> None:
    expect(page.locator("#newest-number")).to_have_text(text)


def flashes(page: Page) -> bool:
    return page.locator("#newest.flash").count() > 0


def test_before_the_first_call_it_says_so(board: Page):
    expect(board.locator("#newest-label")).to_have_text("Chưa gọi số nào")


def test_a_call_shows_number_and_counter_and_flashes(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    an.next()
    newest(board, "A001")
    expect(board.locator("#newest-counter")).to_have_text("Quầy 1")
    assert flashes(board)


def test_a_recall_is_shown_as_one(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    newest(board, "A001")
    with board.expect_response("**/api/board"):
        an.act("recall", called)
    board.clock.fast_forward(DWELL_MS)
    expect(board.locator("#newest-label")).to_have_text("Mời lần nữa")


def test_a_board_loaded_again_shows_the_last_call_without_flashing(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    an.next()
    newest(board, "A001")
    board.reload()
    newest(board, "A001")
    assert not flashes(board)


def test_older_calls_move_to_the_list(board: Page, kiosk: Client, an: Client):
    for _ in range(2):
        kiosk.take()
    an.act("finish", an.next())
    newest(board, "A001")
    with board.expect_response("**/api/board"):
        an.next()
    board.clock.fast_forward(DWELL_MS)
    newest(board, "A002")
    expect(board.locator(".last-number")).to_have_text(["A001"])


def test_calls_that_come_together_each_stay_four_seconds(board: Page, kiosk: Client, an: Client, binh: Client):
    kiosk.take("A")
    kiosk.take("B")
    board.clock.pause_at(datetime.now() + timedelta(minutes=1))  # noqa: DTZ005
    an.next(1)
    newest(board, "A001")
    with board.expect_response("**/api/board"):
        binh.next(2)
    board.clock.run_for(DWELL_MS - 500)
    newest(board, "A001")
    board.clock.run_for(1000)
    newest(board, "B001")


def test_the_waiting_count_follows_a_ticket_taken_at_the_kiosk(board: Page, kiosk: Client):
    kiosk.take("B")
    expect(board.locator("[data-service=B] .service-waiting")).to_have_text("1 người chờ")


def test_a_service_without_an_open_counter_says_so(board: Page):
    expect(board.locator("[data-service=C] .service-waiting")).to_have_text("chưa có quầy mở")


ACTS = """
import sys, uuid
from datetime import datetime
from pathlib import Path
from kiosk.clock import SetClock
from kiosk.config import default_settings_file, read_settings
from kiosk.queue.desk import Desk
from kiosk.store.database import Store
clock = SetClock(datetime.fromisoformat(sys.argv[2]))
desk = Desk(Store(Path(sys.argv[1]), clock), read_settings(default_settings_file()))
desk.take(str(uuid.uuid4()), "D")
desk.next(str(uuid.uuid4()), 3)
"""


def test_a_call_made_by_another_process_is_shown(board: Page, store: Store, clock: SetClock):
    subprocess.run([sys.executable, "-c", ACTS, str(store.file), clock.now().isoformat()], check=True)
    newest(board, "D001")


def test_it_says_when_the_server_is_gone_and_when_it_is_back(window: Opens, hall: Hall, kiosk: Client):
    with serving(hall) as base:
        page = window(f"{base}/board")
        expect(page.locator("#clock")).not_to_be_empty()
    expect(page.locator("#stale")).to_be_visible(timeout=15_000)
    kiosk.take("E")
    with serving(hall, int(base.rpartition(":")[2])):
        expect(page.locator("#stale")).to_be_hidden(timeout=15_000)
        expect(page.locator("[data-service=E] .service-waiting")).to_have_text("1 người chờ")
        page.close()


def test_the_halls_time_is_shown_whatever_the_tv_thinks(board: Page):
    expect(board.locator("#clock")).to_have_text("08:00")
    expect(board.locator("#date")).to_have_text("Thứ hai, 23/11/2026")


def test_a_new_day_clears_the_board(window: Opens, server: Server, kiosk: Client, an: Client, clock: SetClock):
    kiosk.take()
    an.next()
    page = window(f"{server.base}/board")
    newest(page, "A001")
    clock.forward(timedelta(days=1))
    kiosk.take("B")
    expect(page.locator("#newest-label")).to_have_text("Chưa gọi số nào")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1080, 1920), (1024, 768)])
def test_everything_fits_the_screen(window: Opens, server: Server, kiosk: Client, an: Client, width: int, height: int):
    for service in "AABBCCDDEE":
        kiosk.take(service)
    an.http.put("/api/counters/1", json={"state": "open", "services": list("ABCDE")})
    for _ in range(9):
        an.act("finish", an.next())
    page = window(f"{server.base}/board", width, height)
    newest(page, "E001")
    tall = page.locator("#newest-number").evaluate("one => one.scrollWidth <= one.parentElement.clientWidth")
    size = page.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]")
    assert (tall, size) == (True, [width, height])
