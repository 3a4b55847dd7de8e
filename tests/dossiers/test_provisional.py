"""Provisional codes: made, read, checked, and never like an official one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.codes import parse_dossier_code
from kiosk.dossiers.provisional import ProvisionalCode, parse, provisional_code
from kiosk.errors import MistypedCodeError, NotADossierCodeError

DAY = date(2026, 11, 23)

letters = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
days = st.dates(date(2020, 1, 1), date(2099, 12, 31))
counters = st.integers(1, 99_999)


@pytest.fixture
def code() -> ProvisionalCode:
    return provisional_code("A", DAY, 1)


def test_a_code_names_kiosk_day_and_counter(code: ProvisionalCode):
    assert code.text.startswith("KXA-261123-001-")


def test_the_check_digits_are_those_of_iso_7064(code: ProvisionalCode):
    digits = "".join(str(int(one, 36)) for one in code.text if one != "-")
    assert int(digits) % 97 == 1


@given(letters, days, counters)
def test_every_code_reads_back(letter: str, day: date, counter: int):
    code = provisional_code(letter, day, counter)
    assert parse(code.text) == code


@given(letters, days, counters)
def test_no_code_looks_like_a_dossier_code(letter: str, day: date, counter: int):
    with pytest.raises(NotADossierCodeError):
        parse_dossier_code(provisional_code(letter, day, counter).text, date(2100, 1, 1))


@given(letters, days, st.integers(1, 999), st.data())
def test_one_wrong_digit_is_always_noticed(letter: str, day: date, counter: int, data: st.DataObject):
    text = provisional_code(letter, day, counter).text
    at = data.draw(st.sampled_from([at for at, one in enumerate(text) if one.isdigit()]))
    wrong = data.draw(st.sampled_from([one for one in "0123456789" if one != text[at]]))
    with pytest.raises(MistypedCodeError):
        parse(text[:at] + wrong + text[at + 1 :])


@given(letters, days, st.integers(1, 999), st.data())
def test_two_swapped_neighbours_are_always_noticed(letter: str, day: date, counter: int, data: st.DataObject):
    text = provisional_code(letter, day, counter).text
    pairs = [at for at in range(len(text) - 1) if text[at : at + 2].isdigit() and text[at] != text[at + 1]]
    at = data.draw(st.sampled_from(pairs))
    with pytest.raises(MistypedCodeError):
        parse(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


@pytest.mark.parametrize(
    "text", ["kxa-261123-001-98", "KXA26112300198", " KXA – 261123 – 001 – 98 ", "kxa 261123 001 98"]
)
def test_writing_of_people_is_forgiven(code: ProvisionalCode, text: str):
    assert parse(text) == code


@pytest.mark.parametrize("text", ["", "KX", "KX1-261123-001-98", "KXA-261123-01-98", "H12.34-261123-0001", "K" * 500])
def test_another_text_is_no_provisional_code(text: str):
    with pytest.raises(NotADossierCodeError):
        parse(text)


@pytest.mark.parametrize(("letter", "counter"), [("a", 1), ("AB", 1), ("", 1), ("A", 0), ("A", 100_000)])
def test_a_code_is_not_made_of_wrong_parts(letter: str, counter: int):
    with pytest.raises(ValueError, match="kiosk letter"):
        provisional_code(letter, DAY, counter)
