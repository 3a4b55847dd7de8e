"""The provisional slip must not be taken for a Giấy tiếp nhận."""

from datetime import datetime

import pytest

from kiosk.clock import HALL_ZONE
from kiosk.papers.paper import Bars, Paper, Qr, Text, Tick
from kiosk.papers.slip import slip_paper

CODE = "KXA-261123-001-98"


def a_slip(*, papers: tuple[str, ...] = ("Giấy chứng sinh",), ticket: str | None = None, language: str = "vi") -> Paper:
    return slip_paper(
        hall="Trung tâm xã Khánh Bình", code=CODE, procedure="Đăng ký khai sinh",
        saved_at=datetime(2026, 11, 23, 8, 7, tzinfo=HALL_ZONE), papers=papers, ticket=ticket, language=language,
    )  # fmt: skip


def words(paper: Paper) -> str:
    return "\n".join(one.text for one in paper.blocks if isinstance(one, Text | Tick))


def test_it_says_in_white_on_black_what_it_is_not():
    loud = " ".join(one.text for one in a_slip().blocks if isinstance(one, Text) and one.inverse)
    assert loud == "PHIẾU TẠM chưa phải Giấy tiếp nhận"


@pytest.mark.parametrize("promise", ["hẹn trả", "Hẹn trả", "TNHS", "đã tiếp nhận", "Tỉnh đã nhận"])
def test_it_promises_nothing_that_only_the_province_can(promise: str):
    assert promise not in words(a_slip())


def test_it_says_where_the_submission_is_and_since_when():
    assert "Đã lưu tại máy này\nlúc 08:07 ngày 23/11/2026" in words(a_slip())


def test_the_code_stands_there_in_letters_qr_and_bars():
    found = [one.text for one in a_slip().blocks if isinstance(one, Qr | Bars | Text) and one.text == CODE]
    assert found == [CODE, CODE, CODE]


def test_each_paper_to_bring_has_a_box_to_tick():
    boxes = [one.text for one in a_slip(papers=("Giấy chứng sinh", "Căn cước")).blocks if isinstance(one, Tick)]
    assert boxes[:2] == ["Giấy chứng sinh", "Căn cước"]


def test_nothing_to_bring_leaves_the_list_out():
    assert "mang đến" not in words(a_slip(papers=()))


def test_the_steps_are_numbered():
    marks = [one.mark for one in a_slip(papers=()).blocks if isinstance(one, Tick)]
    assert marks == ["1.", "2.", "3.", "4."]


def test_a_ticket_taken_with_it_is_the_first_step():
    assert "Chờ gọi số B017." in words(a_slip(ticket="B017"))


def test_the_english_slip_keeps_the_official_name_of_what_it_is_not():
    assert "Giấy tiếp nhận" in words(a_slip(language="en"))
