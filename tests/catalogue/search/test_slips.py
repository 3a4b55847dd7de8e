"""Slips of the finger, and letters that sound alike."""

import pytest

from kiosk.catalogue.search.slips import Neighbours
from kiosk.catalogue.search.sounds import sound_key

KNOWN = Neighbours(["sinh", "khai", "giay", "hon", "ket", "kinh", "doanh"])


@pytest.mark.parametrize("typed", ["sihn", "snih", "snh", "sinhh", "sing", "xinh", "sinhs"])
def test_one_slip_away_is_found(typed: str):
    assert "sinh" in dict(KNOWN.near(typed))


@pytest.mark.parametrize("typed", ["shin", "nhsi", "sanhh", "si"])
def test_two_slips_away_is_not(typed: str):
    assert "sinh" not in dict(KNOWN.near(typed))


def test_the_word_itself_is_no_slip():
    assert "sinh" not in dict(KNOWN.near("sinh"))


def test_swapped_letters_are_likelier_than_a_far_away_key():
    assert dict(KNOWN.near("kte"))["ket"] > dict(KNOWN.near("kpt"))["ket"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sinh", "xin"), ("tro", "cho"), ("thuc", "thut"), ("giay", "day"), ("ve", "de"), ("nam", "lam"),
        ("nghia", "ngia"), ("uong", "uon"), ("hoa", "qua"), ("may", "mai"),
    ],
)  # fmt: skip
def test_what_sounds_alike_somewhere_has_one_key(one: str, other: str):
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("sinh", "sanh"), ("ket", "khet"), ("nga", "nha"), ("ba", "ma")])
def test_what_sounds_different_has_not(one: str, other: str):
    assert sound_key(one) != sound_key(other)
