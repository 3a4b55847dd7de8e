"""Villagers who ask for a person: the strip and the bell on every desk."""

import uuid
from datetime import timedelta

from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.queue.help import call_help, open_help_calls, remind_help
from kiosk.store.database import Store
from tests.ui_web.counter.desk import Opens, logged_in
from tests.ui_web.people import Server

COUNT_NOTES = """() => {
  let notes = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) {
    document.body.dataset.notes = notes += 1;
    return start.call(this, at);
  };
}"""


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


def test_a_key_answers_whoever_asked_first(console: Page, store: Store):
    call_help(store, str(uuid.uuid4()), "A services")
    expect(console.locator(".help-call .natural")).to_have_text("Đang tớiD")
    console.keyboard.press("d")
    expect(console.locator(".help-call")).to_contain_text("đang tới")


def test_a_call_without_an_answer_comes_back_as_an_alarm(
    console: Page, store: Store, settings: Settings, clock: SetClock
):
    call_help(store, str(uuid.uuid4()), "A services")
    expect(console.locator(".help-call")).to_have_count(1)
    clock.forward(timedelta(minutes=2))
    remind_help(store, settings)
    expect(console.locator(".help-call.again")).to_contain_text("Gọi lần 2")


def test_the_second_alert_rings_longer(console: Page, store: Store, settings: Settings, clock: SetClock):
    console.evaluate(COUNT_NOTES)
    call_help(store, str(uuid.uuid4()), "A services")
    expect(console.locator("body")).to_have_attribute("data-notes", "2")
    clock.forward(timedelta(minutes=2))
    remind_help(store, settings)
    expect(console.locator("body")).to_have_attribute("data-notes", str(2 + 5))


def test_an_alarm_ends_when_somebody_is_coming(console: Page, store: Store, settings: Settings, clock: SetClock):
    call_help(store, str(uuid.uuid4()), "A services")
    clock.forward(timedelta(minutes=2))
    remind_help(store, settings)
    expect(console.locator(".help-call.again")).to_have_count(1)
    console.locator("[data-answer=coming]").click()
    expect(console.locator(".help-call.again")).to_have_count(0)


def test_the_tab_of_the_browser_says_that_somebody_waits(console: Page, store: Store):
    call_help(store, str(uuid.uuid4()), "A services")
    expect(console).to_have_title("Bà con cần cán bộ · Quầy 1")
