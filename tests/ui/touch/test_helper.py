"""Calling a person at the kiosk: what the villager sees until somebody comes."""

from dataclasses import replace

import pytest

from kiosk.errors import HallDownError
from kiosk.queue.help import HelpAnswer, HelpCall, answer_help, help_call, open_help_calls
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from ui.touch.parts import Parts


@pytest.fixture
def called(kiosk_window: KioskWindow) -> KioskWindow:
    kiosk_window.open("call-help")
    kiosk_window.text("help-headline")
    return kiosk_window


def answer(store: Store, answer: HelpAnswer) -> None:
    answer_help(store, open_help_calls(store)[0].id, answer, "an")


def test_the_seconds_since_the_call_are_counted(called: KioskWindow):
    called.pass_time(12)
    assert called.text("help-seconds") == "Đã gọi được 12 giây"


@pytest.mark.parametrize(
    ("said", "shown"),
    [("seen", "Cán bộ đã biết, xin chờ ở đây"), ("coming", "Cán bộ đang tới"), ("done", "Cán bộ đã giúp xong")],
)
def test_the_answer_of_a_clerk_is_shown(called: KioskWindow, store: Store, said: HelpAnswer, shown: str):
    answer(store, said)
    called.pass_time(1)
    assert called.text("help-headline") == shown


def test_the_button_says_how_far_the_answer_is(called: KioskWindow, store: Store):
    called.tap("help-close")
    answer(store, "coming")
    called.pass_time(2)
    assert called.text("call-help-word") == "Đang tới"


def test_a_tap_on_the_button_opens_the_panel_again(called: KioskWindow, store: Store):
    for name in ("help-close", "call-help"):
        called.tap(name)
    assert (called.text("help-headline"), len(open_help_calls(store))) == ("Đã báo cán bộ, xin chờ ở đây", 1)


def test_a_call_rings_again_also_without_a_hall_server(called: KioskWindow, store: Store):
    call = open_help_calls(store)[0]
    for _ in range(3):
        called.pass_time(21)
    assert help_call(store, call.id).again


def test_the_villager_is_told_of_the_second_ring(called: KioskWindow):
    for _ in range(3):
        called.pass_time(21)
    assert "gọi thêm một lần" in called.text("help-again")


def test_who_waits_at_the_open_panel_is_not_thrown_out(called: KioskWindow):
    for _ in range(8):
        called.pass_time(20)
    assert called.screen == "home"


def test_a_panel_that_is_left_alone_does_not_stand_for_ever(called: KioskWindow):
    for _ in range(20):
        called.pass_time(20)
    assert called.screen == "attract"


def test_after_the_help_the_panel_closes_by_itself(called: KioskWindow, store: Store):
    answer(store, "done")
    for _ in range(3):
        called.pass_time(5)
    assert called.hand.find("help-headline") is None


def test_after_the_help_the_button_calls_anew(called: KioskWindow, store: Store):
    answer(store, "done")
    called.pass_time(1)
    for name in ("help-close", "call-help"):
        called.tap(name)
    called.text("help-headline")
    assert len(open_help_calls(store)) == 1


def test_the_next_villager_has_called_nobody(called: KioskWindow):
    called.touch.navigator.startOver()
    called.open()
    assert called.text("call-help-word") == "Gọi cán bộ"


class TestWithoutTheHall:
    @pytest.fixture
    def parts(self, parts: Parts) -> Parts:
        def cut(request: str, where: str) -> HelpCall:
            raise HallDownError()

        return replace(parts, call_help=cut)

    def test_a_call_that_fails_is_not_offered_again(self, kiosk_window: KioskWindow):
        kiosk_window.open("call-help")
        kiosk_window.text("notice")
        assert kiosk_window.hand.find("notice-offer") is None
