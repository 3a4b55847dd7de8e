"""Expressions that mean the same ("qua đời", "mất", "từ trần"): found in phrases and in queries alike.

Synonyms of one word for one word are the lexicon's; here at least one side has several words. A narrower expression is
found in queries only: who types "Đài Loan" may mean what is written for "nước ngoài", but not what is written for Laos.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.catalogue.search.syllable import folded, forms

Meet = Callable[[int, str], float]  # (place in the query, a form) -> worth, 0 where it does not stand there


@dataclass(frozen=True, slots=True)
class Meaning:
    """`same` are the expressions of one meaning, `narrower` those that imply it."""

    same: tuple[str, ...]
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """`group` is expressed from word `start` to before `end`, as surely as `worth`."""

    group: int
    start: int
    end: int
    worth: float


class Expressions:
    """The expressions of all meanings; a group is a meaning by its number."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], int, bool]]] = defaultdict(list)
        for number, meaning in enumerate(meanings):
            for text in (*meaning.same, *meaning.narrower):
                if words := tuple(forms(text)):
                    self._by_first[folded(words[0])].append((words, number, text in meaning.same))

    def in_phrase(self, phrase: Sequence[str]) -> set[int]:
        """Return the groups that a phrase of forms expresses; its signs are right."""
        found: set[int] = set()
        for at, form in enumerate(phrase):
            for words, group, same in self._by_first.get(folded(form), ()):
                if same and tuple(phrase[at : at + len(words)]) == words:
                    found.add(group)
        return found

    def in_query(self, folds: Sequence[Iterable[str]], meet: Meet) -> Iterator[Span]:
        """Yield what a query may express.

        Args:
            folds: for each word of the query the plain words it may stand for.
        """
        size = len(folds)
        for start, candidates in enumerate(folds):
            for fold in candidates:
                for words, group, _ in self._by_first.get(fold, ()):
                    end = start + len(words)
                    if end > size:
                        continue
                    worth = 1.0
                    for at, form in enumerate(words, start):
                        worth *= meet(at, form)
                        if not worth:
                            break
                    if worth:
                        yield Span(group, start, end, worth)
