"""Words that the catalogue does not know, mended: marks of typing methods left as letters, syllables without the blank
between them, one wrong, missing, doubled or swapped letter. A word that cannot be mended stays as it is.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

LEAST_TO_MEND = 4  # letters; a shorter word is one letter away from too many others
LEAST_SYLLABLE = 2
LETTERS = "abcdeghiklmnopqrstuvxy"

_DOUBLED = re.compile(r"([aeod])\1")
_TONE_KEY = re.compile(r"[sfrxj]+$")
_TELEX_KEYS = re.compile(r"[sfrxjw]")
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of the index and how many procedures hold each."""

    frequencies: Mapping[str, int]
    ordered: Sequence[str] = field(default_factory=tuple)

    @classmethod
    def of(cls, frequencies: Mapping[str, int]) -> "Lexicon":
        return cls(frequencies, sorted(frequencies))

    def begins(self, start: str) -> bool:
        """Whether some word begins with `start`."""
        at = bisect_left(self.ordered, start)
        return at < len(self.ordered) and self.ordered[at].startswith(start)


def mend(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the words with those nobody knows mended; the last one may be the beginning of a word."""
    mended: list[str] = []
    for at, word in enumerate(words):
        known = lexicon.begins(word) if at == len(words) - 1 else word in lexicon.frequencies
        mended += [word] if known else _mended(word, lexicon)
    return mended


def _mended(word: str, lexicon: Lexicon) -> list[str]:
    for candidate in _without_marks(word):
        if candidate in lexicon.frequencies:
            return [candidate]
    if len(word) < LEAST_TO_MEND:
        return [word]
    return _split(word, lexicon) or _one_letter_away(word, lexicon) or [word]


def _without_marks(word: str) -> Iterator[str]:
    """Yield what is left of the word without the keys of VNI and of Telex."""
    yield _DIGITS.sub("", word)
    telex = _DOUBLED.sub(r"\1", _TONE_KEY.sub("", word)).replace("w", "")
    yield telex
    yield word[:1] + _DOUBLED.sub(r"\1", _TELEX_KEYS.sub("", word[1:]))


def _split(word: str, lexicon: Lexicon) -> list[str]:
    """Return two known syllables that the word consists of, the best known ones."""
    cuts = range(LEAST_SYLLABLE, len(word) - LEAST_SYLLABLE + 1)
    pairs = [(word[:at], word[at:]) for at in cuts]
    known = [pair for pair in pairs if all(one in lexicon.frequencies for one in pair)]
    return list(max(known, key=lambda pair: min(lexicon.frequencies[one] for one in pair), default=()))


def _one_letter_away(word: str, lexicon: Lexicon) -> list[str]:
    near = [one for one in _neighbours(word) if one in lexicon.frequencies]
    return [max(near, key=lambda one: lexicon.frequencies[one])] if near else []


def _neighbours(word: str) -> Iterator[str]:
    for at in range(len(word)):
        head, tail = word[:at], word[at + 1 :]
        yield head + tail
        if tail:
            yield head + tail[0] + word[at] + tail[1:]
        for letter in LETTERS:
            yield head + letter + tail
            yield head + letter + word[at:]
