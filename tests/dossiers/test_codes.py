"""Official codes are recognised as people and printers write them; nothing else is."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.codes import find_dossier_codes, parse_dossier_code
from kiosk.errors import MistypedCodeError, NotADossierCodeError

TODAY = date(2026, 11, 23)

AGENCY = r"[GHT][0-9]{2}(\.[0-9A-C]{2,3}){0,4}"
dates = st.dates(date(2018, 11, 23), TODAY)


def written(agency: str, day: date, sequence: str) -> str:
    return f"{agency}-{day:%y%m%d}-{sequence}"


codes = st.builds(written, st.from_regex(AGENCY, fullmatch=True), dates, st.from_regex(r"[0-9]{4,7}", fullmatch=True))


@pytest.mark.parametrize(
    "text",
    [
        "H12.34-250701-0001", "H15.50.05.13-261008-0975", "H12.34.05-261120-090123", "H12.34.05-261120-1800123",
        "000.00.12.H12-210326-0001",
    ],
)  # fmt: skip
def test_both_grammars_are_recognised(text: str):
    assert parse_dossier_code(text, TODAY).text == text


@given(codes)
def test_every_code_of_the_grammar_reads_back(text: str):
    assert parse_dossier_code(text, TODAY).text == text


@pytest.mark.parametrize(
    "text",
    [
        "h12.34-250701-0001", " H12.34-250701-0001\n", "H12.34 - 250701 - 0001", "H12.34–250701—0001",
        "H12.34 250701 0001", "H12.34‑250701‑0001", "Ｈ12.34－250701－0001",
    ],
)  # fmt: skip
def test_other_dashes_blanks_and_small_letters_are_forgiven(text: str):
    assert parse_dossier_code(text, TODAY).text == "H12.34-250701-0001"


def test_the_parts_of_a_code_are_told():
    code = parse_dossier_code("H15.50.05.13-261008-0975", TODAY)
    assert (code.agency, code.received, code.sequence) == ("H15.50.05.13", date(2026, 10, 8), "0975")


def test_the_older_order_of_groups_is_noted():
    assert parse_dossier_code("000.00.12.H12-210326-0001", TODAY).legacy


@pytest.mark.parametrize(
    ("sequence", "central"), [("0001", False), ("00001", False), ("090123", True), ("1800123", True)]
)
def test_a_long_sequence_comes_from_a_ministry(sequence: str, central: bool):
    assert parse_dossier_code(f"H12.34-261120-{sequence}", TODAY).central is central


def test_a_code_older_than_the_rule_is_suspicious_and_still_read():
    assert parse_dossier_code("H12.34-170101-0001", TODAY).suspicious


@pytest.mark.parametrize(
    "text", ["H12.34-251301-0001", "H12.34-250732-0001", "H12.34-250229-0001", "H12.34-000000-0001"]
)
def test_a_date_that_does_not_exist_is_a_typing_mistake(text: str):
    with pytest.raises(MistypedCodeError):
        parse_dossier_code(text, TODAY)


def test_a_date_that_has_not_come_is_a_typing_mistake():
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(MistypedCodeError):
        parse_dossier_code(f"H12.34-{tomorrow:%y%m%d}-0001", TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "H12.34-250701-01", "H12.34-250701-00000001", "12.34-250701-0001", "H12-34-250701-0001",
        "KXA-261123-001-98", "096190000000", "H12.34-٢٥٠٧٠١-0001", "H12.34-250701-0001" * 9, "\ufeff", "2.000635",
    ],
)  # fmt: skip
def test_everything_else_is_no_dossier_code(text: str):
    with pytest.raises(NotADossierCodeError):
        parse_dossier_code(text, TODAY)


@given(st.text())
def test_no_text_breaks_the_reader(text: str):
    with suppress(NotADossierCodeError):
        parse_dossier_code(text, TODAY)
    find_dossier_codes(text, TODAY)


@given(st.text(st.characters(blacklist_categories=("L", "N", "Cs"), blacklist_characters=".-")), codes)
def test_a_code_inside_a_longer_text_is_found(around: str, code: str):
    assert [one.text for one in find_dossier_codes(f"{around}{code}{around}", TODAY)] == [code]


@pytest.mark.parametrize("text", ["XH12.34-250701-0001", "H12.34-250701-0001-9", "H12.34-250701-00012345678"])
def test_a_piece_of_something_longer_is_not_taken_for_a_code(text: str):
    assert find_dossier_codes(text, TODAY) == []
