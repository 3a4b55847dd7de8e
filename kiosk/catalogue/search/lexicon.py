"""The words that the catalogue knows, and which of them a typed word may have been meant to be.

Nothing is decided word by word: every candidate keeps a worth from 0 to 1, and the whole sentence chooses.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kiosk.catalogue.search.residue import readings
from kiosk.catalogue.search.slips import Neighbours
from kiosk.catalogue.search.sounds import sound_key
from kiosk.catalogue.search.syllable import agreement, folded

SAME_WORD = 0.95  # another word for the same thing: má, mẹ
SOUNDS_ALIKE = 0.8
SLIP = 0.75
SLIP_SHORT = 0.55  # in a word of three letters
BEGUN = 0.9  # the word is still being typed
BEGUN_LEAST = 0.6  # of a long word only the first letter is there
KNOWN_ALREADY = 0.6  # of a slip's worth, when what was typed is itself a word
CACHE = 4_096

Worths = tuple[tuple[int, float], ...]  # (number of a form, worth), one entry a form


class Lexicon:
    """
    Args:
        known: the forms of all indexed phrases and how often each stands there.
        variants: other words for the same word, as forms: "sanh" -> ("sinh",).
    """

    def __init__(self, known: Mapping[str, int], variants: Mapping[str, Sequence[str]]) -> None:
        self.forms = tuple(known)
        self.number = {form: at for at, form in enumerate(self.forms)}
        self.folds = tuple(folded(form) for form in self.forms)
        self.frequency: dict[str, int] = defaultdict(int)
        self._by_fold: dict[str, list[int]] = defaultdict(list)
        for at, (form, fold) in enumerate(zip(self.forms, self.folds, strict=True)):
            self.frequency[fold] += known[form]
            self._by_fold[fold].append(at)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        for fold in self._by_fold:
            self._by_sound[sound_key(fold)].append(fold)
        self._ordered = sorted(self._by_fold)
        self._neighbours = Neighbours(self._by_fold)
        self._variants = _by_fold(variants)
        self.alternatives = lru_cache(CACHE)(self._alternatives)

    def knows(self, form: str) -> bool:
        return folded(form) in self._by_fold or folded(form) in self._variants

    def begins(self, form: str) -> bool:
        """Whether some known word begins with the letters of `form`."""
        start = folded(form)
        at = bisect_left(self._ordered, start)
        return at < len(self._ordered) and self._ordered[at].startswith(start)

    def near(self, fold: str) -> Iterable[tuple[str, float]]:
        return self._neighbours.near(fold)

    def meant(self, form: str) -> str:
        """Return the form without keys of a typing method left in it, where only that makes it a known word."""
        if not form or self.knows(form):
            return form
        return next((read for read in readings(form) if self.knows(read)), form)

    def _alternatives(self, form: str, begun: bool) -> Worths:
        """Return the forms that `form` may stand for, rising by worth; a word still `begun` also by its beginning."""
        worths: dict[int, float] = {}
        fold = folded(form)
        known = fold in self._by_fold
        self._add(worths, form, fold, 1.0)
        for variant, agreed in self._other_words(form, fold):
            self._add(worths, variant, folded(variant), SAME_WORD * agreed)
        if begun:
            self._add_begun(worths, form, fold)
        damped = KNOWN_ALREADY if known else 1.0
        for other in self._by_sound.get(sound_key(fold), ()):
            if other != fold and min(len(fold), len(other)) > 2:
                self._add(worths, "", other, SOUNDS_ALIKE * damped)
        for other, likely in self._neighbours.near(fold):
            least = SLIP if min(len(fold), len(other)) > 3 else SLIP_SHORT
            self._add(worths, "", other, least * likely * damped)
        return tuple(sorted(worths.items(), key=lambda one: one[1]))

    def _add(self, worths: dict[int, float], form: str, fold: str, worth: float) -> None:
        """Add every form with this fold; without a `form` its signs say nothing."""
        for at in self._by_fold.get(fold, ()):
            worths[at] = max(worths.get(at, 0.0), worth * (agreement(form, self.forms[at]) if form else 1.0))

    def _add_begun(self, worths: dict[int, float], form: str, fold: str) -> None:
        at = bisect_left(self._ordered, fold)
        while at < len(self._ordered) and (word := self._ordered[at]).startswith(fold):
            if word != fold:
                share = len(fold) / len(word)
                self._add(worths, "", word, BEGUN_LEAST + (BEGUN - BEGUN_LEAST) * share)
            at += 1

    def _other_words(self, form: str, fold: str) -> Iterable[tuple[str, float]]:
        for written, others in self._variants.get(fold, ()):
            agreed = agreement(form, written)
            for other in others:
                yield other, agreed


def _by_fold(variants: Mapping[str, Sequence[str]]) -> dict[str, list[tuple[str, Sequence[str]]]]:
    grouped: dict[str, list[tuple[str, Sequence[str]]]] = defaultdict(list)
    for written, others in variants.items():
        grouped[folded(written)].append((written, others))
    return grouped
