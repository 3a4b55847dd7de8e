"""Syllables: what is the same word, and how well signs agree."""

import unicodedata

import pytest

from kiosk.catalogue.search.syllable import agreement, folded, form_of, forms


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("ĐƯỜNG", "đường"), (unicodedata.normalize("NFD", "nguyễn"), "nguyễn")],
)
def test_where_a_tone_stands_and_how_it_is_coded_makes_no_other_word(one: str, other: str):
    assert forms(one) == forms(other)


@pytest.mark.parametrize(
    ("word", "plain"), [("ký", "ki"), ("y", "i"), ("quý", "qui"), ("đất", "dat"), ("nguyên", "nguyen")]
)
def test_plain_letters(word: str, plain: str):
    assert folded(form_of(word)) == plain


@pytest.mark.parametrize("text", ["", "  ", "!?", "\u200b", "\ud800"])
def test_a_text_without_letters_has_no_words(text: str):
    assert forms(text) == []


def test_invisible_letters_are_not_there():
    assert forms("khai\u200b sinh") == ["khai", "sinh"]


@pytest.mark.parametrize(
    ("asked", "better", "worse"),
    [("bán", "bán", "bản"), ("ban", "bản", "bên"), ("dât", "đất", "đạt"), ("giây", "giấy", "giày")],
)
def test_signs_left_out_agree_and_wrong_ones_cost(asked: str, better: str, worse: str):
    assert agreement(form_of(asked), form_of(better)) > agreement(form_of(asked), form_of(worse))


def test_without_any_sign_every_word_with_these_letters_agrees_fully():
    assert agreement("ban", form_of("bản")) == 1.0
