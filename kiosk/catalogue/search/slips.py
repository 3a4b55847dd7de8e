"""Slips of the finger: one wrong, missing, doubled or swapped letter, looked up without trying the alphabet.

Two words are one letter apart when they are equal after at most one letter is left out of each (the symmetric deletes
of W. Garbe's SymSpell, 2012). Which slip it was then says how likely it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

SHORTEST = 3  # letters; shorter words are one letter away from everything

SWAPPED, MISSING, DOUBLED, NEAR, WRONG = 1.0, 0.95, 1.0, 0.95, 0.8  # how likely, the commonest = 1
FIRST_LETTER = 0.8  # the first letter is mistaken less often

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACE = {letter: (row, at) for row, letters in enumerate(_ROWS) for at, letter in enumerate(letters)}


class Neighbours:
    """The known words, findable by what is left of them without one letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_rest: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= SHORTEST:
                for rest in {word, *_deletes(word)}:
                    self._by_rest[rest].append(word)

    def near(self, word: str) -> Iterator[tuple[str, float]]:
        """Yield the known words one slip away and how likely the slip is, 0 to 1; not `word` itself."""
        if len(word) < SHORTEST:
            return
        seen = {word}
        for rest in (word, *_deletes(word)):
            for known in self._by_rest.get(rest, ()):
                if known not in seen:
                    seen.add(known)
                    if (likely := _slip(word, known)) > 0:
                        yield known, likely


def _deletes(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _slip(typed: str, meant: str) -> float:
    """Return how likely `typed` was meant to be `meant`, 0 where they are more than one slip apart."""
    at = 0
    while at < min(len(typed), len(meant)) and typed[at] == meant[at]:
        at += 1
    first = FIRST_LETTER if at == 0 else 1.0
    a, b = typed[at:], meant[at:]
    if len(a) == len(b):
        if a[2:] == b[2:] and a[:2] == b[1::-1]:
            return SWAPPED
        return first * (NEAR if _side_by_side(a[0], b[0]) else WRONG) if a[1:] == b[1:] else 0.0
    if a == b[1:]:
        return first * MISSING
    if a[1:] == b:
        return DOUBLED if at and a[0] == typed[at - 1] else first * WRONG
    return 0.0


def _side_by_side(one: str, other: str) -> bool:
    here, there = _PLACE.get(one), _PLACE.get(other)
    return here is not None and there is not None and abs(here[0] - there[0]) <= 1 and abs(here[1] - there[1]) <= 1
