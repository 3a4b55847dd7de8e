"""How the console looks: everything fits, and the letters are our own."""

import uuid

import pytest
from playwright.sync_api import Page, expect

from kiosk.queue.help import call_help
from kiosk.store.database import Store
from tests.ui_web.counter.desk import Opens, logged_in, press, shows
from tests.ui_web.people import Client, Server


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (1024, 768)])
def test_everything_fits_the_screen(
    window: Opens, server: Server, kiosk: Client, store: Store, saved: str, width: int, height: int
):
    for _ in range(30):
        kiosk.take(submission=saved)
    page = logged_in(window, server, "an", width, height)
    call_help(store, str(uuid.uuid4()), "A services")
    press(page, "next")
    shows(page, "A001")
    press(page, "park")
    page.locator("#park-form [type=submit]").click()
    shows(page, "Chưa gọi ai")
    press(page, "next")
    shows(page, "A002")
    expect(page.locator(".help-call")).to_have_count(1)
    assert page.evaluate("[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]") == [
        width,
        height,
    ]


@pytest.mark.parametrize("where", [".column", ".acts", ".bar", "#now"])
def test_nothing_is_cut_off(console: Page, kiosk: Client, saved: str, where: str):
    kiosk.take(submission=saved, priority="pregnant")
    press(console, "next")
    shows(console, "A001")
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight).length"
    assert console.locator(where).evaluate_all(cut) == 0


def test_on_a_square_screen_the_bar_is_one_line_over_two_columns(window: Opens, server: Server):
    page = logged_in(window, server, "an", 1024, 768)
    tops = page.locator(".bar > :not(.bar-space)").evaluate_all("all => all.map(one => one.offsetTop < 60)")
    left, lists = page.locator("#now-part").bounding_box(), page.locator("#waiting-part").bounding_box()
    assert left
    assert lists
    assert (all(tops), lists["x"] > left["x"] + left["width"], lists["y"] == left["y"]) == (True, True, True)


def test_the_pages_own_letters_are_used(console: Page):
    loaded = console.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
    assert {one.strip('"') for one in loaded} == {"Be Vietnam Pro", "Noto Sans"}


def test_targets_are_large_enough_for_a_finger(console: Page, kiosk: Client):
    kiosk.take()
    expect(console.locator("#waiting .row")).to_have_count(1)
    small = "all => all.filter(one => one.offsetParent && one.offsetHeight < 36).map(one => one.textContent)"
    assert console.locator("#console button").evaluate_all(small) == []
