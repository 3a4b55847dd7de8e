"""Core calls that take long: the screen says so, and only then."""

from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.kiosk_window import KioskWindow


@pytest.fixture
def may_end() -> Iterator[Event]:
    event = Event()
    yield event
    event.set()


def test_a_long_call_is_told(kiosk_window: KioskWindow, may_end: Event) -> None:
    kiosk_window.touch.jobs.do(may_end.wait, lambda _: None, lambda _: None)
    assert kiosk_window.text("busy") == "Máy đang làm, xin đợi một chút"


def test_after_the_answer_the_screen_is_free_again(kiosk_window: KioskWindow, may_end: Event, qtbot: QtBot) -> None:
    kiosk_window.touch.jobs.do(may_end.wait, lambda _: None, lambda _: None)
    kiosk_window.text("busy")
    may_end.set()
    qtbot.waitUntil(lambda: kiosk_window.hand.find("busy") is None)


def test_a_quick_call_is_not_told(kiosk_window: KioskWindow) -> None:
    kiosk_window.touch.jobs.do(lambda: None, lambda _: None, lambda _: None)
    kiosk_window.settle()
    assert kiosk_window.hand.find("busy") is None
