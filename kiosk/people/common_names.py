"""Names to pick before they are typed: family names first, then middle names, as many as a row has room for."""

import json
from functools import cache

from kiosk.assets import assets
from kiosk.keyboard.letters import letter_of

MOST = 6
_PARTS = ("family", "middle")


def name_picks(text: str) -> tuple[str, ...]:
    """Return what the word now being typed may be: of a family name nothing or a beginning ("Ng"), then of a middle
    name. Nothing for a given name, of which there are too many, nor for a word that is whole already.
    """
    words = text.split(" ")
    if len(words) > len(_PARTS) or (len(words) > 1 and not words[0]):
        return ()
    names = _names()[_PARTS[len(words) - 1]]
    found = [name for name in names if _begins(name, words[-1])]
    return () if words[-1] in found else tuple(found[:MOST])


def _begins(name: str, typed: str) -> bool:
    """Say whether `name` may come of what is typed: marks and tones may still be missing, none may be another."""
    if len(typed) > len(name):
        return False
    pairs = [(letter_of(one, 0), letter_of(other, 0)) for one, other in zip(name, typed, strict=False)]
    return all(
        letter.base == begun.base and begun.mark in ("", letter.mark) and begun_tone in ("", tone)
        for (letter, tone), (begun, begun_tone) in pairs
    )


@cache
def _names() -> dict[str, list[str]]:
    return json.loads((assets() / "names" / "common.json").read_text("utf-8"))
