"""The whole day without a mouse; and keys that are typed or scanned, not pressed."""

from playwright.sync_api import Page, expect

from tests.ui_web.counter.desk import Opens, has, key, ready, scan, shows
from tests.ui_web.people import PIN, Client, Server


def states(server: Server) -> dict[str, str]:
    return {one.number: one.state for one in server.hall.desk.overview.tickets()}


def test_a_day_by_keyboard_only(window: Opens, server: Server, kiosk: Client):
    page = window(f"{server.base}/counter")
    for _ in range(4):
        kiosk.take()
    expect(page.locator("#login")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    ready(page)
    page.keyboard.press("o")
    shows(page, "Chưa gọi ai")

    key(page, "next")
    shows(page, "A001")
    key(page, "start")
    expect(page.locator("#now-state")).to_contain_text("Đang làm")
    key(page, "finish")
    shows(page, "Chưa gọi ai")

    key(page, "next")
    shows(page, "A002")
    key(page, "park")
    expect(page.locator("#park-minutes")).to_be_focused()
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    expect(page.locator("#parked [data-number=A002]")).to_contain_text("Còn 30 phút")

    key(page, "next")
    shows(page, "A003")
    key(page, "transfer")
    expect(page.locator("#transfer")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator("#transfer-go")).to_be_focused()
    page.keyboard.press("Enter")
    shows(page, "Chưa gọi ai")
    key(page, "undo")
    shows(page, "A003")
    key(page, "finish")
    shows(page, "Chưa gọi ai")

    expect(page.locator("#parked [data-do=resume]")).to_be_enabled()
    page.keyboard.press("2")
    expect(page.locator("#parked [data-do=resume]")).to_be_focused()
    page.keyboard.press("Enter")
    shows(page, "A002")
    key(page, "finish")
    shows(page, "Chưa gọi ai")

    key(page, "next")
    shows(page, "A004")
    key(page, "cancel")
    expect(page.locator("#cancel-go")).to_be_focused()
    page.keyboard.press("Enter")
    shows(page, "Chưa gọi ai")
    page.keyboard.press("q")
    shows(page, "Quầy đang đóng")
    assert states(server) == {"A001": "done", "A002": "done", "A003": "done", "A004": "cancelled"}


def test_arrows_go_through_the_list(console: Page, kiosk: Client):
    for _ in range(3):
        kiosk.take()
    has(console, "waiting", ["A001", "A002", "A003"])
    expect(console.locator("[data-pick=A001]")).to_be_enabled()
    console.keyboard.press("1")
    expect(console.locator("[data-pick=A001]")).to_be_focused()
    console.keyboard.press("ArrowDown")
    console.keyboard.press("ArrowDown")
    console.keyboard.press("Enter")
    shows(console, "A003")


def test_a_row_keeps_the_keyboard_while_the_list_changes(console: Page, kiosk: Client, binh: Client):
    for _ in range(3):
        kiosk.take()
    has(console, "waiting", ["A001", "A002", "A003"])
    console.locator("[data-pick=A003]").focus()
    binh.next(4)
    has(console, "waiting", ["A002", "A003"])
    expect(console.locator("[data-pick=A003]")).to_be_focused()


def test_keys_typed_into_the_code_box_call_nobody(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    has(console, "waiting", ["A001"])
    console.keyboard.press("m")
    expect(console.locator("#code")).to_be_focused()
    console.keyboard.type("g")
    expect(console.locator("#code")).to_have_value("g")
    assert server.hall.desk.overview.calls() == []


def test_keys_typed_into_a_question_do_nothing_else(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    has(console, "waiting", ["A001"])
    console.keyboard.press("s")
    expect(console.locator("#find-number")).to_be_focused()
    console.keyboard.type("g")
    console.keyboard.press("Escape")
    expect(console.locator("#find")).to_be_hidden()
    assert server.hall.desk.overview.calls() == []


def test_keys_with_ctrl_belong_to_the_browser(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    has(console, "waiting", ["A001"])
    console.keyboard.press("Control+g")
    console.keyboard.press("s")
    expect(console.locator("#find")).to_be_visible()
    assert server.hall.desk.overview.calls() == []


def test_a_scanned_slip_opens_its_submission_and_finishes_nobody(console: Page, kiosk: Client, saved: str):
    kiosk.take()
    key(console, "next")
    shows(console, "A001")
    expect(console.locator("[data-act=finish]")).to_be_enabled()
    scan(console, saved)
    expect(console.locator("#opened-title")).to_have_text("Đăng ký khai sinh")
    shows(console, "A001")


def test_a_key_pressed_during_an_act_is_done_after_it(console: Page, kiosk: Client):
    kiosk.take()
    key(console, "next")
    shows(console, "A001")
    console.keyboard.press("x")
    console.keyboard.press("n")
    shows(console, "Quầy đang tạm nghỉ")


def test_another_scan_is_left_alone(console: Page, kiosk: Client):
    scan(console, "079123456789|NGUYEN")
    expect(console.locator("#notice-text")).to_contain_text("không phải mã trên phiếu tạm")


def test_a_scanned_ticket_is_looked_up(console: Page, kiosk: Client):
    kiosk.take()
    scan(console, "MC:R:" + kiosk.take()["id"])
    expect(console.locator("#find-list .row-number")).to_have_text(["A002"])


def test_every_key_stands_on_its_button(console: Page):
    shown = {
        one.get_attribute("data-act"): one.locator("kbd").inner_text() for one in console.locator("[data-act]").all()
    }
    assert shown == {
        "next": "G", "recall": "L", "start": "B", "finish": "X", "no_show": "V", "park": "T", "transfer": "C",
        "reprint": "I", "cancel": "Del", "undo": "Z",
    }  # fmt: skip
