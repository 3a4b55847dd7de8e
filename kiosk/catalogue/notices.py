"""Changes of the law that have a day, from assets/catalogue/notices.toml: said on the pages they concern."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from kiosk.catalogue.bundled import folder
from kiosk.catalogue.procedures import Procedure


@dataclass(frozen=True, slots=True)
class Notice:
    """`id` with ".before" or ".after" is a text id; `day` is the first day of the new rule, `until` the last one on
    which it is still said.
    """

    id: str
    day: str
    fields: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    until: str = "9999-12-31"

    def about(self, procedure: Procedure) -> bool:
        return procedure.field in self.fields or procedure.code in self.codes

    def text_id(self, today: str) -> str:
        return f"{self.id}.{'before' if today < self.day else 'after'}"


@cache
def notices() -> tuple[Notice, ...]:
    """Return all notices."""
    raw: dict[str, Any] = tomllib.loads((folder() / "notices.toml").read_text("utf-8"))
    return tuple(
        Notice(
            one["id"], one["day"], tuple(one.get("fields", ())), tuple(one.get("codes", ())),
            one.get("until", "9999-12-31"),
        )
        for one in raw["notice"]
    )  # fmt: skip


def notices_about(procedure: Procedure, today: str) -> tuple[str, ...]:
    """Return the text ids of what must be said about a procedure on a day; a version of that very day needs none."""
    return tuple(
        one.text_id(today)
        for one in notices()
        if one.about(procedure) and today <= one.until and procedure.valid_from < one.day
    )
