"""A card at the form's card page: what it fills, what is doubted, what else is held there, and that it is forgotten."""

from collections.abc import Callable

import pytest

from kiosk.forms.submissions import Submissions
from sync.seal import AgeOpener
from tests.ui.kiosk_window import KioskWindow

TO_CARD = ("door-submission", "form-1.001193", "next", "option-self", "option-mother", "option-none")
TAIL = "Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
CARD = f"096190000000||Trần Thị Mẫu|15011990|{TAIL}"
OLD_HOME = "Ấp Kinh Hãng, xã Khánh Bình Tây Bắc, huyện Trần Văn Thời, tỉnh Cà Mau"
SPLIT_HOME = "Ấp 5, xã Lợi An, huyện Trần Văn Thời, tỉnh Cà Mau"

Walk = Callable[..., None]


def living_at(address: str) -> str:
    return f"096190000000||Trần Thị Mẫu|15011990|Nữ|{address}|01072022"


@pytest.fixture
def hold(kiosk_window: KioskWindow, walk: Walk) -> Callable[[str], None]:
    """hold(text) goes to the card page and holds a code to the reader."""

    def hold(text: str) -> None:
        kiosk_window.tap("attract")
        walk(*TO_CARD)
        kiosk_window.read_scan(text)
        kiosk_window.settle()

    return hold


def test_an_old_address_shows_as_todays_with_the_words_of_the_card(kiosk_window: KioskWindow, hold: Walk) -> None:
    hold(living_at(OLD_HOME))
    assert kiosk_window.text("card-row-2") == "Ấp Kinh Hãng (Xã Khánh Bình Tây Bắc cũ), Xã Đá Bạc, Tỉnh Cà Mau"
    assert kiosk_window.text("card-words-2") == f"Thẻ ghi: {OLD_HOME}"


def test_a_divided_commune_is_picked_among_its_parts(kiosk_window: KioskWindow, hold: Walk, walk: Walk) -> None:
    hold(living_at(SPLIT_HOME))
    assert kiosk_window.text("card-words-3") == f"Thẻ ghi: {SPLIT_HOME}"
    walk("next", "option-32095")
    assert kiosk_window.texts_under("typed") == ["Ấp 5 (Xã Lợi An cũ)"]


def test_the_eye_shows_the_number_for_five_seconds(kiosk_window: KioskWindow, hold: Walk) -> None:
    hold(CARD)
    kiosk_window.tap("peek")
    assert kiosk_window.text("card-row-1") == "096190000000"
    kiosk_window.pass_time(4.9)
    assert kiosk_window.text("card-row-1") == "096190000000"
    kiosk_window.pass_time(0.2)
    assert kiosk_window.text("card-row-1") == "•••• •••• 0000"


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("096186000000||Trần Thị Mẫu|15011986|Nữ|Ấp 1|01072014", "tới hạn đổi"),
        ("096315000000||Trần Thị Mẫu|15012015|Nữ|Ấp 1|01072025", "chưa đủ 14 tuổi"),
        ("096090000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1|01072022", "không khớp chỗ nam, nữ"),
        ("096191000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1|01072022", "không khớp năm sinh"),
    ],
)
def test_what_is_odd_is_said_softly_and_the_card_still_counts(
    kiosk_window: KioskWindow, hold: Walk, walk: Walk, card: str, said: str
) -> None:
    hold(card)
    assert said in kiosk_window.texts_under("problem")[0]
    walk("next")
    assert kiosk_window.hand.find("card-row-0") is None


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "VNeID"),
        ("00020101021238570010A0000007270127000697043601130011001234567020853037045802VN6304ABCD", "chuyển tiền"),
        ("H12.34-261120-0005", "giấy hẹn"),
        ("096190000000||Trần Th", "rách"),
        ("381234567", "giấy cũ"),
        ("https://example.com/menu", "không phải của thẻ"),
        ("WIFI:S:hall;T:WPA;P:secret;;", "không phải của thẻ"),
    ],
)
def test_what_is_no_card_is_told_politely_and_the_page_stays(
    kiosk_window: KioskWindow, hold: Walk, held: str, said: str
) -> None:
    hold(held)
    assert said in kiosk_window.text("notice")
    assert kiosk_window.screen == "submission_form"


def test_the_same_card_held_twice_for_one_person_is_not_asked_about(
    kiosk_window: KioskWindow, hold: Walk, walk: Walk
) -> None:
    hold(CARD)
    walk("next", "back")
    kiosk_window.read_scan(CARD)
    assert kiosk_window.hand.find("problem") is None


def test_the_next_visitor_finds_nothing_of_a_card(
    kiosk_window: KioskWindow, hold: Walk, walk: Walk, submissions: Submissions, opener: AgeOpener
) -> None:
    hold(CARD)
    kiosk_window.touch.navigator.startOver()
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    assert kiosk_window.hand.find("card-row-0") is None
    second = submissions.of_day()[1].code
    assert "requester_name" not in submissions.open_at_desk(second, opener).journey.answers


def test_a_card_that_arrives_while_the_visit_ends_reaches_nobody(
    kiosk_window: KioskWindow, hold: Walk, walk: Walk
) -> None:
    hold(CARD)
    navigator = kiosk_window.touch.navigator
    navigator.visitEnded.connect(lambda: kiosk_window.read_scan(CARD))
    navigator.startOver()
    kiosk_window.read_scan(CARD)
    kiosk_window.touch.notices.dismiss()
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    assert kiosk_window.hand.find("card-row-0") is None


def test_an_answer_on_its_way_to_the_disk_shows_nothing_to_the_next(
    kiosk_window: KioskWindow, hold: Walk, walk: Walk
) -> None:
    hold(CARD)
    kiosk_window.tap("next")  # sealed on another thread: the visit ends before that is done
    kiosk_window.touch.navigator.startOver()
    kiosk_window.settle()
    kiosk_window.tap("attract")
    walk(*TO_CARD)
    assert kiosk_window.hand.find("card-row-0") is None
