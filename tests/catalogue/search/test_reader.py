"""From typed letters to the words that were meant."""

import unicodedata
from itertools import pairwise

import pytest

from kiosk.catalogue.search.lexicon import Lexicon
from kiosk.catalogue.search.reader import LONGEST_QUERY, LONGEST_WORD, MOST_WORDS, Query, Reader
from kiosk.catalogue.search.syllable import folded, form_of, forms

NAMES = (
    "đăng ký khai sinh",
    "đăng ký kết hôn",
    "giấy kết hôn",
    "hộ kinh doanh",
    "kết luận",
    "bảo hiểm y tế",
    "mẫu số 1",
)
SHORT = {"bhyt": "bảo hiểm y tế", "qd": "quyết định", "ke": "kinh doanh"}
OFTEN = 2_000  # as in a whole catalogue, so that cutting words anew is not cheap
PAIRS = {pair for name in NAMES for pair in pairwise(map(folded, forms(name)))}
READER = Reader(
    Lexicon(dict.fromkeys((form for name in NAMES for form in forms(name)), OFTEN), {"sanh": ["sinh"]}),
    {folded(one): forms(words) for one, words in SHORT.items()},
    NAMES,
    lambda first, second: (first, second) in PAIRS,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("khai sinh", "khai sinh"),
        ("  KHAI,  Sinh!? ", "khai sinh"),
        (unicodedata.normalize("NFD", "giấy kết hôn"), "giấy kết hôn"),
        ("khaisinh", "khai sinh"),
        ("k hai sinh", "khai sinh"),
        ("giaasy keets hoon", "giấy kết hôn"),
        ("gia6y1 ke61t ho6n", "giấy kết hôn"),
        ("sanh", "sanh"),
        ("BHYT", "bảo hiểm y tế"),
        ("giấy bhyt", "giấy bảo hiểm y tế"),
        ("qđ62", "quyết định 62"),
        ("BHYT2024", "bảo hiểm y tế 2024"),
        ("hkd", "hộ kinh doanh"),
        ("dkkh", "đăng ký kết hôn"),
        ("zzzz", "zzzz"),
        ("12", "12"),
    ],
)
def test_a_text_is_read_as_the_words_that_were_meant(typed: str, meant: str):
    assert READER.read(typed).words == tuple(forms(meant))


@pytest.mark.parametrize("typed", ["", "   ", "?!", "😀", "\u200b", "\x00", "\ud800"])
def test_a_text_without_letters_has_no_words(typed: str):
    assert READER.read(typed) == Query((), False)


@pytest.mark.parametrize(
    ("typed", "begun"), [("khai", True), ("khai ", False), ("khai\n", False), ("khai s", True), ("x" * 201, False)]
)
def test_the_last_word_is_begun_until_a_blank_or_the_end(typed: str, begun: bool):
    assert READER.read(typed).begun == begun


def test_a_begun_word_is_not_cut_apart():
    assert READER.read("giấy kết hô").words == tuple(forms("giấy kết hô"))


@pytest.mark.parametrize(("typed", "meant"), [("ke", "ke"), ("ke ", "kinh doanh")])
def test_an_abbreviation_that_may_become_a_word_is_one_only_behind_a_blank(typed: str, meant: str):
    assert READER.read(typed).words == tuple(forms(meant))


def test_initials_of_two_words_are_no_name():
    assert READER.read("kh ").words == ("kh",)


def test_initials_of_two_names_are_the_one_that_comes_first():
    assert READER.read("dkk ").words == tuple(forms("đăng ký khai"))


def test_what_stands_behind_the_longest_query_changes_nothing():
    query = "khai sinh".ljust(LONGEST_QUERY)
    assert READER.read(query + "kết hôn").words == READER.read(query).words


def test_a_query_has_an_end_in_words():
    assert len(READER.read("hộ " * (MOST_WORDS + 1)).words) == MOST_WORDS


def test_a_word_has_an_end_in_letters():
    assert READER.read("z" * (LONGEST_WORD + 1)).words == ("z" * LONGEST_WORD,)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        (Query(("khai",), True), True),
        (Query((form_of("đất"),), True), True),
        (Query(("nghia",), True), False),
        (Query(("khai",), False), False),
        (Query(("khai", "s"), True), False),
        (Query((), True), False),
    ],
)
def test_of_four_letters_of_one_begun_word_anything_may_become(query: Query, first: bool):
    assert query.first_letters == first
