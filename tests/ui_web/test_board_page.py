"""The board in a real browser: flashes for a call, never for a replay; keeps each long enough; tells when it is old."""

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
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
    called = an.next()
    newest(board, "A001")
    an.act("finish", called)
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


def test_it_says_since_when_it_hears_nothing_and_keeps_the_last_call(
    window: Opens, hall: Hall, kiosk: Client, an: Client, clock: SetClock
):
    kiosk.take()
    an.next()
    clock.forward(timedelta(minutes=41, seconds=30))
    with serving(hall) as base:
        page = window(f"{base}/board")
        newest(page, "A001")
    expect(page.locator("#stale")).to_contain_text("Mất kết nối từ 08:41", timeout=15_000)
    newest(page, "A001")


def test_it_says_that_it_is_old_when_the_server_lives_but_cannot_tell(board: Page):
    board.route("**/api/board", lambda route: route.fulfill(status=503))
    board.clock.run_for(60_000)
    expect(board.locator("#stale")).to_be_visible()


def test_a_hundred_reconnects_leave_one_listener(board: Page, server: Server):
    for _ in range(100):
        with board.expect_request("**/api/events"):
            board.clock.fast_forward(13_000)  # silence for longer than the server ever keeps: the page dials anew
    pause = threading.Event()
    for _ in range(1000):
        if server.hall.feed.listeners == 1:
            break
        pause.wait(0.01)
    assert server.hall.feed.listeners == 1


def test_a_counter_says_where_it_is(window: Opens, server: Server, kiosk: Client, an: Client):
    first, *others = server.hall.settings.counters
    told = replace(server.hall.settings, counters=(replace(first, direction="bên trái, cạnh cửa sổ"), *others))
    object.__setattr__(server.hall, "settings", told)
    kiosk.take()
    an.next()
    page = window(f"{server.base}/board")
    expect(page.locator("#newest-direction")).to_have_text("bên trái, cạnh cửa sổ")


def test_the_info_strip_tells_one_text_after_the_other(window: Opens, server: Server):
    page = told_on_the_strip(window, server, "Một", "Hai")
    expect(page.locator("#info")).to_have_text("Một")
    page.clock.run_for(12_000)
    expect(page.locator("#info")).to_have_text("Hai")


def test_without_texts_there_is_no_strip(board: Page):
    expect(board.locator("#info")).to_be_hidden()


def told_on_the_strip(window: Opens, server: Server, *texts: str) -> Page:
    hall = replace(server.hall.settings.hall, board_texts=texts)
    object.__setattr__(server.hall, "settings", replace(server.hall.settings, hall=hall))
    page = window("about:blank")
    page.clock.install()
    page.goto(f"{server.base}/board")
    return page


def test_a_service_tells_how_long_who_comes_now_will_wait(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    an.http.put("/api/counters/1", json={"state": "open"})
    expect(board.locator("[data-service=A] .service-wait")).to_contain_text("phút")


def test_a_service_without_numbers_left_says_so(window: Opens, server: Server):
    page = window(f"{server.base}/board")
    expect(page.locator("#clock")).not_to_be_empty()
    state = page.evaluate("fetch('/api/board').then((answer) => answer.json())")
    state["services"][2] |= {"takes": False, "why_text": "Hết số hôm nay", "open": True}
    state["services"][3] |= {"takes": False, "why_text": "Hết số hôm nay", "open": True, "waiting": 2}
    page.route("**/api/board", lambda route: route.fulfill(json=state))
    page.reload()
    expect(page.locator("[data-service=C] .service-waiting")).to_have_text("Hết số hôm nay")
    expect(page.locator("[data-service=D] .service-wait")).to_have_text("Hết số hôm nay")


def test_a_number_that_is_not_called_any_more_is_not_invited(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    called = an.next()
    newest(board, "A001")
    an.act("finish", called)
    expect(board.locator("#newest-label")).to_have_text("Lúc này chưa gọi số nào")
    expect(board.locator(".last-row.past .last-number")).to_have_text(["A001"])
    expect(board.locator(".last-past")).to_have_text(["đã gọi"])


def test_with_few_calls_the_newest_has_the_room(board: Page, kiosk: Client, an: Client):
    kiosk.take()
    an.next()
    newest(board, "A001")
    wide = "document.querySelector('#newest').offsetWidth > 0.9 * innerWidth"
    assert board.evaluate(wide)


def test_changed_settings_are_shown_without_a_reload(board: Page, server: Server):
    settings = server.hall.settings
    first, *others = settings.services
    told = replace(settings, services=(replace(first, name="Sao y bản chính"), *others))
    object.__setattr__(server.hall, "settings", told)
    object.__setattr__(server.hall, "desk", server.hall.desk_for(told))
    with server.hall.store.act() as act:
        act.record("settings.changed", "hall.toml", by="an", changed=["services"])
    expect(board.locator("[data-service=A] .service-name")).to_have_text("Sao y bản chính")


def test_it_asks_for_a_touch_before_it_may_sound(board: Page):
    expect(board.get_by_role("button", name="Chạm để bật tiếng")).to_be_visible()


def test_a_touch_anywhere_switches_the_sound_on(board: Page):
    board.locator("#newest").click()
    expect(board.locator("body[data-sound=ready]")).to_be_attached()
    expect(board.locator("#sound")).to_be_hidden()


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
    settings = server.hall.settings
    hall = replace(settings.hall, board_texts=("Bà con mang theo căn cước công dân và giấy tờ gốc để đối chiếu.",))
    counters = tuple(replace(one, direction="cuối phòng, cạnh bình nước uống") for one in settings.counters)
    object.__setattr__(server.hall, "settings", replace(settings, hall=hall, counters=counters))
    for service in "AABBCCDDEE":
        kiosk.take(service)
    an.http.put("/api/counters/1", json={"state": "open", "services": list("ABCDE")})
    for _ in range(9):
        an.act("finish", an.next())
    an.next()
    page = window(f"{server.base}/board", width, height)
    newest(page, "E002")
    expect(page.locator("#info")).to_be_visible()
    assert page.evaluate(TOO_LARGE) == []


# What is wider or taller than the box it stands in, the page among them.
TOO_LARGE = """
["html", ".top", "#newest", ".last-row", ".info", ".services", ".service"].filter((name) =>
  [...document.querySelectorAll(name)].some((box) =>
    box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1))
"""
