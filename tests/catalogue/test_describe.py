import re

import pytest

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.describe import (
    condition_in,
    desk_of,
    head_and_detail,
    say_fee,
    say_month,
    say_quantity,
    say_time,
)
from kiosk.catalogue.procedures import Document, Fee, Procedure, TimeLimit
from kiosk.config import Settings
from kiosk.languages import texts

SAY = texts("vi").say


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (TimeLimit(0, "same_day"), "Trong ngày"),
        (TimeLimit(3, "working_day"), "3 ngày làm việc"),
        (TimeLimit(30.0, "day"), "30 ngày"),
        (TimeLimit(0.5, "hour"), "0,5 giờ"),
        (TimeLimit(1, None, "1"), ""),
        (TimeLimit(), ""),
    ],
)
def test_a_time_is_said_only_with_its_unit(time: TimeLimit, said: str):
    assert say_time(time, SAY) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2.000 đồng/trang; từ trang thứ 3 trở lên 1.000 đồng/trang", "2.000 đồng/trang"),
        ("2,000 Việt Nam Đồng (/trang)", "2.000 đồng/trang"),
        ("2.000 đồng/lần", "2.000 đồng"),
        ("Mức gốc 4.000 đồng/bản", "2.000 đồng"),
    ],
)
def test_a_fee_that_is_paid_several_times_says_for_what(text: str, said: str):
    assert say_fee(Fee(2000, text), SAY) == said


@pytest.mark.parametrize(("vnd", "said"), [(0, "Miễn phí"), (8_000, "8.000 đồng"), (1_500_000, "1.500.000 đồng")])
def test_a_fee_is_said_in_digits_or_as_free(vnd: int, said: str):
    assert say_fee(Fee(vnd), SAY) == said


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (Document("x", 1, 2), "1 bản chính, 2 bản sao"),
        (Document("x", 0, 1), "1 bản sao"),
        (Document("x", 1, 0, present_only=True), "chỉ đưa xem"),
        (Document("x", None, None, "2 ảnh"), "2 ảnh"),
        (Document("x", 0, 0, "bản chính 0, bản sao 0"), ""),
    ],
)
def test_a_quantity_is_said_in_few_words(document: Document, said: str):
    assert say_quantity(document, SAY) == said


def test_the_month_of_the_data_is_said_as_people_write_it():
    assert say_month("2026-07", SAY) == "Theo dữ liệu tháng 7/2026."


def test_the_explanation_is_split_from_the_name_of_a_paper():
    assert head_and_detail("Biên bản về việc trẻ bị bỏ rơi (chỉ khi khai sinh cho trẻ bị bỏ rơi)") == (
        "Biên bản về việc trẻ bị bỏ rơi",
        "(chỉ khi khai sinh cho trẻ bị bỏ rơi)",
    )


def test_no_word_of_any_paper_gets_lost_in_the_split():
    def letters(text: str) -> str:
        return re.sub(r"\W+", "", text)

    names = [one.name for procedure in bundled_procedures() for one in procedure.documents]
    assert [one for one in names if letters("".join(head_and_detail(one))) != letters(one)] == []


@pytest.mark.parametrize(
    ("detail", "condition"),
    [
        ("(chỉ khi sinh con do mang thai hộ)", "(chỉ khi sinh con do mang thai hộ)"),
        ("nếu nhờ người khác đi (ông bà thì khỏi chứng thực)", "nếu nhờ người khác đi"),
        ("thẻ căn cước hoặc hộ chiếu", ""),
    ],
)
def test_a_condition_is_told_from_other_explanations(detail: str, condition: str):
    assert condition_in(detail) == condition


def test_a_procedure_belongs_to_the_counters_of_its_field(settings: Settings):
    assert desk_of(Procedure("1.000001", "x", field="Hộ tịch"), settings).counters == (2, 4)
