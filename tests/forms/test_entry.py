"""Keys on a page, before anybody calls anything wrong."""

from datetime import date
from typing import Any

import pytest

from kiosk.forms.definition import Kind, Question
from kiosk.forms.entry import (
    AgeEntry,
    CountEntry,
    DateEntry,
    DigitsEntry,
    Entry,
    MoneyEntry,
    TextEntry,
    TicksEntry,
    begin_entry,
    line_entry,
)


def press(entry: Entry, *keys: str) -> Entry:
    for key in keys:
        entry = entry.key(key)
    return entry


def asked(kind: Kind, **more: Any) -> Question:
    return Question("q", kind, "text", **more)


def test_a_name_gets_its_capitals_while_it_is_typed():
    assert press(TextEntry(), *"an", "space", *"binh").raw == "An Binh"


def test_a_name_takes_its_tone_from_a_key():
    assert press(TextEntry(), *"lê", "space", *"lan", "tone-hook").raw == "Lê Lản"


def test_a_name_never_begins_with_a_blank():
    assert press(TextEntry(), "space", "a").raw == "A"


def test_two_blanks_are_one():
    assert press(TextEntry(), "a", "space", "space", "b").raw == "A B"


def test_a_line_keeps_small_letters_within():
    assert press(line_entry(), *"âp", "tone-acute", "space", *"rạch").raw == "Ấp rạch"


def test_a_citizen_number_takes_no_more_than_twelve_digits():
    assert press(DigitsEntry(longest=12), *"0961900000001").raw == "096190000000"


def test_a_citizen_number_takes_no_letter():
    assert press(DigitsEntry(), "0", "x", "9").raw == "09"


@pytest.mark.parametrize(
    ("keys", "date"),
    [
        ("30102026", "30/10/2026"),
        ("512026", "5/12/026"),
        ("5122026", "5/12/2026"),
        ("992026", "9/9/2026"),
        ("01011990", "01/01/1990"),
    ],
)
def test_a_date_is_typed_in_one_go(keys: str, date: str):
    entry = press(DateEntry(), *keys)
    assert "/".join(entry.raw.values()) == date


def test_a_box_that_is_tapped_takes_the_next_digit():
    entry = press(DateEntry("30", "10", "2026", "year").at("month"), "9")
    assert entry.raw["month"] == "9"


def test_backspace_in_an_empty_box_goes_back_to_the_box_before():
    assert press(DateEntry(), *"30", "backspace").raw["day"] == "3"


def test_backspace_to_the_very_beginning_is_harmless():
    assert press(DateEntry(), "backspace", "backspace") == DateEntry()


def test_only_the_year_forgets_day_and_month():
    entry = DateEntry("30", "10", "1990", "month").year_only()
    assert (entry.raw, entry.active) == ({"day": "", "month": "", "year": "1990"}, "year")


def test_an_age_tells_its_year_while_it_is_typed():
    assert AgeEntry("70").year(date(2026, 11, 23)) == 1956


@pytest.mark.parametrize("typed", ["", "121"])
def test_what_is_no_age_tells_no_year(typed: str):
    assert AgeEntry(typed).year(date(2026, 11, 23)) is None


def test_an_amount_takes_three_noughts_with_one_key():
    assert press(MoneyEntry(longest=9), "1", "5", "000", "000").raw == "15000000"


def test_an_amount_never_begins_with_a_nought():
    assert press(MoneyEntry(), "0", "000", "7").raw == "7"


def test_a_count_stays_between_its_bounds():
    assert press(CountEntry(0, 0, 2), "less", "more", "more", "more").raw == "2"


def test_a_paper_ticked_again_changes_its_mark():
    assert press(TicksEntry(), "a=yes", "b=no", "a=no").raw == {"a": "no", "b": "no"}


@pytest.mark.parametrize(
    ("question", "known", "raw"),
    [
        (asked(Kind.FULL_NAME), "Trần Thị Mẫu", "Trần Thị Mẫu"),
        (asked(Kind.CITIZEN_ID), "096190000000", "096190000000"),
        (asked(Kind.DATE_OR_YEAR), "1990-01-15", {"day": "15", "month": "01", "year": "1990"}),
        (asked(Kind.DATE_OR_YEAR), "1990", {"day": "", "month": "", "year": "1990"}),
        (asked(Kind.COUNT, low=1, high=9), 3, "3"),
        (asked(Kind.COUNT, low=1, high=9), None, "1"),
        (asked(Kind.PAPER_CHECKLIST), {"a": "yes"}, {"a": "yes"}),
        (asked(Kind.CHOICE), "own", "own"),
        (asked(Kind.CHOICE), None, ""),
        (asked(Kind.CONSENT), None, ""),
    ],
)
def test_a_page_opens_with_what_is_known(question: Question, known: Any, raw: Any):
    assert begin_entry(question, known).raw == raw
