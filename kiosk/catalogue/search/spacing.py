"""Blanks in the wrong place: "khaisinh", "k hai sinh", "dangky kethon".

Where a typed word is unknown, its letters and those of its neighbours are cut anew into known words: the cheapest way
counts, where rare words, moved blanks and words that never stand side by side cost (a shortest path, left to right).
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import accumulate

from kiosk.catalogue.search.syllable import folded, form_of

LONGEST_WORD = 7  # letters: "nghiêng"
LONGEST_REGION = 60  # letters; behind them nothing is cut
CONSONANTS = "bcdđghklmnpqrstvx"
LONE_LETTER = 4.0
TYPED_BLANK_LOST = 2.0
BLANK_MISSING = 1.5
STRANGERS = 3.0  # two words that no phrase has side by side
UNKNOWN, UNKNOWN_LETTER = 5.0, 2.5  # a typed word that nobody knows, kept as it is, and each of its letters
SLIPPED = 5.0  # a word with one slip in it

Follows = Callable[[str, str], bool]  # whether some phrase has these two words side by side
Near = Callable[[str], Collection[str]]  # known words one slip away


def respace(
    words: Sequence[str],
    known: Callable[[str, bool], bool],
    frequency: Mapping[str, int],
    follows: Follows,
    near: Near,
) -> list[str]:
    """Return the words with those cut anew that nobody knows, and what stands beside them.

    Args:
        words: as typed, in lower case.
        known: whether a word is known; the second argument says that it is the last one and may be only begun.
        frequency: how often each plain word stands in the catalogue.
    """
    size = len(words)
    strange = {at for at, word in enumerate(words) if not known(word, at == size - 1) or _torn(word, at == size - 1)}
    result: list[str] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and ({end - 1, end, end + 1} & strange):
            end += 1
        if end == at:
            result.append(words[at])
            at += 1
            continue
        cut = _Cut(words[at:end], end == size, known, frequency, follows, near)
        result += cut.best()
        at = end
    return result


def _torn(word: str, last: bool) -> bool:
    """Whether a word is one consonant, which is no word but a piece of one, unless it is the last and only begun."""
    return len(word) == 1 and not last and word in CONSONANTS


class _Cut:
    """One region of words, as a string whose blanks may move."""

    def __init__(
        self,
        words: Sequence[str],
        last: bool,
        known: Callable[[str, bool], bool],
        frequency: Mapping[str, int],
        follows: Follows,
        near: Near,
    ) -> None:
        self._words, self._last = words, last
        self._text = "".join(words)
        self._known, self._frequency, self._follows, self._near = known, frequency, follows, near
        begins = list(accumulate((len(word) for word in words), initial=0))
        self._blanks = set(begins)
        self._typed = dict(zip(begins, words, strict=False))
        self._total = sum(frequency.values()) or 1

    def best(self) -> list[str]:
        """Return the cheapest cut; words with a slip in them are tried where it is no good without them."""
        cost, path = self._cheapest(slips=False)
        if any(not self._is_known(word, False) and len(word) > LONGEST_WORD for word in path):
            _, path = min((cost, path), self._cheapest(slips=True))
        return path

    def _cheapest(self, slips: bool) -> tuple[float, list[str]]:
        size = len(self._text)
        if size > LONGEST_REGION:
            return 0.0, list(self._words)
        paths: list[dict[str, tuple[float, list[str]]]] = [{} for _ in range(size + 1)]
        paths[0][""] = (0.0, [])
        for start in range(size):
            if not paths[start]:
                continue
            for end, word, cost in self._steps(start, slips):
                fold = folded(form_of(word))
                for before, (spent, path) in paths[start].items():
                    total = spent + cost + (STRANGERS if before and not self._follows(before, fold) else 0.0)
                    if total < paths[end].get(fold, (math.inf, []))[0]:
                        paths[end][fold] = (total, [*path, word])
        return min(paths[size].values(), key=lambda one: one[0])

    def _steps(self, start: int, slips: bool) -> list[tuple[int, str, float]]:
        """Return (end, word, cost) of every word that may begin at `start`."""
        found: list[tuple[int, str, float]] = []
        size = len(self._text)
        for end in range(start + 1, min(size, start + LONGEST_WORD + 1) + 1):
            word = self._text[start:end]
            fold = folded(form_of(word))
            moved = TYPED_BLANK_LOST * sum(start < blank < end for blank in self._blanks)
            moved += 0.0 if end in self._blanks else BLANK_MISSING
            if self._is_known(word, end == size):
                found.append((end, word, self._worth(fold) + moved))
            elif slips and len(word) > 2 and (near := self._near(fold)):
                found.append((end, word, min(self._worth(one) for one in near) + SLIPPED + moved))
        if start in self._typed and (typed := self._typed[start]) not in {word for _, word, _ in found}:
            found.append((start + len(typed), typed, UNKNOWN + UNKNOWN_LETTER * len(typed)))
        return found

    def _is_known(self, word: str, ends: bool) -> bool:
        return self._known(word, ends and self._last)

    def _worth(self, fold: str) -> float:
        rare = math.log(self._total / (self._frequency.get(fold, 0) + 0.5))
        return rare + (LONE_LETTER if len(fold) == 1 and fold in CONSONANTS else 0.0)
