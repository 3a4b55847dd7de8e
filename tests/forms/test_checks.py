"""One answer, one problem, and always the way to put it right."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.checks import Problem, check, doubt
from kiosk.forms.dates import PartialDate
from kiosk.forms.definition import AGE, YEAR_ONLY, Choice, Kind, PaperItem, Question
from kiosk.languages import texts

TODAY = date(2026, 11, 23)
SHOWN = frozenset({"a", "b"})


def asking(
    kind: Kind, *, year_only: bool = False, age: bool = False, low: int = 0, high: int = 0, line: str = ""
) -> Question:
    unknown = frozenset(way for way, open_ in ((YEAR_ONLY, year_only), (AGE, age)) if open_)
    return Question(
        "q", kind, "text", unknown=unknown, low=low, high=high, line=line,
        choices=(Choice("a", "a"), Choice("b", "b")), items=(PaperItem("a", "a"), PaperItem("b", "b")),
    )  # fmt: skip


def sentence(kind: Kind, raw: Any, **question: Any) -> str:
    found = check(asking(kind, **question), raw, TODAY, SHOWN)
    assert isinstance(found, Problem)
    return texts().say(found.text, **found.values)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nguyễn  văn an ", "Nguyễn Văn An"),
        ("TRẦN THỊ MẪU", "Trần Thị Mẫu"),
        ("Lê Thị McCartney", "Lê Thị McCartney"),
        ("h'hen niê", "H'Hen Niê"),
        ("Y-Bhăm Êban", "Y-Bhăm Êban"),
        ("Nguyễn Thị", "Nguyễn Thị"),
    ],
)
def test_a_name_is_kept_tidy(typed: str, kept: str):
    assert check(asking(Kind.FULL_NAME), typed, TODAY, SHOWN) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Xin ghi đủ họ, chữ lót và tên."),
        ("Nguyễn Văn 4n", "Xin xóa số 4."),
        ("Nguyễn Văn A@", "Xin xóa dấu đó."),
        ("a b " * 40, "Xin xem lại."),
    ],
)
def test_a_wrong_name_says_what_to_change(typed: str, says: str):
    assert says in sentence(Kind.FULL_NAME, typed)


def test_a_name_of_one_word_is_only_doubted():
    found = doubt(asking(Kind.FULL_NAME), "Lan")
    assert found is not None
    assert found.soft


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day": "31", "month": "6", "year": "1990"}, "Tháng 6 chỉ có 30 ngày."),
        ({"day": "31", "month": "2", "year": "1990"}, "Tháng 2 chỉ có 28 ngày."),
        ({"day": "29", "month": "2", "year": "2023"}, "Tháng 2 năm 2023 chỉ có 28 ngày."),
        ({"day": "32", "month": "1", "year": "1990"}, "Tháng 1 chỉ có 31 ngày."),
        ({"day": "0", "month": "1", "year": "1990"}, "Tháng 1 chỉ có 31 ngày."),
        ({"day": "1", "month": "13", "year": "1990"}, "Một năm chỉ có 12 tháng."),
        ({"day": "5", "month": "", "year": "1990"}, "thiếu tháng"),
        ({"day": "5", "month": "5", "year": "90"}, "bốn chữ số"),
        ({"day": "5", "month": "5", "year": ""}, "Chưa có năm."),
        ({"day": "x", "month": "5", "year": "1990"}, "chỉ có chữ số"),
        ({"day": "24", "month": "11", "year": "2026"}, "Hôm nay là 23/11/2026."),
        ({"day": "1", "month": "1", "year": "1885"}, "từ 1900 trở đi"),
        ({"year": "1990"}, "đủ ngày, tháng, năm"),
        ({"month": "6", "year": "1990"}, "Còn thiếu ngày."),
    ],
)
def test_a_wrong_date_names_the_part_that_is_wrong(typed: dict[str, str], says: str):
    assert says in sentence(Kind.DATE_OR_YEAR, typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"year": "1955"}, "1955"),
        ({"month": "6", "year": "1955"}, "1955-06"),
        ({"day": "9", "month": "6", "year": "1955"}, "1955-06-09"),
        ({"day": "29", "month": "2", "year": "2024"}, "2024-02-29"),
        ("1955-06", "1955-06"),
    ],
)
def test_where_a_year_is_enough_what_is_known_is_kept(typed: Any, kept: str):
    assert check(asking(Kind.DATE_OR_YEAR, year_only=True), typed, TODAY, SHOWN) == kept


def test_today_is_not_the_future():
    typed = {"day": "23", "month": "11", "year": "2026"}
    assert check(asking(Kind.DATE_OR_YEAR), typed, TODAY, SHOWN) == "2026-11-23"


def test_a_citizen_number_may_be_typed_with_blanks():
    assert check(asking(Kind.CITIZEN_ID), "096 190 000 000", TODAY, SHOWN) == "096190000000"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Xin ghi 12 số"),
        ("380123456", "số chứng minh cũ, 9 số"),
        ("0961900", "ở đây có 7 số"),
        ("0961900000001", "ở đây có 13 số"),
        ("09619000000O", "chỉ có chữ số"),
        ("000000000000", "không có thật"),
    ],
)
def test_a_wrong_citizen_number_says_what_to_change(typed: str, says: str):
    assert says in sentence(Kind.CITIZEN_ID, typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0918765432", "0918765432"), ("+84 918 765 432", "0918765432"), ("0290 383 1234", "02903831234")],
)
def test_a_phone_number_is_kept_as_ten_or_eleven_digits(typed: str, kept: str):
    assert check(asking(Kind.PHONE), typed, TODAY, SHOWN) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Xin ghi 10 số"), ("918765432", "bắt đầu bằng số 0"), ("091876543", "ở đây có 9 số"), ("09x", "chữ số")],
)
def test_a_wrong_phone_number_says_what_to_change(typed: str, says: str):
    assert says in sentence(Kind.PHONE, typed)


def test_a_land_line_is_doubted_because_it_takes_no_messages():
    found = doubt(asking(Kind.PHONE), "02903831234")
    assert found is not None
    assert found.text == "check.phone.land_line"


def test_a_place_is_written_from_the_small_to_the_large():
    picked = {"line": "Ấp 1", "commune": "Xã Khánh Bình", "commune_code": "32110", "province": "Tỉnh Cà Mau"}
    kept = check(asking(Kind.PLACE, line="hamlet"), picked, TODAY, SHOWN)
    assert isinstance(kept, dict)
    assert kept["text"] == "Ấp 1, Xã Khánh Bình, Tỉnh Cà Mau"


def test_a_place_without_a_commune_asks_for_it():
    assert "Chưa có xã." in sentence(Kind.PLACE, {"line": "Ấp 1"}, line="hamlet")


def test_a_place_without_its_line_asks_for_it():
    assert "thiếu một dòng" in sentence(Kind.PLACE, {"commune": "Xã A", "commune_code": "1"}, line="hamlet")


def test_an_address_as_written_on_a_card_is_kept_as_it_is():
    assert check(asking(Kind.PLACE, line="hamlet"), {"text": "Ấp 1, xã Mẫu"}, TODAY, SHOWN) == {"text": "Ấp 1, xã Mẫu"}


@pytest.mark.parametrize("typed", ["", "-1", "21", "2.5", "hai", "9" * 5000])
def test_a_count_stays_between_its_bounds(typed: str):
    assert sentence(Kind.COUNT, typed, high=20) == "Xin chọn một số từ 0 đến 20."


def test_a_choice_that_does_not_show_cannot_be_made():
    assert "Chưa chọn." in sentence(Kind.CHOICE, "c")


def test_a_paper_list_says_how_many_are_not_marked():
    assert "Còn 1 giấy" in sentence(Kind.PAPER_CHECKLIST, {"a": "yes"})


def test_only_papers_that_show_are_kept():
    raw = {"a": "yes", "b": "no", "c": "yes"}
    assert check(asking(Kind.PAPER_CHECKLIST), raw, TODAY, SHOWN) == {"a": "yes", "b": "no"}


def test_consent_is_never_assumed():
    assert "Chưa chọn." in sentence(Kind.CONSENT, None)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
digits = st.text("0123456789", max_size=5)
dates_typed = st.fixed_dictionaries({"day": digits, "month": digits, "year": digits})


@given(kind=st.sampled_from(Kind), raw=json_values | dates_typed)
def test_whatever_is_typed_gives_a_value_or_a_sentence_that_exists(kind: Kind, raw: Any):
    found = check(asking(kind, high=9), raw, TODAY, SHOWN)
    assert not isinstance(found, Problem) or found.text in texts().sentences


@given(kind=st.sampled_from(Kind), raw=json_values | dates_typed, year_only=st.booleans())
def test_what_passed_once_passes_again_unchanged(kind: Kind, raw: Any, year_only: bool):
    asked = asking(kind, high=9, year_only=year_only)
    kept = check(asked, raw, TODAY, SHOWN)
    assert isinstance(kept, Problem) or check(asked, kept, TODAY, SHOWN) == kept


@given(st.dates(date(1900, 1, 1), TODAY))
def test_every_day_of_the_calendar_is_an_answer(day: date):
    typed = {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
    assert check(asking(Kind.DATE_OR_YEAR), typed, TODAY, SHOWN) == day.isoformat()


@given(dates_typed)
def test_no_day_outside_the_calendar_is_an_answer(typed: dict[str, str]):
    kept = check(asking(Kind.DATE_OR_YEAR, year_only=True), typed, TODAY, SHOWN)
    assert isinstance(kept, Problem) or PartialDate.read(str(kept)).earliest() <= TODAY


@given(st.text("Nguyễn ăâđêôơư'’-.0123456789@#", max_size=40))
def test_no_kept_name_holds_a_digit(typed: str):
    kept = check(asking(Kind.FULL_NAME), typed, TODAY, SHOWN)
    assert isinstance(kept, Problem) or not any(sign.isdigit() for sign in str(kept))


@pytest.mark.parametrize(("typed", "kept"), [("70", "1956"), ("0", "2026"), ("120", "1906")])
def test_an_age_becomes_a_year(typed: str, kept: str):
    assert check(asking(Kind.DATE_OR_YEAR, age=True), {"age": typed}, TODAY, SHOWN) == kept


def test_a_year_from_an_age_may_be_kept_when_it_is_seen_again():
    assert check(asking(Kind.DATE_OR_YEAR, age=True), {"year": "1956"}, TODAY, SHOWN) == "1956"


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Xin ghi số tuổi"), ("121", "từ 0 đến 120"), ("x", "Xin ghi lại."), ("9" * 5000, "0 đến 120")],
)
def test_a_wrong_age_says_what_an_age_is(typed: str, says: str):
    assert says in sentence(Kind.DATE_OR_YEAR, {"age": typed}, age=True)


def test_an_age_is_no_date_where_the_form_wants_the_day():
    assert "Chưa có năm." in sentence(Kind.DATE_OR_YEAR, {"age": "70"})


@pytest.mark.parametrize(("typed", "kept"), [("1.500.000", 1500000), ("0", 0), (2000, 2000), ("1 000", 1000)])
def test_money_is_kept_as_whole_dong(typed: Any, kept: int):
    assert check(asking(Kind.MONEY, high=10**9), typed, TODAY, SHOWN) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Chưa có số tiền."),
        (None, "Chưa có số tiền."),
        ("1,5 triệu", "chỉ có chữ số"),
        ("999", "từ 1.000 đến 1.000.000.000 đồng"),
        ("1" * 5000, "từ 1.000 đến 1.000.000.000 đồng"),
    ],
)
def test_a_wrong_amount_says_what_may_stand_there(typed: Any, says: str):
    assert says in sentence(Kind.MONEY, typed, low=1000, high=10**9)


def test_a_line_is_kept_in_one_spelling_with_single_blanks():
    assert check(asking(Kind.WORDS), " la\u0300m   ruộng ", TODAY, SHOWN) == "làm ruộng"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Chưa ghi gì."),
        (None, "Chưa ghi gì."),
        ("...", "bằng chữ"),
        ("a\u0007b", "bằng chữ"),
        ("a" * 121, "quá 120 chữ"),
    ],
)
def test_a_wrong_line_says_what_to_change(typed: Any, says: str):
    assert says in sentence(Kind.WORDS, typed)


@pytest.mark.parametrize(
    ("kind", "raw"), [(Kind.SIGNATURE, "at_counter"), (Kind.DELIVERY, "counter"), (Kind.DELIVERY, "post")]
)
def test_a_fixed_answer_is_kept(kind: Kind, raw: str):
    assert check(asking(kind), raw, TODAY, SHOWN) == raw


@pytest.mark.parametrize("kind", [Kind.SIGNATURE, Kind.DELIVERY, Kind.EARLIER])
@pytest.mark.parametrize("raw", [None, "", "yes", 3, ["post"], {"code": ""}])
def test_anything_else_is_asked_again(kind: Kind, raw: Any):
    assert isinstance(check(asking(kind), raw, TODAY, SHOWN), Problem)


def test_an_earlier_dossier_keeps_its_three_parts_and_no_more():
    raw = {"code": "H12.34-261120-0005", "papers": "giấy khai sinh; sổ đỏ", "other": "x"}
    kept = {"code": "H12.34-261120-0005", "papers": "giấy khai sinh; sổ đỏ", "result": ""}
    assert check(asking(Kind.EARLIER), raw, TODAY, SHOWN) == kept
