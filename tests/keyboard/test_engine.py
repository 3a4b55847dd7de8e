"""What holds for every text and every key: composed letters, one visible letter a backspace, nothing lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.keyboard.engine import Engine, begin
from kiosk.keyboard.letters import READY_LETTERS, TONE_NAMES, TONES
from kiosk.keyboard.rules import KEYS, METHODS, STYLES, TELEX, VNI, Typing
from kiosk.keyboard.strokes import type_line

SIGNS = "aabcddeeghiiklmnnoopqrstuuvxywzfjAUOD0123456789 -'" + READY_LETTERS
lines = st.text(SIGNS, max_size=16)
presses = st.lists(st.sampled_from([*SIGNS, "backspace", "clear", *TONES]), max_size=16)
rules = st.builds(
    Typing, st.sampled_from(METHODS), st.sampled_from(STYLES), st.booleans(), st.booleans(), st.booleans(),
    reopen=st.booleans(),
)  # fmt: skip


def press(engine: Engine, key: str) -> Engine:
    if key in TONES:
        return engine.tone(key)
    return engine.backspace() if key == "backspace" else engine.clear() if key == "clear" else engine.key(key)


def after(how: Typing, keys: list[str]) -> Engine:
    engine = Engine(how)
    for key in keys:
        engine = press(engine, key)
    return engine


@given(rules, presses)
def test_text_is_always_composed(how: Typing, keys: list[str]):
    engine = after(how, keys)
    assert unicodedata.is_normalized("NFC", engine.text)
    assert unicodedata.is_normalized("NFC", engine.end().text)


@given(rules, presses)
def test_backspace_removes_exactly_one_visible_letter(how: Typing, keys: list[str]):
    engine = after(how, keys)
    assert len(engine.backspace().text) == max(0, len(engine.text) - 1)


@given(rules, presses)
def test_backspaces_lead_back_to_nothing(how: Typing, keys: list[str]):
    engine = after(how, keys)
    for _ in range(len(engine.text)):
        engine = engine.backspace()
    assert (engine.text, engine.word.letters) == ("", ())


@given(rules, presses)
def test_a_word_never_has_two_tones(how: Typing, keys: list[str]):
    word = after(how, keys).word.shown(how.new_style)
    assert sum(sign in TONE_NAMES for sign in unicodedata.normalize("NFD", word)) <= 1


@given(rules, presses)
def test_what_goes_back_are_the_letters_and_digits_typed(how: Typing, keys: list[str]):
    engine = after(how, keys)
    if engine.word.goes_back and not {"backspace", "clear", *TONES} & set(keys):
        assert "".join(keys).endswith(engine.word.typed)


@given(rules, lines)
def test_a_literal_field_keeps_every_key(how: Typing, keys: str):
    assert type_line(keys, Typing(how.method, literal=True)) == keys


@given(rules, presses, st.sampled_from(READY_LETTERS))
def test_a_ready_letter_always_inserts_what_it_shows(how: Typing, keys: list[str], letter: str):
    assert after(how, keys).key(letter).word.letters[-1].small == letter


@given(st.sampled_from(STYLES), presses, st.sampled_from(list(TONES)))
def test_the_same_tone_key_twice_is_none(style: str, keys: list[str], tone: str):
    engine = after(Typing(KEYS, style), [key for key in keys if key not in TONES])
    assert engine.tone(tone).tone(tone).text == engine.text


@given(st.sampled_from(STYLES), lines, st.sampled_from(list(TONES)))
def test_a_tone_key_changes_no_letter(style: str, keys: str, tone: str):
    engine = after(Typing(KEYS, style), list(keys))
    bare = [sign for sign in unicodedata.normalize("NFD", engine.tone(tone).text) if sign not in TONE_NAMES]
    assert unicodedata.normalize("NFC", "".join(bare)) == engine.text


@given(rules, lines)
def test_a_text_that_was_there_is_opened_as_it_stands(how: Typing, text: str):
    assert begin(text, how).text == text


def test_a_tone_key_shows_what_it_will_make():
    assert begin("Nguyê", Typing()).faces() == {"acute": "ế", "grave": "ề", "hook": "ể", "tilde": "ễ", "dot": "ệ"}


def test_with_nothing_typed_the_tone_keys_show_an_a():
    assert "".join(Engine().faces().values()) == "áàảãạ"


def test_the_faces_follow_the_style():
    assert (begin("hoa", Typing()).faces()["hook"], begin("hoa", Typing(style="new")).faces()["hook"]) == ("ỏ", "ả")


def test_a_tone_that_cannot_stand_has_no_face():
    assert [name for name, face in begin("cat", Typing()).faces().items() if face] == ["acute", "dot"]


@pytest.mark.parametrize(
    ("text", "keys", "typed"),
    [
        ("Trân", ["grave"], "Trần"),
        ("Tran Thi", ["j"], "Tran Thị"),
        ("Trân ", ["backspace", "f"], "Trần"),
        ("Trần", ["s"], "Trấn"),
        ("Trần", ["clear"], "Trân"),
        ("Trần", ["clear", "clear"], "Tran"),
        ("Trần", ["clear", "clear", "clear"], "Tran"),
        ("Trần", ["a"], "Trầna"),
        ("Trần,", ["acute"], "Trần,"),
        ("", ["acute"], ""),
        ("qu", ["acute"], "qú"),
    ],
)
def test_keys_act_on_the_word_that_stands_there(text: str, keys: list[str], typed: str):
    engine = begin(text, Typing())
    for key in keys:
        engine = press(engine, key)
    assert engine.text == typed


@pytest.mark.parametrize("method", [TELEX, VNI, KEYS])
def test_letters_that_come_composed_are_taken(method: str):
    """From a keyboard that the machine has set to Vietnamese."""
    assert type_line("Nguyễn", Typing(method)) == "Nguyễn"


def test_a_decomposed_text_is_composed():
    assert begin(unicodedata.normalize("NFD", "Đắk Lắk"), Typing()).text == "Đắk Lắk"


def test_letters_of_other_alphabets_stay_as_they_are():
    assert type_line("Straße ŭ č ខ្មែរ ş", Typing()) == "Straße ŭ č ខ្មែរ ş"


def test_backspace_takes_a_letter_with_its_uncomposed_sign():
    assert begin("k\u0303", Typing()).backspace().text == ""


def test_no_name_shows_in_a_repr():
    assert "Nguy" not in repr(begin("Nguyễn Văn", Typing()))


def test_what_is_picked_replaces_the_word_that_was_begun():
    assert begin("Trần Th", Typing()).pick("Thị").text == "Trần Thị"
