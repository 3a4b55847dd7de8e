"""Door 1 when no number can be given: the villager is told, nothing is lost, and the next one hears nothing of it."""

from dataclasses import replace
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from kiosk.errors import OutOfNumbersError, UnknownTicketError, WrongStateError
from kiosk.queue.tickets import TicketView
from tests.ui.kiosk_window import KioskWindow
from ui.touch.parts import Parts


class EmptyDesk:
    """A desk that has given out its last number; it answers when it is allowed to."""

    def __init__(self) -> None:
        self.may_answer, self.answered = Event(), Event()
        self.may_answer.set()

    def take(
        self, request_id: str, service: str, *, priority: bool | str = False, procedure: str | None = None,
        submission: str | None = None, source: str = "kiosk",
    ) -> TicketView:  # fmt: skip
        self.may_answer.wait(10)
        self.answered.set()
        raise OutOfNumbersError(service=service, last=999)

    def change(self, verb: str, request_id: str, ticket: str, version: int) -> TicketView:
        raise WrongStateError(number="A001", state="")

    def reprint(self, request_id: str, ticket: str) -> TicketView:
        raise UnknownTicketError()


@pytest.fixture
def empty() -> EmptyDesk:
    return EmptyDesk()


@pytest.fixture
def parts(parts: Parts, empty: EmptyDesk) -> Parts:
    return replace(parts, desk=empty)


def test_a_service_without_numbers_says_so(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-A")
    assert "đã phát đến số 999" in kiosk_window.text("notice")


def test_a_refusal_for_somebody_who_left_is_not_shown_to_the_next(
    kiosk_window: KioskWindow, empty: EmptyDesk, qtbot: QtBot
) -> None:
    empty.may_answer.clear()
    kiosk_window.open("door-services", "service-A")
    kiosk_window.touch.navigator.startOver()
    empty.may_answer.set()
    qtbot.waitUntil(empty.answered.is_set)
    kiosk_window.touch.jobs.close()
    kiosk_window.open()
    assert kiosk_window.hand.find("notice") is None
