"""The desk's side of submissions: today's list, opening one with the desk's key, completing it, checking its papers.

Every opening and every change is journalled: who, which page, and nothing of its content. A change is sealed anew to
the same keys, and takes the old answer's place in the transaction that writes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kiosk.clock import milliseconds
from kiosk.errors import (
    DoubtfulAnswerError,
    QuestionGoneError,
    UnfinishedError,
    WrongAnswerError,
    WrongStageError,
)
from kiosk.forms.definition import Kind
from kiosk.forms.desk_book import Book, DeskBook, Wish
from kiosk.forms.desk_view import Opened, PaperCheck, opened_view, read_checks, write_checks
from kiosk.forms.journey import FAILURES_BEFORE_HELP, Journey, Outcome
from kiosk.forms.library import Forms
from kiosk.forms.prefill import typed_place
from kiosk.forms.submissions import Status, Submissions
from kiosk.languages import texts
from kiosk.people.address import Addresses
from kiosk.ports import Opener
from kiosk.store import desk as table
from kiosk.store.database import Act, Store
from kiosk.store.submissions import SubmissionRow

CHANGED_EVENT = "submission.changed"
PAPERS = "papers"  # the sheet with what the counter saw
OPEN_STAGES = ("draft", "saved")  # rows that may still change


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission as the list shows it: its title in words, and nothing of its content."""

    status: Status
    title: str


@dataclass(frozen=True, slots=True)
class Given:
    """What a clerk does with a question: "answer" it with `raw`, "skip" it, or "leave" it for the paper form.

    `accept_doubt`: the clerk has seen the soft problem and says it is so.
    """

    how: str
    raw: Any = field(default=None, repr=False)
    accept_doubt: bool = False


class SubmissionDesk:
    """
    Args:
        opener: the desk's key; None where it was not given, and then nothing can be opened.
        addresses: what reads a typed address; without it the words stay as they are typed.
    """

    def __init__(
        self, store: Store, submissions: Submissions, opener: Opener | None, addresses: Addresses | None = None
    ) -> None:
        self._store, self._submissions, self._addresses = store, submissions, addresses
        self.book = DeskBook(store, submissions, opener)

    @property
    def forms(self) -> Forms:
        return self._submissions.forms

    @property
    def can_open(self) -> bool:
        return self.book.can_open

    def of_day(self, day: date | None = None) -> list[Listed]:
        """Return the submissions begun on a day, oldest first; today unless given."""
        return [Listed(one, self._title(one.procedure)) for one in self._submissions.of_day(day)]

    def listed(self, code: str) -> Listed:
        """Return one submission without its content.

        Raises:
            UnknownDraftError: no such submission here.
        """
        status = self._submissions.status(code)
        return Listed(status, self._title(status.procedure))

    def open(self, code: str, clerk: str) -> Opened:
        """Open a draft or a saved submission by its provisional code, as typed or scanned.

        Raises:
            NoDeskKeyError, SealError: it stays closed.
            NotADossierCodeError, UnknownDraftError
        """
        book = self.book.open(code)
        with self._store.act() as act:
            act.record("submission.opened", book.row.code, clerk=clerk)
        return self.view(book)

    def view(self, book: Book) -> Opened:
        """Return what a clerk reads of an open submission."""
        made = tuple(sorted(kind for kind in book.sheets if kind != PAPERS))
        status = self._submissions.status(book.row.code)
        checks = read_checks(book.sheets.get(PAPERS, {}))
        return opened_view(status, self._title(status.procedure), book.journey, checks, made, texts())

    def answer(self, wish: Wish, page: str, given: Given) -> Opened:
        """Answer or correct one question with the checks of the kiosk.

        Raises:
            WrongAnswerError: what to put right; DoubtfulAnswerError: said once more, it is kept.
            QuestionGoneError: the question does not show.
            WrongStageError: accepted or refused already.
            StaleSubmissionError, SealError, StoreError: nothing was kept.
        """
        if not self.book.answered(wish, f"answer {page}"):
            book = self.book.open(wish.code)
            _must_be_open(book.row)
            self._keep(wish, page, book, _outcome(book.journey, page, self._understood(book.journey, page, given)))
        return self._again(wish)

    def finish(self, wish: Wish) -> Opened:
        """Save a draft as the villager would have, with its slip and its message to the province.

        Raises:
            UnfinishedError: a question is open.
            StaleSubmissionError, SealError, StoreError: it is still a draft.
        """
        if not self.book.answered(wish, "finish"):
            book = self.book.open(wish.code)
            if book.row.state != "draft":
                raise WrongStageError
            _must_be_complete(book.journey)
            answers, gone = book.journey.final_answers(), list[str]()
            sealed = self._submissions.sealed_whole(book.row, answers)

            def save(act: Act, row: SubmissionRow) -> None:
                gone.extend(self._submissions.save(act, row, sealed, answers))
                table.move(act.db, row.code, "", milliseconds(act.now))
                act.record("submission.finished", row.code, clerk=wish.clerk)

            self.book.write(wish, "finish", save)
            self._submissions.erase(gone)
        return self._again(wish)

    def check_papers(self, wish: Wish, checks: Mapping[str, PaperCheck]) -> Opened:
        """Note what the counter saw of the papers; those not named stay as they were noted.

        Raises:
            QuestionGoneError: no such paper is asked for.
            StaleSubmissionError, SealError, StoreError: nothing was noted.
        """
        if not self.book.answered(wish, "papers"):
            book = self.book.open(wish.code)
            asked = {one.id for one in self.view(book).papers}
            if not asked.issuperset(checks):
                raise QuestionGoneError
            noted = {**read_checks(book.sheets.get(PAPERS, {})), **checks}
            sealed = self.book.seal_sheet(book.row, PAPERS, write_checks(noted))

            def note(act: Act, row: SubmissionRow) -> None:
                self.book.put_sheet(act, row, PAPERS, sealed)
                table.move(act.db, row.code, row.desk or table.TAKEN, milliseconds(act.now))
                act.record("submission.checked", row.code, clerk=wish.clerk)

            self.book.write(wish, "papers", note)
        return self._again(wish)

    def _understood(self, journey: Journey, page: str, given: Given) -> Given:
        """Return what was given, with today's commune in a typed address where that is certain."""
        kinds = {step.page: step.question.kind for step in journey.steps}
        match given.raw:
            case {"text": str() as line, **rest} if not rest and kinds.get(page) is Kind.PLACE and self._addresses:
                return replace(given, raw=typed_place(line, self._addresses))
            case _:
                return given

    def _keep(self, wish: Wish, page: str, book: Book, outcome: Outcome) -> None:
        """Seal what changed outside the transaction, and write it in one."""
        gone: list[str] = []
        if book.row.state == "draft":
            pages = self._submissions.sealed_pages(book.row, outcome.changed)

            def keep(act: Act, row: SubmissionRow) -> None:
                table.move(act.db, row.code, table.TAKEN, milliseconds(act.now))
                gone.extend(self._submissions.keep(act, row, pages, outcome.changed, outcome.journey.at))
        else:
            whole = self._submissions.sealed_whole(book.row, outcome.journey.final_answers())

            def keep(act: Act, row: SubmissionRow) -> None:
                table.replace_document(act.db, row.code, whole, milliseconds(act.now))
                act.send(CHANGED_EVENT, self.book.message(row, whole))
                self._submissions.record_consent(act, row, outcome.changed)

        def write(act: Act, row: SubmissionRow) -> None:
            keep(act, row)
            act.record("submission.answered", row.code, clerk=wish.clerk, page=page)

        self.book.write(wish, f"answer {page}", write)
        self._submissions.erase(gone)

    def _again(self, wish: Wish) -> Opened:
        return self.view(self.book.open(wish.code))

    def paper(self, code: str, page: str, clerk: str) -> bytes:
        """Return the PDF of a paper that was photographed at the kiosk.

        Args:
            code: the provisional one, as it is written.
            page: of the photograph; it is the id of the paper (`PaperLine.id`).
        Raises:
            NoDeskKeyError, SealError: it stays closed, is gone or damaged.
            NotADossierCodeError, UnknownDraftError
        """
        pdf = self.book.paper(code, page)
        with self._store.act() as act:
            act.record("submission.paper_opened", code, clerk=clerk)
        return pdf

    def _title(self, procedure: str) -> str:
        form = self._submissions.forms.for_procedure(procedure)
        return texts().say(form.title) if form else procedure


def _outcome(journey: Journey, page: str, given: Given) -> Outcome:
    """Return what becomes of the answer, or raise what is wrong with it."""
    kinds = {step.page: step.question.kind for step in journey.steps}
    if page not in kinds or (given.how == "answer" and kinds[page] is Kind.PAPER_CAPTURE):
        raise QuestionGoneError  # a photograph is answered by taking it
    # Whoever sits at the counter may always leave a question for the paper form.
    here = replace(journey, at=page, editing=True, failures={page: FAILURES_BEFORE_HELP})
    match given.how:
        case "skip":
            outcome = here.skip()
        case "leave":
            outcome = here.leave_to_staff()
        case _:
            outcome = here.answer(given.raw, given.accept_doubt)
    if outcome.problem:
        kind = DoubtfulAnswerError if outcome.problem.soft else WrongAnswerError
        raise kind(problem=outcome.problem.text, **outcome.problem.values)
    if not outcome.changed:
        raise WrongAnswerError(problem="desk.must_be_answered")
    return outcome


def _must_be_open(row: SubmissionRow) -> None:
    if row.state not in OPEN_STAGES:
        raise WrongStageError


def _must_be_complete(journey: Journey) -> None:
    open_page = journey.unfinished()
    if open_page is None:
        return
    page, problem = open_page
    if problem:
        raise WrongAnswerError(problem=problem.text, **problem.values)
    step = next(one for one in journey.steps if one.page == page)
    label = step.question.review.title(texts()) if step.question.review else texts().say(step.text(journey.today))
    raise UnfinishedError(question=label)
