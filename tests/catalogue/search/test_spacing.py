"""Blanks in wrong places."""

from itertools import pairwise

import pytest

from kiosk.catalogue.search.slips import Neighbours
from kiosk.catalogue.search.spacing import respace
from kiosk.catalogue.search.syllable import folded, form_of, forms

SAID = ("đăng ký khai sinh", "giấy kết hôn", "đăng ký tạm trú", "khai báo tạm vắng", "y tế", "hộ kinh doanh")
PHRASES = [[folded(form) for form in forms(phrase)] for phrase in SAID]
FREQUENCY = {word: 10 for phrase in PHRASES for word in phrase}
PAIRS = {pair for phrase in PHRASES for pair in pairwise(phrase)}
NEAR = Neighbours(FREQUENCY)


def spaced(text: str, begun: bool = False) -> str:
    def known(word: str, last: bool) -> bool:
        fold = folded(form_of(word))
        return fold in FREQUENCY or (last and begun and any(one.startswith(fold) for one in FREQUENCY))

    def near(fold: str) -> list[str]:
        return [one for one, _ in NEAR.near(fold)]

    return " ".join(respace(text.split(), known, FREQUENCY, lambda one, other: (one, other) in PAIRS, near))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dangkykhaisinh", "dang ky khai sinh"),
        ("dang kykhai sinh", "dang ky khai sinh"),
        ("giaykethon", "giay ket hon"),
        ("k hai bao tam v ang", "khai bao tam vang"),
        ("dang k y tam tru", "dang ky tam tru"),
        ("yte", "y te"),
        ("khai sinh", "khai sinh"),
        ("zzzz khai sinh", "zzzz khai sinh"),
        ("hokinhdoanh", "ho kinh doanh"),
    ],
)
def test_letters_are_cut_into_the_words_that_belong_together(typed: str, meant: str):
    assert spaced(typed) == meant


def test_a_slip_in_joined_words_does_not_keep_them_together():
    assert spaced("dangkykhaisihn").split()[:3] == ["dang", "ky", "khai"]


def test_the_last_word_may_be_only_begun():
    assert spaced("dangkykhais", begun=True) == "dang ky khai s"


def test_very_long_words_stay_as_they_are():
    assert spaced("x" * 300) == "x" * 300
