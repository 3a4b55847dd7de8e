"""Door 2, from the first touch to a procedure's page, its slip and a number for it."""

import pytest
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.local import set_facts
from kiosk.config import Settings
from kiosk.queue.desk import Desk
from kiosk.store import journal, print_jobs
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from ui.touch.view_models.procedure import ProcedureModel
from ui.touch.view_models.procedure_face import TABS

UPRIGHT, SMALL = (1080, 1920), (1366, 768)
BIRTH = ("door-lookup", "life-birth", "procedure-1.001193")


def test_three_taps_from_home_show_a_procedure(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*BIRTH)
    kiosk_window.wait_for("procedure")
    assert kiosk_window.text("question") == "Đăng ký khai sinh"


def test_the_arrows_turn_to_further_events(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "page-after", "page-after")
    assert kiosk_window.text("page-number") == "Trang 3 / 3"


def test_behind_the_last_page_there_is_none(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "page-after", "page-after")
    item = kiosk_window.hand.find("page-after")
    assert item is not None
    assert not item.isEnabled()


def test_a_long_list_turns_its_pages(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "life-land", "page-after")
    assert kiosk_window.hand.find("procedure-1.013978") is None


def test_each_letter_brings_answers(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "lookup-search", *(f"key-{one}" for one in "docthan"))
    assert "Cấp Giấy xác nhận tình trạng hôn nhân" in kiosk_window.texts_under("procedure-1.004873")


def test_before_the_first_letter_stand_everyday_procedures(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "lookup-search")
    assert kiosk_window.text("search-hint") == "Việc hay làm"


def test_nonsense_finds_nothing_and_names_a_person(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "lookup-search", *(f"key-{one}" for one in "zxqw"))
    assert kiosk_window.text("search-hint") == "Chưa tìm thấy. Bà con thử chữ khác."
    assert kiosk_window.text("search-advice") == "Cán bộ ở đây sẽ chỉ đường cho bà con."


def test_what_a_commune_does_not_do_is_said_with_who_does(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "lookup-search", *(f"key-{one}" for one in "visa"))
    assert kiosk_window.text("search-hint") == "Xã không làm việc này"
    assert kiosk_window.text("search-advice").startswith("Việc này hỏi cơ quan ngoại giao.")


def test_who_found_nothing_takes_a_number_to_ask(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-lookup", "lookup-search", *(f"key-{one}" for one in "zxqw"), "search-ask")
    kiosk_window.wait_for("ticket")
    assert [one.service for one in desk.overview.tickets()] == ["E"]


def test_the_first_letters_bring_everyday_procedures(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "lookup-search", "key-g", "key-i")
    assert "Đăng ký khai sinh" in kiosk_window.texts_under("procedure-1.001193")


@pytest.mark.parametrize(("act", "left"), [("key-backspace", "ket ho"), ("key-clear", ""), ("key-space", "ket hon ")])
def test_keys_without_letters_change_what_is_typed(kiosk_window: KioskWindow, act: str, left: str) -> None:
    kiosk_window.open("door-lookup", "lookup-search", "key-k", "key-e", "key-t", "key-space", "key-h", "key-o", "key-n")
    kiosk_window.tap(act)
    assert kiosk_window.text("search-query") == left


def test_an_answer_opens_its_page(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "lookup-search", "procedure-2.000815")
    kiosk_window.wait_for("procedure")
    assert kiosk_window.text("question") == "Chứng thực bản sao từ bản chính (sao y)"


def test_the_page_tells_time_fee_and_place(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*BIRTH)
    facts = [kiosk_window.text(f"procedure-{one}-words") for one in ("time", "fee", "where")]
    assert facts == ["Trong ngày", "Miễn phí", "Quầy 2, 4"]


def test_the_page_tells_the_month_of_its_data(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*BIRTH)
    assert "tháng 7/2026" in kiosk_window.text("procedure-short-note-words")


def test_that_a_page_was_shown_is_kept_on_record(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open(*BIRTH)
    kiosk_window.settle()
    assert [one.subject for one in journal.entries(store.db) if one.kind == "guidance.shown"] == ["1.001193"]


@pytest.mark.parametrize("size", [UPRIGHT])
def test_whom_to_phone_is_said_on_the_page(kiosk_window: KioskWindow, store: Store, settings: Settings) -> None:
    known = {"official": "Bà Lê Thị Mẫu", "phone": "0290 3 123 456"}
    set_facts(store, settings, "field:Hộ tịch", known, "quan")
    kiosk_window.open(*BIRTH)
    assert kiosk_window.text("procedure-contact") == "Bà Lê Thị Mẫu: 0290 3 123 456"


@pytest.mark.parametrize("size", [UPRIGHT])
def test_a_law_that_changes_is_said_on_the_page(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*BIRTH)
    assert "01/03/2027" in kiosk_window.text("procedure-notice-words")


@pytest.mark.parametrize("size", [UPRIGHT])
def test_a_doubt_is_said_on_the_page(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "page-after", "life-welfare", "procedure-1.001776")
    assert "Nghị định 335/2026" in kiosk_window.text("procedure-caveat-words")


def test_a_tab_shows_the_steps(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*BIRTH, "tab-steps")
    assert kiosk_window.text("row-0-head").startswith("Đi khai trong 60 ngày")


def test_a_tap_on_print_asks_for_the_slip(kiosk_window: KioskWindow, store: Store, qtbot: QtBot) -> None:
    kiosk_window.open(*BIRTH, "procedure-print")
    qtbot.waitUntil(lambda: any(one.kind == "guidance.printed" for one in journal.entries(store.db)))
    with store.act() as act:
        job = print_jobs.take_next(act.db)
    assert job is not None
    assert (job.kind, job.subject) == ("guide", "1.001193")


def test_the_slip_can_be_taken_when_it_was_printed(kiosk_window: KioskWindow, store: Store, qtbot: QtBot) -> None:
    kiosk_window.open(*BIRTH, "procedure-print")
    _print_all(store, qtbot, None)
    qtbot.waitUntil(lambda: _after_a_moment(kiosk_window, "procedure-print") != "Phiếu đang in")
    assert kiosk_window.text("procedure-print") == "Mời lấy phiếu"


def test_a_printer_without_paper_is_said_and_printing_may_be_tried_again(
    kiosk_window: KioskWindow, store: Store, qtbot: QtBot
) -> None:
    kiosk_window.open(*BIRTH, "procedure-print")
    _print_all(store, qtbot, "print.paper_out")
    qtbot.waitUntil(lambda: _after_a_moment(kiosk_window, "notice") != "")
    kiosk_window.tap("notice-understood")
    assert kiosk_window.text("procedure-print") == "In phiếu mang về"


def test_a_number_taken_from_the_page_is_one_of_its_service(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open(*BIRTH, "next")
    kiosk_window.wait_for("ticket")
    assert [one.service for one in desk.overview.tickets()] == ["B"]


def test_a_number_taken_from_the_page_says_for_what(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open(*BIRTH, "next")
    kiosk_window.wait_for("ticket")
    bodies = [one.body for one in journal.entries(store.db) if one.kind.startswith("ticket.")]
    assert [body.get("procedure") for body in bodies[:1]] == ["1.001193"]


def test_a_procedure_with_a_form_leads_to_its_first_question(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*BIRTH, "procedure-prepare")
    kiosk_window.wait_for("submission_form")
    assert kiosk_window.screen == "submission_form"


def test_a_procedure_without_a_form_offers_none(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "life-certify", "procedure-2.001035")
    kiosk_window.wait_for("procedure")
    assert kiosk_window.hand.find("procedure-prepare") is None


def test_the_next_villager_finds_an_empty_search(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-lookup", "lookup-search", "key-k", "home")
    kiosk_window.pass_time(31)
    kiosk_window.pass_time(30)
    kiosk_window.open("door-lookup", "lookup-search")
    assert kiosk_window.text("search-query") == ""


@pytest.mark.parametrize("size", [UPRIGHT, SMALL])
def test_no_page_of_any_procedure_runs_over_its_panel(kiosk_window: KioskWindow, qtbot: QtBot) -> None:
    kiosk_window.open(*BIRTH)
    kiosk_window.wait_for("procedure")
    rows = kiosk_window.hand.find("procedure-rows")
    model = next(one for one in kiosk_window.touch.keeps if isinstance(one, ProcedureModel))
    assert rows is not None
    assert _too_high(rows, model) == []


def _too_high(rows: QQuickItem, model: ProcedureModel) -> list[str]:
    """Show every page of every bundled procedure; return those whose rows are higher than their panel."""
    panel = rows.parentItem()
    found: list[str] = []
    for procedure in bundled_procedures():
        model.show(procedure.code)
        for tab in TABS:
            if tab != TABS[0]:  # the one that is shown first
                model.choose(tab)
            for page in range(int(str(model.pages))):
                if page:
                    model.turn(1)
                rows.ensurePolished()
                if rows.height() > panel.height() - rows.y():
                    found.append(f"{procedure.code} {tab} {page}")
    return found


def _after_a_moment(window: KioskWindow, name: str) -> str:
    """Let the kiosk notice what happened meanwhile; return what the item says then."""
    window.pass_time(0.25)
    return window.hand.read(name) or ""


def _print_all(store: Store, qtbot: QtBot, problem: str | None) -> None:
    """Wait for a job and let a printer end it."""

    def end() -> bool:
        with store.act() as act:
            job = print_jobs.take_next(act.db)
            if job is not None:
                print_jobs.finish(act.db, job.id, act.now, problem)
            return job is not None

    qtbot.waitUntil(end)
