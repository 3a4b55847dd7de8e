"""What an import understood and what it did not, counted field by field, so that nothing is dropped in silence.

Outcomes are "understood", "absent" (the source says that it has nothing), "unclear.…" (kept as printed, not as a
value) and "dropped.…" (page furniture and repeats). Of the last two the codes of the procedures are listed as well.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from dataclasses import field as default
from typing import Any

UNDERSTOOD = "understood"
ABSENT = "absent"


@dataclass(slots=True)
class Tally:
    count: int = 0
    codes: list[str] = default(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record that was not taken: `reason` is the last part of a text id "catalogue.refused.…"."""

    code: str
    reason: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class FileRead:
    name: str
    sha256: str
    format: str
    records: int


@dataclass(slots=True)
class Report:
    """The account of one import; `as_json()` is what is stored and shown again by `kiosk catalogue status`."""

    as_of: str = ""
    files: list[FileRead] = default(default_factory=list[FileRead])
    records: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    overlaid: int = 0
    refused: list[Refusal] = default(default_factory=list[Refusal])
    fields: dict[str, dict[str, Tally]] = default(default_factory=dict[str, dict[str, Tally]])

    @property
    def accepted(self) -> int:
        return self.new + self.replaced + self.unchanged

    def note(self, name: str, outcome: str, code: str, times: int = 1) -> None:
        """Count `outcome` for the field `name` of the procedure `code`."""
        if times == 0:
            return
        tally = self.fields.setdefault(name, {}).setdefault(outcome, Tally())
        tally.count += times
        if "." in outcome and (not tally.codes or tally.codes[-1] != code):
            tally.codes.append(code)

    def refuse(self, code: str, reason: str, file: str, line: int) -> None:
        self.refused.append(Refusal(code, reason, file, line))

    def as_json(self) -> dict[str, Any]:
        raw = asdict(self)
        raw["accepted"] = self.accepted
        raw["fields"] = {
            name: {
                outcome: {"count": tally.count, **({"codes": tally.codes} if tally.codes else {})}
                for outcome, tally in sorted(outcomes.items())
            }
            for name, outcomes in sorted(self.fields.items())
        }
        return raw


def without_repeats(items: Iterable[Any]) -> tuple[tuple[Any, ...], int]:
    """Return the items in order without equal ones, and how many were left out."""
    all_items = list(items)
    kept = tuple(dict.fromkeys(all_items))
    return kept, len(all_items) - len(kept)
