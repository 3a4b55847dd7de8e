"""An answer to one question, and how it is written down before it is sealed.

Values are plain JSON, one shape a question type:
full_name, citizen_id, phone, choice   text
yes_no, consent                        "yes" or "no"
words                                  text, at most 120 characters
date_or_year                           "1990-06-30", "1990-06" or "1990": what is known and no more
count, money                           whole number; money in đồng
place                                  {"text": as it will be written, and when picked "line", "commune", "province"
                                       (names) and "commune_code", "province_code"; from a card also "written", its
                                       own words}
paper_checklist                        {paper id: "yes" or "no"}
signature                              "at_counter"
delivery                               "counter" or "post"
earlier                                {"code": official code, "papers": names joined by "; ", "result": name or ""}
info                                   "seen"
paper_capture                          {"blob": SHA-256 of the sealed PDF in hex, "pages", "bytes": whole numbers as
                                       text (bytes before sealing), "type": "application/pdf"}
id_card                                "used"; what stands on the card becomes the answers of other pages
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Value = str | int | dict[str, str]

VILLAGER = "villager"


class State(StrEnum):
    """What became of a question."""

    GIVEN = "given"
    STAFF_FILLS = "staff_fills"  # not known, or failed twice: a clerk writes it with the villager
    SKIPPED = "skipped"  # the form did not insist


@dataclass(frozen=True, slots=True)
class Answer:
    """`source` is who gave it: VILLAGER, or the id of the page it was taken from (a card, an earlier answer).

    The value is left out of the repr, so that no log ever holds it.
    """

    value: Value | None = field(repr=False)
    state: State = State.GIVEN
    source: str = VILLAGER

    def as_json(self) -> dict[str, Any]:
        return {"value": self.value, "state": str(self.state), "source": self.source}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Answer":
        return cls(raw["value"], State(raw["state"]), raw["source"])


LEFT_TO_STAFF = Answer(None, State.STAFF_FILLS)
SKIPPED = Answer(None, State.SKIPPED)
