"""Keys of a scanner and keys of a person, as they reach the real window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.config import ScannerSettings, Settings
from kiosk.scanning.meaning import TicketScan
from tests.ui.kiosk_window import KioskWindow


def test_the_meaning_of_a_scan_is_published(kiosk_window: KioskWindow) -> None:
    seen: list[object] = []
    kiosk_window.touch.scans.scanned.connect(seen.append)
    kiosk_window.type_scan("ST-261123-A007")
    assert [type(one) for one in seen] == [TicketScan]


def test_a_ticket_of_another_day_is_explained(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    kiosk_window.type_scan("ST-261120-A007")
    assert "không phải của hôm nay" in kiosk_window.text("notice")


def test_a_scan_does_not_press_the_button_that_has_the_focus(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    QTest.keyClick(kiosk_window.touch.window, Qt.Key.Key_Tab)
    kiosk_window.type_scan("ST-261123-A007")
    assert kiosk_window.screen == "home"


def test_enter_alone_presses_the_button_that_has_the_focus(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    item = kiosk_window.hand.find("door-result_scan")
    assert item is not None
    item.forceActiveFocus()
    kiosk_window.pass_time(1)
    QTest.keyClick(kiosk_window.touch.window, Qt.Key.Key_Return)
    assert kiosk_window.screen == "result_scan"


def test_a_scan_answers_the_idle_warning(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    kiosk_window.pass_time(31)
    kiosk_window.type_scan("ST-261123-A007")
    assert kiosk_window.hand.find("idle-warning") is None


def test_a_code_that_needs_the_network_says_so(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    kiosk_window.type_scan("https://dichvucong.example/apiqr/qr?id=8f3a")
    assert "có mạng" in kiosk_window.text("notice")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('ST)é-&&é")Qààè', "gõ sai phím"),
        ("https://tramyte.vn/t/0193đ5f2", "Bộ gõ tiếng Việt"),
    ],
)
def test_a_scan_that_the_machine_garbled_is_said_with_what_staff_must_set(
    kiosk_window: KioskWindow, typed: str, said: str
) -> None:
    kiosk_window.open()
    kiosk_window.type_scan(typed)
    assert said in kiosk_window.text("notice")


class TestWithAFrameOfKeys:
    """The scanner presses F9 before and Tab after each code."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, scanner=ScannerSettings(prefix="F9", suffix="Tab"))

    @staticmethod
    def scan(kiosk_window: KioskWindow, text: str, gap_ms: int) -> None:
        window = kiosk_window.touch.window
        QTest.keyClick(window, Qt.Key.Key_F9)
        kiosk_window.hand.type(text, gap_ms)
        QTest.keyClick(window, Qt.Key.Key_Tab)

    def test_a_slow_scanner_is_read(self, kiosk_window: KioskWindow) -> None:
        kiosk_window.open()
        self.scan(kiosk_window, "ST-261120-A007", 45)
        assert "không phải của hôm nay" in kiosk_window.text("notice")

    def test_the_end_of_the_frame_moves_no_focus(self, kiosk_window: KioskWindow) -> None:
        kiosk_window.open()
        before = kiosk_window.touch.window.activeFocusItem()
        self.scan(kiosk_window, "ST-261120-A007", 1)
        assert kiosk_window.touch.window.activeFocusItem() is before

    def test_a_person_who_types_is_no_scanner(self, kiosk_window: KioskWindow) -> None:
        seen: list[object] = []
        kiosk_window.touch.scans.scanned.connect(seen.append)
        kiosk_window.open()
        kiosk_window.type_scan("ST-261120-A007")
        assert seen == []
