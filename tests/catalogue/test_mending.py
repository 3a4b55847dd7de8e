import pytest

from kiosk.catalogue.library import Library
from kiosk.catalogue.mending import Lexicon, mend

LEXICON = Lexicon.of({"khai": 90, "sinh": 80, "doc": 5, "than": 20, "giay": 99, "ket": 9, "hon": 9})


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("khai sinh", "khai sinh"),
        ("khaisinh giay", "khai sinh giay"),
        ("khai sihn x", "khai sinh x"),
        ("giiay khai", "giay khai"),
        ("ketj hoon giay", "ket hon giay"),
        ("d9o5c thaan giay", "doc than giay"),
        ("khai si", "khai si"),
        ("zzzz giay", "zzzz giay"),
        ("so do giay", "so do giay"),
    ],
)
def test_a_slip_of_the_finger_is_mended_and_nothing_else(typed: str, mended: str):
    assert " ".join(mend(typed.split(), LEXICON)) == mended


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("khaisinh", "1.001193"),
        ("khai sihn", "1.001193"),
        ("gaiy khai sinh", "1.001193"),
        ("ddangw kys keets hoon", "1.000894"),
        ("giaays ddoocj thaan", "1.004873"),
        ("d9o65c tha6n", "1.004873"),
        ("sao y chugn thuc", "2.000815"),
    ],
)
def test_typing_left_overs_still_find_the_procedure(library: Library, query: str, code: str):
    assert library.search(query)[0].code == code
