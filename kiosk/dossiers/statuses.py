"""The national list of dossier statuses, and what each means to a villager."""

from dataclasses import dataclass
from typing import Literal

TimeRuns = Literal["not_started", "running", "paused", "ended"]
Offer = Literal["", "collect", "staff", "print"]
Tone = Literal["good", "act", "plain"]


@dataclass(frozen=True, slots=True)
class Status:
    """
    Attributes:
        code: the national one, "1" to "10".
        time: whether the days to the due date are being counted.
        tone: whether it is good news, or the villager must act.
        offer: what this machine can do about it: a number to "collect" the result or to see the "staff", or to "print"
            what is missing.
    """

    code: str
    picture: str
    time: TimeRuns
    tone: Tone = "plain"
    offer: Offer = ""

    @property
    def promises(self) -> bool:
        """Whether a due date still says something: not of a dossier that was refused or withdrawn."""
        return self.time != "ended" or self.code in FINISHED

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
    Status("3", "dossier-refused", "ended", "act", "staff"),
    Status("4", "dossier-working", "running"),
    Status("5", "dossier-papers", "paused", "act", "print"),
    Status("6", "dossier-pay", "paused", "act", "staff"),
    Status("7", "dossier-withdrawn", "ended", "act", "staff"),
    Status("8", "dossier-paused", "paused", "act", "staff"),
    Status("9", "dossier-ready", "ended", "good", "collect"),
    Status("10", "dossier-returned", "ended"),
)
PAPERS_LACK, READY = "5", "9"
UNKNOWN = Status("unknown", "dossier-unknown", "not_started", "act", "staff")
FINISHED = (READY, "10")

_BY_CODE = {one.code: one for one in STATUSES}


def status(code: str) -> Status:
    """Return the status with the national `code`; one this software does not know yet is UNKNOWN, never a guess."""
    return _BY_CODE.get(code, UNKNOWN)
