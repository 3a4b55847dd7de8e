"""What a villager is told about a dossier, as values and as sentences."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from kiosk.dossiers.due import Timeliness
from kiosk.dossiers.named import NO_PAPERS, NamedPapers
from kiosk.dossiers.statuses import PAPERS_LACK, Status
from kiosk.languages import texts

SavedState = Literal["draft", "saved", "sent", "supplement", "accepted", "received", "refused"]
Told = Literal["all", "asks", "status"]

_ENDS = re.compile(r"[;\n]")  # how clerks part a list in one remark
_MARK = re.compile(r"\s*(?:[-•+]|\d{1,2}[.)])\s+")  # and how they number it


@dataclass(frozen=True, slots=True)
class KnownResult:
    """The province has told about this dossier.

    Attributes:
        code: the code that was asked for, well written; the official one where this machine has it.
        as_of: up to when this machine knows: the last time it had all changes, or when this one came.
        told: "all"; "asks" where the rest is told to who knows the last digits of the applicant's ID number; "status"
            where nobody can prove that. Short of "all", procedure, dates, remark and papers are not there.
    """

    code: str = field(repr=False)
    status: Status
    procedure: str | None
    received: datetime | None
    due: datetime | None
    timeliness: Timeliness
    note: str = field(repr=False)
    as_of: datetime
    told: Told = "all"
    papers: NamedPapers = NO_PAPERS

    @property
    def missing(self) -> tuple[str, ...]:
        """What the villager still has to bring, one paper each, as the remark lists it; only while papers lack."""
        if self.status.code != PAPERS_LACK:
            return ()
        items = (_MARK.sub("", one, count=1) if _MARK.match(one) else one for one in _ENDS.split(self.note))
        return tuple(text[0].upper() + text[1:] for one in items if (text := one.strip(" .\t")))

    def sentence(self, language: str = "vi") -> str:
        return texts(language).say(self.status.sentence_id)

    def lines(self, language: str = "vi") -> tuple[str, ...]:
        """Return what stands below the sentence: the next step, the remark, the due date, how old the data are."""
        say = texts(language).say
        lines = [say(self.status.next_id), self.note]
        if self.due:
            lines.append(say("dossier.due", time=f"{self.due:%H:%M}", date=f"{self.due:%d/%m/%Y}"))
        if self.timeliness != "none":
            lines.append(say(f"dossier.timeliness.{self.timeliness}"))
        return (*(one for one in lines if one), say_age(self.as_of, texts(language).say))


@dataclass(frozen=True, slots=True)
class SavedResult:
    """A submission made at this machine about which the province has told no status yet.

    Attributes:
        papers: text ids of papers that a counter asked for; `more` counts what stands on its list besides.
        laws: what a refusal rests on. All three are told to who holds the paper before the reader, and to nobody else.
    """

    code: str = field(repr=False)
    state: SavedState
    as_of: datetime
    papers: tuple[str, ...] = ()
    more: int = 0
    laws: tuple[str, ...] = ()

    def sentence(self, language: str = "vi") -> str:
        return texts(language).say(f"dossier.saved.{self.state}")

    def lines(self, language: str = "vi") -> tuple[str, ...]:
        say = texts(language).say
        return (say(f"dossier.saved.{self.state}.next"), *self.remarks(say), say_age(self.as_of, say))

    def remarks(self, say: Callable[..., str]) -> tuple[str, ...]:
        """Return what a counter said, as far as it may lie in the open."""
        lines: list[str] = []
        if self.papers:
            papers = "; ".join(say(one) for one in self.papers)
            lines.append(say("dossier.saved.supplement.papers", papers=papers))
        if self.more:
            lines.append(say("dossier.saved.supplement.more", count=self.more))
        if self.laws:
            lines.append(say("dossier.saved.refused.laws", laws="; ".join(self.laws)))
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class UnseenResult:
    """This machine knows nothing about the code, which does not mean that there is nothing.

    Attributes:
        as_of: the last time this machine had all changes; None when it never had.
    """

    code: str = field(repr=False)
    provisional: bool
    as_of: datetime | None

    def sentence(self, language: str = "vi") -> str:
        return texts(language).say("dossier.unseen")

    def lines(self, language: str = "vi") -> tuple[str, ...]:
        """Return what may be the reason, what to do, how old the data are."""
        say = texts(language).say
        reason = say("dossier.unseen.other_machine" if self.provisional else "dossier.unseen.mistyped")
        return (reason, say("dossier.unseen.too_new"), say("dossier.unseen.next"), say_age(self.as_of, say))


Result = KnownResult | SavedResult | UnseenResult


def say_age(as_of: datetime | None, say: Callable[..., str]) -> str:
    """Return how old what is known is; None where this machine never had all changes."""
    if as_of is None:
        return say("dossier.never_told")
    return say("dossier.as_of", time=f"{as_of:%H:%M}", date=f"{as_of:%d/%m}")
