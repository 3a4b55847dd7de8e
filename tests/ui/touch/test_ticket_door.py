"""Door 1, from the first touch to the number."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from kiosk.config import Settings
from kiosk.languages import texts
from kiosk.queue.desk import Desk
from kiosk.store import print_jobs
from kiosk.store.database import Store
from kiosk.waits import wait_in_short
from tests.ui.kiosk_window import KioskWindow


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The way to the first counter is described."""
    counters = [replace(one, direction="ngay cửa vào" if one.number == 1 else "") for one in settings.counters]
    return replace(settings, counters=tuple(counters))


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The first counter is open."""
    desk.set_counter(1, "open")
    return desk


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


@pytest.mark.parametrize(("size", "said"), [((1366, 768), "1"), ((1080, 1920), "1 người chờ")])
def test_a_service_says_how_many_wait(kiosk_window: KioskWindow, desk: Desk, said: str) -> None:
    desk.take("someone", "C")
    kiosk_window.open("door-services")
    assert said in kiosk_window.texts_under("service-C")


def test_a_service_says_how_long_it_would_take(kiosk_window: KioskWindow, desk: Desk) -> None:
    desk.take("someone", "A")
    kiosk_window.open("door-services")
    expected = next(one.wait_minutes for one in desk.overview.services() if one.letter == "A")
    assert wait_in_short(expected, texts("vi").say) in kiosk_window.texts_under("service-A")


def test_a_tap_on_ones_own_picture_goes_into_the_ticket(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "priority-elderly", "service-A")
    kiosk_window.wait_for("ticket")
    assert desk.overview.tickets()[0].klass == "elderly"


def test_the_ticket_screen_says_why_a_number_is_called_earlier(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "priority-merit", "service-A")
    assert kiosk_window.text("ticket-group") == "Ưu tiên: Người có công"


def test_an_ordinary_ticket_says_nothing_of_priority(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    assert not kiosk_window.hand.find("ticket-group")


def test_a_second_tap_on_the_picture_takes_it_back(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "priority-elderly", "priority-elderly", "service-A")
    kiosk_window.wait_for("ticket")
    assert desk.overview.tickets()[0].klass == "ordinary"


def test_only_one_picture_is_chosen_at_a_time(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "priority-elderly", "priority-disabled", "service-A")
    kiosk_window.wait_for("ticket")
    assert desk.overview.tickets()[0].klass == "disabled"


def test_after_a_picture_the_screen_asks_for_the_service(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "priority-elderly")
    assert kiosk_window.text("question") == "Đã ghi ưu tiên. Bây giờ chạm việc cần làm"


def test_who_comes_back_through_home_has_no_priority(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "priority-elderly", "service-A")
    kiosk_window.wait_for("ticket")
    for name in ("home", "door-services", "service-B"):
        kiosk_window.tap(name)
    kiosk_window.settle()
    assert [one.klass for one in desk.overview.tickets(service="B")] == ["ordinary"]


def test_the_next_villager_has_no_priority(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "priority-elderly", "home")
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


def test_a_lost_paper_is_printed_again_at_a_tap(kiosk_window: KioskWindow, store: Store) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    _finish_printing(store, "print.paper_out")
    kiosk_window.pass_time(1)
    kiosk_window.tap("ticket-reprint")
    kiosk_window.settle()
    _finish_printing(store, None)
    kiosk_window.pass_time(1)
    assert kiosk_window.text("ticket-paper") == "Mời bà con lấy phiếu"


def test_a_second_try_says_at_once_that_it_prints(kiosk_window: KioskWindow, store: Store) -> None:
    _lose_twice(kiosk_window, store)
    assert kiosk_window.text("ticket-paper") == "Phiếu đang in"


def test_a_second_try_that_fails_sends_to_the_clerk(kiosk_window: KioskWindow, store: Store) -> None:
    _lose_twice(kiosk_window, store)
    kiosk_window.pass_time(2)
    assert kiosk_window.text("ticket-paper") == "Máy in chưa chạy, xin báo cán bộ"


def test_a_paper_that_is_being_printed_is_not_offered_again(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    assert kiosk_window.hand.find("ticket-reprint") is None


def test_a_cancelled_number_is_not_given_again(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "service-A", "ticket-cancel", "notice-offer")
    kiosk_window.wait_for("home")
    assert (desk.overview.tickets()[0].state, desk.take("next", "A").number) == ("cancelled", "A002")


def test_a_finger_that_slipped_onto_cancel_keeps_the_number(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "service-A", "ticket-cancel", "notice-understood")
    assert (kiosk_window.screen, desk.overview.tickets()[0].state) == ("ticket", "waiting")


def test_after_half_a_minute_nobody_can_cancel_the_number(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    kiosk_window.pass_time(30)
    assert kiosk_window.hand.find("ticket-cancel") is None


def test_a_number_that_was_called_meanwhile_is_not_cancelled(kiosk_window: KioskWindow, desk: Desk) -> None:
    kiosk_window.open("door-services", "service-A", "ticket-cancel")
    desk.next("next", 1)
    kiosk_window.tap("notice-offer")
    kiosk_window.settle()
    assert desk.overview.tickets()[0].state == "called"


def test_the_ticket_screen_tells_the_way_to_the_counter(kiosk_window: KioskWindow) -> None:
    kiosk_window.open("door-services", "service-A")
    assert "Quầy 1: ngay cửa vào" in kiosk_window.text("ticket-counters")


def _finish_printing(store: Store, problem: str | None) -> None:
    with store.act() as act:
        job = print_jobs.take_next(act.db)
        assert job is not None
        print_jobs.finish(act.db, job.id, act.now, problem)


def _lose_twice(kiosk_window: KioskWindow, store: Store) -> None:
    """Ask for the paper again, and let that fail at once too."""
    kiosk_window.open("door-services", "service-A")
    kiosk_window.wait_for("ticket")
    _finish_printing(store, "print.paper_out")
    kiosk_window.pass_time(1)
    kiosk_window.tap("ticket-reprint")
    kiosk_window.settle()
    _finish_printing(store, "print.paper_out")
    kiosk_window.pass_time(0.5)
