"""What is searched and what is found: plain values, so that who only names them need not load the arrays behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.catalogue.search.expressions import Meaning


@dataclass(frozen=True, slots=True)
class Phrase:
    """`worth` is how much a phrase of its kind counts: a name 1, a paper to bring less."""

    text: str
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """What may be found: a procedure, or (`elsewhere`) something that a commune does not do.

    `prior` is how much more likely than others it is wanted, 0 to 1.
    """

    code: str
    label: str
    phrases: tuple[Phrase, ...]
    prior: float = 0.0
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """`score` is about 0 to 2. `best`, `among` and `habit` are its parts, for who wants to know why; `told` is how much
    the words of the query tell together, in nats.
    """

    entry: Entry
    score: float
    best: float
    among: float
    habit: float
    told: float


@dataclass(frozen=True, slots=True)
class WordLists:
    """What people say: `same_word` groups single words; `short_forms` has the words behind abbreviations."""

    same_word: Sequence[Sequence[str]] = ()
    same_meaning: Sequence[Meaning] = ()
    short_forms: Mapping[str, str] = field(default_factory=dict[str, str])
