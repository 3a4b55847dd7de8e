"""Names on glass: the tone goes where Vietnamese puts it, whenever its key is pressed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keyboard.tones import READY_LETTERS, TONES, add_letter, add_tone, key_faces, take_letter


def typed(keys: str) -> str:
    """Press the keys of "cua / hook / n / <": letters, tones, and "<" for backspace."""
    text = ""
    for part in keys.split(" / "):
        if part in TONES:
            text = add_tone(text, part)
        elif part == "<":
            text = take_letter(text)
        else:
            for letter in part:
                text = add_letter(text, letter)
    return text


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ("Nguyên / tilde", "Nguyễn"),
        ("Nguyê / tilde / n", "Nguyễn"),
        ("Trân / grave /  Thi / dot /  Ngoc / dot", "Trần Thị Ngọc"),
        ("cua / hook", "của"),
        ("mui / grave", "mùi"),
        ("mươi / grave", "mười"),
        ("rươu / dot", "rượu"),
        ("cưu / acute", "cứu"),
        ("hoa / grave", "hòa"),
        ("hoa / grave / n", "hoàn"),
        ("hoan / grave / <", "hòa"),
        ("thuy / grave", "thùy"),
        ("quy / acute", "quý"),
        ("qua / acute", "quá"),
        ("quôc / acute", "quốc"),
        ("gia / grave", "già"),
        ("gi / grave", "gì"),
        ("gin / acute", "gín"),
        ("giêng / hook", "giểng"),
        ("ngoai / grave", "ngoài"),
        ("khuyu / hook", "khuỷu"),
        ("thuơ / hook", "thuở"),
        ("Đăk / acute /  Lăk / acute", "Đắk Lắk"),
        ("Nguơn / grave", "Nguờn"),
        ("Krông", "Krông"),
        ("a / acute / grave", "à"),
        ("a / acute / acute", "a"),
        ("bcd / acute", "bcd"),
        ("An / < / <", ""),
        ("H'Hen / grave", "H'Hèn"),
        ("Âp 1", "Âp 1"),
        ("NGUYÊN / tilde", "NGUYỄN"),
    ],
)
def test_keys_give_the_name(keys: str, name: str):
    assert typed(keys) == name


def test_backspace_takes_one_visible_letter():
    assert take_letter("Nguyễ") == "Nguy"


def test_backspace_in_nothing_is_nothing():
    assert take_letter("") == ""


def test_backspace_behind_a_blank_takes_the_blank():
    assert take_letter("Trần ") == "Trần"


def test_a_tone_key_shows_what_it_will_make():
    assert key_faces("Nguyê") == {"acute": "ế", "grave": "ề", "hook": "ể", "tilde": "ễ", "dot": "ệ"}


def test_with_nothing_typed_the_tone_keys_show_an_a():
    assert "".join(key_faces("").values()) == "áàảãạ"


def test_a_tone_already_there_does_not_change_the_faces():
    assert key_faces("hòa") == key_faces("hoa")


letters = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyAÔƯĐ -'", max_size=20)


@given(letters, st.sampled_from(list(TONES)))
def test_a_tone_changes_no_letter(text: str, tone: str):
    plain = "".join(add_letter("", letter) for letter in text)
    bare = [sign for sign in unicodedata.normalize("NFD", add_tone(plain, tone)) if sign not in TONES.values()]
    assert unicodedata.normalize("NFC", "".join(bare)) == plain


@given(letters, st.sampled_from(list(TONES)))
def test_the_same_tone_twice_is_none(text: str, tone: str):
    assert add_tone(add_tone(text, tone), tone) == text


@given(letters, st.sampled_from(list(TONES)))
def test_backspace_takes_exactly_one_letter(text: str, tone: str):
    assert len(take_letter(add_tone(text, tone))) == max(0, len(text) - 1)


@given(letters, st.sampled_from(list(TONES)))
def test_text_is_always_composed(text: str, tone: str):
    with_tone = add_tone(text, tone)
    assert unicodedata.is_normalized("NFC", with_tone)


@given(letters, st.sampled_from(list(TONES)), st.sampled_from(READY_LETTERS + "nmcptghaiuy"))
def test_a_syllable_never_has_two_tones(text: str, tone: str, letter: str):
    last = add_letter(add_tone(text, tone), letter).replace("-", " ").replace("'", " ").split(" ")[-1]
    marks = [sign for sign in unicodedata.normalize("NFD", last) if sign in TONES.values()]
    assert len(marks) <= 1
