"""What the page of a procedure says, derived without any screen."""

import pytest

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.describe import Desk
from kiosk.catalogue.guidance import Page
from kiosk.catalogue.local import LocalFacts
from kiosk.catalogue.procedures import Channel, Document, Fee, Outcome, Procedure, TimeLimit
from kiosk.languages import texts
from ui.touch.view_models.procedure_face import TABS, describe_procedure, describe_tab, lines_of

SAY = texts("vi").say
HERE, NOTHING = Desk("A", (1,)), LocalFacts()


def page(**values: object) -> Page:
    procedure = Procedure("1.000001", "Thủ tục", short_name="Việc", **values)  # pyright: ignore[reportArgumentType]
    return Page(procedure, HERE, NOTHING)


def test_an_unknown_time_sends_to_a_person():
    assert describe_procedure(page(), SAY).time == "Hỏi cán bộ"


def test_a_fee_nobody_is_sure_of_sends_to_a_person():
    assert describe_procedure(page(fee=Fee(None, "Tỉnh quy định")), SAY).fee == "Hỏi cán bộ"


def test_data_without_a_month_says_so():
    assert describe_procedure(page(), SAY).as_of.startswith("Chưa rõ dữ liệu")


@pytest.mark.parametrize(
    ("phone", "official", "said"),
    [
        ("0290 3 123 456", "Bà Lê Thị Mẫu", "Bà Lê Thị Mẫu: 0290 3 123 456"),
        ("0290 3 123 456", "", "Cần giúp, gọi 0290 3 123 456"),
        ("", "Bà Lê Thị Mẫu", "Người phụ trách: Bà Lê Thị Mẫu"),
        ("", "", ""),
    ],
)
def test_who_helps_is_said_as_far_as_it_is_known(phone: str, official: str, said: str):
    whole = Page(page().procedure, HERE, NOTHING, phone, official)
    assert describe_procedure(whole, SAY).contact == said


def test_a_new_law_is_said_with_its_day():
    face = describe_procedure(Page(page().procedure, HERE, NOTHING, notices=("notice.civil_status.before",)), SAY)
    assert "01/03/2027" in face.notice


def test_a_version_to_come_is_said_with_its_day():
    face = describe_procedure(Page(page().procedure, HERE, NOTHING, changes_on="2027-03-01"), SAY)
    assert face.notice == "Từ ngày 01/03/2027 thủ tục này có thay đổi."


def test_what_the_hall_adds_is_said_too():
    face = describe_procedure(Page(page().procedure, HERE, LocalFacts(note="Thứ sáu nghỉ buổi chiều.")), SAY)
    assert face.notice == "Thứ sáu nghỉ buổi chiều."


@pytest.mark.parametrize(
    ("document", "picture", "mark"),
    [
        (Document("Thẻ", present_only=True), "papers/show", "papers/as_show"),
        (Document("Căn cước", present_only=True), "submission/id_card", "papers/as_show"),
        (Document("Tờ khai", 1, 0, form="Mẫu 1"), "papers/form", "papers/as_original"),
        (Document("Sổ đỏ", 0, 1), "papers/red_book", "papers/as_copy"),
        (Document("Bản sao", 0, 1), "papers/copy", "papers/as_copy"),
        (Document("Giấy", 1, 1), "papers/original", "papers/as_original"),
        (Document("Giấy"), "papers/original", ""),
    ],
)
def test_the_picture_of_a_paper_tells_what_it_is_and_how_to_bring_it(document: Document, picture: str, mark: str):
    row = describe_tab(page(documents=(document,)), "papers", SAY)[0]
    assert (row.picture, row.mark) == (picture, mark)


def test_papers_that_some_need_come_last_under_a_heading_of_their_own():
    documents = (Document("Văn bản ủy quyền nếu nhờ người khác đi"), Document("Tờ khai"))
    rows = describe_tab(page(documents=documents), "papers", SAY)
    assert [(one.head, one.title) for one in rows] == [
        ("Tờ khai", False), ("Chỉ cần khi:", True), ("Văn bản ủy quyền", False),
    ]  # fmt: skip


def test_papers_that_all_depend_need_no_heading():
    documents = (Document("Nếu là tổ chức: giấy phép"), Document("Trường hợp mất: đơn trình báo"))
    assert not any(one.title for one in describe_tab(page(documents=documents), "papers", SAY))


def test_a_procedure_without_papers_sends_to_a_person():
    assert describe_tab(page(), "papers", SAY)[0].head == "Xin hỏi cán bộ cần mang giấy tờ gì."


def test_steps_are_numbered_and_end_with_what_one_receives():
    rows = describe_tab(page(steps=("Nộp.", "Nhận."), results=(Outcome("Giấy"),)), "steps", SAY)
    assert [(one.number, one.head) for one in rows] == [(1, "Nộp."), (2, "Nhận."), (0, "Bà con nhận được")]


def test_the_counter_comes_before_other_ways_to_hand_in():
    channels = (Channel("online"), Channel("counter"))
    assert describe_tab(page(channels=channels), "cost", SAY)[0].head == "Tại quầy"


def test_how_far_it_goes_online_stands_beside_the_ways_to_hand_in():
    said = [one.detail for one in describe_tab(page(level="một phần"), "cost", SAY)]
    assert said == ["Nộp qua mạng, nhận tại quầy"]


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
        for tab in TABS
        if not describe_tab(Page(one, HERE, NOTHING), tab, SAY)
    ]
    assert silent == []
