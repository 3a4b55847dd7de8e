"""Whether the best answer is an answer at all, or only the least bad of nothing.

A logistic regression over four signs: how far the best procedure is ahead of the best thing that a commune does not
do, how much the query's words are its habit, how well its best phrase fits, and how much the query says at all. It was
fitted to the seen half of tests/search and to the names of all procedures; `python -m tests.search.fit` fits it anew.
"""

import math
from collections.abc import Sequence
from typing import Literal

from kiosk.catalogue.search.entries import Match
from kiosk.catalogue.search.reader import Query

Verdict = Literal["here", "away", "nowhere"]

WEIGHTS = (-9.65, 1.15, 4.56, 10.66, 1.39)  # of 1, best phrase, habit, lead, log of what the query tells
LEAST = 0.4  # probability
LEAST_BEGUN, CLEARLY = 0.3, 0.1  # of the best phrase, while the first word is being typed
STRANGE = 0.5  # habit below which such a word is not the procedure's own


def judge(matches: Sequence[Match], query: Query) -> Verdict:
    """Say whether a procedure answers, something else that a commune does not do, or nothing.

    Of the first few letters anything may become: there what begins so is an answer.

    Args:
        matches: best first, long enough to hold both procedures and what is done elsewhere.
    """
    if not matches or all(one.isdigit() for one in query.words):
        return "nowhere"
    best = matches[0]
    if query.first_letters:
        here = next((one for one in matches if not one.entry.elsewhere), best)
        if here.habit < STRANGE and any(one.entry.elsewhere and one.best > here.best + CLEARLY for one in matches):
            return "away"
        return "here" if here.best >= LEAST_BEGUN and not here.entry.elsewhere else "nowhere"
    if best.entry.elsewhere:
        return "away"
    if sureness(signs(matches)) >= LEAST:
        return "here"
    return "away" if any(one.entry.elsewhere and one.best > best.best for one in matches) else "nowhere"


def signs(matches: Sequence[Match]) -> tuple[float, ...]:
    """Return the signs, in the order of the weights; all zero where there is no procedure."""
    here = next((one for one in matches if not one.entry.elsewhere), None)
    if here is None:
        return (0.0,) * len(WEIGHTS)
    away = next((one.score for one in matches if one.entry.elsewhere), matches[-1].score)
    return (1.0, here.best, here.habit, here.score - away, math.log(max(here.told, 0.1)))


def sureness(values: Sequence[float]) -> float:
    """Return the probability that a villager would accept the answer; 0 without signs."""
    if not any(values):
        return 0.0
    return 1.0 / (1.0 + math.exp(-sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True))))
