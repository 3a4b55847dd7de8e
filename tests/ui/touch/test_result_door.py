"""Door 3: what became of a dossier, by scan and by hand."""

from datetime import datetime
from pathlib import Path

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.dossiers.secret import lookup_secret
from kiosk.dossiers.told import StatusChange, apply_status
from kiosk.store import journal
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow

CODE = "H12.34-261120-0001"


@pytest.fixture(autouse=True)
def told(store: Store, tmp_path: Path) -> None:
    """The province has told that the dossier is ready."""
    due = datetime(2026, 11, 25, 16, 0, tzinfo=HALL_ZONE)
    with store.act() as act:
        apply_status(act, lookup_secret(tmp_path), StatusChange(CODE, "9", 1, due=due))


def test_a_scanned_receipt_shows_what_became_of_it(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-result_scan")
    kiosk_window.type_scan(CODE)
    assert kiosk_window.text("question") == "Đã có kết quả, mời bà con đến nhận."


def test_a_receipt_is_read_on_any_screen(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan(f"https://dichvucong.example/tra-cuu?SGT=096190000000&MHS={CODE}")
    kiosk_window.wait_for("result")
    assert kiosk_window.text("result-code-shown") == CODE


def test_a_typed_code_of_this_hall_is_digits_alone(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-result_scan", "result-type", *(f"digit-{one}" for one in "2611200001"), "next")
    assert kiosk_window.text("question") == "Đã có kết quả, mời bà con đến nhận."


def test_another_code_is_typed_with_letters(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-result_scan", "result-type", "kind-other", *(f"key-{one}" for one in CODE), "next")
    assert kiosk_window.text("question") == "Đã có kết quả, mời bà con đến nhận."


def test_a_mistyped_code_says_so_and_keeps_what_was_typed(kiosk_window: KioskWindow) -> None:
    keys = (f"key-{one}" for one in "H12345")
    kiosk_window.open("door-result_scan", "result-type", "kind-other", *keys, "next", "notice-understood")
    assert kiosk_window.hand.find("result-code") is not None
    assert kiosk_window.texts_under("result-code") == ["H12345"]


def test_the_second_wrong_code_offers_a_person(kiosk_window: KioskWindow) -> None:
    keys = (f"digit-{one}" for one in "2613200001")
    kiosk_window.open("door-result_scan", "result-type", *keys, "next", "notice-understood", "next")
    assert "Gọi cán bộ" in kiosk_window.text("notice")


def test_a_code_nobody_told_about_is_not_called_wrong(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan("H12.34-261119-0009")
    assert kiosk_window.text("question") == "Máy này chưa thấy hồ sơ mang mã đó."


def test_a_result_hides_itself_after_half_a_minute(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan(CODE)
    kiosk_window.wait_for("result")
    kiosk_window.pass_time(31)
    assert kiosk_window.screen == "attract"


def test_a_villager_who_reads_slowly_gets_more_time(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan(CODE)
    kiosk_window.wait_for("result")
    kiosk_window.pass_time(20)
    kiosk_window.tap("result-read-on")
    kiosk_window.pass_time(20)
    assert kiosk_window.screen == "result"


def test_a_card_is_explained_where_it_is_not_wanted(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    kiosk_window.read_scan("096190000000||Tran Thi Mau|15011990|Nu|Ap 1, xa Mau, tinh Ca Mau|01072022")
    assert "thẻ căn cước" in kiosk_window.text("notice")


def test_a_scan_is_typed_into_nothing(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-result_scan", "result-type", "kind-other")
    kiosk_window.type_scan("8935049500704")
    kiosk_window.tap("notice-understood")
    assert not any("8935" in one for one in kiosk_window.texts_under("result-code"))


def test_nothing_of_a_scan_reaches_the_log_or_the_journal(
    kiosk_window: KioskWindow, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    kiosk_window.type_scan(f"https://dichvucong.example/tra-cuu?SGT=096190000000&MHS={CODE}")
    kiosk_window.wait_for("result")
    written = caplog.text + "".join(str(one) for one in journal.entries(store.db))
    assert "096190000000" not in written
    assert CODE not in written
