"""The tiles of the look-up screen, from assets/catalogue/life_events.json: what happens in a life, not departments."""

import json
from dataclasses import dataclass
from functools import cache

from kiosk.catalogue.bundled import folder


@dataclass(frozen=True, slots=True)
class Tile:
    """`groups` are the catalogue's own life-event names; `first` leads the list, `also` ends it."""

    id: str
    text: str
    picture: str
    groups: tuple[str, ...]
    first: tuple[str, ...]
    also: tuple[str, ...]


@cache
def tiles() -> tuple[Tile, ...]:
    """Return the tiles in the order of the screen."""
    raw = json.loads((folder() / "life_events.json").read_text("utf-8"))
    return tuple(
        Tile(one["id"], one["text"], one["picture"], tuple(one["groups"]), tuple(one["first"]), tuple(one["also"]))
        for one in raw
    )
