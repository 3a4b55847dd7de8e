"""How was it? Asked at the kiosk with the ticket of a service that is finished."""

import pytest

from kiosk.queue.desk import Desk
from kiosk.queue.ratings import rating_of
from kiosk.queue.tickets import TicketView
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow


@pytest.fixture
def served(desk: Desk) -> TicketView:
    desk.take("mine", "A")
    called = desk.next("next", 1)
    assert called is not None
    return desk.change("finish", "finish", called.id, called.version)


@pytest.fixture
def asked(kiosk_window: KioskWindow, served: TicketView) -> KioskWindow:
    """The window that asks."""
    kiosk_window.touch.scans.arrive(f"MC:R:{served.id}")
    kiosk_window.wait_for("rating")
    return kiosk_window


def given(store: Store, ticket: TicketView) -> tuple[int | None, tuple[str, ...]]:
    rating = rating_of(store, ticket.id)
    return rating.value, rating.reasons


@pytest.mark.parametrize("value", [3, 2])
def test_a_face_is_kept_with_one_tap(asked: KioskWindow, store: Store, served: TicketView, value: int):
    asked.tap(f"rating-{value}")
    asked.wait_for("thanks")
    assert given(store, served) == (value, ())


def test_who_is_not_satisfied_is_asked_why(asked: KioskWindow):
    asked.tap("rating-1")
    asked.settle()
    assert asked.text("question") == "Vì sao? Chạm một hoặc nhiều ô"


def test_the_face_counts_before_any_reason(asked: KioskWindow, store: Store, served: TicketView):
    asked.tap("rating-1")
    asked.settle()
    assert given(store, served) == (1, ())


def test_reasons_are_kept(asked: KioskWindow, store: Store, served: TicketView):
    for name in ("rating-1", "reason-0", "reason-3", "next"):
        asked.tap(name)
    asked.wait_for("thanks")
    assert given(store, served) == (1, ("rating.reason.long_wait", "rating.reason.many_trips"))


def test_a_reason_touched_twice_is_none(asked: KioskWindow, store: Store, served: TicketView):
    for name in ("rating-1", "reason-0", "reason-0", "next"):
        asked.tap(name)
    asked.wait_for("thanks")
    assert given(store, served) == (1, ())


def test_who_goes_away_in_the_middle_has_said_what_was_touched(asked: KioskWindow, store: Store, served: TicketView):
    for name in ("rating-1", "reason-2", "home"):
        asked.tap(name)
    asked.settle()
    assert given(store, served) == (1, ("rating.reason.unkind",))


def test_the_thanks_close_by_themselves(asked: KioskWindow):
    asked.tap("rating-3")
    asked.wait_for("thanks")
    asked.pass_time(7)
    assert asked.screen == "attract"


def test_an_answer_that_is_final_is_not_asked_again(asked: KioskWindow, served: TicketView):
    asked.tap("rating-3")
    asked.wait_for("thanks")
    asked.pass_time(601)
    asked.touch.scans.arrive(f"MC:R:{served.id}")
    assert asked.text("notice") == "Số A001 đã cho ý kiến rồi. Cảm ơn bà con."
