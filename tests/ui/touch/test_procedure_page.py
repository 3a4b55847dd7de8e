"""What the page of a procedure says, derived without any screen."""

import pytest

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.describe import Desk
from kiosk.catalogue.procedures import Channel, Document, Fee, Outcome, Procedure, TimeLimit
from kiosk.languages import texts
from ui.touch.view_models.procedure_face import describe_procedure, describe_tab, lines_of

SAY = texts("vi").say


def page(**values: object) -> Procedure:
    return Procedure("1.000001", "Thủ tục", short_name="Việc", **values)  # pyright: ignore[reportArgumentType]


def test_an_unknown_time_sends_to_a_person():
    assert describe_procedure(page(), Desk("A", (1,)), SAY).time == "Hỏi cán bộ"


def test_a_fee_nobody_is_sure_of_sends_to_a_person():
    assert describe_procedure(page(fee=Fee(None, "Tỉnh quy định")), Desk("A", (1,)), SAY).fee == "Hỏi cán bộ"


def test_data_without_a_month_says_so():
    assert describe_procedure(page(), Desk("A", (1,)), SAY).as_of.startswith("Chưa rõ dữ liệu")


@pytest.mark.parametrize(
    ("document", "picture"),
    [
        (Document("Thẻ", present_only=True), "papers/show"),
        (Document("Tờ khai", 1, 0, form="Mẫu 1"), "papers/form"),
        (Document("Bản sao", 0, 1), "papers/copy"),
        (Document("Giấy", 1, 1), "papers/original"),
    ],
)
def test_the_picture_of_a_paper_tells_how_to_bring_it(document: Document, picture: str):
    assert describe_tab(page(documents=(document,)), "papers", SAY)[0].picture == picture


def test_a_procedure_without_papers_sends_to_a_person():
    assert describe_tab(page(), "papers", SAY)[0].head == "Xin hỏi cán bộ cần mang giấy tờ gì."


def test_steps_are_numbered_and_end_with_what_one_receives():
    rows = describe_tab(page(steps=("Nộp.", "Nhận."), results=(Outcome("Giấy"),)), "steps", SAY)
    assert [(one.number, one.head) for one in rows] == [(1, "Nộp."), (2, "Nhận."), (0, "Bà con nhận được")]


def test_the_counter_comes_before_other_ways_to_hand_in():
    channels = (Channel("online"), Channel("counter"))
    assert describe_tab(page(channels=channels), "cost", SAY)[0].head == "Tại quầy"


def test_a_number_of_days_without_its_unit_is_not_shown():
    channel = Channel("counter", TimeLimit(1, None, "1"), Fee(0, "Miễn phí"))
    assert describe_tab(page(channels=(channel,)), "cost", SAY)[0].detail == "Miễn phí"


def test_a_long_row_takes_more_lines_than_a_short_one():
    short, long = describe_tab(page(steps=("Nộp.", "Nộp hồ sơ tại xã. " * 9)), "steps", SAY)
    assert lines_of(long, 50) > lines_of(short, 50)


def test_every_tab_of_every_bundled_procedure_says_something():
    silent = [
        (one.code, tab)
        for one in bundled_procedures()
        for tab in ("papers", "steps", "cost", "law")
        if not describe_tab(one, tab, SAY)  # pyright: ignore[reportArgumentType]
    ]
    assert silent == []
