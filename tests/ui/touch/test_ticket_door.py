"""Door 1, from the first touch to the number."""

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kiosk.queue.desk import Desk
from kiosk.store import print_jobs
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow


def test_two_taps_from_home_give_the_number(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-B")
    assert kiosk_window.text("ticket-number") == "B001"


def test_five_hasty_taps_are_one_ticket(kiosk_window: KioskWindow, desk: Desk, qtbot: QtBot) -> None:
    kiosk_window.open("door-services")
    item = kiosk_window.hand.find("service-B")
    assert item is not None
    centre = item.mapToScene(item.boundingRect().center()).toPoint()
    for _ in range(5):
        kiosk_window.clock.forward(kiosk_window.A_MOMENT)
        kiosk_window.hand.tap_at(QPoint(centre))
    kiosk_window.wait_for("ticket")
    assert len(desk.overview.tickets()) == 1


def test_a_service_says_how_many_wait(kiosk_window: KioskWindow, desk: Desk) -> None:
    desk.take("someone", "C")
    kiosk_window.open("door-services")
    assert desk.overview.waiting_counts()["C"] == 1
    assert kiosk_window.texts_under("service-C").count("1 người chờ") == 1


def test_priority_is_asked_once_and_goes_into_the_ticket(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "priority", "priority-yes", "service-A")
    kiosk_window.wait_for("ticket")
    assert desk.overview.tickets()[0].klass == "priority"


def test_the_next_villager_has_no_priority(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "priority", "priority-yes", "home")
    kiosk_window.pass_time(31)
    kiosk_window.pass_time(30)
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    assert desk.overview.tickets()[0].klass == "ordinary"


def test_the_screen_says_the_paper_is_being_printed_while_it_is(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-A")
    assert kiosk_window.text("ticket-paper") == "Phiếu đang in"


def test_a_ticket_that_did_not_print_stays_until_it_is_remembered(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    _finish_printing(store, "print.paper_out")
    kiosk_window.pass_time(20)
    assert kiosk_window.text("next") == "Tôi đã nhớ"


def test_a_silent_printer_does_not_keep_the_number_waiting(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    kiosk_window.pass_time(16)
    assert "Xin nhớ số này" in kiosk_window.text("ticket-paper")


def test_a_printed_ticket_leaves_the_screen_after_ten_seconds(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    _finish_printing(store, None)
    kiosk_window.pass_time(1)
    kiosk_window.pass_time(11)
    assert kiosk_window.screen == "attract"


def test_a_printed_ticket_stays_long_enough_to_be_read(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    kiosk_window.pass_time(9)
    _finish_printing(store, None)
    kiosk_window.pass_time(1)
    kiosk_window.pass_time(8)
    assert kiosk_window.screen == "ticket"


@pytest.mark.parametrize("answer", ["priority-no", "back"])
def test_the_priority_question_leads_back_to_the_services(kiosk_window: KioskWindow, answer: str) -> None:
    kiosk_window.open("door-services", "priority", answer)
    assert kiosk_window.screen == "services"


def _finish_printing(store: Store, problem: str | None) -> None:
    with store.act() as act:
        job = print_jobs.take_next(act.db)
        assert job is not None
        print_jobs.finish(act.db, job.id, act.now, problem)
