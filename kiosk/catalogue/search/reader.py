"""Reading a query: from the letters somebody typed to the words that were meant."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.catalogue.search.lexicon import Lexicon
from kiosk.catalogue.search.spacing import respace
from kiosk.catalogue.search.syllable import folded, form_of, forms

LONGEST_QUERY = 200  # letters; what is behind them changes no answer
LONGEST_WORD = 48
MOST_WORDS = 24
FEW_LETTERS = 4
SHORTEST_INITIALS, LONGEST_INITIALS = 3, 7

_GAPS = re.compile(r"[\W_]+")
_LETTERS_AND_DIGITS = re.compile(r"([a-zđ]+)(\d+)")


@dataclass(frozen=True, slots=True)
class Query:
    """Words as forms. `begun` says that the last one may be unfinished."""

    words: tuple[str, ...]
    begun: bool

    @property
    def first_letters(self) -> bool:
        """Whether so little is typed that anything may become of it."""
        return self.begun and len(self.words) == 1 and len(folded(self.words[0])) <= FEW_LETTERS


class Reader:
    """
    Args:
        short_forms: what people write instead of words: plain letters -> forms ("bhyt" -> bảo, hiểm, y, tế).
        named: names whose initials may stand for them.
        follows: whether some phrase has two plain words side by side.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        short_forms: Mapping[str, Sequence[str]],
        named: Iterable[str],
        follows: Callable[[str, str], bool],
    ) -> None:
        self._lexicon, self._follows = lexicon, follows
        self._short = short_forms
        self._initials = _initials(named)

    def read(self, text: str) -> Query:
        """Return what `text` was meant to say; any text can be read."""
        plain = unicodedata.normalize("NFC", text[:LONGEST_QUERY]).lower()
        typed = [one[:LONGEST_WORD] for one in _GAPS.split(plain) if form_of(one)]
        begun = bool(typed) and len(text) <= LONGEST_QUERY and not text[-1:].isspace()
        words = [self._meant(one) for one in self._apart(typed)]
        near = self._lexicon.near
        spaced = respace(
            words, lambda word, last: self._knows(word, last and begun), self._lexicon.frequency, self._follows,
            lambda fold: [one for one, _ in near(fold)],
        )  # fmt: skip
        read = [
            form for at, one in enumerate(spaced) for form in self._written_out(one, begun and at == len(spaced) - 1)
        ]
        return Query(tuple(read[:MOST_WORDS]), begun)

    def _apart(self, typed: Sequence[str]) -> Iterable[str]:
        """Yield the words, a short form and the number stuck to it as two: "qđ62"."""
        for word in typed:
            match = _LETTERS_AND_DIGITS.fullmatch(word)
            if match and folded(form_of(match[1])) in self._short and not self._lexicon.knows(form_of(word)):
                yield from match.groups()
            else:
                yield word

    def _meant(self, word: str) -> str:
        form = form_of(word)
        return word if self._knows(word, False) else self._lexicon.meant(form)

    def _knows(self, word: str, begun: bool) -> bool:
        form = form_of(word)
        fold = folded(form)
        known = self._lexicon.knows(form) or fold in self._short or fold.isdigit()
        return known or (begun and self._lexicon.begins(form)) or fold in self._initials

    def _written_out(self, word: str, begun: bool) -> Sequence[str]:
        form = form_of(word)
        fold = folded(form)
        if begun and self._lexicon.begins(form):
            return (form,)
        if fold in self._short:
            return self._short[fold]
        return (form,) if self._lexicon.knows(form) else self._initials.get(fold, (form,))


def _initials(named: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the first letters of every run of words in the names -> the run; of several the one that comes first."""
    found: dict[str, tuple[str, ...]] = {}
    for name in named:
        words = forms(name)
        for start in range(len(words)):
            for end in range(start + SHORTEST_INITIALS, min(len(words), start + LONGEST_INITIALS) + 1):
                run = tuple(words[start:end])
                found.setdefault("".join(folded(one)[:1] for one in run), run)
    return found
