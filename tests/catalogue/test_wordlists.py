"""Reading the lists of what people say: lines that are right, and lines that are not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.catalogue.search.expressions import Meaning
from kiosk.catalogue.wordlists import (
    EVERYDAY,
    Section,
    Topic,
    elsewhere,
    everyday,
    sections,
    special,
    spoken,
    wanted,
    word_lists,
)

Lists = Callable[..., Path]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["[1.1] Một", "sao y", "[2.2] Hai"], [Section("1.1", "Một", ("sao y",)), Section("2.2", "Hai", ())]),
        (["# lời ghi", "[1.1]", "", "  sao y  ", "# [2.2]"], [Section("1.1", "", ("sao y",))]),
        (["sao y", "[1.1] Một"], [Section("1.1", "Một", ())]),
        (["[1.1] Một", "[2.2 Hai"], [Section("1.1", "Một", ("[2.2 Hai",))]),
        (["[1.1] Một", "[] Hai"], [Section("1.1", "Một", ("[] Hai",))]),
        (["[1.1] Một", "xem [2.2]"], [Section("1.1", "Một", ("xem [2.2]",))]),
        (["[ 1.1 ]   Một "], [Section("1.1", "Một", ())]),
        ([], list[Section]()),
    ],
    ids=["two", "notes and gaps", "no heading yet", "no end", "no key", "not at the start", "blanks", "nothing"],
)
def test_a_list_is_read_section_by_section(lists: Lists, lines: list[str], found: list[Section]):
    assert list(sections(lists("spoken/a.txt", *lines))) == found


def test_what_is_said_for_one_procedure_may_stand_in_two_files(lists: Lists):
    lists("spoken/a.txt", "[1.1] Một", "sao y")
    lists("spoken/b.txt", "[1.1] Một", "photo giấy")
    assert spoken() == {"1.1": ("sao y", "photo giấy")}


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("[gold] Giá vàng @ bank", Topic("gold", "Giá vàng", "bank", ("giá vàng",))),
        ("[gold] Vàng @ tiệm @ bank", Topic("gold", "Vàng @ tiệm", "bank", ("giá vàng",))),
        ("[gold] Giá vàng", Topic("gold", "", "Giá vàng", ("giá vàng",))),
        ("[gold] Giá vàng @", Topic("gold", "Giá vàng", "", ("giá vàng",))),
    ],
    ids=["right", "two signs", "no sign", "no place"],
)
def test_what_a_commune_does_not_do_has_a_name_and_a_place(lists: Lists, heading: str, topic: Topic):
    lists("words/elsewhere.txt", heading, "giá vàng")
    assert elsewhere() == (topic,)


def test_the_most_wanted_come_in_the_order_of_the_list(lists: Lists):
    lists("words/wanted.txt", "[2.2] Hai", "[1.1] Một")
    assert wanted() == ("2.2", "1.1")


def test_a_code_without_brackets_is_not_wanted(lists: Lists):
    lists("words/wanted.txt", "[1.1] Một", "2.2 Hai")
    assert wanted() == ("1.1",)


def test_only_the_first_of_the_wanted_are_everyday(lists: Lists):
    lists("words/wanted.txt", *(f"[1.{number}]" for number in range(EVERYDAY + 1)))
    assert everyday() == wanted()[:-1]


def test_a_special_beginning_ends_with_its_word(lists: Lists):
    lists("words/special.txt", "# lời ghi", "Gia Hạn")
    assert special() == ("gia han ",)


@pytest.mark.parametrize(
    ("line", "group"),
    [
        ("má = mẹ = bầm", ("má", "mẹ", "bầm")),
        ("má=mẹ", ("má", "mẹ")),
        ("má = = mẹ =", ("má", "mẹ")),
        ("má", ("má",)),
        ("má, mẹ", ("má, mẹ",)),
    ],
)
def test_words_of_one_kind_stand_between_equals_signs(lists: Lists, line: str, group: tuple[str, ...]):
    lists("words/same-word.txt", line)
    assert word_lists().same_word == [group]


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("qua đời = mất", Meaning(("qua đời", "mất"))),
        ("nước ngoài < Lào, Đài Loan", Meaning(("nước ngoài",), ("Lào", "Đài Loan"))),
        ("nước ngoài < , Lào ,", Meaning(("nước ngoài",), ("Lào",))),
        ("< Lào", Meaning((), ("Lào",))),
        ("qua đời", Meaning(("qua đời",))),
    ],
)
def test_expressions_of_one_meaning_may_have_narrower_ones(lists: Lists, line: str, meaning: Meaning):
    lists("words/same-meaning.txt", line)
    assert word_lists().same_meaning == [meaning]


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("BHYT = bảo hiểm y tế", {"BHYT": "bảo hiểm y tế"}),
        ("a = b = c", {"a": "b = c"}),
        ("BHYT bảo hiểm", {"BHYT bảo hiểm": ""}),
        ("= bảo hiểm", {"": "bảo hiểm"}),
    ],
    ids=["right", "two signs", "no sign", "no abbreviation"],
)
def test_an_abbreviation_stands_before_its_words(lists: Lists, line: str, short: dict[str, str]):
    lists("words/short-forms.txt", line)
    assert word_lists().short_forms == short


def test_of_an_abbreviation_written_twice_the_last_line_counts(lists: Lists):
    lists("words/short-forms.txt", "HN = hội nghị", "HN = hà nội")
    assert word_lists().short_forms == {"HN": "hà nội"}


def test_a_missing_folder_of_spoken_words_is_an_empty_one(lists: Lists):
    lists("words/wanted.txt")
    assert spoken() == {}


@pytest.mark.parametrize("name", ["same-word", "same-meaning", "short-forms", "special", "wanted", "elsewhere"])
def test_an_empty_list_says_nothing(lists: Lists, name: str):
    lists(f"words/{name}.txt", "# chỉ có lời ghi", "", "   ")
    made = word_lists()
    assert not [*made.same_word, *made.same_meaning, *made.short_forms, *special(), *wanted(), *elsewhere()]
