"""Whether a number is given, and what a villager hears before and when it is not."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import Settings
from kiosk.errors import HallClosedError, HolidayError, NoCounterTodayError, NoNumbersLeftError, UnknownClassError
from kiosk.queue.desk import Desk
from kiosk.queue.overview import ServiceView
from kiosk.store.database import Store

OFFICE = ("T2-T6 07:00-11:30", "T2-T6 13:30-17:00")


def new() -> str:
    return str(uuid.uuid4())


def set_to(clock: SetClock, hour: int, minute: int = 0, day: int = 23) -> None:
    clock.forward(datetime(2026, 11, day, hour, minute, tzinfo=HALL_ZONE) - clock.now())


@pytest.fixture
def office(store: Store, settings: Settings) -> Desk:
    return Desk(store, replace(settings, hall=replace(settings.hall, hours=OFFICE)))


@pytest.fixture
def small(store: Store, settings: Settings) -> Desk:
    """A desk that gives two numbers a day for A."""
    services = tuple(replace(one, daily_quota=2 if one.letter == "A" else 0) for one in settings.services)
    return Desk(store, replace(settings, services=services))


def service(desk: Desk, letter: str) -> ServiceView:
    return next(one for one in desk.overview.services() if one.letter == letter)


def test_before_the_hall_opens_no_number_is_given(office: Desk, clock: SetClock):
    set_to(clock, 5)
    with pytest.raises(HallClosedError, match="Lấy số lại từ lúc 06:30 thứ Hai 23/11"):
        office.take(new(), "A")


def test_a_little_before_the_hall_opens_numbers_are_given(office: Desk, clock: SetClock):
    set_to(clock, 6, 30)
    assert office.take(new(), "A").number == "A001"


def test_at_noon_the_villager_hears_when_it_opens(office: Desk, clock: SetClock):
    set_to(clock, 12)
    assert service(office, "A").admission.sentence() == "Chưa đến giờ làm việc. Lấy số từ lúc 13:00 thứ Hai 23/11."


def test_on_a_holiday_no_number_is_given(office: Desk, clock: SetClock):
    set_to(clock, 8, day=24)
    with pytest.raises(HolidayError, match="nghỉ lễ"):
        office.take(new(), "A")


def test_a_hall_that_works_on_holidays_gives_numbers(store: Store, settings: Settings, clock: SetClock):
    set_to(clock, 8, day=24)
    desk = Desk(store, replace(settings, hall=replace(settings.hall, hours=OFFICE, holidays=False)))
    assert desk.take(new(), "A").number == "A001"


def test_a_service_with_hours_of_its_own_keeps_to_them(store: Store, settings: Settings, clock: SetClock):
    services = tuple(replace(one, hours=("T2 09:00-10:00",) if one.letter == "C" else ()) for one in settings.services)
    set_to(clock, 8)
    desk = Desk(store, replace(settings, services=services))
    assert [one.takes for one in desk.overview.services()] == [True, True, False, True, True]


def test_a_clerk_gives_a_number_outside_hours(office: Desk, clock: SetClock):
    set_to(clock, 5)
    assert office.take(new(), "A", source="counter").number == "A001"


def test_a_refused_ticket_uses_up_no_number(office: Desk, clock: SetClock):
    set_to(clock, 5)
    with pytest.raises(HallClosedError):
        office.take(new(), "A")
    set_to(clock, 8)
    assert office.take(new(), "A").number == "A001"


def test_the_same_request_after_closing_is_the_same_ticket(office: Desk, clock: SetClock):
    set_to(clock, 11, 29)
    request = new()
    ticket = office.take(request, "A")
    set_to(clock, 11, 31)
    assert office.take(request, "A") == ticket


def test_what_a_quota_leaves_is_said(small: Desk):
    small.take(new(), "A")
    assert service(small, "A").left == 1


def test_when_the_quota_is_used_up_the_villager_hears_it(small: Desk):
    small.take(new(), "A")
    small.take(new(), "A")
    with pytest.raises(NoNumbersLeftError, match="Hôm nay đã hết số cho Chứng thực"):
        small.take(new(), "A")


def test_the_quota_of_one_service_leaves_the_others_alone(small: Desk):
    small.take(new(), "A")
    small.take(new(), "A")
    assert small.take(new(), "B").number == "B001"


def test_tomorrow_the_quota_begins_anew(small: Desk, clock: SetClock):
    small.take(new(), "A")
    small.take(new(), "A")
    clock.forward(timedelta(days=1))
    assert small.take(new(), "A").number == "A001"


def test_when_all_counters_of_a_service_have_closed_no_number_is_given(desk: Desk):
    desk.set_counter(2, "closed")
    desk.set_counter(4, "closed")
    with pytest.raises(NoCounterTodayError, match="hôm nay không còn quầy nào"):
        desk.take(new(), "B")


def test_a_counter_on_a_break_will_be_back(desk: Desk):
    desk.set_counter(2, "break")
    desk.set_counter(4, "closed")
    assert desk.take(new(), "B").number == "B001"


def test_counters_that_close_for_lunch_are_back_in_the_afternoon(office: Desk, clock: SetClock):
    set_to(clock, 11)
    office.set_counter(2, "closed")
    office.set_counter(4, "closed")
    assert office.take(new(), "B").number == "B001"


def test_counters_that_close_in_the_afternoon_are_not_back(office: Desk, clock: SetClock):
    set_to(clock, 16)
    office.set_counter(2, "closed")
    office.set_counter(4, "closed")
    assert service(office, "B").why == "queue.why.no_counter"


# --- classes ---


def test_a_villager_who_says_so_is_of_that_class(desk: Desk):
    assert desk.take(new(), "A", priority="elderly").klass == "elderly"


def test_a_class_nobody_knows_is_refused(desk: Desk):
    with pytest.raises(UnknownClassError):
        desk.take(new(), "A", priority="vip")


def test_who_prepared_papers_stands_in_a_line_of_their_own(desk: Desk):
    assert desk.take(new(), "A", submission="KXA-261123-001-04").klass == "prefiled"


def test_who_is_old_and_prepared_papers_stands_in_the_line_for_the_old(desk: Desk):
    assert desk.take(new(), "A", priority="elderly", submission="KXA-261123-001-04").klass == "elderly"


def test_all_reasons_for_priority_stand_in_one_line_oldest_first(desk: Desk):
    reasons = ["merit", "elderly", "disabled"]
    for reason in reasons:
        desk.take(new(), "A", priority=reason)
    assert [one.klass for one in desk.overview.waiting_for(1)] == reasons


def test_a_second_kiosk_gives_numbers_of_its_own(store: Store, settings: Settings):
    from kiosk.config import RangeSettings

    two = replace(settings, kiosks=(RangeSettings("B", 800, 899),))
    Desk(store, two, kiosk="B").take(new(), "A")
    assert [Desk(store, two).take(new(), "A").number, Desk(store, two, kiosk="B").take(new(), "A").number] == [
        "A001",
        "A801",
    ]
