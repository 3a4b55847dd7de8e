"""Parking with a timer, passing on with the same number, those who did not come, and cancelling."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from tests.ui_web.counter.desk import Opens, has, logged_in, press, says, shows
from tests.ui_web.people import Client, Server


@pytest.fixture
def called(console: Page, kiosk: Client) -> Page:
    """An has called A001."""
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    return console


def park(page: Page, minutes: str) -> None:
    press(page, "park")
    page.locator("#park-minutes").fill(minutes)
    page.locator("#park-form [type=submit]").click()


# --- parking ---


def test_a_parked_ticket_stands_aside_with_the_time_it_has(called: Page):
    park(called, "20")
    expect(called.locator("#parked [data-number=A001]")).to_contain_text("Còn 20 phút")
    shows(called, "Chưa gọi ai")


def test_the_minutes_of_the_hall_are_offered(called: Page):
    press(called, "park")
    expect(called.locator("#park-minutes")).to_have_value("15")


def test_the_end_of_the_time_is_plain_to_see(called: Page, kiosk: Client, clock: SetClock):
    park(called, "5")
    has(called, "parked", ["A001"])
    clock.forward(timedelta(minutes=7))
    kiosk.take()
    expect(called.locator("#parked [data-number=A001]")).to_contain_text("Hết giờ")
    expect(called.locator("#tab-parked")).to_have_class("tab over")


def test_the_list_of_parked_ones_comes_to_the_front_when_a_time_is_up(called: Page, kiosk: Client, clock: SetClock):
    park(called, "5")
    has(called, "parked", ["A001"])
    called.locator("#tab-missed").click()
    clock.forward(timedelta(minutes=7))
    kiosk.take()
    expect(called.locator("#parked-part")).to_be_visible()


def test_a_parked_ticket_is_called_in_again(called: Page):
    park(called, "5")
    called.locator("#parked [data-do=resume]").click()
    shows(called, "A001")


def test_a_counter_with_somebody_calls_nobody_in(called: Page, kiosk: Client):
    park(called, "5")
    has(called, "parked", ["A001"])
    kiosk.take()
    press(called, "next")
    shows(called, "A002")
    expect(called.locator("#parked [data-do=resume]")).to_be_disabled()


def test_leaving_the_question_changes_nothing(called: Page, server: Server):
    press(called, "park")
    called.locator("#park [data-close]").click()
    expect(called.locator("#park")).to_be_hidden()
    assert server.hall.desk.overview.counters()[0].ticket is not None


# --- passing on ---


def test_a_ticket_passed_on_keeps_its_number_in_the_other_line(window: Opens, server: Server, called: Page):
    other = logged_in(window, server, "binh")
    press(called, "transfer")
    called.locator("[data-to-service=B]").click()
    expect(called.locator("#transfer-says")).to_contain_text("A001 sang chờ việc: Khai sinh")
    called.locator("#transfer-go").click()
    says(called, "Bà con giữ nguyên số")
    has(other, "waiting", ["A001"])
    expect(other.locator("#waiting [data-number=A001]")).to_contain_text("Từ việc A")


def test_a_ticket_can_be_passed_on_to_one_counter_only(window: Opens, server: Server, called: Page):
    other = logged_in(window, server, "dung")
    other.locator("#begin [data-state=open]").click()
    press(called, "transfer")
    called.locator("[data-to-counter='4']").click()
    called.locator("#transfer-go").click()
    expect(other.locator("#waiting [data-number=A001]")).to_contain_text("Chờ riêng Quầy 4")


def test_passing_on_to_where_it_is_already_cannot_be_pressed(called: Page):
    press(called, "transfer")
    called.locator("[data-to-service=A]").click()
    expect(called.locator("#transfer-go")).to_be_disabled()


# --- did not come, cancelled ---


def test_whoever_did_not_come_is_listed_and_can_wait_again(called: Page, clock: SetClock):
    press(called, "no_show")
    for _ in range(2):
        has(called, "waiting", ["A001"])
        called.locator("[data-pick=A001]").click()
        shows(called, "A001")
        press(called, "no_show")
    called.locator("#tab-missed").click()
    has(called, "missed", ["A001"])
    called.locator("#missed [data-do=reinstate]").click()
    has(called, "waiting", ["A001"])


def test_cancelling_asks_first(called: Page, server: Server):
    press(called, "cancel")
    called.locator("#cancel [data-close]").click()
    expect(called.locator("#cancel")).to_be_hidden()
    assert server.hall.desk.overview.counters()[0].ticket is not None


def test_a_cancelled_ticket_is_called_no_more(called: Page, server: Server):
    press(called, "cancel")
    called.locator("#cancel-go").click()
    shows(called, "Chưa gọi ai")
    assert [one.state for one in server.hall.desk.overview.tickets()] == ["cancelled"]


# --- one number, wherever it stands ---


def test_a_number_is_found_by_its_digits_and_called(console: Page, kiosk: Client):
    for _ in range(3):
        kiosk.take()
    console.locator("[data-find='']").click()
    console.locator("#find-number").fill("2")
    expect(console.locator("#find-list .row-number")).to_have_text(["A002"])
    console.keyboard.press("Enter")
    shows(console, "A002")


def test_a_waiting_number_is_cancelled_from_its_row(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take()
    console.locator("#waiting [data-find=A001]").click()
    console.locator("#find-list [data-found=cancel]").click()
    console.locator("#cancel-go").click()
    has(console, "waiting", ["A002"])


def test_a_number_nobody_took_is_told_in_words(console: Page):
    console.locator("[data-find='']").click()
    console.locator("#find-number").fill("A777")
    expect(console.locator("#find-none")).to_contain_text("Hôm nay không có số này")
