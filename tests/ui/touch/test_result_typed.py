"""Door 3 without the paper in the reader: digits into boxes, the proof whose it is, and what is offered then."""

from datetime import datetime
from pathlib import Path

import pytest

from kiosk.catalogue.local import set_facts
from kiosk.clock import HALL_ZONE
from kiosk.config import Settings
from kiosk.dossiers.provisional import provisional_code
from kiosk.dossiers.secret import holder_proof, lookup_secret
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow

CODE, DIGITS = "H12.34-261120-0001", "2611200001"
READY = "H12.34-261120-0009"
TYPED = ("door-result_scan", "result-type", *(f"digit-{one}" for one in DIGITS), "next")
MRZ = "IDVNM1900043216096190004321<<99001158F3001156VNM<<<<<<<<<<<2TRAN<<THI<MAU<<<<<<<<<<<<<<<<<"
PAPERS = "Giấy chứng sinh; căn cước của mẹ"


@pytest.fixture(autouse=True)
def told(store: Store, tmp_path: Path) -> None:
    """One dossier lacks papers, its applicant's number ends in 4321; another is ready, and nobody can prove whose."""
    due = datetime(2026, 11, 25, 16, 0, tzinfo=HALL_ZONE)
    lacks = StatusChange(
        CODE, "5", 1, procedure="1.001193", due=due, note=PAPERS, holder_proof=holder_proof(CODE, "4321")
    )
    with store.act() as act:
        for change in (lacks, StatusChange(READY, "9", 2, procedure="1.001193", due=due, finished=due)):
            apply_status(act, lookup_secret(tmp_path), change)


def type_digits(window: KioskWindow, digits: str) -> None:
    for one in digits:
        window.tap(f"digit-{one}")
    window.tap("next")


def test_a_typed_code_asks_for_the_last_digits(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*TYPED)
    assert kiosk_window.screen == "result_digits"


def test_the_right_digits_show_all(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*TYPED)
    type_digits(kiosk_window, "4321")
    assert "Giấy chứng sinh" in kiosk_window.text("result-note-words")


@pytest.mark.parametrize("card", ["096190004321||Tran Thi Mau|15011990|Nam|Ap 1|01072022", MRZ])
def test_the_card_itself_gives_the_digits(kiosk_window: KioskWindow, card: str) -> None:
    kiosk_window.open(*TYPED)
    kiosk_window.text("question")
    kiosk_window.read_scan(card)
    kiosk_window.wait_for("result")
    assert "Giấy chứng sinh" in kiosk_window.text("result-note-words")


def test_wrong_digits_say_so_and_may_be_typed_again(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*TYPED)
    type_digits(kiosk_window, "1111")
    kiosk_window.tap("notice-understood")
    type_digits(kiosk_window, "4321")
    assert kiosk_window.screen == "result"


def test_wrong_digits_again_and_again_leave_the_status(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*TYPED)
    for _ in range(2):
        type_digits(kiosk_window, "1111")
        kiosk_window.tap("notice-understood")
    type_digits(kiosk_window, "1111")
    assert "chỉ nói tình trạng" in kiosk_window.text("notice")
    assert kiosk_window.text("question") == "Hồ sơ còn thiếu giấy tờ."
    assert "Giấy chứng sinh" not in kiosk_window.text("result-note-words")


def test_who_does_not_know_the_digits_is_told_the_status(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*TYPED, "proof-skip")
    assert kiosk_window.text("question") == "Hồ sơ còn thiếu giấy tờ."
    assert kiosk_window.hand.find("result-due-words") is None
    assert kiosk_window.hand.find("result-procedure") is None


def test_without_a_proof_the_status_comes_at_once(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-result_scan", "result-type", *(f"digit-{one}" for one in "2611200009"), "next")
    assert kiosk_window.text("question") == "Đã có kết quả, mời bà con đến nhận."
    assert "đưa giấy hẹn vào máy đọc" in kiosk_window.text("result-note-words")


def test_typed_digits_are_gone_with_the_visit(kiosk_window: KioskWindow) -> None:
    kiosk_window.open(*TYPED, "digit-4", "home")
    kiosk_window.touch.navigator.startOver()
    kiosk_window.open("door-result_scan", "result-type")
    assert not any(one.isdigit() for one in kiosk_window.texts_under("result-cells") if one != "H12.34")


def test_a_slip_is_typed_in_its_own_boxes(kiosk_window: KioskWindow) -> None:
    slip = provisional_code("A", datetime(2026, 11, 20, tzinfo=HALL_ZONE).date(), 1).text
    digits = [one for one in slip.removeprefix("KXA") if one.isdigit()]
    keys = (f"digit-{one}" for one in digits)
    kiosk_window.open("door-result_scan", "result-type", "kind-slip", *keys, "next")
    assert kiosk_window.text("result-code-shown") == slip


def test_a_slip_with_a_wrong_digit_is_noticed(kiosk_window: KioskWindow) -> None:
    keys = (f"digit-{one}" for one in "26112000100")
    kiosk_window.open("door-result_scan", "result-type", "kind-slip", *keys, "next")
    assert "một chỗ chưa đúng" in kiosk_window.text("notice")


def test_a_ready_result_gives_a_number_of_its_desk(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.read_scan(READY)
    kiosk_window.tap("result-offer")
    kiosk_window.wait_for("ticket")
    row = store.row("SELECT service, procedure FROM ticket")
    assert row is not None
    assert (row["service"], row["procedure"]) == ("B", "1.001193")


def test_what_is_missing_is_printed_once(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.read_scan(CODE)
    kiosk_window.tap("result-offer")
    kiosk_window.settle()
    assert kiosk_window.text("result-offer-word") == "Phiếu đang in"
    papers = store.rows("SELECT kind, paper FROM print_job")
    assert [one["kind"] for one in papers] == ["missing"]
    assert "Căn cước của mẹ" in papers[0]["paper"]


def test_a_paper_that_does_not_come_is_told(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan(CODE)
    kiosk_window.tap("result-offer")
    kiosk_window.settle()
    kiosk_window.pass_time(16)
    assert "chưa in được" in kiosk_window.text("notice")


def test_the_official_in_charge_is_named(kiosk_window: KioskWindow, store: Store, settings: Settings) -> None:
    set_facts(store, settings, "1.001193", {"official": "Bà Mẫu", "phone": "0912 345 678"}, "chi")
    kiosk_window.read_scan(READY)
    assert kiosk_window.text("result-who-words") == "Cán bộ Bà Mẫu: 0912 345 678"


def test_the_date_and_how_it_was_kept_are_told(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan(READY)
    assert kiosk_window.text("result-due-words") == "Hẹn trả lúc 16:00 ngày 25/11/2026. Xong đúng hạn."


def test_a_code_nobody_knows_can_be_typed_again(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan("H12.34-261119-0009")
    kiosk_window.tap("result-offer")
    assert kiosk_window.screen == "result_code"
