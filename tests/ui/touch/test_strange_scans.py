"""Whatever is held before the reader gets one clear sentence, and leaves nothing behind."""

import logging

import pytest

from kiosk.store import journal
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow

NUMBER = "096190000000"
STRANGE = {
    "a Wi-Fi code": ("WIFI:S:quan-ca-phe;T:WPA;P:12345678;;", "Wi-Fi"),
    "a payment code": ("00020101021138540010A000000727012400069704360110012345678953037046304ABCD", "chuyển tiền"),
    "a VNeID code": (f"eyJhbGciOiJIUzI1NiJ9.{NUMBER}.x", "VNeID"),
    "a bare ID number": (NUMBER, "số căn cước"),
    "a torn card": (f"{NUMBER}||TRAN THI MAU", "Thẻ căn cước"),
    "a link with an ID number": (f"https://a.example/tra-cuu?SGT={NUMBER}", "phải có mạng"),
    "four thousand characters": (NUMBER * 333, "chưa đọc được"),
    "a code with a wrong date": ("H12.34-261399-0001", "một chỗ chưa đúng"),
    "nonsense": ("<script>alert(1)</script>' OR 1=1 --", "chưa đọc được"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), STRANGE.values(), ids=STRANGE.keys())
def test_a_strange_code_is_told_in_one_sentence(kiosk_window: KioskWindow, text: str, said: str) -> None:
    kiosk_window.read_scan(text)
    assert said in kiosk_window.text("notice")


@pytest.mark.parametrize("text", ["\x01\x02\x03\x04\x05\x06\x07", "\u202e\u202e\u202e\u202e\u202e\u202e\u202e"])
def test_what_has_no_letters_is_told_too(kiosk_window: KioskWindow, text: str) -> None:
    # Such letters come from a serial reader; a keyboard has no keys for them.
    kiosk_window.touch.scans.arrive(text)
    assert "chưa đọc được" in kiosk_window.text("notice")


@pytest.mark.parametrize("text", [one for one, _ in STRANGE.values()], ids=STRANGE.keys())
def test_nothing_of_a_strange_code_is_kept(
    kiosk_window: KioskWindow, store: Store, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = len(list(journal.entries(store.db)))
    kiosk_window.read_scan(text)
    kiosk_window.text("notice")
    assert len(list(journal.entries(store.db))) == before
    assert text[:20] not in caplog.text
    assert NUMBER not in caplog.text


def test_a_person_is_one_tap_away(kiosk_window: KioskWindow) -> None:
    kiosk_window.read_scan("8935049500704")
    kiosk_window.tap("notice-offer")
    assert kiosk_window.text("help-headline") == "Đã báo cán bộ, xin chờ ở đây"
