"""Names to pick before they are typed: family names first, then middle names, as many as a row has room for."""

import json
from functools import cache

from kiosk.assets import assets
from kiosk.catalogue.fold import fold

MOST = 6
_PARTS = ("family", "middle")


def name_picks(text: str) -> tuple[str, ...]:
    """Return what the word now being typed may be: of a family name nothing or a beginning ("Ng"), then of a middle
    name. Nothing for a given name, of which there are too many, nor for a word that is whole already.
    """
    words = text.split(" ")
    if len(words) > len(_PARTS) or (len(words) > 1 and not words[0]):
        return ()
    begun = fold(words[-1])
    names = _names()[_PARTS[len(words) - 1]]
    found = [name for name in names if fold(name).startswith(begun)]
    return () if words[-1] in found else tuple(found[:MOST])


@cache
def _names() -> dict[str, list[str]]:
    return json.loads((assets() / "names" / "common.json").read_text("utf-8"))
