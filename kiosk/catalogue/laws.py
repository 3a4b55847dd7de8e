"""Legal instruments that were replaced, from assets/catalogue/laws.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from kiosk.catalogue.bundled import folder


@dataclass(frozen=True, slots=True)
class Ended:
    """The instrument was replaced `by` another one on `day`."""

    number: str
    day: str
    by: str


@cache
def _ended() -> dict[str, Ended]:
    raw: dict[str, Any] = tomllib.loads((folder() / "laws.toml").read_text("utf-8"))
    return {one["number"]: Ended(one["number"], one["day"], one["by"]) for one in raw["law"]}


def law_ended(number: str, today: str) -> Ended | None:
    """Return what replaced an instrument by a day ("2026-11-28"), None where it still holds as far as is known."""
    found = _ended().get(number)
    return found if found is not None and found.day <= today else None
