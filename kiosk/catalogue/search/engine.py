"""From a text to what it may be about, best first.

Every word of the query becomes a row over all phrases: how well the phrase answers that word. So do two words side by
side. Rows are weighed by what their word tells and added up; the best phrase of an entry counts, together with how well
its phrases answer all words among them, and how much these words are its habit.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from kiosk.catalogue.search.entries import Entry, Match, WordLists
from kiosk.catalogue.search.expressions import Expressions
from kiosk.catalogue.search.index import Index
from kiosk.catalogue.search.lexicon import Lexicon, Worths
from kiosk.catalogue.search.postings import Floats, Ids
from kiosk.catalogue.search.reader import Query, Reader
from kiosk.catalogue.search.syllable import agreement, folded, form_of, forms

CACHED_ROWS = 48  # of 100 KB or so; while one types, all words but the last stay
SHORTEST_IN_PHRASES = 3  # letters of an abbreviation
ABOUT, CERTAIN = 0.02, 0.9  # worths that are equally good; from which on a word was not guessed


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign of a good answer counts; set with the seen half of tests/search (docs/decisions/0017)."""

    short: float = 0.5  # a phrase of which the query says only a part
    pairs: float = 0.5  # of the best phrase: pairs of words against single words
    among: float = 0.35  # how well the phrases of an entry answer all words among them
    habit: float = 0.8
    prior: float = 0.16
    prior_first: float = 1.0  # while the first letters are typed: they fit nearly everything
    synonym: float = 0.95
    unknown: float = 2.5  # what a word tells that the catalogue has not, in nats
    unsure: float = 3.5  # what a word tells at most that had to be guessed


_NO_LISTS, _USUAL = WordLists(), Weights()


class Engine:
    """Searches `entries`; building it takes about a second, asking it about a thousandth."""

    def __init__(
        self,
        entries: Sequence[Entry],
        lists: WordLists = _NO_LISTS,
        weights: Weights = _USUAL,
    ) -> None:
        self.entries = [one for one in entries if any(forms(phrase.text) for phrase in one.phrases)]
        short = {folded(form_of(one.lower())): forms(words) for one, words in lists.short_forms.items()}
        written = [[_written_out(phrase.text, short) for phrase in entry.phrases] for entry in self.entries]
        known = Counter(form for phrases in written for phrase in phrases for form in phrase)
        for meaning in lists.same_meaning:  # words of which no phrase is made must be understood too
            for text in (*meaning.same, *meaning.narrower):
                known.update(dict.fromkeys(forms(text), 0))
        self.lexicon = Lexicon(known, _others(lists.same_word))
        self._expressions = Expressions(lists.same_meaning)
        self._index = Index(self.entries, written, self.lexicon, self._expressions)
        self._weights = weights
        named = (entry.label for entry in self.entries if not entry.elsewhere)
        self.read = Reader(self.lexicon, short, named, self._follows).read
        self._row = lru_cache(CACHED_ROWS)(self._make_row)
        self._pair = lru_cache(CACHED_ROWS)(self._make_pair)

    def find(self, query: Query, limit: int = 6) -> list[Match]:
        """Return the best entries, best first, also those that fit badly; nothing for a query without words."""
        if not query.words or not self.entries:
            return []
        best, among, habit, told = self._compare(query)
        weights = self._weights
        prior = weights.prior_first if query.first_letters else weights.prior
        scores = best + weights.among * among + weights.habit * habit + prior * self._index.prior
        first = np.argpartition(-scores, min(limit, len(self.entries) - 1))[:limit]
        order: list[int] = first[np.argsort(-scores[first], kind="stable")].tolist()
        return [
            Match(self.entries[at], float(scores[at]), float(best[at]), float(among[at]), float(habit[at]), told)
            for at in order
        ]

    def _follows(self, first: str, second: str) -> bool:
        return second in self._index.follows.get(first, ())

    def _compare(self, query: Query) -> tuple[Floats, Floats, Floats, float]:
        """Return for every entry how well its best phrase, all its phrases and its habits answer, and what is told."""
        words, index, weights = query.words, self._index, self._weights
        last = len(words) - 1
        rows = [self._row(word, query.begun and at == last) for at, word in enumerate(words)]
        pairs = [self._pair(words[at], words[at + 1], query.begun and at + 1 == last) for at in range(last)]
        tell = np.asarray([row.tells for row in rows], np.float32)
        told = float(tell.sum()) or 1.0
        single, among = [row.phrases for row in rows], [row.best for row in rows]
        self._express(rows, single, among, pairs)
        best = self._whole(_sum(tell, single) * index.worth, told, index.tells)
        if last:
            tell_pairs = tell[:-1] + tell[1:]
            fit = self._whole(_sum(tell_pairs, pairs) * index.worth, float(tell_pairs.sum()) or 1.0, index.tells_pairs)
            best = (1 - weights.pairs) * best + weights.pairs * fit
        habit = _sum(tell, [row.habits for row in rows])
        return np.maximum.reduceat(best, index.starts), _sum(tell, among) / told, habit / told, told

    def _whole(self, answered: Floats, told: float, tells: Floats) -> Floats:
        """Return how much of the query is answered, less for phrases that say much beside it."""
        said = np.minimum(1.0, answered / tells)
        return answered / told * (1 - self._weights.short + self._weights.short * said)

    def _express(
        self, rows: Sequence["_WordRow"], single: list[Floats], among: list[Floats], pairs: list[Floats]
    ) -> None:
        """Let phrases that express a part of the query in other words answer its words; new arrays take the place of
        old ones, which are shared.
        """

        def meets(at: int, form: str) -> float:
            return rows[at].folds.get(folded(form), 0.0) * agreement(rows[at].form, form)

        index = self._index
        for span in self._expressions.in_query([row.folds for row in rows], meets):
            phrases, worth = index.of_group.of(span.group), self._weights.synonym * span.worth
            for at in range(span.start, span.end):
                single[at] = _raised(single[at], phrases, worth)
                among[at] = _raised(among[at], index.entry[phrases], worth * index.worth[phrases])
            for at in range(span.start, span.end - 1):
                pairs[at] = _raised(pairs[at], phrases, worth)

    def _make_row(self, word: str, begun: bool) -> "_WordRow":
        found = self.lexicon.alternatives(word, begun)
        folds: dict[str, float] = {}
        for form, worth in found:
            folds[self.lexicon.folds[form]] = max(folds.get(self.lexicon.folds[form], 0.0), worth)
        index = self._index
        phrases = _row(index.size, *index.of_word.weighed(found))
        best = np.maximum.reduceat(phrases * index.worth, index.starts)
        return _WordRow(
            word, folds, self._tells(found), phrases, best, _row(len(self.entries), *index.habits.weighed(found))
        )

    def _tells(self, found: Worths) -> float:
        if not found:
            return self._weights.unknown
        best = found[-1][1]
        folds = (self.lexicon.folds[form] for form, worth in found if worth >= best - ABOUT)
        tells = min(self._index.telling.get(fold, self._weights.unknown) for fold in folds)
        return tells if best >= CERTAIN else min(tells, self._weights.unsure)

    def _make_pair(self, first: str, second: str, begun: bool) -> Floats:
        behind = self._row(second, begun).folds
        pairs: list[tuple[tuple[str, str], float]] = []
        for fold, worth in self._row(first, False).folds.items():
            follows = self._index.follows.get(fold)
            if follows:
                both = behind.keys() & follows
                pairs += [((fold, other), worth * behind[other]) for other in both]
        return _row(self._index.size, *self._index.of_pair.weighed(pairs))


@dataclass(frozen=True, slots=True)
class _WordRow:
    """A word of a query: what it may stand for, how well each phrase has that, each entry at `best`, as its habit."""

    form: str
    folds: dict[str, float]
    tells: float
    phrases: Floats
    best: Floats
    habits: Floats


def _written_out(text: str, short: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a phrase as forms, its abbreviations as words; the shortest ones may be words themselves."""
    out: list[str] = []
    for form in forms(text):
        out += short[folded(form)] if len(form) >= SHORTEST_IN_PHRASES and folded(form) in short else [form]
    return out


def _row(size: int, ids: Ids, worths: Floats) -> Floats:
    """Return a row with the greatest worth of each number, 0 for all others."""
    row = np.zeros(size, np.float32)
    np.maximum.at(row, ids, worths)
    return row


def _raised(row: Floats, ids: Ids, worth: float | Floats) -> Floats:
    raised = row.copy()
    np.maximum.at(raised, ids, np.asarray(worth, np.float32))
    return raised


def _sum(weights: Floats, rows: Sequence[Floats]) -> Floats:
    total = weights[0] * rows[0]
    for weight, row in zip(weights[1:], rows[1:], strict=True):
        total += weight * row
    return total


def _others(groups: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """Return each word of the groups as a form -> the others."""
    found: dict[str, list[str]] = {}
    for group in groups:
        made = [form_of(one.lower()) for one in group]
        for form in made:
            found.setdefault(form, []).extend(one for one in made if one != form)
    return found
