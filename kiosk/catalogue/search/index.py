"""All phrases of all entries, as lists of numbers: which phrases hold a word, a pair of words, an expression.

A phrase is one way to name an entry. The phrases of one entry have numbers side by side, so that one sweep finds the
best of each. Nothing here is stored; it is built from the catalogue when somebody first searches.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from kiosk.catalogue.search.entries import Entry
from kiosk.catalogue.search.expressions import Expressions
from kiosk.catalogue.search.lexicon import Lexicon
from kiosk.catalogue.search.syllable import folded

Ids = npt.NDArray[np.int32]
Floats = npt.NDArray[np.floating[Any]]

TELLS_LEAST = 0.6  # what the emptiest word tells, in nats
HABIT = 2.0  # uses of a word by one entry at which half of its full weight is reached
FEW_PHRASES, LEAST_HABIT = 12, 0.35  # an entry with fewer phrases needs fewer uses, down to this share


class Index:
    """
    Args:
        written: for each entry its phrases as forms, in the order of the entry.
    Attributes:
        starts: for each entry the number of its first phrase.
        worth: of each phrase. `tells`: of each phrase, what its words tell together; `tells_pairs` its pairs.
        follows: plain word -> words that stand behind it in some phrase.
        telling: plain word -> how much it tells about which entry is meant, in nats.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        written: Sequence[Sequence[Sequence[str]]],
        lexicon: Lexicon,
        expressions: Expressions,
    ) -> None:
        self.entries, self._lexicon = entries, lexicon
        self._of_word: dict[int, list[int]] = defaultdict(list)
        self._of_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._of_group: dict[int, list[int]] = defaultdict(list)
        self.follows: dict[str, set[str]] = defaultdict(set)
        uses: dict[int, Counter[int]] = defaultdict(Counter)
        starts: list[int] = []
        phrases: list[tuple[str, ...]] = []
        for number, of_entry in enumerate(written):
            starts.append(len(phrases))
            for phrase in of_entry:
                phrases.append(self._add(len(phrases), phrase, expressions))
                for form in set(phrase):
                    uses[lexicon.number[form]][number] += 1
        self.size = len(phrases)
        self.starts: Ids = np.asarray(starts, np.int32)
        self.worth: Floats = np.asarray([one.worth for entry in entries for one in entry.phrases], np.float32)
        self.prior: Floats = np.asarray([one.prior for one in entries], np.float32)
        self.telling = _telling(uses, lexicon, len(entries))
        tell = self.telling
        self.tells: Floats = np.asarray([sum(tell[one] for one in set(words)) for words in phrases], np.float32)
        self.tells_pairs: Floats = np.asarray(
            [sum(tell[one] + tell[two] for one, two in pairwise(words)) or 1.0 for words in phrases], np.float32
        )
        sizes = np.asarray([len(of_entry) for of_entry in written], np.float32)
        needed = HABIT * np.clip(sizes / FEW_PHRASES, LEAST_HABIT, 1.0)
        self._uses = {
            form: (entry := np.fromiter(of, np.int32), _habit(np.fromiter(of.values(), np.float32), needed[entry]))
            for form, of in uses.items()
        }

    def _add(self, at: int, written: Sequence[str], expressions: Expressions) -> tuple[str, ...]:
        folds = tuple(folded(form) for form in written)
        for form in dict.fromkeys(written):
            self._of_word[self._lexicon.number[form]].append(at)
        for pair in dict.fromkeys(pairwise(folds)):
            self._of_pair[pair].append(at)
            self.follows[pair[0]].add(pair[1])
        for group in expressions.in_phrase(written):
            self._of_group[group].append(at)
        return folds

    def phrases_with(self, forms: Sequence[tuple[int, float]]) -> tuple[Ids, Floats]:
        """Return phrases that hold one of the forms, and how well; `forms` rise by worth, and so do the phrases."""
        return _rows([(self._of_word.get(form, []), worth) for form, worth in forms])

    def phrases_with_pairs(self, pairs: Sequence[tuple[tuple[str, str], float]]) -> tuple[Ids, Floats]:
        """Return phrases that hold one of the pairs side by side, rising by worth as `pairs` do."""
        return _rows([(self._of_pair[pair], worth) for pair, worth in pairs])

    def phrases_saying(self, group: int) -> Sequence[int]:
        """Return the phrases that express a group of synonyms."""
        return self._of_group.get(group, ())

    def entries_with(self, forms: Sequence[tuple[int, float]]) -> tuple[Ids, Floats]:
        """Return entries that use one of the forms, rising by worth, and how much it is their habit."""
        uses = [(*self._uses[form], worth) for form, worth in forms if form in self._uses]
        if not uses:
            return _NONE
        ids = np.concatenate([of for of, _, _ in uses])
        worths = np.concatenate([habit * worth for _, habit, worth in uses])
        order = np.argsort(worths, kind="stable")
        return ids[order], worths[order]


_NONE: tuple[Ids, Floats] = (np.empty(0, np.int32), np.empty(0, np.float32))


def _rows(found: Sequence[tuple[list[int], float]]) -> tuple[Ids, Floats]:
    if not found:
        return _NONE
    sizes = [len(ids) for ids, _ in found]
    ids = np.fromiter(chain.from_iterable(ids for ids, _ in found), np.int32, sum(sizes))
    return ids, np.repeat(np.asarray([worth for _, worth in found], np.float32), sizes)


def _habit(uses: Floats, needed: Floats) -> Floats:
    return uses / (uses + needed)


def _telling(uses: dict[int, Counter[int]], lexicon: Lexicon, total: int) -> dict[str, float]:
    """Return for each plain word how far it narrows down the entries: log of their number, less the entropy of who
    uses the word; one use is thought to be spread over all, so that a rare word does not tell all.
    """
    of_fold: dict[str, Counter[int]] = defaultdict(Counter)
    for form, counts in uses.items():
        of_fold[lexicon.folds[form]].update(counts)
    return {fold: _tells(counts.values(), total) for fold, counts in of_fold.items()}


def _tells(counts: Iterable[int], total: int) -> float:
    every = sum(counts) + 1.0
    entropy = -sum(one / every * math.log(one / every) for one in counts) + math.log(total * every) / every
    return max(0.0, math.log(total) - entropy) + TELLS_LEAST
