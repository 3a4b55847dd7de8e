"""Any syllable of the model, its keys in any order a typist may press them, in each method and style."""

import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.fold import fold
from kiosk.keyboard.engine import Engine
from kiosk.keyboard.letters import ACUTE, DOT, TONES
from kiosk.keyboard.rules import KEYS, METHODS, NEW, OLD, STYLES, TELEX, VNI, Typing
from kiosk.keyboard.strokes import type_line
from kiosk.keyboard.syllable import INITIALS, RIMES, STOPS, is_syllable, may_become

# Where the tone stands in each nucleus, counted from 0, by hand: without a final in the old style, in the new one, and
# with a final ("-" where there is none).
PLACES = {
    "a ă â e ê i o ô ơ u ư y": "000",
    "oa oe": "011", "uy": "011", "oă uâ uê uơ iê yê uô ươ": "111", "uyê": "222", "oo": "--1",
    "ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu": "00-",
    "iêu yêu oai oao oay oeo uây uêu uôi ươi ươu uya uyu": "11-",
}  # fmt: skip
PLACE = {nucleus: places for nuclei, places in PLACES.items() for nucleus in nuclei.split()}
BASES = str.maketrans("ăâêôơưđ", "aaeooud")
MARK_KEYS = {
    TELEX: {"ă": "w", "â": "a", "ê": "e", "ô": "o", "ơ": "w", "ư": "w", "đ": "d"},
    VNI: {"ă": "8", "â": "6", "ê": "6", "ô": "6", "ơ": "7", "ư": "7", "đ": "9"},
}
TONE_KEYS = {
    TELEX: dict(zip(TONES, "sfrxj", strict=True)),
    VNI: dict(zip(TONES, "12345", strict=True)),
}
OPEN_UO = ("", "h", "kh", "th")


@dataclass(frozen=True)
class Syllable:
    initial: str
    nucleus: str
    final: str
    tone: str  # a key of TONES, or ""

    @property
    def bare(self) -> str:
        return self.initial + self.nucleus + self.final

    def written(self, style: str) -> str:
        if not self.tone:
            return self.bare
        place = PLACE[self.nucleus][2 if self.final else STYLES.index(style)]
        at = len(self.initial) + int(place) + 1
        return unicodedata.normalize("NFC", self.bare[:at] + TONES[self.tone] + self.bare[at:])


def all_syllables() -> list[Syllable]:
    found: list[Syllable] = []
    for initial in sorted(INITIALS):
        for nucleus, final in sorted(RIMES):
            tones = ["", "acute", "dot"] if final in STOPS else ["", *TONES]
            # qu and gi before u, i and y make spellings nobody has (quu, gii), and quy is q-uy to everybody's eye.
            if (initial == "qu" and nucleus[0] in "uưoy") or (initial in ("gi", "g") and nucleus[0] in "iy"):
                continue
            found += [Syllable(initial, nucleus, final, tone) for tone in tones]
    return found


SYLLABLES = all_syllables()


def can_be_typed(one: Syllable) -> bool:
    """Telex and VNI have no way to uơ before a final, to open ươ where uơ is meant, and to oo but by undoing."""
    if one.nucleus == "oo" or (one.nucleus == "uơ" and (one.final or one.initial not in OPEN_UO)):
        return False
    if one.nucleus == "ươ" and not one.final and one.initial in OPEN_UO:
        return False
    return one.initial not in ("đr", "đl")  # d is no initial before r: there đ cannot come late


@st.composite
def strokes(draw: st.DrawFn, method: str) -> tuple[Syllable, str]:
    """Draw a syllable and its keys: each mark at or behind its letter, the tone behind the first vowel."""
    one = draw(st.sampled_from(TYPEABLE))
    letters = one.bare.translate(BASES)
    keys: list[tuple[int, str]] = []
    marks = MARK_KEYS[method]
    pair = one.bare.find("ươ")
    for at, letter in enumerate(one.bare):
        if letter in marks and not (pair >= 0 and at == pair):
            keys.append((draw(st.integers(at + 1, len(letters))), marks[letter]))
    if one.tone:
        first = len(one.initial) + 1
        keys.append((draw(st.integers(first, len(letters))), TONE_KEYS[method][one.tone]))
    keys = draw(st.permutations(keys))
    typed = "".join(
        "".join(key for place, key in keys if place == at) + letters[at : at + 1] for at in range(len(letters) + 1)
    )
    return one, typed


TYPEABLE = [one for one in SYLLABLES if can_be_typed(one)]
TONED = [one for one in TYPEABLE if one.tone]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("method", [TELEX, VNI])
@given(data=st.data())
def test_any_order_of_keys_gives_the_syllable(method: str, style: str, data: st.DataObject):
    one, typed = data.draw(strokes(method))
    assert type_line(typed, Typing(method, style, reopen=False)) == one.written(style)


@pytest.mark.parametrize("style", STYLES)
@given(one=st.sampled_from(SYLLABLES), data=st.data())
def test_ready_letters_and_tone_keys_give_the_syllable(one: Syllable, style: str, data: st.DataObject):
    """Whatever the method, since both stand beside each other on the glass."""
    method = data.draw(st.sampled_from(METHODS))
    if method == TELEX and one.nucleus == "oo":
        method = KEYS
    engine = Engine(Typing(method, style))
    at = data.draw(st.integers(len(one.initial) + 1, len(one.bare)))
    for place, letter in enumerate(one.bare):
        engine = engine.tone(one.tone) if place == at and one.tone else engine
        engine = engine.key(letter)
    engine = engine.tone(one.tone) if at == len(one.bare) and one.tone else engine
    assert engine.end().text == one.written(style)


@given(st.sampled_from(SYLLABLES))
def test_search_takes_both_styles_for_one(one: Syllable):
    assert fold(one.written(OLD)) == fold(one.written(NEW))


@pytest.mark.parametrize("method", [TELEX, VNI])
@given(data=st.data())
def test_the_tone_key_again_is_a_letter_and_leaves_no_tone(method: str, data: st.DataObject):
    one = data.draw(st.sampled_from(TONED))
    engine = Engine(Typing(method, auto_restore=False))
    for key in one.bare:
        engine = engine.key(key)
    key = TONE_KEYS[method][one.tone]
    assert engine.key(key).key(key).text == one.bare + key


def test_the_model_knows_its_own_syllables():
    assert [one for one in SYLLABLES if not is_syllable(one.bare, TONES.get(one.tone, ""))] == []


def test_whatever_is_a_syllable_may_become_one():
    assert [one for one in SYLLABLES if not may_become(one.bare)] == []


@pytest.mark.parametrize("tone", [one for one in TONES.values() if one not in (ACUTE, DOT)])
@pytest.mark.parametrize("spelling", ["cat", "hoc", "sach", "hop", "đăk"])
def test_a_stop_takes_only_two_tones(spelling: str, tone: str):
    assert not is_syllable(spelling, tone)


@pytest.mark.parametrize(
    "spelling",
    ["", "b", "tie", "nguye", "tuo", "tuan", "book", "dea", "zalo", "fa", "wi", "ca3", "nge t", "ana", "tưo"],
)
def test_what_is_no_syllable(spelling: str):
    assert not is_syllable(spelling, ACUTE)
