"""At the console: a villager's submission is completed, accepted, and its receipt fits an A5 sheet."""

import re

from playwright.sync_api import Page, expect

from tests.ui_web.counter.desk import Opens, logged_in, says
from tests.ui_web.people import Client, Server, new

OFFICIAL = "H12.34-261123-0007"


def open_submission(page: Page, code: str) -> None:
    page.locator("#code").fill(code)
    page.keyboard.press("Enter")
    expect(page.locator("#opened")).to_be_visible()


def test_a_question_left_to_the_clerk_is_answered_by_keyboard_alone(console: Page, chi: Client, saved: str):
    version = chi.get(f"/submissions/{saved}").json()["version"]
    left = {"page": "mother_id", "how": "leave", "version": version, "request_id": new()}
    assert chi.post(f"/submissions/{saved}/answers", **left).status_code == 200
    open_submission(console, saved)
    expect(console.locator(".todo")).to_have_text("Cần điền: 1")
    console.locator("#opened-body [data-page=mother_id]").first.click()
    console.keyboard.type("12345")
    console.keyboard.press("Enter")
    expect(console.locator("#desk-answers .problem")).to_contain_text("5")
    console.keyboard.type("096194054321")
    console.keyboard.press("Enter")
    expect(console.locator(".todo")).to_have_count(0)
    expect(console.locator("#opened-body [data-page=mother_id]")).to_contain_text("096194054321")


def test_of_two_desks_the_slower_one_sees_what_holds_now(console: Page, window: Opens, server: Server, saved: str):
    other = logged_in(window, server, "binh")
    for page in (console, other):
        open_submission(page, saved)
        page.locator("#opened-body [data-page=mother_name]").click()
    other.locator(".desk-form input").fill("Danh Thị Thảo Nguyên")
    other.keyboard.press("Enter")
    expect(other.locator("#opened-body [data-page=mother_name]")).to_contain_text("Thảo Nguyên")
    console.locator(".desk-form input").fill("Danh Thị Muộn")
    console.keyboard.press("Enter")
    expect(console.locator("#opened-body [data-page=mother_name]")).to_contain_text("Thảo Nguyên")
    says(console, "vừa được sửa ở nơi khác")


def test_papers_are_checked_and_the_receipt_fits_a_sheet_of_a5(console: Page, saved: str):
    open_submission(console, saved)
    console.keyboard.press("2")
    expect(console.locator("#desk-papers [type=submit]")).to_be_visible()
    for paper in console.locator(".desk-paper").all():
        paper.locator("[value=have]").check()
    console.locator("#desk-papers [type=submit]").click()
    console.locator("#desk-official").fill(OFFICIAL.lower())
    with console.context.expect_page() as printed:
        console.keyboard.press("Enter")
    expect(console.locator(".desk-code")).to_have_text(OFFICIAL)
    receipt = printed.value
    expect(receipt.locator(".sheet")).to_contain_text(OFFICIAL)
    pdf = receipt.pdf(prefer_css_page_size=True)
    boxes = [tuple(float(one) for one in box.split()) for box in re.findall(rb"/MediaBox \[([^\]]+)\]", pdf)]
    millimetres = [(round(box[2] * 25.4 / 72), round(box[3] * 25.4 / 72)) for box in boxes]
    assert millimetres == [(148, 210)]
