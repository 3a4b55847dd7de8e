"""Letters of Vietnamese, taken apart: the letter of the plain alphabet, its mark (â ă ơ đ), and the tone (á à ả ã ạ).

A mark belongs to one letter, a tone to the whole syllable; on the screen both are one composed letter (NFC).
"""

import unicodedata
from dataclasses import dataclass

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
TONES = {"acute": ACUTE, "grave": GRAVE, "hook": HOOK, "tilde": TILDE, "dot": DOT}
TONE_NAMES = {sign: name for name, sign in TONES.items()}
READY_LETTERS = "ăâêôơưđ"
VOWELS = frozenset("aăâeêioôơuưy")

ROOF, BREVE, HORN, BAR = "^", "(", "+", "-"  # the marks of â ê ô, of ă, of ơ ư, and of đ
_MARKED = {
    "a^": "â", "a(": "ă", "e^": "ê", "o^": "ô", "o+": "ơ", "u+": "ư", "d-": "đ",
}  # fmt: skip
_APART = {letter: (pair[0], pair[1]) for pair, letter in _MARKED.items()}


@dataclass(frozen=True, slots=True)
class Key:
    """One key stroke that went into a word; `at` puts it in its place among the others."""

    at: int
    char: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One visible letter or digit without its tone.

    Attributes:
        base: lower case, without its mark; a sign of no Latin letter stands as it was typed.
        by: the key that made the mark, in lower case; "" when the letter came with it.
        undone: the letter is a mark key pressed once more.
    """

    base: str
    mark: str = ""
    upper: bool = False
    by: str = ""
    undone: bool = False
    keys: tuple[Key, ...] = ()

    @property
    def small(self) -> str:
        """The letter in lower case, with its mark: "ơ"."""
        return _MARKED.get(self.base + self.mark, self.base)

    @property
    def shown(self) -> str:
        return self.small.upper() if self.upper else self.small


def letter_of(char: str, at: int) -> tuple[Letter, str]:
    """Take one composed letter or digit apart: the letter, and its tone or ""."""
    split = unicodedata.normalize("NFD", char)
    tone = next((sign for sign in split if sign in TONE_NAMES), "")
    plain = unicodedata.normalize("NFC", split.replace(tone, "")) if tone else char
    small = plain.lower()
    if len(small) != 1 or small.upper() != plain.upper():
        return Letter(plain, keys=(Key(at, plain),)), tone
    base, mark = _APART.get(small, (small, ""))
    return Letter(base, mark, upper=small != plain, keys=(Key(at, plain),)), tone


def with_tone(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)
