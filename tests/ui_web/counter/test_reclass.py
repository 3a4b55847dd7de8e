"""Correcting a class: from the "…" of a row, of the number at the counter, and back again."""

from playwright.sync_api import Page, expect

from tests.ui_web.counter.desk import has, press, says, shows
from tests.ui_web.people import Client


def choose(page: Page, number: str, klass: str) -> None:
    page.locator(f"#find-list [data-number={number}] [data-found=reclass]").click()
    page.locator(f"#to-classes [value={klass}]").click()


def test_who_forgot_to_say_so_is_put_into_the_right_line(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take()
    console.locator("#waiting [data-number=A002] .more").click()
    choose(console, "A002", "elderly")
    has(console, "waiting", ["A002", "A001"])


def test_a_changed_class_is_told_with_its_name(console: Page, kiosk: Client):
    kiosk.take()
    console.locator("#waiting [data-number=A001] .more").click()
    choose(console, "A001", "pregnant")
    says(console, "Số A001 nay là: Mang thai, có con nhỏ")


def test_the_number_at_the_counter_gets_another_class_too(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    console.locator("#now-more").click()
    choose(console, "A001", "disabled")
    expect(console.locator("#now-marks .mark.class")).to_have_text("Người khuyết tật")


def test_a_class_changed_by_mistake_is_taken_back(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take(priority="elderly")
    console.locator("#waiting [data-number=A002] .more").click()
    choose(console, "A002", "ordinary")
    expect(console.locator("#undo-what")).to_have_text("Hoàn tác: đổi diện A002")
    press(console, "undo")
    has(console, "waiting", ["A002", "A001"])


def test_the_class_it_has_cannot_be_chosen(console: Page, kiosk: Client):
    kiosk.take()
    console.locator("#waiting [data-number=A001] .more").click()
    console.locator("#find-list [data-found=reclass]").click()
    expect(console.locator("#to-classes button:disabled")).to_have_attribute("value", "ordinary")
