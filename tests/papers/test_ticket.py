"""What stands on a ticket."""

from datetime import datetime

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.config import Settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.papers.paper import Pair, Paper, Qr, Text
from kiosk.papers.ticket import ticket_paper
from kiosk.queue.tickets import TicketView

NOON = datetime(2026, 11, 23, 12, 5, tzinfo=HALL_ZONE)


def a_ticket(
    *,
    ahead: int | None = 6,
    wait: tuple[int, int] | None = (15, 25),
    counters: tuple[str, ...] = ("Quầy 2",),
    priority: bool = False,
    phone: str = "",
    language: str = "vi",
) -> Paper:
    return ticket_paper(
        hall="Trung tâm xã Khánh Bình", number="B017", service="Hộ tịch", ahead=ahead, wait_minutes=wait,
        counters=counters, issued_at=NOON, priority=priority, phone=phone, language=language,
    )  # fmt: skip


def words(paper: Paper) -> str:
    lines = [one.text if isinstance(one, Text) else one.right for one in paper.blocks if isinstance(one, Text | Pair)]
    return "\n".join(lines)


def test_the_number_is_by_far_the_largest_thing():
    sizes = sorted((one.size, one.text) for one in a_ticket().blocks if isinstance(one, Text))
    assert sizes[-1][1] == "B017"
    assert sizes[-1][0] > 4 * sizes[-2][0]


@pytest.mark.parametrize(
    "said", ["Trung tâm xã Khánh Bình", "Hộ tịch", "6 người", "15 - 25 phút", "Quầy 2", "12:05 ngày 23/11/2026"]
)
def test_a_ticket_tells_all_that_matters_while_waiting(said: str):
    assert said in words(a_ticket())


def test_a_priority_ticket_is_marked():
    assert "Ưu tiên" in words(a_ticket(priority=True))


def test_an_ordinary_ticket_is_not_marked():
    assert "Ưu tiên" not in words(a_ticket())


def test_a_wait_nobody_can_tell_is_left_out():
    assert "phút" not in words(a_ticket(wait=None))


def test_a_wait_of_no_minutes_says_soon():
    assert "Sắp đến lượt" in words(a_ticket(wait=(0, 0)))


def test_two_equal_limits_are_one_number():
    assert "khoảng 10 phút" in words(a_ticket(wait=(10, 10)))


def test_the_qr_code_names_day_and_number():
    assert [one.text for one in a_ticket().blocks if isinstance(one, Qr)] == ["ST-261123-B017"]


def test_the_phone_number_stands_there_when_the_hall_has_one():
    assert "0290\u00a03\u00a0123" in words(a_ticket(phone="0290 3 123"))


def test_a_ticket_in_english_has_no_vietnamese_sentence():
    assert "phiếu" not in words(a_ticket(language="en"))


def test_the_queues_ticket_becomes_its_paper(settings: Settings):
    view = TicketView(
        id="1", number="B017", service="B", state="waiting", version=1, place=6, ahead=6, wait_minutes=(15, 25),
        counters=(2, 4), print="waiting", issued_at=NOON, klass="priority",
    )  # fmt: skip
    text = words(draw_ticket(view, settings))
    assert all(said in text for said in ("B017", "Khai sinh, kết hôn, hộ tịch", "Quầy 2, Quầy 4", "Ưu tiên"))
