"""Telex and VNI keys left in words."""

import pytest

from kiosk.catalogue.search.residue import readings
from kiosk.catalogue.search.syllable import form_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giaays", "giấy"), ("giaasy", "giấy"), ("ddawng", "đăng"), ("kys", "ký"), ("hoon", "hôn"), ("xacs", "xác"),
        ("thuwowngf", "thường"), ("trus", "trú"), ("nguwowif", "người"), ("dduwowcj", "được"), ("tuaans", "tuấn"),
        ("gia61y", "giấy"), ("giay61", "giấy"), ("d9a8ng", "đăng"), ("ho6n", "hôn"), ("nu7o7c1", "nước"),
        ("d9uo7c5", "được"), ("tru1", "trú"), ("ho65", "hộ"), ("nghie65p", "nghiệp"),
    ],
)  # fmt: skip
def test_left_over_keys_are_read_as_what_they_stand_for(typed: str, meant: str):
    assert form_of(meant) in readings(typed)


@pytest.mark.parametrize("typed", ["2026", "24e1", "1a"])
def test_what_begins_with_a_digit_holds_no_keys(typed: str):
    assert list(readings(typed)) == []


def test_a_digit_that_fits_no_letter_is_no_key():
    assert list(readings("ct7")) == []
