"""Door 1 before a number is taken: what is taken now, what is not and why."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import Settings
from kiosk.languages import texts
from kiosk.queue.desk import Desk
from tests.ui.kiosk_window import KioskWindow
from ui.touch.view_models.services import describe_closed, describe_services, opening_in_words, unbroken_end

MONDAY = date(2026, 11, 23)
SAY = texts("vi").say


@dataclass(frozen=True)
class Offer:
    """A service as it is now."""

    letter: str = "A"
    waiting: int | None = 0
    wait_minutes: tuple[int, int] | None = None
    why: str | None = None
    opens_at: datetime | None = None


def at(day: int, hour: int = 7, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=HALL_ZONE)


@pytest.mark.parametrize(
    ("opens", "said"),
    [
        (at(23, 13, 30), "13:30"),
        (at(24), "07:00 ngày mai"),
        (at(25), "07:00 thứ Tư"),
        (at(29), "07:00 Chủ nhật"),
        (at(30), "07:00 ngày 30/11"),
    ],
)
def test_the_next_opening_is_told_in_the_shortest_way_that_is_clear(opens: datetime, said: str):
    assert opening_in_words(opens, MONDAY, SAY) == said


@pytest.mark.parametrize(
    ("offer", "said"),
    [
        (Offer(), ""),
        (Offer(why="queue.why.closed_now", opens_at=at(23, 13, 30)), "Từ 13:30"),
        (Offer(why="queue.why.closed_now"), "Giờ này nghỉ"),
        (Offer(why="queue.why.holiday", opens_at=at(24)), "Nghỉ lễ"),
        (Offer(why="queue.why.no_counter"), "Không có quầy"),
        (Offer(why="queue.why.no_numbers"), "Hết số hôm nay"),
    ],
)
def test_a_service_says_in_a_few_words_why_it_is_not_taken(settings: Settings, offer: Offer, said: str):
    assert describe_services(settings.services, [offer], MONDAY, SAY)[0].why == said


def test_what_nobody_knows_is_not_said(settings: Settings):
    tile = describe_services(settings.services, [Offer(waiting=None)], MONDAY, SAY)[0]
    assert (tile.waiting, tile.count, tile.wait) == ("", "", "")


def test_a_service_that_is_not_known_here_has_no_tile(settings: Settings):
    assert describe_services(settings.services, [Offer("Z")], MONDAY, SAY) == ()


def test_one_service_that_is_taken_keeps_the_services_in_sight():
    assert describe_closed([Offer(), Offer("B", why="queue.why.holiday")], MONDAY, SAY) is None


def test_nothing_known_is_not_closed():
    assert describe_closed([], MONDAY, SAY) is None


def test_a_common_reason_is_told_once_for_the_hall():
    face = describe_closed([Offer(one, why="queue.why.holiday", opens_at=at(24)) for one in "AB"], MONDAY, SAY)
    assert face is not None
    assert (face.picture, face.headline, face.next) == (
        "ticket/holiday", "Hôm nay nghỉ lễ", "Lấy số từ 07:00 ngày mai",
    )  # fmt: skip


def test_the_earliest_opening_counts_for_the_hall():
    shut = [Offer("A", why="queue.why.closed_now", opens_at=at(25)), Offer("B", why="queue.why.no_numbers")]
    face = describe_closed([*shut, Offer("C", why="queue.why.closed_now", opens_at=at(24))], MONDAY, SAY)
    assert face is not None
    assert face.next == "Lấy số từ 07:00 ngày mai"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Chứng thực, sao y", "Chứng thực, sao\u00a0y"),
        ("Khuyết tật", "Khuyết tật"),
        ("Khác", "Khác"),
        ("poor households, merit", "poor households, merit"),
    ],
)
def test_no_short_word_stands_alone_on_a_last_line(text: str, held: str):
    assert unbroken_end(text) == held


class TestAHallWithHours:
    """Service A is open on Fridays, the others always; the clock says Monday 08:00."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        friday = tuple(
            replace(one, hours=("T6 07:00-11:00",)) if one.letter == "A" else one for one in settings.services
        )
        return replace(settings, services=friday)

    def test_a_service_says_when_it_opens_before_any_tap(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services")
        assert kiosk_window.text("service-A-why-words") == "Từ 06:30 thứ Sáu"

    def test_a_tap_on_it_says_so_in_a_sentence(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services", "service-A")
        assert kiosk_window.text("notice") == ("Chứng thực, sao y: giờ này chưa lấy số được. Lấy số từ 06:30 thứ Sáu.")

    def test_a_tap_on_it_takes_no_number(self, kiosk_window: KioskWindow, desk: Desk):
        kiosk_window.open("door-services", "service-A")
        kiosk_window.settle()
        assert desk.overview.tickets() == []

    def test_the_sentence_offers_a_person(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services", "service-A", "notice-offer")
        assert kiosk_window.text("help-headline") == "Đã báo cán bộ, xin chờ ở đây"

    def test_the_others_are_taken(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services", "service-B")
        assert kiosk_window.text("ticket-number") == "B001"


class TestAShutHall:
    """It opens on Friday at 07:00, and gives numbers half an hour earlier."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, hall=replace(settings.hall, hours=("T6 07:00-11:00",)))

    def test_one_calm_page_says_so(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services")
        assert kiosk_window.text("closed-headline") == "Giờ này chưa phát số"

    def test_no_service_can_be_tapped_there(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services")
        assert kiosk_window.hand.find("service-B") is None

    def test_papers_can_be_looked_up_meanwhile(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services", "closed-look-up")
        assert kiosk_window.screen == "lookup"

    def test_the_services_come_by_themselves_when_it_opens(self, kiosk_window: KioskWindow, clock: SetClock):
        kiosk_window.open("door-services")
        clock.forward(datetime(2026, 11, 27, 6, 31, tzinfo=HALL_ZONE) - clock.now())
        kiosk_window.touch.navigator.touched()
        kiosk_window.pass_time(1)
        kiosk_window.tap("service-B")
        assert kiosk_window.text("ticket-number") == "B001"


class TestAHallWithManyServices:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        more = [replace(settings.services[0], letter=letter) for letter in "FGH"]
        counters = [replace(one, services=(*one.services, "F", "G", "H")) for one in settings.counters]
        return replace(settings, services=(*settings.services, *more), counters=tuple(counters))

    def test_the_seventh_stands_on_the_next_page(self, kiosk_window: KioskWindow):
        kiosk_window.open("door-services", "page-after")
        kiosk_window.hand.shot()  # the page is laid out with its next picture
        kiosk_window.tap("service-G")
        assert kiosk_window.text("ticket-number") == "G001"
