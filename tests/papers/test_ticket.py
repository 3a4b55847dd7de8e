"""What stands on a ticket."""

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.config import Settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.papers.paper import Pair, Paper, Qr, Text
from kiosk.papers.ticket import Place, ticket_paper
from kiosk.queue.tickets import TicketView

LINK = "MC:R:0193a1b2-0000-7000-8000-000000000017"
NOON = datetime(2026, 11, 23, 12, 5, tzinfo=HALL_ZONE)


def a_ticket(
    *,
    ahead: int | None = 6,
    wait: tuple[int, int] | None = (15, 25),
    counters: tuple[Place, ...] = (Place("Quầy 2"),),
    priority: bool = False,
    group: str = "",
    note: str = "",
    link: str = LINK,
    phone: str = "",
    language: str = "vi",
) -> Paper:
    return ticket_paper(
        hall="Trung tâm xã Khánh Bình", number="B017", service="Hộ tịch", ahead=ahead, wait_minutes=wait,
        counters=counters, issued_at=NOON, link=link, priority=priority, group=group, note=note, phone=phone,
        language=language,
    )  # fmt: skip


def words(paper: Paper) -> str:
    lines = [one.text if isinstance(one, Text) else one.right for one in paper.blocks if isinstance(one, Text | Pair)]
    return "\n".join(lines)


def test_the_number_is_by_far_the_largest_thing():
    sizes = sorted((one.size, one.text) for one in a_ticket().blocks if isinstance(one, Text))
    assert sizes[-1][1] == "B017"
    assert sizes[-1][0] > 4 * sizes[-2][0]


@pytest.mark.parametrize(
    "said", ["Trung tâm xã Khánh Bình", "Hộ tịch", "6 người", "15–25 phút", "Quầy 2", "12:05 ngày 23/11/2026"]
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


def test_the_qr_code_leads_to_the_ticket():
    assert [one.text for one in a_ticket().blocks if isinstance(one, Qr)] == [LINK]


def test_only_a_code_with_an_address_is_for_phones():
    said = [words(a_ticket(link=one)) for one in (LINK, "http://10.0.0.2/r/0193a1b2-0000-7000-8000-000000000017")]
    assert ["điện thoại" in one for one in said] == [False, True]


def test_a_ticket_says_where_its_counter_is():
    assert "Quầy 2: bên trái, cạnh cửa sổ" in words(a_ticket(counters=(Place("Quầy 2", "bên trái, cạnh cửa sổ"),)))


def test_a_ticket_says_why_it_is_called_earlier():
    assert "Từ 60 tuổi trở lên" in words(a_ticket(priority=True, group="Từ 60 tuổi trở lên"))


def test_a_ticket_carries_the_services_own_line():
    assert "Nhớ mang bản chính." in words(a_ticket(note="Nhớ mang bản chính."))


def test_nobody_ahead_is_said_in_words():
    assert "chưa có ai" in words(a_ticket(ahead=0))


def test_the_phone_number_stands_there_when_the_hall_has_one():
    assert "0290\u00a03\u00a0123" in words(a_ticket(phone="0290 3 123"))


def test_a_ticket_in_english_has_no_vietnamese_sentence():
    assert "phiếu" not in words(a_ticket(language="en"))


@pytest.fixture
def view() -> TicketView:
    return TicketView(
        id="0193a1b2-0000-7000-8000-000000000017", number="B017", service="B", state="waiting", version=1, place=6,
        ahead=6, wait_minutes=(15, 25), counters=(2, 4), print="waiting", issued_at=NOON, klass="elderly",
    )  # fmt: skip


def test_the_queues_ticket_becomes_its_paper(settings: Settings, view: TicketView):
    text = words(draw_ticket(view, settings))
    said = ("B017", "Khai sinh, kết hôn, hộ tịch", "Quầy 2, Quầy 4", "Ưu tiên", "Từ 60 tuổi trở lên")
    assert [one for one in said if one not in text] == []


@pytest.mark.parametrize(("klass", "marked"), [("priority", True), ("prefiled", False), ("ordinary", False)])
def test_only_priority_is_marked(settings: Settings, view: TicketView, klass: str, marked: bool):
    assert ("Ưu tiên" in words(draw_ticket(replace(view, klass=klass), settings))) == marked


def test_the_code_carries_the_halls_address(settings: Settings, view: TicketView):
    there = replace(settings, hall=replace(settings.hall, address="http://192.168.1.10:8080/"))
    codes = [one.text for one in draw_ticket(view, there).blocks if isinstance(one, Qr)]
    assert codes == [f"http://192.168.1.10:8080/r/{view.id}"]
