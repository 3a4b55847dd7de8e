"""Calling by mouse: who is next, again, not here, one out of order; and answers that are no alarm."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from kiosk.store import print_jobs
from kiosk.store.database import Store
from tests.ui_web.counter.desk import has, press, says, shows
from tests.ui_web.people import Client, Server


def test_next_shows_the_called_number_huge(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")


def test_nobody_waiting_is_said_calmly(console: Page):
    press(console, "next")
    says(console, "Không còn ai chờ quầy này")
    expect(console.locator("#notice.calm")).to_be_visible()


def test_a_list_of_those_who_rest_says_why_nobody_was_called(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    press(console, "no_show")
    has(console, "waiting", ["A001"])
    press(console, "next")
    says(console, "vừa vắng mặt")


def test_a_double_press_calls_one_person(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    kiosk.take()
    has(console, "waiting", ["A001", "A002"])
    console.locator("[data-act=next]").dblclick()
    shows(console, "A001")
    assert len(server.hall.desk.overview.calls()) == 1


def test_a_recall_is_one_more_call(console: Page, kiosk: Client, server: Server):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    with console.expect_response("**/recall"):
        press(console, "recall")
    assert [one.recall for one in server.hall.desk.overview.calls()] == [True, False]


def test_who_is_not_here_goes_back_and_is_marked_as_resting(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    press(console, "no_show")
    expect(console.locator("#waiting [data-number=A001]")).to_contain_text("Vắng, gọi lại từ 08:02")


def test_a_row_leaves_out_the_service_that_its_letter_says(console: Page, kiosk: Client):
    kiosk.take()
    expect(console.locator("#waiting [data-number=A001] .row-text")).to_have_text("Mới đến")


def test_a_row_says_where_a_number_was_passed_on_to(console: Page, kiosk: Client, binh: Client, server: Server):
    kiosk.take()
    binh.act("transfer", binh.next(1), service="C", counter=1)
    name = server.hall.settings.service("C")
    assert name is not None
    expect(console.locator("#waiting [data-number=A001] .row-said")).to_contain_text(name.name)


def test_who_is_next_is_marked_beside_the_number(console: Page, kiosk: Client):
    kiosk.take()
    expect(console.locator("#waiting [data-number=A001] .row-number + .mark")).to_have_text("Tiếp theo")


def test_any_number_can_be_picked(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take()
    console.locator("[data-pick=A002]").click()
    shows(console, "A002")


def test_the_list_stands_in_the_order_of_calling_with_the_class(console: Page, kiosk: Client):
    kiosk.take()
    kiosk.take(priority="pregnant")
    has(console, "waiting", ["A002", "A001"])
    expect(console.locator("#waiting [data-number=A002] .mark.class")).to_have_text("Mang thai, có con nhỏ")


def test_whoever_waits_longer_than_the_hall_allows_is_marked(console: Page, kiosk: Client, clock: SetClock):
    kiosk.take()
    clock.forward(timedelta(minutes=50))
    kiosk.take()
    expect(console.locator("#waiting [data-number=A001] .waited")).to_have_class("waited overdue")
    expect(console.locator("#waiting [data-number=A001]")).to_contain_text("Chờ 50 phút")


def test_only_what_fits_the_ticket_can_be_pressed(console: Page, kiosk: Client):
    kiosk.take()
    press(console, "next")
    shows(console, "A001")
    press(console, "start")
    expect(console.locator("#now-state")).to_contain_text("Đang làm")
    expect(console.locator("[data-act=finish]")).to_be_enabled()
    enabled = [one.get_attribute("data-act") for one in console.locator("[data-act]:enabled").all()]
    assert enabled == ["finish", "park", "transfer", "reprint", "undo"]


def test_a_stale_press_shows_the_sentence_without_alarm(console: Page, kiosk: Client, binh: Client):
    kiosk.take()
    called = binh.next(1)
    shows(console, "A001")
    console.route("**/api/counters", lambda route: route.abort())
    binh.act("start", called)
    press(console, "no_show")
    says(console, "vừa đổi")
    expect(console.locator("#notice.calm")).to_be_visible()


def test_a_ticket_whose_paper_failed_is_marked_and_printed_again(
    console: Page, kiosk: Client, store: Store, clock: SetClock
):
    kiosk.take()
    job = print_jobs.take_next(store.db)
    assert job is not None
    print_jobs.finish(store.db, job.id, clock.now(), "print.paper_out")
    press(console, "next")
    expect(console.locator("#now-marks")).to_contain_text("Phiếu chưa in được")
    press(console, "reprint")
    expect(console.locator("#now-marks")).not_to_contain_text("Phiếu chưa in được")


def test_a_paper_that_did_not_come_out_again_is_told_with_printer_and_number(
    console: Page, kiosk: Client, store: Store, clock: SetClock
):
    kiosk.take()
    print_jobs.take_next(store.db)
    press(console, "next")
    press(console, "reprint")
    says(console, "Đang in lại phiếu A001")
    job = print_jobs.take_next(store.db)
    assert job is not None
    with store.act() as act:
        print_jobs.finish(act.db, job.id, act.now, "print.paper_out")
        act.record("paper.failed", job.subject, paper=job.kind, problem="print.paper_out")
    says(console, "Máy in ở máy A chưa in được phiếu A001")
    expect(console.locator("#notice:not(.calm)")).to_be_visible()
