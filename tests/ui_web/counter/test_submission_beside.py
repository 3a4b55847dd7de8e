"""A villager's submission beside the ticket: one press away, and gone with the ticket."""

from playwright.sync_api import Page, expect

from tests.ui_web.counter.desk import press, says, shows
from tests.ui_web.people import Client

SECRET = "Q" * 58


def test_the_submission_of_the_called_ticket_is_one_press_away(console: Page, kiosk: Client, saved: str):
    kiosk.take(submission=saved)
    press(console, "next")
    expect(console.locator("#beside-code")).to_have_text(saved)
    console.keyboard.press("h")
    expect(console.locator("#opened-body")).to_contain_text("Nguyễn Ngọc Trầm Hương")


def test_the_card_beside_the_ticket_names_what_was_prepared(console: Page, kiosk: Client, saved: str):
    kiosk.take(submission=saved)
    console.reload()
    press(console, "next")
    expect(console.locator("#beside-title")).to_have_text("Đăng ký khai sinh · Đã lưu tại máy")


def test_the_card_comes_also_when_the_call_was_made_elsewhere(console: Page, kiosk: Client, binh: Client, saved: str):
    kiosk.take(submission=saved)
    binh.next(1)
    expect(console.locator("#beside-code")).to_have_text(saved)


def test_a_submission_is_opened_by_its_typed_code(console: Page, saved: str):
    console.keyboard.press("m")
    expect(console.locator("#code")).to_be_focused()
    console.keyboard.type(saved.lower())
    console.keyboard.press("Enter")
    expect(console.locator("#opened-title")).to_have_text("Đăng ký khai sinh")


def test_the_secret_of_a_slip_that_is_scanned_into_the_field_is_not_sent(console: Page, saved: str):
    sent: list[str] = []
    console.on("request", lambda one: sent.append(one.url))
    console.locator("#code").fill(f"MC1:{saved}:{SECRET}")
    console.keyboard.press("Enter")
    expect(console.locator("#opened-title")).to_have_text("Đăng ký khai sinh")
    assert [one for one in sent if SECRET in one] == []


def test_a_code_that_is_none_is_told_in_words(console: Page):
    console.locator("#code").fill("A001")
    console.keyboard.press("Enter")
    says(console, "không phải mã hồ sơ")


def test_todays_submissions_are_listed_with_their_state(console: Page, saved: str):
    console.reload()
    expect(console.locator(f"[data-code='{saved}']")).to_contain_text("Đã lưu tại máy")


def test_the_answers_leave_the_screen_with_the_ticket(console: Page, kiosk: Client, saved: str):
    kiosk.take(submission=saved)
    press(console, "next")
    console.locator("#beside-open").click()
    expect(console.locator("#opened")).to_be_visible()
    press(console, "finish")
    shows(console, "Chưa gọi ai")
    expect(console.locator("#opened")).to_be_hidden()
    assert "Trầm Hương" not in console.content()


def test_the_answers_leave_the_screen_with_the_clerk(console: Page, saved: str):
    console.locator("#code").fill(saved)
    console.keyboard.press("Enter")
    expect(console.locator("#opened-body")).to_contain_text("Trầm Hương")
    console.locator("#logout").click()
    expect(console.locator("#login")).to_be_visible()
    assert "Trầm Hương" not in console.content()
