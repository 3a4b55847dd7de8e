"""The check screen and the receipt without a screen: what is hidden, said aloud, left to the clerk, to be paid."""

from datetime import datetime

import pytest

from kiosk.catalogue.procedures import Channel, Fee, Procedure
from kiosk.clock import HALL_ZONE
from kiosk.forms.answers import LEFT_TO_STAFF, Answer
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import Forms
from kiosk.forms.review import review
from kiosk.forms.submissions import Status
from kiosk.languages import texts
from ui.touch.view_models.submission import describe_fee, describe_receipt, describe_review, read_review

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)
WORDS = texts("vi")
ANSWERS = {
    "for_whom": Answer("other"),
    "helper_relation": Answer("neighbour"),
    "helper_name": Answer("Lê Văn Giúp"),
    "requester_name": Answer("Trần Thị Mẫu"),
    "requester_id": Answer("096190000000"),
    "requester_home": LEFT_TO_STAFF,
}


@pytest.fixture
def journey(forms: Forms) -> Journey:
    form = forms.for_procedure("1.001193")
    assert form is not None
    return Journey.resume(form, ANSWERS, REVIEW, NOW.date())


@pytest.fixture
def requester(journey: Journey) -> int:
    """The page of the check screen with who applies."""
    titles = [group.id for group in review(journey, WORDS)]
    return titles.index("requester")


def test_a_number_is_hidden_until_the_eye_is_tapped(journey: Journey, requester: int) -> None:
    def number(masked: bool) -> tuple[str, bool]:
        rows = describe_review(journey, requester, WORDS, masked).rows
        return next((row.text, row.masked) for row in rows if row.page == "requester_id")

    assert (number(True), number(False)) == (("•••• •••• 0000", True), ("096190000000", False))


def test_what_is_left_to_the_clerk_is_marked(journey: Journey, requester: int) -> None:
    rows = describe_review(journey, requester, WORDS).rows
    assert [(row.page, row.text) for row in rows if row.staff] == [("requester_home", "Cán bộ ghi giúp")]


def test_name_and_purpose_are_read_and_no_number(journey: Journey, requester: int) -> None:
    assert read_review(journey, requester, WORDS) == (
        "Đăng ký khai sinh. Họ tên: Trần Thị Mẫu. 1 chỗ để cán bộ ghi giúp."
    )


def test_who_helps_stands_apart_from_who_applies(journey: Journey) -> None:
    groups = {group.id: [row.text for row in group.rows] for group in review(journey, WORDS, masked=False)}
    assert "Lê Văn Giúp" in groups["helper"]
    assert "Lê Văn Giúp" not in groups["requester"]
    assert "Trần Thị Mẫu" not in groups["helper"]


def test_the_fee_of_each_way_stands_on_the_last_page_only(journey: Journey) -> None:
    face = describe_review(journey, 99, WORDS, fee="Lệ phí")
    assert (face.last, face.fee, describe_review(journey, 0, WORDS, fee="Lệ phí").fee) == (True, "Lệ phí", "")


def test_a_result_sent_home_costs_what_only_the_counter_knows() -> None:
    procedure = Procedure("1", "Việc", channels=(Channel("counter", fee=Fee(8000)), Channel("online", fee=Fee(0))))
    assert describe_fee(procedure, True, WORDS) == (
        "Lệ phí · Tại quầy: 8.000 đồng · Qua mạng: Miễn phí. Tiền gửi bưu điện: hỏi cán bộ ở quầy."
    )


def test_without_a_catalogue_the_counter_knows_the_fee() -> None:
    assert describe_fee(None, False, WORDS) == "Lệ phí · Tại quầy: Hỏi cán bộ."


@pytest.mark.parametrize(
    ("state", "official", "said", "after"),
    [
        ("saved", None, "Đã lưu tại máy này", "lấy số"),
        ("sent", None, "đã gửi tới tỉnh", "lấy số"),
        ("received", "H12.34-261123-0001", "H12.34-261123-0001", "giữ giấy hẹn"),
        ("supplement", None, "bổ sung", "mang đủ giấy"),
        ("refused", None, "từ chối", "biết lý do"),
    ],
)
def test_the_receipt_says_what_is_true_and_what_to_do(state: str, official: str | None, said: str, after: str) -> None:
    status = Status("KXA-261123-001-98", "1.001193", state, REVIEW, NOW, NOW, NOW, "printed", official)
    face = describe_receipt(status, "printed", WORDS)
    assert said in face.state
    assert after in face.next
