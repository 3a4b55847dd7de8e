"""A cut line: the page says so, comes back by itself, and sends each press once."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, Route, expect

from kiosk.clock import SetClock
from tests.ui_web.conftest import serving
from tests.ui_web.counter.desk import Opens, has, logged_in, press, says, shows
from tests.ui_web.people import Client, Server
from ui.web.hall import Hall


class Line:
    """A server that can be taken away and brought back on the same port."""

    def __init__(self, hall: Hall) -> None:
        self._hall, self._stack = hall, ExitStack()
        self.base = self._stack.enter_context(serving(hall))

    def cut(self) -> None:
        self._stack.close()

    def mend(self) -> None:
        self._stack.enter_context(serving(self._hall, int(self.base.rpartition(":")[2])))


@pytest.fixture
def line(hall: Hall) -> Iterator[Line]:
    line = Line(hall)
    yield line
    line.cut()


@pytest.fixture
def far(window: Opens, line: Line, server: Server) -> Page:
    """An, at the end of a line that can be cut."""
    return logged_in(window, Server(line.base, server.hall, server.submissions), "an")


def test_the_console_comes_back_by_itself_after_a_cut(far: Page, line: Line, kiosk: Client):
    line.cut()
    expect(far.locator("#line")).to_contain_text("Mất kết nối")
    kiosk.take()
    line.mend()
    has(far, "waiting", ["A001"])
    expect(far.locator("#line")).to_have_text("Đang nối")


def test_old_figures_are_marked_with_their_time(far: Page, line: Line):
    line.cut()
    expect(far.locator("#line")).to_have_text("Mất kết nối · số liệu 08:00")
    expect(far.locator("#console")).to_have_class("console stale")


def test_a_press_that_did_not_get_through_is_sent_again_by_itself(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    has(console, "waiting", ["A001"])
    console.route("**/api/counters/1/next", lambda route: route.abort(), times=2)
    press(console, "next")
    shows(console, "A001")
    assert len(server.hall.desk.overview.calls()) == 1


def test_an_answer_that_was_lost_is_asked_for_again_without_a_second_effect(
    console: Page, kiosk: Client, server: Server
):
    kiosk.take()
    kiosk.take()
    has(console, "waiting", ["A001", "A002"])
    console.route("**/api/counters/1/next", lose_the_answer, times=1)
    press(console, "next")
    shows(console, "A001")
    assert [one.number for one in server.hall.desk.overview.calls()] == ["A001"]


def test_a_press_that_never_got_an_answer_has_one_effect_when_pressed_again(
    console: Page, kiosk: Client, server: Server
):
    kiosk.take()
    kiosk.take()
    has(console, "waiting", ["A001", "A002"])
    console.route("**/api/counters/1/next", lose_the_answer, times=4)
    console.route("**/api/counters", lambda route: route.abort())
    press(console, "next")
    says(console, "Chưa gửi được")
    with console.expect_response("**/api/counters/1/next") as again:
        press(console, "next")
    assert again.value.json()["number"] == "A001"
    assert len(server.hall.desk.overview.calls()) == 1


def test_a_call_that_was_lost_does_not_swallow_the_next_one(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take()
    has(console, "waiting", ["A001", "A002"])
    console.route("**/api/counters/1/next", lose_the_answer, times=4)
    press(console, "next")
    says(console, "Chưa gửi được")
    shows(console, "A001")
    press(console, "finish")
    shows(console, "Chưa gọi ai")
    press(console, "next")
    shows(console, "A002")


@pytest.mark.parametrize("part", ["state=parked", "state=missed", "counter=1"])
def test_one_list_that_fails_leaves_the_others_alone(console: Page, kiosk: Client, part: str):
    console.route(f"**/api/tickets?{part}", lambda route: route.fulfill(status=500, body="broken"))
    kiosk.take()
    expect(console.locator(".failed .part-trouble")).to_contain_text("đang thử lại")
    press(console, "next")
    shows(console, "A001")


def test_a_list_that_works_again_shows_itself(console: Page, kiosk: Client):
    console.route("**/api/tickets?counter=1", lambda route: route.fulfill(status=500, body="broken"), times=1)
    kiosk.take()
    has(console, "waiting", ["A001"])
    expect(console.locator(".failed")).to_have_count(0)


def lose_the_answer(route: Route) -> None:
    route.fetch()
    route.abort()


def test_a_doubtful_clock_is_told_to_the_desk_until_it_is_right(
    console: Page, kiosk: Client, clock: SetClock, server: Server, monkeypatch: pytest.MonkeyPatch
):
    warning = console.locator("#clock-warning")
    expect(warning).to_be_hidden()
    monkeypatch.setattr(clock, "doubt", lambda: "unset")
    kiosk.take()
    expect(warning).to_contain_text("Giờ của máy có thể chưa đúng")
    monkeypatch.undo()
    kiosk.take()
    expect(warning).to_be_hidden()
