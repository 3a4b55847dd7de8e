"""Letters that sound alike somewhere in the country, so that people write one for the other: xinh for sinh, chợ cấp for
trợ cấp, chứng thựt for chứng thực. Two plain words with one key may be the same word heard differently.

Source: the well-known mergers of northern (ch/tr, s/x, d/gi/r, l/n), central and southern speech (v/d/gi, n/ng, t/c,
hỏi/ngã; the last is no matter here, words are plain).
"""

import re
from functools import lru_cache

_INITIALS = (
    ("ngh", "ng"), ("gh", "g"), ("tr", "ch"), ("gi", "d"), ("r", "d"), ("v", "d"), ("s", "x"), ("n", "l"),
    ("qu", "w"), ("hu", "w"), ("ho", "w"), ("c", "k"), ("q", "k"),
)  # fmt: skip
_KEEP = ("ng", "nh", "ch")  # sounds of their own, whatever becomes of n and c
_FINALS = (("nh", "n"), ("ng", "n"), ("ch", "t"), ("c", "t"))
_RHYMES = (
    ("uoi", "ui"), ("ieu", "iu"), ("yeu", "iu"), ("uou", "iu"), ("uu", "iu"), ("ay", "ai"), ("au", "ao"), ("oi", "oi"),
    ("iem", "im"), ("iep", "ip"), ("uom", "um"),
)  # fmt: skip
_GLIDES = re.compile(r"hu(?=[ey])|ho(?=[ae])|gi(?=[aeiouy])")  # hoa, huê: said like qua, quê in the south


@lru_cache(16_384)
def sound_key(fold: str) -> str:
    """Return what a plain word sounds like where most is merged."""
    head, rest = _initial(fold)
    for end, merged in _FINALS:
        if rest.endswith(end) and len(rest) > len(end):
            rest = rest[: -len(end)] + merged
            break
    for rhyme, merged in _RHYMES:
        if rest == rhyme:
            rest = merged
    return head + rest.replace("y", "i")


def _initial(fold: str) -> tuple[str, str]:
    if fold.startswith(_KEEP) and not fold.startswith("ngh"):
        return fold[:2], fold[2:]
    for begin, merged in _INITIALS:
        if fold.startswith(begin) and len(fold) > len(begin):
            if begin in ("hu", "ho", "gi") and not _GLIDES.match(fold):
                continue
            return merged, fold[len(begin) :]
    return "", fold
