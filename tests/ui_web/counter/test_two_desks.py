"""Two desks and a board at once: everybody sees the same, and nobody is called twice."""

import re

from playwright.sync_api import expect

from tests.ui_web.counter.desk import Opens, has, logged_in, press, shows
from tests.ui_web.people import Client, Server


def test_two_counters_and_a_board_see_each_others_calls(window: Opens, server: Server, kiosk: Client):
    first, second = logged_in(window, server, "an"), logged_in(window, server, "dung")
    board = window(f"{server.base}/board")
    for _ in range(3):
        kiosk.take()
    has(first, "waiting", ["A001", "A002", "A003"])
    press(first, "next")
    shows(first, "A001")
    expect(board.locator("#newest-number")).to_have_text("A001")
    press(second, "next")
    shows(second, "A002")
    expect(first.locator("#others [data-counter='4']")).to_contain_text("A002")
    has(first, "waiting", ["A003"])


def test_two_counters_pressing_together_never_call_one_person(window: Opens, server: Server, kiosk: Client):
    pages = [logged_in(window, server, clerk) for clerk in ("an", "dung")]
    for _ in range(2):
        kiosk.take()
    for page in pages:
        has(page, "waiting", ["A001", "A002"])
    for page in pages:
        page.evaluate("document.querySelector('[data-act=next]').click()")
    for page in pages:
        expect(page.locator("#now-number")).to_have_text(re.compile("A00[12]"))
    assert sorted(page.locator("#now-number").inner_text() for page in pages) == ["A001", "A002"]
    assert sorted(one.number for one in server.hall.desk.overview.calls()) == ["A001", "A002"]


def test_what_one_desk_sets_aside_the_other_sees_with_its_counter(window: Opens, server: Server, kiosk: Client):
    first, second = logged_in(window, server, "an"), logged_in(window, server, "dung")
    kiosk.take()
    press(first, "next")
    press(first, "park")
    first.locator("#park-form [type=submit]").click()
    expect(second.locator("#parked [data-number=A001]")).to_contain_text("Quầy 1")


def test_one_desk_calls_in_what_the_other_set_aside(window: Opens, server: Server, kiosk: Client):
    first, second = logged_in(window, server, "an"), logged_in(window, server, "dung")
    kiosk.take()
    press(first, "next")
    press(first, "park")
    first.locator("#park-form [type=submit]").click()
    second.locator("#parked [data-do=resume]").click()
    shows(second, "A001")
    has(first, "parked", [])


def test_two_windows_of_one_counter_show_the_same(window: Opens, server: Server, kiosk: Client):
    first, second = logged_in(window, server, "an"), logged_in(window, server, "an")
    kiosk.take()
    press(first, "next")
    shows(second, "A001")
    press(second, "finish")
    shows(first, "Chưa gọi ai")
