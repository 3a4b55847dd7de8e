"""Numbers in southern words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.voice.numbers import DIGITS, LARGEST, digit_words, number_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm lẻ một"),
        (105, "một trăm lẻ năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (1000, "một ngàn"),
        (1005, "một ngàn không trăm lẻ năm"),
        (2026, "hai ngàn không trăm hai mươi sáu"),
        (15_000, "mười lăm ngàn"),
        (100_001, "một trăm ngàn không trăm lẻ một"),
        (1_050_000, "một triệu không trăm năm mươi ngàn"),
        (2_000_000_000, "hai tỷ"),
        (1_000_000_000_005, "một ngàn tỷ không trăm lẻ năm"),
    ],
)
def test_a_number_is_said_as_the_south_says_it(number: int, words: str):
    assert number_words(number) == words


UNITS = {word: value for value, word in enumerate(DIGITS)} | {"mốt": 1, "lăm": 5}
POWERS = {"ngàn": 1000, "triệu": 10**6}


def understood(words: str) -> int:
    """Read number words back, as a listener does."""
    if " tỷ" in words or words.endswith("tỷ"):
        billions, _, rest = words.partition(" tỷ")
        return understood(billions) * 10**9 + (understood(rest.strip()) if rest.strip() else 0)
    total = group = unit = 0
    for word in words.split():
        if word in POWERS:
            total, group, unit = total + (group + unit) * POWERS[word], 0, 0
        elif word == "trăm":
            group, unit = group + unit * 100, 0
        elif word == "mươi":
            group, unit = group + unit * 10, 0
        elif word == "mười":
            group, unit = group + 10, 0
        elif word != "lẻ":
            unit = UNITS[word]
    return total + group + unit


@given(st.integers(0, LARGEST) | st.integers(0, 100_000))
def test_a_listener_understands_the_same_number(number: int):
    assert understood(number_words(number)) == number


@pytest.mark.parametrize("number", [-1, LARGEST + 1])
def test_a_number_without_words_is_refused(number: int):
    with pytest.raises(ValueError, match="got"):
        number_words(number)


def test_digits_are_said_one_by_one():
    assert digit_words("017") == "không một bảy"
