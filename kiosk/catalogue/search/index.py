"""All phrases of all entries, as lists of numbers: which phrases hold a word, a pair of words, an expression.

A phrase is one way to name an entry. The phrases of one entry have numbers side by side, so that one sweep finds the
best of each. Nothing here is stored; it is built from the catalogue when somebody first searches.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from kiosk.catalogue.search.entries import Entry
from kiosk.catalogue.search.expressions import Expressions
from kiosk.catalogue.search.lexicon import Lexicon
from kiosk.catalogue.search.postings import Floats, Ids, Postings
from kiosk.catalogue.search.syllable import folded

TELLS_LEAST = 0.6  # what the emptiest word tells, in nats
HABIT = 2.0  # uses of a word by one entry at which half of its full weight is reached
FEW_PHRASES, LEAST_HABIT = 12, 0.35  # an entry with fewer phrases needs fewer uses, down to this share


class Index:
    """
    Args:
        written: for each entry its phrases as forms, in the order of the entry.
    Attributes:
        size: number of phrases. `starts`: for each entry the number of its first; `entry`: the entry of each.
        worth: of each phrase. `tells`: of each phrase, what its words tell together; `tells_pairs` its pairs.
        of_word: number of a form -> phrases. `of_pair`: two plain words side by side, `of_group`: an expression.
        habits: number of a form -> entries that use it, and how much it is their habit.
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
        of_word: dict[int, list[int]] = defaultdict(list)
        of_pair: dict[tuple[str, str], list[int]] = defaultdict(list)
        of_group: dict[int, list[int]] = defaultdict(list)
        uses: dict[int, Counter[int]] = defaultdict(Counter)
        phrases: list[tuple[str, ...]] = []
        for number, of_entry in enumerate(written):
            for phrase in of_entry:
                numbers = dict.fromkeys(lexicon.number[form] for form in phrase)
                for form in numbers:
                    of_word[form].append(len(phrases))
                    uses[form][number] += 1
                folds = tuple(folded(form) for form in phrase)
                for pair in dict.fromkeys(pairwise(folds)):
                    of_pair[pair].append(len(phrases))
                for group in expressions.in_phrase(phrase):
                    of_group[group].append(len(phrases))
                phrases.append(folds)
        self.of_word, self.of_pair, self.of_group = Postings(of_word), Postings(of_pair), Postings(of_group)
        self.follows: dict[str, set[str]] = defaultdict(set)
        for first, second in of_pair:
            self.follows[first].add(second)
        self.size = len(phrases)
        sizes = np.asarray([len(of_entry) for of_entry in written], np.int32)
        self.starts: Ids = np.cumsum([0, *sizes[:-1]], dtype=np.int32)
        self.entry: Ids = np.repeat(np.arange(len(entries), dtype=np.int32), sizes)
        self.worth: Floats = np.asarray([one.worth for entry in entries for one in entry.phrases], np.float32)
        self.prior: Floats = np.asarray([one.prior for one in entries], np.float32)
        self.telling = _telling(uses, lexicon, len(entries))
        tell = self.telling
        self.tells: Floats = np.asarray([sum(tell[one] for one in set(words)) for words in phrases], np.float32)
        self.tells_pairs: Floats = np.asarray(
            [sum(tell[one] + tell[two] for one, two in pairwise(words)) or 1.0 for words in phrases], np.float32
        )
        needed = HABIT * np.clip(sizes / FEW_PHRASES, LEAST_HABIT, 1.0)
        habits = (times / (times + needed[entry]) for of in uses.values() for entry, times in of.items())
        self.habits = Postings({form: tuple(of) for form, of in uses.items()}, habits)


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
