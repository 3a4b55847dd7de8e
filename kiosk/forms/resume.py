"""Going on with a draft by its slip: who holds the slip, and knows the last digits of the ID number, has the draft.

The secret that opens a draft is made with it and lives in two places only: the memory of the visit, and the QR code
of the slip. On disk lies its public half, to which every answered page is sealed too (docs/decisions tells what that
gives away). Last digits are counted before they are compared, so that pulling the plug gives no further try.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from kiosk.clock import hall_day, moment
from kiosk.config import Settings
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.errors import (
    DraftExpiredError,
    DraftSentError,
    ForeignSlipError,
    FormGoneError,
    NoDraftKeysError,
    SealError,
    TakenOverError,
    TornSlipError,
    TriesOverError,
    UnknownDraftError,
    WrongLastDigitsError,
)
from kiosk.forms.answers import Answer, State
from kiosk.forms.definition import FormDefinition, Kind
from kiosk.forms.journey import Journey
from kiosk.forms.library import Forms
from kiosk.forms.resume_code import ResumeCode
from kiosk.forms.submissions import Draft, opened_answers
from kiosk.languages import texts
from kiosk.papers.resume_slip import PLACE, resume_paper
from kiosk.papers.secrets import Secrets
from kiosk.ports import DraftKeys
from kiosk.store import print_jobs
from kiosk.store import submissions as table
from kiosk.store.database import Store
from kiosk.store.submissions import SubmissionRow

LAST_DIGITS = 4
MOST_TRIES = 3
ANSWERS_WORTH_A_SLIP = 3  # whoever walks away after more than this gets a slip (ux.md, section 2)


@dataclass(frozen=True, slots=True)
class Resumable:
    """A draft that its slip opens. `whose` is the text id of the part of the form whose last digits are asked."""

    slip: ResumeCode
    asks_digits: bool = False
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    draft: Draft
    journey: Journey = field(repr=False)


class Resuming:
    """
    Args:
        secrets: what the printing takes the QR code of a slip from; the same as the spool's of this process.
    """

    def __init__(self, store: Store, settings: Settings, forms: Forms, keys: DraftKeys, secrets: Secrets) -> None:
        self._store, self._settings, self._forms = store, settings, forms
        self._keys, self._secrets = keys, secrets

    def print_slip(self, draft: Draft) -> str:
        """Ask for the draft's slip; returns the print job.

        Raises:
            UnknownDraftError, DraftSentError: there is nothing to go on with.
            NoDraftKeysError: the draft's secret is not known here: it was opened without its slip.
        """
        if not draft.secret:
            raise NoDraftKeysError
        job = ""
        try:
            with self._store.act() as act:
                row = self._draft(draft.code)
                paper = resume_paper(
                    hall=self._settings.hall.centre, code=draft.code, procedure=texts().say(draft.form.title),
                    until=self.kept_until(row), phone=self._settings.hall.phone,
                )  # fmt: skip
                job = act.print("resume", draft.code, paper.as_json())
                # Before the act ends: the spool may take the job in the next moment.
                self._secrets.lend(job, {PLACE: ResumeCode(parse_provisional(draft.code), draft.secret).text})
                act.record("submission.slip", draft.code, print_job=job)
        except BaseException:
            self._secrets.take(job)
            raise
        return job

    def print_state(self, job: str) -> str:
        """Return the state of a slip: waiting, sending, printed, failed or none."""
        return print_jobs.state_of(self._store.db, job) or "none"

    def kept_until(self, row: SubmissionRow) -> date:
        """Return the last day on which a draft is kept whole."""
        return hall_day(moment(row.changed_ms)) + timedelta(days=self._settings.submissions.keep_draft_days)

    def until(self, code: str) -> date:
        """Return the last day on which this draft is kept.

        Raises:
            UnknownDraftError, DraftSentError
        """
        return self.kept_until(self._draft(code))

    def look(self, slip: ResumeCode) -> Resumable:
        """Say whether a slip opens its draft, and whose last digits it takes.

        Raises:
            ResumeError: it does not; the sentence says why.
            TornSlipError, SealError
        """
        row, form = self._found(slip)
        whose, number = _asked(form, row, self._answers(row, slip))
        return Resumable(slip, bool(number), whose)

    def open(self, slip: ResumeCode, last_digits: str = "") -> Resumed:
        """Open the draft at the page where it stopped.

        Raises:
            WrongLastDigitsError: not those; it says how many tries are left.
            ResumeError, TornSlipError, SealError, StoreError
        """
        row, form = self._found(slip)
        answers = self._answers(row, slip)
        number = _asked(form, row, answers)[1]
        if number:
            self._prove(row, last_digits, number[-LAST_DIGITS:])
        with self._store.act() as act:
            table.forget_tries(act.db, row.code)
            act.record("submission.resumed", row.code, way="slip")
        journey = Journey.resume(form, answers, row.last_page, hall_day(moment(row.started_ms)))
        return Resumed(Draft(row.code, form, slip.secret), journey)

    def _found(self, slip: ResumeCode) -> tuple[SubmissionRow, FormDefinition]:
        row = table.get(self._store.db, slip.code.text)
        try:
            public = self._keys.public(slip.secret)
        except SealError as error:
            raise TornSlipError from error
        if row is None:
            raise ForeignSlipError
        # Two halls may give the same code; only this draft's own slip has its secret.
        if row.resume_key is not None and row.resume_key != public:
            raise ForeignSlipError
        self._must_be_alive(row)
        if row.resume_key is None:
            raise ForeignSlipError
        if row.resume_tries >= MOST_TRIES:
            raise TriesOverError
        try:
            return row, self._forms.get(row.form, row.form_version)
        except UnknownDraftError as error:
            raise FormGoneError from error

    def _must_be_alive(self, row: SubmissionRow) -> None:
        if row.state != "draft":
            raise DraftSentError
        if row.desk:
            raise TakenOverError(code=row.code)
        expired = hall_day(self._store.clock.now()) > self.kept_until(row)
        if expired or row.erased_ms is not None:
            raise DraftExpiredError(days=self._settings.submissions.keep_draft_days)

    def _answers(self, row: SubmissionRow, slip: ResumeCode) -> dict[str, Answer]:
        return opened_answers(self._store.db, row, self._keys.opener(slip.secret))

    def _prove(self, row: SubmissionRow, given: str, wanted: str) -> None:
        with self._store.act() as act:
            tries = table.count_try(act.db, row.code)
        if given == wanted and tries <= MOST_TRIES:
            return
        with self._store.act() as act:
            act.record("submission.resume_refused", row.code, tries=tries)
        if tries >= MOST_TRIES:
            raise TriesOverError
        raise WrongLastDigitsError(left=MOST_TRIES - tries)

    def _draft(self, code: str) -> SubmissionRow:
        row = table.get(self._store.db, code)
        if row is None:
            raise UnknownDraftError
        if row.state != "draft":
            raise DraftSentError
        return row


def worth_a_slip(journey: Journey) -> bool:
    """Say whether a villager who walks away has answered so much that a slip is printed."""
    return len(journey.answers) > ANSWERS_WORTH_A_SLIP


def _asked(form: FormDefinition, row: SubmissionRow, answers: dict[str, Answer]) -> tuple[str, str]:
    """Return (text id of whose number it is, the number): the first ID number of the draft; empty without one."""
    titles = dict(form.groups)
    for step in Journey.resume(form, answers, row.last_page, hall_day(moment(row.started_ms))).steps:
        answer = step.answer
        if step.question.kind is not Kind.CITIZEN_ID or answer is None or answer.state is not State.GIVEN:
            continue
        review = step.question.review
        return titles.get(review.group, "") if review else "", str(answer.value)
    return "", ""
