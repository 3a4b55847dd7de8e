"""Which known words a typed word may stand for, and how well."""

import pytest

from kiosk.catalogue.search.lexicon import BEGUN, BEGUN_LEAST, SAME_WORD, SOUNDS_ALIKE, Lexicon
from kiosk.catalogue.search.syllable import form_of

KNOWN = {"sinh": 9, "kinh": 5, "khai": 9, "giấy": 9, "giày": 1, "hôn": 5, "hộ": 5, "hội": 2, "trợ": 3, "mẹ": 2, "vé": 1}
OTHERS = {"má": ["mẹ"], "sanh": ["sinh"]}
LEXICON = Lexicon(
    {form_of(word): times for word, times in KNOWN.items()},
    {form_of(word): [form_of(one) for one in others] for word, others in OTHERS.items()},
)


def worths(typed: str, begun: bool = False) -> dict[str, float]:
    """Return known word -> how well it stands for what was typed."""
    words = dict(zip(map(form_of, KNOWN), KNOWN, strict=True))
    return {words[LEXICON.forms[at]]: worth for at, worth in LEXICON.alternatives(form_of(typed), begun)}


def test_a_known_word_stands_for_itself_fully():
    assert worths("sinh")["sinh"] == 1.0


def test_plain_letters_stand_for_every_word_written_with_them():
    assert [worths("giay")[word] for word in ("giấy", "giày")] == [1.0, 1.0]


def test_another_word_for_the_same_counts_a_little_less():
    assert worths("sanh")["sinh"] == SAME_WORD


def test_a_letter_that_sounds_alike_counts_less_than_another_word():
    assert worths("cho")["trợ"] == SOUNDS_ALIKE


def test_two_letters_that_sound_alike_are_no_hint():
    assert worths("dé") == {}


@pytest.mark.parametrize(
    ("likelier", "word", "than", "other"),
    [
        ("giấy", "giấy", "giấy", "giày"),
        ("má", "mẹ", "mà", "mẹ"),
        ("sihn", "sinh", "sjnh", "sinh"),
        ("sonh", "sinh", "hin", "hôn"),
        ("tinh", "kinh", "sinh", "kinh"),
        ("sinhh", "sinh", "sinhp", "sinh"),
    ],
    ids=["right signs", "right signs of the other word", "swapped letters", "a long word", "no word itself", "doubled"],
)
def test_the_likelier_reading_is_worth_more(likelier: str, word: str, than: str, other: str):
    assert worths(likelier)[word] > worths(than)[other]


def test_two_slips_are_no_reading():
    assert "sinh" not in worths("sunk")


def test_alternatives_rise_by_worth():
    found = [worth for _, worth in LEXICON.alternatives(form_of("hộ"), True)]
    assert found == sorted(found)


def test_a_begun_word_stands_for_what_begins_so():
    assert BEGUN_LEAST < worths("kha", begun=True)["khai"] < BEGUN


def test_a_finished_word_does_not_stand_for_longer_ones():
    assert "khai" not in worths("kh")


def test_the_more_of_a_word_is_typed_the_more_it_is_worth():
    assert worths("kha", begun=True)["khai"] > worths("k", begun=True)["khai"]


def test_a_whole_word_is_worth_more_than_one_that_it_begins():
    assert worths("hộ", begun=True)["hộ"] > worths("hộ", begun=True)["hội"]


@pytest.mark.parametrize(
    ("word", "known"), [("sinh", True), ("giay", True), ("ma", True), ("sin", False), ("zzz", False)]
)
def test_a_word_is_known_by_its_plain_letters(word: str, known: bool):
    assert LEXICON.knows(form_of(word)) == known


@pytest.mark.parametrize(("letters", "begins"), [("kh", True), ("gia", True), ("sinh", True), ("sinhs", False)])
def test_letters_begin_a_word_or_none(letters: str, begins: bool):
    assert LEXICON.begins(letters) == begins


@pytest.mark.parametrize(("typed", "meant"), [("giaays", "giấy"), ("me5", "mẹ"), ("sinh", "sinh"), ("zzz", "zzz")])
def test_left_over_keys_are_read_where_that_makes_a_known_word(typed: str, meant: str):
    assert LEXICON.meant(typed) == form_of(meant)


def test_a_known_word_is_never_read_as_keys():
    lexicon = Lexicon({"tax": 1, form_of("tã"): 1}, {})
    assert lexicon.meant("tax") == "tax"


def test_a_plain_word_is_as_frequent_as_all_words_written_with_it():
    assert LEXICON.frequency["giay"] == 10
