"""What the index knows of phrases and words before anybody asks."""

from collections import Counter

import pytest

from kiosk.catalogue.search.entries import Entry, Phrase
from kiosk.catalogue.search.expressions import Expressions, Meaning
from kiosk.catalogue.search.index import TELLS_LEAST, Index
from kiosk.catalogue.search.lexicon import Lexicon
from kiosk.catalogue.search.syllable import form_of, forms

SAID = (("giấy khai sinh", "giấy tờ"), ("giấy kết hôn",), ("giấy chứng tử", "ba mẹ mất", "tử"))


def written(*said: tuple[str, ...]) -> list[list[list[str]]]:
    return [[forms(phrase) for phrase in entry] for entry in said]


def lexicon(*said: tuple[str, ...]) -> Lexicon:
    return Lexicon(Counter(form for entry in written(*said) for phrase in entry for form in phrase), {})


def index(*said: tuple[str, ...]) -> Index:
    entries = [Entry(one[0], one[0], tuple(Phrase(text) for text in one)) for one in said]
    return Index(entries, written(*said), lexicon(*said), Expressions([Meaning(("qua đời", "mất"))]))


LEXICON, INDEX = lexicon(*SAID), index(*SAID)


@pytest.mark.parametrize(("word", "phrases"), [("giấy", [0, 1, 2, 3]), ("tử", [3, 5]), ("hôn", [2])])
def test_a_word_has_the_phrases_it_stands_in(word: str, phrases: list[int]):
    assert INDEX.of_word.of(LEXICON.number[form_of(word)]).tolist() == phrases


def test_a_pair_has_the_phrases_in_which_it_stands_side_by_side():
    assert [INDEX.of_pair.of(one).tolist() for one in (("khai", "sinh"), ("giai", "sinh"))] == [[0], []]


def test_an_expression_has_the_phrases_that_say_it():
    assert INDEX.of_group.of(0).tolist() == [4]


def test_the_phrases_of_an_entry_have_numbers_side_by_side():
    assert (INDEX.starts.tolist(), INDEX.entry.tolist()) == ([0, 2, 3], [0, 0, 1, 2, 2, 2])


def test_a_word_is_followed_by_what_stands_behind_it_somewhere():
    assert INDEX.follows["giay"] == {"khai", "to", "ket", "chung"}


def test_a_word_that_all_entries_use_alike_tells_least():
    assert INDEX.telling["giay"] == pytest.approx(TELLS_LEAST)


@pytest.mark.parametrize(("more", "less"), [("tu", "giay"), ("hon", "giay"), ("tu", "hon")])
def test_the_fewer_entries_and_the_oftener_they_use_a_word_the_more_it_tells(more: str, less: str):
    telling = index(*SAID, *((f"giấy {number}",) for number in range(9))).telling
    assert telling[more] > telling[less]
