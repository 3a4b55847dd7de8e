"""The three lines on the back of a card: read only where every check digit fits, and without the name."""

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NotACardError
from kiosk.people.card import PartialDate
from kiosk.people.mrz import LINE, check_digit, looks_like_mrz, parse_mrz

TODAY = date(2026, 11, 23)


def lines(number: str = "096190000000", birth: str = "900115", sex: str = "F", expiry: str = "300115") -> str:
    """Return the lines of a card with these facts, check digits as ICAO 9303 makes them."""
    last = number[-9:]
    first = f"IDVNM{last}{check_digit(last)}{number}<<{check_digit(number)}"
    second = f"{birth}{check_digit(birth)}{sex}{expiry}{check_digit(expiry)}VNM" + "<" * 11
    whole = check_digit(first[5:] + second[:7] + second[8:15] + second[18:29])
    return f"{first}\n{second}{whole}\nTRAN<<THI<MAU" + "<" * 17


def test_the_sample_of_the_standard_has_its_check_digits():
    # ICAO 9303 part 5, appendix B: document number D23145890, born 740812, valid to 120415.
    assert [check_digit(one) for one in ("D23145890", "740812", "120415")] == ["7", "2", "9"]


def test_the_lines_tell_number_birth_and_sex():
    card = parse_mrz(lines(), TODAY)
    assert (card.number, card.birth, card.sex) == ("096190000000", PartialDate(1990, 1, 15), "female")


def test_the_name_without_its_marks_is_not_kept():
    assert "TRAN" not in str(asdict(parse_mrz(lines(), TODAY)))


@given(st.integers(0, 3 * LINE - 1), st.sampled_from("0123456789<ABKMV"))
def test_one_letter_read_wrongly_never_gives_another_person(at: int, letter: str):
    text = lines().replace("\n", "")
    wrong = text[:at] + letter + text[at + 1 :]
    try:
        card = parse_mrz(wrong, TODAY)
    except NotACardError:
        return
    right = parse_mrz(text, TODAY)
    assert (card.number, card.birth) == (right.number, right.birth)


@pytest.mark.parametrize(
    ("number", "birth", "said"),
    [
        ("096090000000", "900115", PartialDate(1990, 1, 15)),
        ("096205000000", "050301", PartialDate(2005, 3, 1)),
        ("096026000000", "260301", PartialDate(1926, 3, 1)),
        ("999999999999", "250301", PartialDate(2025, 3, 1)),
        ("096150000000", "50<<<<", PartialDate(1950)),
    ],
)
def test_the_century_follows_from_the_number_where_it_fits(number: str, birth: str, said: PartialDate):
    assert parse_mrz(lines(number, birth), TODAY).birth == said


def test_a_day_that_does_not_exist_is_no_birth():
    assert parse_mrz(lines(birth="900231"), TODAY).birth is None


def test_a_number_that_says_another_sex_is_a_warning_and_no_refusal():
    assert parse_mrz(lines(sex="M"), TODAY).warnings == ("sex_disagrees",)


@pytest.mark.parametrize("text", ["", "IDVNM", "P<VNMTRAN<<THI<MAU", "I" * 90, "x" * 5000, lines()[:-1], lines() + "<"])
def test_other_texts_are_refused(text: str):
    with pytest.raises(NotACardError):
        parse_mrz(text, TODAY)


def test_lines_read_badly_are_still_seen_to_be_a_card():
    assert looks_like_mrz(lines().replace("9001", "9O01"))


def test_a_reader_that_sends_the_lines_one_by_one_was_at_a_card_too():
    assert looks_like_mrz(lines().split("\n")[0])
