"""Syllables as search sees them: a *form* (letters with their signs, the tone behind them) and its *fold* (plain
letters).

Where a tone stands is a matter of style (hòa, hoà): a form keeps it at its end, so that both are one. People leave
signs out, so a letter without its sign is no contradiction; a wrong sign is one, and costs a little.
"""

import re
import unicodedata
from functools import lru_cache

from kiosk.catalogue.fold import fold

TONES = "\u0300\u0301\u0303\u0309\u0323"

CACHE = 16_384  # words; queries are typed by anybody, so it has an end

UNSPOKEN = 0.97  # the query leaves out some of its signs
CONTRADICTION = (1.0, 0.75, 0.6)  # by the number of signs that differ; more count as the last

_GAPS = re.compile(r"[\W_]+")
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def forms(text: str) -> list[str]:
    """Return the words of `text` as forms, in order; a text without letters and digits has none."""
    plain = unicodedata.normalize("NFC", _ZERO_WIDTH.sub("", text)).lower()
    return [form for word in _GAPS.split(plain) if word and (form := form_of(word))]


@lru_cache(CACHE)
def form_of(word: str) -> str:
    """Return the form of one word: "hoà" and "hòa" are both "hoa" with a grave behind."""
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(one for one in parts if one in TONES)[:1]
    bare = unicodedata.normalize("NFC", "".join(one for one in parts if one not in TONES))
    return "".join(one for one in bare if one.isalnum()) + tone


@lru_cache(CACHE)
def folded(form: str) -> str:
    """Return the plain letters of a form, "y" as "i" where both are written (see `kiosk.catalogue.fold`)."""
    return fold(form).replace(" ", "")


@lru_cache(CACHE)
def agreement(asked: str, written: str) -> float:
    """Return how well the signs of two forms with the same fold agree, from 0.6 to 1; signs left out agree."""
    asked_bare, asked_tone = _split(asked)
    bare, tone = _split(written)
    clashes = int(bool(asked_tone) and asked_tone != tone)
    missing = int(bool(tone) and not asked_tone)
    if len(asked_bare) == len(bare):
        for one, other in zip(asked_bare, bare, strict=True):
            if one == other or {one, other} == {"i", "y"}:
                continue
            missing += folded(other) == one
            clashes += folded(other) != one
    signed = asked_bare != folded(asked) or bool(asked_tone)
    worth = CONTRADICTION[min(clashes, len(CONTRADICTION) - 1)]
    return worth * (UNSPOKEN if signed and missing else 1.0)


def _split(form: str) -> tuple[str, str]:
    return (form[:-1], form[-1]) if form[-1:] in TONES and form[-1:] else (form, "")
