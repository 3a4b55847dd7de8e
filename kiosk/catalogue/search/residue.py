"""Keys of typing methods left in a word: "giaays" and "gia6y1" are "giấy".

A person who types Telex or VNI on a keyboard that knows neither leaves its keys as letters and digits. Only the word
decides: what is read here counts when it is a word that the catalogue knows and the typed one is not.
"""

import re
import unicodedata
from collections.abc import Iterator

_TONE_KEYS = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TONE_DIGITS = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_SIGNED = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_SIGN_DIGITS = {
    "6": {"a": "â", "e": "ê", "o": "ô"}, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}, "9": {"d": "đ"},
}  # fmt: skip
_VOWEL = re.compile("[aăâeêioôơuưy]")
_DIGIT = re.compile(r"\d")


def readings(form: str) -> Iterator[str]:
    """Yield what a form may have been meant to be, as forms, likely ones first; none where it holds no such key."""
    if _DIGIT.search(form):
        if (read := _vni(form)) is not None:
            yield read
    else:
        yield from _telex(form)


def _vni(form: str) -> str | None:
    """Read VNI digits, wherever in the word they stand; None where one of them fits nothing."""
    letters, tone = [one for one in form if not one.isdigit()], ""
    if not letters or form[0].isdigit():
        return None
    before = 0
    for one in form:
        if not one.isdigit():
            before += 1
        elif one in _TONE_DIGITS:
            tone = _TONE_DIGITS[one]
        elif not _sign(letters, before, _SIGN_DIGITS.get(one, {})):
            return None
    _complete_horn(letters)
    return "".join(letters) + tone


def _sign(letters: list[str], before: int, signed: dict[str, str]) -> bool:
    """Sign the nearest letter before the key that takes it."""
    for at in range(before - 1, -1, -1):
        if letters[at] in signed:
            letters[at] = signed[letters[at]]
            return True
    return False


def _complete_horn(letters: list[str]) -> None:
    """Make "uơ" and "ưo" before another letter "ươ", as every typing method does."""
    for at in range(len(letters) - 2):
        if "".join(letters[at : at + 2]) in ("uơ", "ưo"):
            letters[at : at + 2] = ["ư", "ơ"]


def _telex(form: str) -> Iterator[str]:
    """Read Telex keys: signs doubled or late, w, and a tone key at the end or right behind the vowels."""
    plain = unicodedata.normalize("NFC", form)
    bare, tone = (plain[:-1], plain[-1]) if unicodedata.combining(plain[-1:] or " ") else (plain, "")
    seen: set[str] = set()
    for letters, key in _without_tone_key(bare):
        for read in (_signs(letters), letters):
            made = read + (_TONE_KEYS[key] if key else tone)
            if made != form and made not in seen:
                seen.add(made)
                yield made


def _without_tone_key(bare: str) -> Iterator[tuple[str, str]]:
    """Yield the letters without one tone key (and which it was), last place first, then the letters as they are."""
    vowel = _VOWEL.search(bare)
    for at in range(len(bare) - 1, (vowel.start() if vowel else len(bare)), -1):
        if bare[at] in _TONE_KEYS:
            rest = bare[:at] + bare[at + 1 :]
            yield rest.replace(bare[at], "") if bare[at] in "jfx" and bare[at] in rest[1:] else rest, bare[at]
    yield bare, ""


def _signs(bare: str) -> str:
    """Apply doubled letters and w; a second letter may come late, behind the end of the syllable ("tuana")."""
    letters: list[str] = []
    for one in bare:
        if one == "w":
            _horn(letters)
        elif one in "aeod" and _sign(letters, len(letters), {one: _SIGNED[one + one]}):
            continue
        else:
            letters.append(one)
    _complete_horn(letters)
    return "".join(letters)


def _horn(letters: list[str]) -> None:
    """Apply a w to what stands before it; with nothing to change it is a slip."""
    for at in range(len(letters) - 1, -1, -1):
        if letters[at] in "aou":
            if letters[at] == "o" and at and letters[at - 1] == "u":
                letters[at - 1] = "ư"
            letters[at] = _SIGNED[letters[at] + "w"]
            return
