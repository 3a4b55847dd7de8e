"""The slip to take home: short enough, complete enough, readable without any network."""

from datetime import datetime

import pytest

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.procedures import Document, Procedure
from kiosk.clock import HALL_ZONE
from kiosk.papers.guide import LONGEST_MM, LONGEST_QR, guide_paper
from kiosk.papers.paper import Beside, Pair, Paper, Qr, Text, Tick
from printers.letters import DOTS_PER_MM
from printers.raster import draw

AT = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)
BIRTH = next(one for one in bundled_procedures() if one.code == "1.001193")


def guide(procedure: Procedure, width_mm: float = 72.0) -> Paper:
    return guide_paper(
        procedure,
        hall="Trung tâm Phục vụ hành chính công xã Khánh Bình",
        counters=(2, 4),
        printed_at=AT,
        width_mm=width_mm,
        phone="0290 3 123 456",
    )


def ticks(paper: Paper) -> list[str]:
    return [one.text.replace("\u00a0", " ") for one in paper.blocks if isinstance(one, Tick)]


def words_on(paper: Paper) -> int:
    """Return how many letters a paper holds, a line for each block counted too."""
    return sum(40 + len(str(block)) for block in paper.blocks)


@pytest.mark.parametrize("width_mm", [72.0, 48.0])
def test_no_slip_is_longer_than_it_may_be(width_mm: float):
    dots = round(width_mm * DOTS_PER_MM)
    wordiest = sorted(bundled_procedures(), key=lambda one: -words_on(guide(one, width_mm)))[:60]
    lengths = {one.code: draw(guide(one, width_mm), dots).height / DOTS_PER_MM for one in wordiest}
    assert {code: length for code, length in lengths.items() if length > LONGEST_MM} == {}


def test_every_paper_to_bring_has_a_box_to_tick():
    assert len(ticks(guide(BIRTH))) == len(BIRTH.documents)


def test_a_paper_that_few_need_says_when():
    assert any("chỉ khi khai sinh cho trẻ bị bỏ rơi" in one for one in ticks(guide(BIRTH)))


def beside(procedure: Procedure) -> Beside:
    return next(one for one in guide(procedure).blocks if isinstance(one, Beside))


def test_time_fee_and_counter_stand_beside_the_code():
    said = [one.text for one in beside(BIRTH).texts]
    assert said == ["Bao lâu", "Trong ngày", "Lệ phí", "Miễn phí", "Nộp ở", "quầy 2, 4"]


def test_on_narrow_paper_they_stand_above_the_code():
    kinds = [type(one) for one in guide(BIRTH, 48.0).blocks if isinstance(one, Pair | Qr)]
    assert kinds == [Pair, Pair, Pair, Qr]


def test_every_slip_has_its_code():
    assert [one.code for one in bundled_procedures() if not beside(one).code.text] == []


def test_the_slip_tells_the_month_of_its_data():
    assert any("tháng 7/2026" in one.text for one in guide(BIRTH).blocks if isinstance(one, Text))


def test_the_code_holds_words_and_no_link():
    short = Procedure("1.000001", "x", short_name="Xin giấy", documents=(Document("Đơn", 1, 0),))
    assert beside(short).code.text == "Xin giấy\n1.000001\nCần giúp, xin gọi 0290 3 123 456\n- Đơn"


def test_the_code_stays_small_enough_for_a_telephone():
    assert max(len(beside(one).code.text.encode()) for one in bundled_procedures()) <= LONGEST_QR


def test_papers_that_do_not_fit_are_counted():
    many = Procedure("1.000001", "x", short_name="x", documents=tuple(Document("Giấy tờ " * 12) for _ in range(40)))
    said = [one.text for one in guide(many).blocks if isinstance(one, Text)]
    assert any(one.startswith("Còn ") for one in said)


def test_a_doubt_is_printed_too():
    doubtful = next(one for one in bundled_procedures() if one.caveat)
    assert any("chưa chắc" in one.text for one in guide(doubtful).blocks if isinstance(one, Text))


def test_the_official_in_charge_is_named():
    paper = guide_paper(BIRTH, hall="x", counters=(), printed_at=AT, official="Bà Lê Thị Mẫu")
    assert any(one.text == "Người phụ trách: Bà Lê Thị Mẫu" for one in paper.blocks if isinstance(one, Text))


def test_a_new_law_is_printed_with_its_day():
    paper = guide_paper(BIRTH, hall="x", counters=(), printed_at=AT, notices=["notice.civil_status.before"])
    assert any("01/03/2027" in one.text for one in paper.blocks if isinstance(one, Text))
