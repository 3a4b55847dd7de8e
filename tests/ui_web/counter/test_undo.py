"""Taking back the last act: the button says what it takes back, and only what this desk did."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from tests.ui_web.counter.desk import has, press, shows
from tests.ui_web.people import Client, Server


def test_at_first_there_is_nothing_to_take_back(console: Page):
    expect(console.locator("#undo-what")).to_have_text("Chưa có gì để hoàn tác")


def test_a_mistaken_call_is_taken_back_to_its_old_place(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take()
    press(console, "next")
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: gọi A001")
    press(console, "undo")
    has(console, "waiting", ["A001", "A002"])


def test_a_ticket_finished_by_mistake_comes_back(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    press(console, "start")
    expect(console.locator("#now-state")).to_contain_text("Đang làm")
    press(console, "finish")
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: xong A001")
    press(console, "undo")
    shows(console, "A001")
    expect(console.locator("#now-state")).to_contain_text("Đang làm")


def test_a_ticket_passed_on_by_mistake_comes_back(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    press(console, "transfer")
    console.locator("[data-to-service=C]").click()
    console.locator("#transfer-go").click()
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: chuyển A001")
    press(console, "undo")
    shows(console, "A001")


def test_behind_the_last_act_stands_the_one_before(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    press(console, "finish")
    shows(console, "Chưa gọi ai")
    press(console, "next")
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: gọi A002")
    press(console, "undo")
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: xong A001")


def test_what_another_desk_changed_since_is_not_offered(console: Page, kiosk: Client, binh: Client, server: Server):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    press(console, "no_show")
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: vắng mặt A001")
    binh.post("/counters/4/call", request_id="elsewhere", number="A001")
    expect(console.locator("#undo-what")).to_have_text("Chưa có gì để hoàn tác")


def test_after_some_minutes_nothing_is_offered_any_more(console: Page, kiosk: Client, clock: SetClock):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    press(console, "finish")
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: xong A001")
    clock.forward(timedelta(minutes=6))
    kiosk.take()
    expect(console.locator("#undo-what")).to_have_text("Chưa có gì để hoàn tác")


def test_a_page_loaded_again_still_offers_it(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    press(console, "finish")
    shows(console, "Chưa gọi ai")
    console.reload()
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: xong A001")
