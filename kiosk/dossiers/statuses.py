"""The national list of dossier statuses, and what each means to a villager."""

from dataclasses import dataclass
from typing import Literal

TimeRuns = Literal["not_started", "running", "paused", "ended"]


@dataclass(frozen=True, slots=True)
class Status:
    """`code` is the national one, "1" to "10". `time` says whether the days to the due date are being counted."""

    code: str
    picture: str
    time: TimeRuns

    @property
    def sentence_id(self) -> str:
        """What it means, in at most 15 syllables."""
        return f"dossier.status.{self.code}"

    @property
    def next_id(self) -> str:
        """What the villager should do now."""
        return f"dossier.next.{self.code}"

    @property
    def name_id(self) -> str:
        """The official name, for clerks."""
        return f"dossier.name.{self.code}"


STATUSES = (
    Status("1", "dossier-sent", "not_started"),
    Status("2", "dossier-received", "running"),
    Status("3", "dossier-refused", "ended"),
    Status("4", "dossier-working", "running"),
    Status("5", "dossier-papers", "paused"),
    Status("6", "dossier-pay", "paused"),
    Status("7", "dossier-withdrawn", "ended"),
    Status("8", "dossier-paused", "paused"),
    Status("9", "dossier-ready", "ended"),
    Status("10", "dossier-returned", "ended"),
)
UNKNOWN = Status("unknown", "dossier-unknown", "not_started")
FINISHED = ("9", "10")

_BY_CODE = {one.code: one for one in STATUSES}


def status(code: str) -> Status:
    """Return the status with the national `code`; one this software does not know yet is UNKNOWN, never a guess."""
    return _BY_CODE.get(code, UNKNOWN)
