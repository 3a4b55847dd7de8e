"""How a submission leaves the counter: more is asked for (form 02), it is refused (03) or accepted (01).

Each is one act: where it stands, the journal, the sealed sheet of what was said, and the message to the province. What
a clerk writes is sealed; in the open lie only names of papers that the form itself lists and numbers of laws.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from kiosk.clock import hall_day, milliseconds
from kiosk.dossiers.codes import parse_dossier_code
from kiosk.errors import (
    CodeTakenError,
    DoubtfulActError,
    NothingSaidError,
    QuestionGoneError,
    WrongAnswerError,
    WrongStageError,
)
from kiosk.forms.checks import tidy_line
from kiosk.forms.desk import SubmissionDesk
from kiosk.forms.desk_book import Book, Wish
from kiosk.forms.desk_view import Opened, PaperLine
from kiosk.store import desk as table
from kiosk.store.database import Act
from kiosk.store.submissions import SubmissionRow

RECEIPT, SUPPLEMENT, REFUSAL = "01", "02", "03"
SUPPLEMENT_EVENT, REFUSED_EVENT, ACCEPTED_EVENT = (
    "submission.supplement", "submission.refused", "submission.accepted"
)  # fmt: skip
LONGEST = 1000  # characters of one sentence a clerk writes
MOST_ITEMS = 30
MISTYPED = timedelta(days=3650)  # no term is so far away: a year typed as "26" is the year 26


@dataclass(frozen=True, slots=True)
class Wanted:
    """One point of the list: a paper by its id (kiosk.forms.desk_view.PaperLine) or anything else in words."""

    paper: str = ""
    text: str = field(default="", repr=False)
    why: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """`laws` are numbers of the catalogue's entry; `basis` is what it does not name."""

    reason: str = field(repr=False)
    laws: tuple[str, ...] = ()
    basis: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """
    Attributes:
        official_code: as the clerk has it from the province's system.
        due: None where that system gives none.
        sure: the clerk has seen what is doubtful and says it is so.
    """

    official_code: str = field(repr=False)
    due: datetime | None = None
    sure: bool = False


class DeskOutcome:
    """
    Args:
        agency: of the hall, as it stands in its dossier codes; "" where that is not known.
    """

    def __init__(self, desk: SubmissionDesk, agency: str) -> None:
        self._desk, self._book, self._agency = desk, desk.book, agency

    def ask_for_more(self, wish: Wish, wanted: Sequence[Wanted], *, sure: bool = False) -> Opened:
        """Ask for everything that lacks, in one list; the villager's state says so until it is accepted or refused.

        Raises:
            NothingSaidError: the list is empty, or a point of it says nothing.
            DoubtfulActError: it was asked once before; the law allows one time.
            QuestionGoneError, WrongStageError, StaleSubmissionError, SealError, StoreError: nothing was done.
        """

        def prepare(book: Book) -> tuple[dict[str, Any], table.ToldAtDesk]:
            if SUPPLEMENT in book.sheets and not sure:
                raise DoubtfulActError(problem="desk.supplement.again")
            return _list(wanted, self._desk.view(book).papers)

        return self._leave(wish, SUPPLEMENT, SUPPLEMENT_EVENT, prepare, _supplement)

    def refuse(self, wish: Wish, refusal: Refusal, known_laws: Sequence[str]) -> Opened:
        """Refuse with the reason and what it rests on.

        Args:
            known_laws: numbers that the catalogue names for this procedure.
        Raises:
            NothingSaidError: without a reason, or without a basis.
            WrongStageError, StaleSubmissionError, SealError, StoreError: nothing was done.
        """

        def prepare(book: Book) -> tuple[dict[str, Any], table.ToldAtDesk]:
            reason, basis = _sentence(refusal.reason), _sentence(refusal.basis)
            laws = tuple(one for one in refusal.laws if one in known_laws)
            if not reason:
                raise NothingSaidError(problem="desk.refuse.no_reason")
            if not laws and not basis:
                raise NothingSaidError(problem="desk.refuse.no_basis")
            return {"reason": reason, "basis": [*laws, *([basis] if basis else [])]}, table.ToldAtDesk(laws=laws)

        return self._leave(wish, REFUSAL, REFUSED_EVENT, prepare, _refuse)

    def accept(self, wish: Wish, acceptance: Acceptance) -> Opened:
        """Note the official code that the province's system gave. Nothing here makes one.

        Raises:
            NotADossierCodeError, MistypedCodeError: it is none.
            CodeTakenError: another submission here has it.
            WrongAnswerError: the year of the term cannot be meant.
            DoubtfulActError: it may be meant (another agency's code, papers noted as lacking).
            WrongStageError, StaleSubmissionError, SealError, StoreError: nothing was done.
        """
        now = self._book.store.clock.now()
        code = parse_dossier_code(acceptance.official_code, hall_day(now))
        self._must_be_free(self._book.store.db, code.text, wish.code)

        def prepare(book: Book) -> tuple[dict[str, Any], table.ToldAtDesk]:
            papers = self._desk.view(book).papers
            if acceptance.due and abs(acceptance.due - now) > MISTYPED:
                raise WrongAnswerError(problem="desk.accept.due_year")
            if not acceptance.sure:
                self._doubts(code.agency, papers, acceptance.due, now)
            return {
                "official_code": code.text,
                "due_ms": milliseconds(acceptance.due) if acceptance.due else None,
                "papers": receipt_papers(papers),
            }, table.ToldAtDesk()

        def move(act: Act, row: SubmissionRow) -> None:
            self._must_be_free(act.db, code.text, row.code)  # again: another desk may have been faster
            table.accept(act.db, row.code, code.text, milliseconds(act.now))

        due_ms = milliseconds(acceptance.due) if acceptance.due else None
        said = {"official_code": code.text, "due_ms": due_ms}
        return self._leave(wish, RECEIPT, ACCEPTED_EVENT, prepare, move, said)

    @staticmethod
    def _must_be_free(db: sqlite3.Connection, official_code: str, code: str) -> None:
        if table.holder_of(db, official_code) not in (None, code):
            raise CodeTakenError

    def _doubts(self, agency: str, papers: Sequence[PaperLine], due: datetime | None, now: datetime) -> None:
        if self._agency and agency != self._agency and not agency.startswith(f"{self._agency}."):
            raise DoubtfulActError(problem="desk.accept.other_agency", agency=agency)
        if any(one.check and one.check.state == "lack" for one in papers):
            raise DoubtfulActError(problem="desk.accept.papers_lack")
        if due and due < now:
            raise DoubtfulActError(problem="desk.accept.due_past")

    def _leave(
        self,
        wish: Wish,
        kind: str,
        event: str,
        prepare: Callable[[Book], tuple[dict[str, Any], table.ToldAtDesk]],
        move: Callable[[Act, SubmissionRow], None],
        in_clear: dict[str, Any] | None = None,
    ) -> Opened:
        """Do one way out: `prepare` gives the sheet and what is told in the open, `move` writes where it stands."""
        if not self._book.answered(wish, event):
            book = self._book.open(wish.code)
            if book.row.state != "saved" and not (event == ACCEPTED_EVENT and book.row.state == "refused"):
                raise WrongStageError
            content, told = prepare(book)
            made = {"clerk": wish.name or wish.clerk, "at_ms": milliseconds(self._book.store.clock.now())}
            sealed = self._book.seal_sheet(book.row, kind, {**content, **made})

            def leave(act: Act, row: SubmissionRow) -> None:
                move(act, row)
                self._book.put_sheet(act, row, kind, sealed)
                table.tell(act.db, row.code, _now(told, act))
                act.record(event, row.code, clerk=wish.clerk)
                act.send(event, {**self._book.message(row, sealed), **(in_clear or {})})

            self._book.write(wish, event, leave)
        return self._desk.view(self._book.open(wish.code))


def receipt_papers(papers: Sequence[PaperLine]) -> list[dict[str, Any]]:
    """Return the papers that a receipt lists as handed in: what the counter noted, or, where it noted nothing, what the
    form says it keeps.
    """
    noted = any(one.check for one in papers)
    rows: list[dict[str, Any]] = []
    for one in papers:
        originals, copies = (one.check.originals, one.check.copies) if one.check else (one.originals, one.copies)
        if (one.check is None and noted) or (one.check and one.check.state != "have"):
            continue
        if not originals and not copies:  # seen and given back
            continue
        rows.append({"name": one.name, "originals": originals, "copies": copies, "electronic": one.captured > 0})
    return rows


def _list(wanted: Sequence[Wanted], papers: Sequence[PaperLine]) -> tuple[dict[str, Any], table.ToldAtDesk]:
    by_id = {one.id: one for one in papers}
    if not wanted or len(wanted) > MOST_ITEMS:
        raise NothingSaidError(problem="desk.supplement.empty", most=MOST_ITEMS)
    items: list[dict[str, str]] = []
    for one in wanted:
        if one.paper and one.paper not in by_id:
            raise QuestionGoneError
        name = by_id[one.paper].name if one.paper else _sentence(one.text)
        if not name:
            raise NothingSaidError(problem="desk.supplement.empty", most=MOST_ITEMS)
        items.append({"name": name, "why": _sentence(one.why)})
    told = tuple(dict.fromkeys(by_id[one.paper].text for one in wanted if one.paper))
    return {"items": items}, table.ToldAtDesk(papers=told, more=sum(not one.paper for one in wanted))


def _sentence(text: str) -> str:
    return tidy_line(text)[:LONGEST]


def _now(told: table.ToldAtDesk, act: Act) -> table.ToldAtDesk:
    return table.ToldAtDesk(told.papers, told.more, told.laws, milliseconds(act.now))


def _supplement(act: Act, row: SubmissionRow) -> None:
    table.move(act.db, row.code, table.SUPPLEMENT, milliseconds(act.now))


def _refuse(act: Act, row: SubmissionRow) -> None:
    table.move(act.db, row.code, "", milliseconds(act.now), state="refused")
