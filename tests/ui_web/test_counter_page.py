"""The clerk's console in a real browser: by mouse, by keyboard, with two counters at once, and through a cut line."""

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from kiosk.queue.help import call_help, open_help_calls
from kiosk.store import print_jobs
from kiosk.store.database import Store
from tests.ui_web.conftest import serving
from tests.ui_web.people import PIN, Client, Server
from ui.web.hall import Hall

Opens = Callable[..., Page]


@pytest.fixture(autouse=True)
def _clerks(hall: Hall) -> None:  # pyright: ignore[reportUnusedFunction]
    for counter, clerk in enumerate(("an", "binh", "chi", "dung"), 1):
        hall.access.put_clerk(clerk, PIN, counter, name=clerk.title())


def logged_in(window: Opens, server: Server, clerk: str, width: int = 1366, height: int = 768) -> Page:
    page = window(f"{server.base}/counter", width, height)
    page.locator(f"[data-clerk={clerk}]").click()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_text("Đang nối")
    return page


@pytest.fixture
def console(window: Opens, server: Server) -> Page:
    """An, logged in at counter 1."""
    return logged_in(window, server, "an")


def press(page: Page, act: str) -> None:
    page.locator(f"[data-act={act}]").click()


def number(page: Page) -> str:
    return page.locator("#now-number").inner_text()


def shows(page: Page, text: str) -> None:
    expect(page.locator("#now-number")).to_have_text(text)


# --- logging in ---


def test_a_clerk_logs_in_by_keyboard(console: Page):
    expect(console.locator("#who")).to_have_text("An")


def test_a_clerk_logs_in_by_mouse_or_finger(window: Opens, server: Server):
    page = window(f"{server.base}/counter")
    page.locator("[data-clerk=binh]").click()
    for digit in PIN:
        page.locator(f"[data-digit='{digit}']").click()
    page.locator("#pin-enter").click()
    expect(page.locator("#counter")).to_have_value("2")


def test_a_wrong_pin_is_told_in_words(window: Opens, server: Server):
    page = window(f"{server.base}/counter")
    page.locator("[data-clerk=an]").click()
    page.keyboard.type("111111")
    page.keyboard.press("Enter")
    expect(page.locator("#login-problem")).to_contain_text("Mã PIN chưa đúng")


def test_a_digit_can_be_taken_back(window: Opens, server: Server):
    page = window(f"{server.base}/counter")
    page.locator("[data-clerk=an]").click()
    page.keyboard.type("12")
    page.keyboard.press("Backspace")
    expect(page.locator("#pin-dots i")).to_have_count(1)


def test_a_page_loaded_again_is_still_logged_in(console: Page):
    console.reload()
    expect(console.locator("#who")).to_have_text("An")


def test_logging_out_shows_the_log_in_again(console: Page):
    console.locator("#logout").click()
    expect(console.locator("#login")).to_be_visible()


def test_a_session_that_has_ended_says_so(console: Page, kiosk: Client, clock: SetClock):
    clock.forward(timedelta(hours=12))
    kiosk.take()
    expect(console.locator("#login-problem")).to_contain_text("hết phiên làm việc")


# --- calling ---


def test_next_shows_the_called_number_huge(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")


def test_the_keys_on_the_buttons_do_the_same(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    expect(console.locator("#waiting .row")).to_have_count(1)
    console.keyboard.press("g")
    shows(console, "A001")
    console.keyboard.press("b")
    expect(console.locator("#now-state")).to_contain_text("Đang làm")
    console.keyboard.press("x")
    shows(console, "Chưa gọi ai")


def test_keys_typed_into_the_code_box_call_nobody(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    console.keyboard.press("m")
    console.keyboard.type("g")
    expect(console.locator("#code")).to_have_value("g")
    assert server.hall.desk.overview.calls() == []


def test_nobody_waiting_is_said_calmly(console: Page):
    press(console, "next")
    expect(console.locator("#notice-text")).to_contain_text("Không có ai chờ quầy này")


def test_a_double_press_calls_one_person(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    kiosk.take()
    expect(console.locator("#waiting .row")).to_have_count(2)
    console.locator("[data-act=next]").dblclick()
    shows(console, "A001")
    assert len(server.hall.desk.overview.calls()) == 1


def test_a_recall_is_one_more_call(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    with console.expect_response("**/recall"):
        press(console, "recall")
    assert [one.recall for one in server.hall.desk.overview.calls()] == [True, False]


def test_who_is_not_here_goes_back_and_is_marked_as_resting(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    press(console, "no_show")
    expect(console.locator("#waiting [data-number=A001]")).to_contain_text("Vắng, gọi lại từ 08:02")


def test_any_number_can_be_picked(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take()
    console.locator("[data-pick=A002]").click()
    shows(console, "A002")


def test_the_list_stands_in_the_order_of_calling_with_class_and_minutes(console: Page, kiosk: Client, clock: SetClock):
    kiosk.take()
    kiosk.take(priority=True)
    expect(console.locator("#waiting .row-number")).to_have_text(["A002", "A001"])
    expect(console.locator("#waiting [data-number=A002]")).to_contain_text("Ưu tiên")


def test_only_what_fits_the_ticket_can_be_pressed(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    enabled = [one.get_attribute("data-act") for one in console.locator(".act:enabled").all()]
    assert enabled == ["recall", "no_show", "start", "finish"]


def test_a_stale_press_shows_the_sentence(console: Page, kiosk: Client, binh: Client):
    kiosk.take()
    called = binh.next(1)
    shows(console, "A001")
    console.route("**/api/counters", lambda route: route.abort())
    binh.act("start", called)
    press(console, "no_show")
    expect(console.locator("#notice-text")).to_contain_text("vừa đổi")


def test_a_ticket_whose_paper_failed_is_marked_and_printed_again(
    console: Page, kiosk: Client, store: Store, clock: SetClock
):
    kiosk.take()
    job = print_jobs.take_next(store.db)
    assert job is not None
    print_jobs.finish(store.db, job.id, clock.now(), "print.paper_out")
    press(console, "next")
    expect(console.locator("#now-marks")).to_contain_text("Phiếu chưa in được")
    press(console, "reprint")
    expect(console.locator("#now-marks")).not_to_contain_text("Phiếu chưa in được")


# --- the counter itself ---


def test_a_break_is_shown_to_all(console: Page, server: Server):
    with console.expect_response("**/api/counters/1"):
        console.locator("[data-state=break]").click()
    assert server.hall.desk.overview.counters()[0].state == "break"


def test_a_service_can_be_taken_over(console: Page, server: Server, kiosk: Client):
    kiosk.take("B")
    console.locator("#services [data-service=B]").click()
    expect(console.locator("#waiting .row-number")).to_have_text(["B001"])


def test_another_counter_can_be_chosen(console: Page, kiosk: Client):
    kiosk.take("B")
    console.locator("#counter").select_option("2")
    press(console, "next")
    expect(console.locator("[data-counter='2']")).to_contain_text("B001")


# --- two counters and a board at once ---


def test_two_counters_and_a_board_see_each_others_calls(window: Opens, server: Server, kiosk: Client):
    first, second = logged_in(window, server, "an"), logged_in(window, server, "dung")
    board = window(f"{server.base}/board")
    for _ in range(3):
        kiosk.take()
    expect(first.locator("#waiting .row")).to_have_count(3)
    press(first, "next")
    shows(first, "A001")
    expect(board.locator("#newest-number")).to_have_text("A001")
    press(second, "next")
    shows(second, "A002")
    expect(first.locator("[data-counter='4']")).to_contain_text("A002")
    expect(first.locator("#waiting .row-number")).to_have_text(["A003"])


def test_two_counters_pressing_together_never_call_one_person(window: Opens, server: Server, kiosk: Client):
    pages = [logged_in(window, server, clerk) for clerk in ("an", "dung")]
    for _ in range(2):
        kiosk.take()
    for page in pages:
        expect(page.locator("#waiting .row")).to_have_count(2)
    for page in pages:
        page.evaluate("document.querySelector('[data-act=next]').click()")
    for page in pages:
        expect(page.locator("#now-number")).to_have_text(re.compile("A00[12]"))
    assert sorted(number(page) for page in pages) == ["A001", "A002"]
    assert sorted(one.number for one in server.hall.desk.overview.calls()) == ["A001", "A002"]


# --- a villager's submission ---


def test_the_submission_of_the_called_ticket_is_one_press_away(console: Page, kiosk: Client, saved: str):
    kiosk.take(submission=saved)
    press(console, "next")
    expect(console.locator("#beside-code")).to_have_text(saved)
    console.keyboard.press("h")
    expect(console.locator("#opened-body")).to_contain_text("Nguyễn Ngọc Trầm Hương")


def test_a_submission_is_opened_by_its_typed_code(console: Page, saved: str):
    console.keyboard.press("m")
    console.keyboard.type(saved.lower())
    console.keyboard.press("Enter")
    expect(console.locator("#opened-title")).to_have_text("Đăng ký khai sinh")


def test_a_code_that_is_none_is_told_in_words(console: Page):
    console.locator("#code").fill("A001")
    console.keyboard.press("Enter")
    expect(console.locator("#notice-text")).to_contain_text("không phải mã hồ sơ")


def test_todays_submissions_are_listed_with_their_state(console: Page, saved: str):
    console.reload()
    expect(console.locator(f"[data-code='{saved}']")).to_contain_text("Đã lưu tại máy")


def test_the_answers_leave_the_screen_with_the_ticket(console: Page, kiosk: Client, saved: str):
    kiosk.take(submission=saved)
    press(console, "next")
    console.locator("#beside").click()
    expect(console.locator("#opened")).to_be_visible()
    press(console, "finish")
    expect(console.locator("#opened")).to_be_hidden()
    assert "Trầm Hương" not in console.content()


# --- help ---


def test_a_help_call_reaches_every_desk_and_can_be_answered(window: Opens, server: Server, store: Store):
    first, second = logged_in(window, server, "an"), logged_in(window, server, "binh")
    call_help(store, str(uuid.uuid4()), "A services")
    for page in (first, second):
        expect(page.locator(".help-call")).to_contain_text("Bà con ở máy A cần cán bộ")
    first.locator("[data-answer=coming]").click()
    expect(second.locator(".help-call")).to_contain_text("đang tới")
    second.locator("[data-answer=done]").click()
    expect(first.locator(".help-call")).to_have_count(0)
    assert open_help_calls(store) == []


# --- a cut line ---


@pytest.fixture
def line(hall: Hall) -> Iterator["Line"]:
    line = Line(hall)
    yield line
    line.cut()


class Line:
    """A server that can be taken away and brought back on the same port."""

    def __init__(self, hall: Hall) -> None:
        self._hall, self._stack = hall, ExitStack()
        self.base = self._stack.enter_context(serving(hall))

    def cut(self) -> None:
        self._stack.close()

    def mend(self) -> None:
        self._stack.enter_context(serving(self._hall, int(self.base.rpartition(":")[2])))


def test_the_console_comes_back_by_itself_after_a_cut(window: Opens, line: Line, server: Server, kiosk: Client):
    page = logged_in(window, Server(line.base, server.hall, server.submissions), "an")
    line.cut()
    expect(page.locator("#line")).to_have_text("Mất kết nối")
    kiosk.take()
    line.mend()
    expect(page.locator("#waiting .row-number")).to_have_text(["A001"], timeout=15_000)
    expect(page.locator("#line")).to_have_text("Đang nối")


def test_a_press_that_got_no_answer_has_one_effect_when_pressed_again(window: Opens, server: Server, kiosk: Client):
    kiosk.take()
    kiosk.take()
    page = logged_in(window, server, "an")

    def lose_the_answer(route: object) -> None:
        route.fetch()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
        route.abort()  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

    page.route("**/api/counters/1/next", lose_the_answer, times=1)
    page.route("**/api/counters", lambda route: route.abort())
    press(page, "next")
    expect(page.locator("#notice-text")).to_contain_text("Chưa gửi được")
    with page.expect_response("**/api/counters/1/next") as again:
        press(page, "next")
    assert again.value.json()["number"] == "A001"
    assert len(server.hall.desk.overview.calls()) == 1


# --- how it looks ---


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_everything_fits_the_screen(
    window: Opens, server: Server, kiosk: Client, store: Store, saved: str, width: int, height: int
):
    for _ in range(30):
        kiosk.take(submission=saved)
    page = logged_in(window, server, "an", width, height)
    call_help(store, str(uuid.uuid4()), "A services")
    press(page, "next")
    shows(page, "A001")
    expect(page.locator(".help-call")).to_have_count(1)
    assert page.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]") == [
        width,
        height,
    ]


def test_the_pages_own_letters_are_used(console: Page):
    loaded = console.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    assert {one.strip('"') for one in loaded} == {"Be Vietnam Pro", "Noto Sans"}
