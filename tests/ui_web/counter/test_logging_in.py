"""Logging in and out, choosing counter and services, and the state of the counter."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from kiosk.store.database import Store
from tests.ui_web.counter.desk import Opens, has, press, ready, shows
from tests.ui_web.people import PIN, Client, Server


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


def test_the_name_of_who_was_here_last_is_chosen_already(console: Page):
    console.locator("#logout").click()
    expect(console.locator("#pin-title")).to_have_text("Mã PIN của An")


def test_a_session_that_has_ended_says_so(console: Page, kiosk: Client, clock: SetClock):
    kiosk.take()
    has(console, "waiting", ["A001"])
    clock.forward(timedelta(hours=12))
    press(console, "next")
    expect(console.locator("#login-problem")).to_contain_text("hết phiên làm việc")


def test_nothing_of_the_hall_stays_on_the_screen_after_logging_out(console: Page):
    console.locator("#logout").click()
    expect(console.locator("#console")).to_be_hidden()


# --- the counter itself ---


def test_a_closed_counter_offers_to_open_with_its_services_in_words(console: Page):
    shows(console, "Quầy đang đóng")
    expect(console.locator("#begin-services [data-service=A]")).to_have_attribute("aria-pressed", "true")
    expect(console.locator("#begin-services [data-service=B]")).to_contain_text("Khai sinh")


def test_opening_the_counter_lets_it_wait_for_the_first_call(console: Page, server: Server):
    console.locator("#begin [data-state=open]").click()
    shows(console, "Chưa gọi ai")
    assert server.hall.desk.overview.counters()[0].state == "open"


def test_a_break_is_shown_to_all(console: Page, server: Server):
    with console.expect_response("**/api/counters/1"):
        console.locator(".state[data-state=break]").click()
    assert server.hall.desk.overview.counters()[0].state == "break"


def test_a_service_can_be_taken_over(console: Page, server: Server, kiosk: Client):
    kiosk.take("B")
    console.locator("#services [data-service=B]").click()
    has(console, "waiting", ["B001"])


def test_another_counter_can_be_chosen(console: Page, kiosk: Client):
    kiosk.take("B")
    console.locator("#counter").select_option("2")
    press(console, "next")
    expect(console.locator("#others [data-counter='2']")).to_contain_text("B001")


def test_changed_settings_load_the_page_again(console: Page, store: Store):
    with console.expect_response("**/counter"), store.act() as act:
        act.record("settings.changed", "hall")
    ready(console)


def test_changed_settings_wait_for_a_code_that_is_being_typed(console: Page, kiosk: Client, store: Store):
    console.locator("#code").fill("KXA")
    with store.act() as act:
        act.record("settings.changed", "hall")
    kiosk.take()
    has(console, "waiting", ["A001"])
    expect(console.locator("#code")).to_have_value("KXA")


def test_the_chosen_counter_is_kept_when_the_page_is_loaded_again(console: Page):
    console.locator("#counter").select_option("3")
    console.reload()
    ready(console)
    expect(console.locator("#counter")).to_have_value("3")
