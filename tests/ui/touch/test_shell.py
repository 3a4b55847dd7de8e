"""The shell around all screens: the first touch, the doors, help, language, and forgetting."""

from dataclasses import replace

import pytest

from kiosk.store import journal
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from ui.touch.hand import CannotTapError
from ui.touch.parts import Parts
from ui.touch.words import Words


@pytest.fixture
def parts(parts: Parts) -> Parts:
    """A machine that cannot prepare submissions: its fourth door is closed."""
    return replace(parts, submissions=None)


def test_a_touch_on_the_attract_screen_opens_home(kiosk_window: KioskWindow) -> None:
    kiosk_window.tap("attract")
    assert kiosk_window.screen == "home"


def test_a_door_without_a_feature_says_so_and_stays_at_home(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-submission")
    assert "chưa làm được việc đó" in kiosk_window.text("notice")


def test_a_language_button_changes_every_text_at_once(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("language-en")
    assert kiosk_window.text("question") == "What do you need?"


def test_a_language_nobody_has_translated_is_not_offered() -> None:
    assert [one["code"] for one in Words(("vi", "km", "xx", "en")).property("languages")] == ["vi", "en"]


def test_a_call_for_help_is_in_the_journal_before_the_screen_says_so(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open("call-help")
    kiosk_window.text("help-headline")
    assert list(journal.entries(store.db))[-1].kind == "help.called"


def test_two_taps_on_help_are_one_call(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open("call-help", "help-close", "call-help")
    assert [one.kind for one in journal.entries(store.db)].count("help.called") == 1


def test_the_warning_comes_after_half_a_minute_at_a_menu(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    kiosk_window.pass_time(31)
    assert "còn ở đây" in kiosk_window.text("idle-warning")


def test_a_touch_on_the_warning_continues_and_presses_nothing_below(kiosk_window: KioskWindow) -> None:
    kiosk_window.open()
    kiosk_window.pass_time(31)
    kiosk_window.tap("idle-continue")
    assert (kiosk_window.screen, kiosk_window.hand.find("idle-warning")) == ("home", None)


def test_an_abandoned_visit_forgets_the_language(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("language-en")
    kiosk_window.pass_time(31)
    kiosk_window.pass_time(30)
    assert kiosk_window.text("invitation") == "Chạm vào màn hình để bắt đầu"


def test_what_lies_under_a_notice_cannot_be_tapped(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-submission")
    with pytest.raises(CannotTapError):
        kiosk_window.tap("door-services")
