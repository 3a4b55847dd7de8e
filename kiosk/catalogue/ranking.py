"""How well a procedure answers a query: pure functions over folded words.

A procedure has several names (short name, official name, what people call it). The best one counts: how much of the
query it covers, how little of it the query leaves out, and whether the words come in the same order. Words found
only elsewhere (field, papers) and everyday use decide between names that fit equally well.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

EXACT = 0.6
STARTS = 0.3
IN_ORDER = 0.2
PREFIX_WORTH = 0.85  # a last syllable that is still being typed
BEGUN_WORTH = 0.6  # a name that begins with the query in the middle of a word
EVERYDAY_WORTH = 0.25
FILLER_WORTH = 0.15
RARE = 40  # one procedure in so many
LEAST_FIT = 0.4  # below it an answer is a guess; better to say that nothing was found


@dataclass(frozen=True, slots=True)
class Query:
    """Words in the index's spelling, each with its weight (0 to 1, together 1).

    `core` is the text without the words that open a request ("xin", "làm giấy").
    """

    terms: tuple[str, ...]
    weights: tuple[float, ...]
    text: str
    core: str


def weigh(
    text: str, frequencies: Mapping[str, int], total: int, fillers: frozenset[str], core: str | None = None
) -> Query:
    """Return the query of a spelled text, with rare words heavy and fillers light."""
    terms = text.split()
    raw = [_rarity(one, frequencies, total) * (FILLER_WORTH if one in fillers else 1.0) for one in terms]
    whole = sum(raw) or 1.0
    return Query(tuple(terms), tuple(one / whole for one in raw), text, text if core is None else core)


def _rarity(term: str, frequencies: Mapping[str, int], total: int) -> float:
    """Return the weight of a term. Beyond RARE it grows no more: a slip of the finger is the rarest word of all."""
    return math.log(1.0 + total / (1.0 + max(frequencies.get(term, 0), total / RARE)))


def score(query: Query, names: Sequence[str], prior: float) -> float:
    """Return how well the best of `names` fits, about 0.4 to 2.3; 0 where none does."""
    fit = max((_fit(query, name) for name in names), default=0.0)
    return fit + EVERYDAY_WORTH * prior if fit >= LEAST_FIT else 0.0


def _fit(query: Query, name: str) -> float:
    padded = f" {name} "
    covered, used = 0.0, 0
    for term, weight in zip(query.terms, query.weights, strict=True):
        if f" {term} " in padded:
            covered += weight
            used += 1
        elif term == query.terms[-1] and f" {term}" in padded:
            covered += weight * PREFIX_WORTH
            used += 1
    if not used:
        return 0.0
    fit = covered * (0.7 + 0.3 * min(1.0, used / (name.count(" ") + 1)))
    return fit + max(_order(query.text, name), _order(query.core, name))


def _order(text: str, name: str) -> float:
    if name == text:
        return EXACT + STARTS + IN_ORDER
    if name.startswith(text):
        return IN_ORDER + (STARTS if name[len(text)] == " " else STARTS * BEGUN_WORTH)
    return IN_ORDER if f" {text}" in name else 0.0
