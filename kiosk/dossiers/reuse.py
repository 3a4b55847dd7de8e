"""Bringing an earlier dossier forward: its papers and its result stand in a new one as references.

Whoever has its receipt and knows the last four digits of the applicant's ID number may do that; the digits are always
asked for, also where the receipt was scanned. What the office holds only on paper is not brought forward, nor is
anything of a dossier that was refused or withdrawn. The counter decides about every reference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from kiosk.catalogue.fold import fold
from kiosk.dossiers.check import Claim
from kiosk.dossiers.named import ON_PAPER_ONLY
from kiosk.dossiers.results import KnownResult, Result, SavedResult
from kiosk.dossiers.statuses import FINISHED
from kiosk.errors import EarlierUnheardError, EarlierUnknownError, NothingToReuseError, NotProvableError, SyncError

GIVEN_BACK = frozenset({"1", "3", "7"})  # not received yet, refused, withdrawn: the office holds nothing
BETWEEN = "; "
LEAST_NAME = 2  # words of a paper's name that may be found inside another name


class Results(Protocol):
    """What knows about dossiers; kiosk.dossiers.check.ResultCheck is the real one. `ask` may take seconds."""

    def look_up(self, claim: Claim | str) -> Result: ...
    def should_ask(self, result: Result) -> bool: ...
    def ask(self, claim: Claim) -> Result: ...


@dataclass(frozen=True, slots=True)
class Earlier:
    """What comes forward: the names of papers the office holds digitally, and of the result ("" for none yet)."""

    code: str = field(repr=False)
    papers: tuple[str, ...]
    result: str

    def value(self) -> dict[str, str]:
        """Return the answer to a question of the kind `earlier`."""
        return {"code": self.code, "papers": BETWEEN.join(self.papers), "result": self.result}


class Reuse:
    """Finds what an earlier dossier has to give, here or at the province."""

    def __init__(self, results: Results) -> None:
        self._results = results

    def known(self, code: str, digits: str) -> Earlier | None:
        """Return what this machine knows itself; None where the province is to be asked (`asked`).

        Raises:
            NotADossierCodeError, MistypedCodeError: the text cannot be a code.
            WrongDigitsError: the digits are not the applicant's; they may be tried again.
            EarlierError: it cannot be brought forward, in one sentence.
        """
        claim = Claim(code, typed=True, digits=digits)
        result = self._results.look_up(claim)
        if self._results.should_ask(result):
            return None
        if not isinstance(result, KnownResult):
            raise NothingToReuseError if isinstance(result, SavedResult) else EarlierUnheardError
        return _earlier(result)

    def asked(self, code: str, digits: str) -> Earlier:
        """Return what the province knows, which may take seconds; without its answer, what this machine knows.

        Raises:
            WrongDigitsError, EarlierError: as in `known`.
        """
        claim = Claim(code, typed=True, digits=digits)
        try:
            result = self._results.ask(claim)
        except SyncError as error:
            result = self._results.look_up(claim)
            if not isinstance(result, KnownResult):
                raise EarlierUnheardError from error
        if not isinstance(result, KnownResult):
            raise EarlierUnknownError
        return _earlier(result)


def _earlier(result: KnownResult) -> Earlier:
    if result.told != "all":
        raise NotProvableError
    held = () if result.status.code in GIVEN_BACK else result.papers.handed_in
    papers = tuple(dict.fromkeys(one.name for one in held if one.state != ON_PAPER_ONLY))
    ended = result.papers.results if result.status.code in FINISHED else ()
    if not (papers or ended):
        raise NothingToReuseError
    return Earlier(result.code, papers, BETWEEN.join(one.name for one in ended))


def held_already(papers: Mapping[str, str], names: Iterable[str]) -> frozenset[str]:
    """Return which papers of a checklist an earlier dossier holds, as far as their names say so for certain.

    Args:
        papers: id -> name on the checklist ("Giấy chứng sinh của bệnh viện, trạm y tế").
        names: what the earlier dossier calls its papers ("Giấy chứng sinh").
    """
    known = [words for name in names if len(words := fold(name).split()) >= LEAST_NAME]
    return frozenset(
        paper for paper, name in papers.items() if any(_same(fold(name).split(), words) for words in known)
    )


def _same(one: list[str], other: list[str]) -> bool:
    """Whether the shorter name begins the longer one, word by word."""
    short = min(len(one), len(other))
    return short >= LEAST_NAME and one[:short] == other[:short]
