"""The manager's page in a real browser: log-in, today, figures and their files, settings, people."""

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.forms.dropoff import DropOff, VisitCount
from kiosk.forms.journey import Journey
from kiosk.forms.library import load_forms
from kiosk.queue.help import call_help
from kiosk.store.database import Store
from tests.ui_web.people import PIN, Client, Server, new

Opens = Callable[..., Page]


@pytest.fixture(autouse=True)
def _people(server: Server) -> None:  # pyright: ignore[reportUnusedFunction]
    server.hall.access.put_clerk("quan", PIN, None, "manager", "Quân")
    server.hall.access.put_clerk("an", PIN, 1, name="Nguyễn Thị Ẫn")


@pytest.fixture
def served(server: Server, clock: SetClock) -> str:
    """A001 was served: 10 minutes of waiting, 5 of service. A002 waits. Returns the id of A001."""
    desk = server.hall.desk
    desk.take(new(), "A")
    desk.take(new(), "A")
    clock.forward(timedelta(minutes=10))
    called = desk.next(new(), 1)
    assert called is not None
    begun = desk.change("start", new(), called.id, called.version)
    clock.forward(timedelta(minutes=5))
    desk.change("finish", new(), called.id, begun.version)
    return called.id


def logged_in(window: Opens, server: Server, tab: str = "", width: int = 1366, height: int = 768) -> Page:
    page = window(f"{server.base}/manager#{tab}", width, height)
    page.locator("[data-clerk=quan]").click()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#line")).to_have_text("Đang nối")
    return page


def told(page: Page, text: str) -> None:
    expect(page.locator("#notice-text")).to_contain_text(text)


def settings_of(server: Server) -> Settings:
    """What the hall's file says now."""
    return server.hall.settings_file.read()[0]


# --- logging in ---


def test_only_managers_are_offered_at_log_in(window: Opens, server: Server):
    page = window(f"{server.base}/manager")
    expect(page.locator(".who")).to_have_text(["Quân"])


def test_a_clerk_who_is_logged_in_is_asked_for_a_manager(window: Opens, server: Server):
    page = window(f"{server.base}/counter")
    page.locator("[data-clerk=an]").click()
    page.keyboard.type(PIN)
    page.keyboard.press("Enter")
    expect(page.locator("#console")).to_be_visible()
    page.goto(f"{server.base}/manager")
    expect(page.locator("#login-problem")).to_contain_text("dành cho lãnh đạo")


def test_a_wrong_pin_is_told_in_words(window: Opens, server: Server):
    page = window(f"{server.base}/manager")
    expect(page.locator("#pin-title")).to_contain_text("Quân")
    page.keyboard.type("111111")
    page.keyboard.press("Enter")
    expect(page.locator("#login-problem")).to_contain_text("Mã PIN chưa đúng")


def test_a_page_loaded_again_shows_the_same_tab(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    page.reload()
    expect(page.locator("#people")).to_be_visible()


def test_logging_out_takes_everything_off_the_page(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    expect(page.locator(".person")).to_have_count(2)
    page.locator("#logout").click()
    expect(page.locator("#login")).to_be_visible()
    expect(page.locator(".person")).to_have_count(0)


# --- today ---


def test_today_shows_who_waits_and_for_how_long(window: Opens, server: Server, served: str):
    page = logged_in(window, server)
    values = page.locator("#today-tiles .tile-value")
    expect(values).to_have_text(["1", "15 phút", "0", "1", "0", "0"])


def test_today_follows_what_happens(window: Opens, server: Server):
    page = logged_in(window, server)
    server.hall.desk.take(new(), "B")
    expect(page.locator("[data-service=B] .number b")).to_have_text("1")


def test_a_counter_shows_its_number(window: Opens, server: Server):
    server.hall.desk.take(new(), "A")
    server.hall.desk.next(new(), 1)
    page = logged_in(window, server)
    expect(page.locator("tr[data-counter='1'] .ticket-number")).to_have_text("A001")


def test_a_counter_that_finished_nobody_has_no_mean(window: Opens, server: Server):
    page = logged_in(window, server)
    expect(page.locator("[data-counter='1'] [data-label='Trung bình một lượt']")).to_have_text("–")


def test_less_than_a_minute_is_said_in_words(window: Opens, server: Server):
    server.hall.desk.take(new(), "A")
    page = logged_in(window, server)
    expect(page.locator("[data-tile=longest] .tile-value")).to_have_text("dưới 1 phút")


def test_a_look_that_failed_is_shown_at_the_line_and_alarms_nobody(window: Opens, server: Server):
    page = logged_in(window, server)
    expect(page.locator("[data-tile=waiting]")).to_be_visible()
    page.route("**/api/statistics/today", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        server.hall.desk.take(new(), "A")
    expect(page.locator("#line")).to_have_text("Mất kết nối · số liệu 08:00")
    assert page.locator("#notice").is_hidden()


def test_a_tab_that_cannot_be_fetched_says_since_when_the_line_is_cut(window: Opens, server: Server):
    page = logged_in(window, server)
    expect(page.locator("[data-tile=waiting]")).to_be_visible()
    page.route("**/api/**", lambda route: route.abort())
    page.locator("[data-tab=people]").click()
    expect(page.locator("#line")).to_have_text("Mất kết nối · số liệu 08:00")


def test_nobody_is_added_before_the_counters_are_known(window: Opens, server: Server):
    page = logged_in(window, server)
    page.route("**/api/counters", lambda route: route.abort())
    page.locator("[data-tab=people]").click()
    expect(page.locator("#line")).to_have_class("line off")
    expect(page.locator("#add-person")).to_be_disabled()


def test_a_field_that_is_not_filled_in_says_so_in_our_words(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    page.locator("#add-person").click()
    page.locator("#person-go").click()
    assert page.locator("#person-name").evaluate("one => one.validationMessage") == "Xin điền ô này."


def test_an_open_call_for_help_stands_on_top(window: Opens, server: Server):
    call_help(server.hall.store, new(), "A home")
    page = logged_in(window, server)
    expect(page.locator(".help-call")).to_contain_text("Máy A đang gọi cán bộ")


# --- figures ---


def test_every_figure_stands_with_its_definition(window: Opens, server: Server, served: str):
    page = logged_in(window, server, "figures")
    tile = page.locator("[data-figure=wait_median]")
    expect(tile.locator(".tile-value")).to_have_text("10 phút")
    expect(tile.locator(".means")).to_contain_text("Một nửa số lượt được gọi chờ không quá chừng này")


def test_a_pressed_figure_is_drawn_by_service_counter_and_hour(window: Opens, server: Server, served: str):
    page = logged_in(window, server, "figures")
    page.locator("[data-figure=service_mean]").click()
    for group in ("services", "counters", "hours"):
        expect(page.locator(f"[data-group={group}] svg .chart-bar").first).to_be_visible()
    expect(page.locator("[data-group=services] .chart-said").first).to_have_text("5 phút")


def test_behind_a_chart_lies_its_table(window: Opens, server: Server, served: str):
    page = logged_in(window, server, "figures")
    page.locator("[data-group=services] summary").click()
    first = page.locator("[data-group=services] tbody tr").first.locator("th, td")
    assert first.all_inner_texts()[:5] == ["A · Chứng thực, sao y", "2", "1", "10", "10"]


def test_ratings_are_shown_with_their_reasons(window: Opens, server: Server, anyone: Client, served: str):
    anyone.post("/ratings", request_id=new(), ticket=served, value=3, reasons=["rating.reason.kind"])
    page = logged_in(window, server, "figures")
    expect(page.locator("[data-group=ratings]")).to_contain_text("Cán bộ niềm nở")


def test_other_days_have_other_figures(window: Opens, server: Server, served: str, clock: SetClock):
    clock.forward(timedelta(days=1))
    page = logged_in(window, server, "figures")
    expect(page.locator("[data-figure=tickets] .tile-value")).to_have_text("0")
    page.locator("[data-preset=week]").click()
    expect(page.locator("[data-figure=tickets] .tile-value")).to_have_text("2")
    expect(page.locator("#figures-period")).to_have_text("Từ 18/11/2026 đến hết 24/11/2026 (7 ngày)")


def test_days_in_the_wrong_order_are_told_in_words(window: Opens, server: Server):
    page = logged_in(window, server, "figures")
    expect(page.locator("#from")).not_to_have_value("")
    page.locator("#from").fill("2026-11-25")
    page.locator("#days").get_by_text("Xem", exact=True).click()
    expect(page.locator("#figures-problem")).to_contain_text("ngày đầu phải trước")


def downloaded(page: Page, link: str, folder: Path) -> Path:
    expect(page.locator("[data-figure=tickets] .tile-value")).to_have_text("2")
    with page.expect_download() as download:
        page.locator(link).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_the_csv_of_the_page_opens_with_its_letters(window: Opens, server: Server, served: str, tmp_path: Path):
    file = downloaded(logged_in(window, server, "figures"), "#csv", tmp_path)
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"))))
    assert (file.name, rows[1][:3], rows[2][1]) == (
        "so-lieu-khanh-binh-2026-11-23.csv", ["Cả trung tâm", "Cả trung tâm", "2"], "A · Chứng thực, sao y",
    )  # fmt: skip


def test_the_workbook_of_the_page_opens_with_its_letters(window: Opens, server: Server, served: str, tmp_path: Path):
    book = load_workbook(downloaded(logged_in(window, server, "figures"), "#xlsx", tmp_path))
    assert book["Theo việc"]["A6"].value == "B · Khai sinh, kết hôn, hộ tịch"


# --- procedures ---


def opened(page: Page, words: str, code: str) -> None:
    page.locator("#procedure-find").fill(words)
    page.locator(f"[data-code='{code}']").click()
    expect(page.locator("#procedure-code")).to_contain_text(code)


def test_every_procedure_is_listed_with_how_many_there_are(window: Opens, server: Server):
    page = logged_in(window, server, "procedures")
    expect(page.locator("#procedure-list [data-code]")).to_have_count(266)
    expect(page.locator("#catalogue-status li").first).to_contain_text("266")


def test_a_procedure_is_found_without_marks(window: Opens, server: Server):
    page = logged_in(window, server, "procedures")
    opened(page, "dang ky khai sinh", "1.001193")
    expect(page.locator("#procedure-name")).to_have_text("Đăng ký khai sinh")


def test_words_that_are_in_no_name_are_answered(window: Opens, server: Server):
    page = logged_in(window, server, "procedures")
    page.locator("#procedure-find").fill("xyz")
    expect(page.locator("#procedure-none")).to_be_visible()


def test_an_official_who_is_set_is_kept_and_marked(window: Opens, server: Server):
    page = logged_in(window, server, "procedures")
    opened(page, "dang ky khai sinh", "1.001193")
    expect(page.locator("#facts-go")).to_be_disabled()
    page.locator("#fact-official").fill("Bà Lê Thị Ẫn")
    page.locator("#facts-go").click()
    told(page, "Đã lưu")
    expect(page.locator("#procedure-facts")).to_contain_text("Bà Lê Thị Ẫn")
    expect(page.locator("[data-code='1.001193'] .pill")).to_be_visible()


def test_what_holds_for_the_field_stands_faint_in_the_narrower_form(window: Opens, server: Server):
    page = logged_in(window, server, "procedures")
    opened(page, "dang ky khai sinh", "1.001193")
    page.locator("[data-scope=field]").click()
    page.locator("#fact-phone").fill("0290 3 123 456")
    page.locator("#facts-go").click()
    told(page, "Đã lưu")
    page.locator("[data-scope=procedure]").click()
    expect(page.locator("#fact-phone")).to_have_value("")
    expect(page.locator("#fact-phone")).to_have_attribute("placeholder", "0290 3 123 456")


def test_a_fact_that_makes_no_sense_is_told_beside_the_form(window: Opens, server: Server):
    page = logged_in(window, server, "procedures")
    opened(page, "dang ky khai sinh", "1.001193")
    page.locator("#fact-counters").fill("77")
    page.locator("#facts-go").click()
    expect(page.locator("#procedure-problem")).to_be_visible()
    expect(page.locator("#fact-counters")).to_have_value("77")


def test_two_managers_with_one_page_open_keep_each_others_facts(window: Opens, server: Server):
    page, other = logged_in(window, server, "procedures"), logged_in(window, server, "procedures")
    for one, name, text in ((page, "official", "Bà Lê Thị Ẫn"), (other, "phone", "0290 3 123 456")):
        opened(one, "dang ky khai sinh", "1.001193")
        one.locator(f"#fact-{name}").fill(text)
    for one in (page, other):
        one.locator("#facts-go").click()
        told(one, "Đã lưu")
    expect(other.locator("#fact-official")).to_have_value("Bà Lê Thị Ẫn")


def test_what_was_typed_goes_along_to_the_field(window: Opens, server: Server):
    page = logged_in(window, server, "procedures")
    opened(page, "dang ky khai sinh", "1.001193")
    page.locator("#fact-official").fill("Bà Lê Thị Ẫn")
    page.locator("[data-scope=field]").click()
    expect(page.locator("#fact-official")).to_have_value("Bà Lê Thị Ẫn")


# --- settings ---


def test_a_saved_change_is_in_the_file(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    page.locator("[data-service=A] input").first.fill("Chứng thực Ế Ẫ Ữ")
    page.locator("#save-go").click()
    told(page, "Đã lưu")
    assert settings_of(server).services[0].name == "Chứng thực Ế Ẫ Ữ"


def test_nothing_is_to_be_saved_before_something_changed(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    expect(page.locator("[data-service=A]")).to_be_visible()
    expect(page.locator("#save")).to_be_hidden()


def test_a_change_taken_back_by_hand_is_none(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    page.locator("#hall-phone").fill("1")
    expect(page.locator("#save")).to_be_visible()
    page.locator("#hall-phone").fill("")
    expect(page.locator("#save")).to_be_hidden()


def test_what_was_typed_stays_while_looking_at_another_tab(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    page.locator("#hall-phone").fill("0290 1")
    page.locator("[data-tab=today]").click()
    page.locator("[data-tab=settings]").click()
    expect(page.locator("#hall-phone")).to_have_value("0290 1")


def test_hours_are_made_by_choosing(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    page.locator("#hall-hours [data-add-hours]").click()
    page.locator("#hall-hours select").nth(1).select_option("T7")
    page.locator("#hall-hours .time").nth(0).fill("7h30")
    page.locator("#hall-hours .time").nth(1).fill("11.00")
    page.locator("#save-go").click()
    told(page, "Đã lưu")
    assert settings_of(server).hall.hours == ("T2-T7 07:30-11:00",)


def test_a_wrong_line_is_named_and_it_alone_is_marked(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    page.locator("#hall-hours [data-add-hours]").click()
    page.locator("[data-service=A] summary").click()
    page.locator("[data-service=A] [data-add-hours]").click()
    page.locator("[data-service=A] .time").nth(1).fill("06:00")
    page.locator("#save-go").click()
    expect(page.locator("#save-state")).to_contain_text("T2-T6 07:00-06:00")
    expect(page.locator(".wrong .time")).to_have_count(2)
    expect(page.locator("[data-service=A] .wrong")).to_be_in_viewport()


def test_the_second_of_two_managers_is_told_and_can_look_again(window: Opens, server: Server, manager: Client):
    page = logged_in(window, server, "settings")
    page.locator("#hall-phone").fill("0290 2")
    settings = manager.get("/settings").json()
    settings["hall"]["phone"] = "0290 1"
    manager.http.put("/api/settings", json=settings)
    page.locator("#save-go").click()
    expect(page.locator("#save-state")).to_contain_text("Người khác vừa lưu")
    page.locator("#save-anew").click()
    expect(page.locator("#hall-phone")).to_have_value("0290 1")


def test_a_counter_is_added_with_its_services(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    page.locator("#add-counter").click()
    page.locator("[data-counter='5'] [data-chip=E]").click()
    page.locator("#save-go").click()
    told(page, "Đã lưu")
    added = settings_of(server).counters[-1]
    assert (added.number, added.name, added.services) == (5, "Quầy 5", ("A", "B", "C", "D"))


def test_a_counter_is_removed(window: Opens, server: Server):
    page = logged_in(window, server, "settings")
    page.locator("#counters [data-counter='2'] .remove").click()
    page.locator("#save-go").click()
    told(page, "Đã lưu")
    assert [one.number for one in settings_of(server).counters] == [1, 3, 4]


def test_a_file_that_is_wrong_already_is_told(window: Opens, server: Server):
    (server.hall.store.file.parent / "hall.toml").write_text("[hall]\nhours = 7\n", "utf-8")
    page = logged_in(window, server, "settings")
    expect(page.locator("#settings-problem")).to_contain_text("hall.toml")


# --- people ---


def add_lan(page: Page, again: str = PIN) -> None:
    page.locator("#add-person").click()
    page.locator("#person-name").fill("Trần Thị Ngọc Lan")
    page.locator("#person-counter").select_option("3")
    page.locator("#person-pin").fill(PIN)
    page.locator("#person-pin-again").fill(again)
    page.locator("#person-go").click()


def test_a_new_clerk_gets_a_log_in_name_from_the_shown_one(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    add_lan(page)
    expect(page.locator("[data-person=lan]")).to_contain_text("Trần Thị Ngọc Lan")
    assert server.hall.access.log_in("lan", PIN)[1].counter == 3


def test_two_different_pins_add_nobody(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    add_lan(page, "135791")
    expect(page.locator("#person-problem")).to_contain_text("không giống nhau")


def test_a_person_is_changed(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    page.locator("[data-person=an] [data-act=edit]").click()
    page.locator("#person-role").select_option("manager")
    page.locator("#person-go").click()
    expect(page.locator("[data-person=an]")).to_contain_text("Lãnh đạo")


def test_a_new_pin_is_given(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    page.locator("[data-person=an] [data-act=new_pin]").click()
    page.locator("#person-pin").fill("135791")
    page.locator("#person-pin-again").fill("135791")
    page.locator("#person-go").click()
    expect(page.locator("#journal")).to_contain_text("Quân đặt mã PIN mới cho Nguyễn Thị Ẫn")
    assert server.hall.access.has_pin("an", "135791")


def test_switching_off_asks_once_more(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    page.locator("[data-person=an] [data-act=off]").click()
    expect(page.locator("[data-person=an] [data-act=off]")).to_have_text("Bấm lần nữa để ngừng")
    page.locator("[data-person=an] [data-act=off]").click()
    expect(page.locator("[data-person=an]")).to_contain_text("đã ngừng")


def test_the_last_manager_is_told_to_stay(window: Opens, server: Server):
    page = logged_in(window, server, "people")
    for _ in range(2):
        page.locator("[data-person=quan] [data-act=off]").click()
    told(page, "tài khoản lãnh đạo cuối cùng")


# --- everywhere ---


@pytest.mark.parametrize("tab", ["today", "figures", "settings", "people"])
@pytest.mark.parametrize("size", [(1366, 768), (375, 667)])
def test_no_tab_is_wider_than_its_screen(window: Opens, server: Server, served: str, tab: str, size: tuple[int, int]):
    page = logged_in(window, server, tab, *size)
    expect(page.locator(f"#{tab} .card").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("tab", ["today", "figures", "settings", "people"])
def test_every_button_is_large_enough_for_a_finger(window: Opens, server: Server, served: str, tab: str):
    page = logged_in(window, server, tab, 375, 667)
    expect(page.locator(f"#{tab} .card").first).to_be_visible()
    small = page.evaluate(
        """[...document.querySelectorAll("button, input:not([type=checkbox]), select, summary, a")]
           .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 40)
           .map((one) => one.outerHTML)"""
    )
    assert small == []


def test_the_page_loads_nothing_from_elsewhere(window: Opens, server: Server):
    page = logged_in(window, server, "figures")
    loaded: list[str] = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert [one for one in loaded if not one.startswith(server.base)] == []


def test_what_is_sent_to_the_province_names_nobody(store: Store, server: Server, manager: Client):
    manager.post("/people", id="lan", name="Trần Thị Lan", role="clerk", pin=PIN)
    bodies = [json.loads(row[0]) for row in store.rows("SELECT body FROM outbox_event")]
    assert "Lan" not in json.dumps(bodies, ensure_ascii=False)


def test_the_figures_show_on_which_question_people_give_up(window: Opens, server: Server):
    form = load_forms().for_procedure("1.001193")
    assert form is not None
    dropoff = DropOff(server.hall.store, server.hall.submissions.forms)
    journey = Journey.begin(form, server.hall.store.clock.now().date())
    for at in range(3):
        count = VisitCount(journey, 0.0)
        if at:
            count.move(journey.answer("self").journey, 7.0)
        count.gave_up()
        dropoff.add(count)
    page = logged_in(window, server, "figures")
    expect(page.locator("#dropoff-form option")).to_have_count(1)
    expect(page.locator("#dropoff-chart .chart-said").first).to_have_text("1 bỏ dở / 3 lượt")
    page.locator("#dropoff summary").click()
    expect(page.locator("#dropoff tbody tr").nth(1).locator("td").nth(4)).to_have_text("2")
