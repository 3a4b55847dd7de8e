"""Submissions: what a villager answers is sealed page by page and committed before the next page shows.

This machine closes and never opens: a clerk's desk opens with its own key, by the code on the villager's screen or
slip. A power cut at any page loses at most the answer not yet given.
"""

import hashlib
import json
import sqlite3
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.config import Settings
from kiosk.dossiers.provisional import provisional_code
from kiosk.errors import (
    BlobError,
    DraftExpiredError,
    ErasedError,
    SealError,
    SubmissionClosedError,
    TakenOverError,
    UnknownDraftError,
    UnknownProcedureError,
)
from kiosk.forms.answers import Answer, State, Value
from kiosk.forms.checks import PDF
from kiosk.forms.definition import FormDefinition, Kind, Question, Says
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import Forms
from kiosk.languages import texts
from kiosk.papers.slip import slip_paper
from kiosk.ports import DraftKeys, Opener, Sealer
from kiosk.store import blobs, print_jobs
from kiosk.store import submissions as table
from kiosk.store.blobs import BlobFolder
from kiosk.store.canonical import canonical
from kiosk.store.database import Act, Store
from kiosk.store.submissions import SubmissionRow

SAVED_EVENT = "submission.saved"
PADDING = 256  # sealed bytes come in steps of this, so that their length does not tell a "no" from an address


@dataclass(frozen=True, slots=True)
class Draft:
    """A submission that has begun."""

    code: str
    form: FormDefinition
    secret: str = field(default="", repr=False)  # of its slip; only here, in memory, and "" where it is not known


@dataclass(frozen=True, slots=True)
class Status:
    """What is true of a submission now, without its content.

    `state` is draft, saved (here only), sent (the province holds it), supplement (a counter asked for more), accepted
    (a clerk entered its official code), received (the province says it has one) or refused; `version` grows with every
    change; `print_state` that of its slip (kiosk.store.print_jobs), None before it is saved. A draft whose time is over
    is expired; `erased` says why the content is gone: expired, sent or handed_over, and "" while it is here.
    """

    code: str
    procedure: str
    state: str
    page: str
    started_at: datetime
    changed_at: datetime
    saved_at: datetime | None
    print_state: str | None
    official_code: str | None
    version: int = 1
    erased: str = ""
    keep_days: int = 0  # of a draft

    def in_words(self, words: Says | None = None) -> str:
        """Return the sentence to show, in Vietnamese unless told; it never claims more than is true."""
        said = f"erased.{self.erased}" if self.erased else self.state
        return (words or texts()).say(
            f"submission.state.{said}", official=self.official_code or "", days=self.keep_days
        )


@dataclass(frozen=True, slots=True)
class OpenedSubmission:
    """What the desk sees: the villager's journey at the page where it stopped (the check screen when saved)."""

    status: Status
    journey: Journey


class Submissions:
    """The submissions of one kiosk.

    Args:
        forms: every version this kiosk has; a draft goes on with the version it began with.
        keys: makes the key of each draft's slip; without it a draft can only be opened at the desk.
    """

    def __init__(
        self, store: Store, sealer: Sealer, settings: Settings, forms: Forms, keys: DraftKeys | None = None
    ) -> None:
        self._store, self._sealer, self._settings, self._forms = store, sealer, settings, forms
        self._keys = keys
        self._blobs = BlobFolder(store.file.parent / "blobs")

    @property
    def forms(self) -> Forms:
        return self._forms

    def start(self, procedure: str, request_id: str) -> Draft:
        """Begin a submission. The same `request_id` again returns the same draft.

        Raises:
            UnknownProcedureError: no form for this procedure.
            SealError: nobody to seal to, so that no answer could be kept.
            StoreError: nothing was begun.
        """
        form = self._forms.for_procedure(procedure)
        if form is None:
            raise UnknownProcedureError(code=procedure)
        self._sealer.seal(b"")
        public, secret = self._keys.make() if self._keys else (None, "")
        what = f"submission {procedure}"
        with self._store.act() as act:
            before = act.answered(request_id, what)
            if before:
                return Draft(before["code"], self._forms.get(before["form"], before["form_version"]))
            code = self._new_code(act, form, public)
            self._forms.keep(act.db, form)
            act.record("submission.started", code, procedure=procedure, form=form.id, form_version=form.version)
            answer = {"code": code, "form": form.id, "form_version": form.version}
            act.remember(request_id, what, answer)
        return Draft(code, form, secret)

    def save_pages(self, code: str, answers: Mapping[str, Answer], stands_at: str) -> None:
        """Seal and commit answered pages; the next page shows only when this has returned.

        Args:
            answers: usually one page; several when a card answered them.
            stands_at: the page the villager comes to now (`Journey.at`).
        Raises:
            UnknownDraftError: no such submission here.
            SubmissionClosedError: it is saved already; TakenOverError: a counter goes on with it.
            SealError, StoreError: nothing was kept.
        """
        sealed = self.sealed_pages(self._draft(code), answers)
        with self._store.act() as act:
            row = self._draft(code)
            replaced = self.keep(act, row, sealed, answers, stands_at)
            act.record("submission.kept", code, pages=len(sealed))
        self.erase(replaced)

    def seal_paper(self, pdf: bytes, pages: int) -> Value:
        """Seal a photographed paper and write it, nothing of it in the open; returns the answer to its page.

        It belongs to a submission once `save_pages` has kept that answer; until then it is an orphan.

        Raises:
            SealError, StoreError: nothing was kept.
        """
        blob = self._blobs.put(self._sealer.seal(pdf))
        return {"blob": blob, "pages": str(pages), "bytes": str(len(pdf)), "type": PDF}

    def erase_orphans(self) -> int:
        """Erase what power cuts and erased submissions left of photographed papers; returns how many files.

        Raises:
            StoreError
        """
        with self._store.act() as act:
            return self._blobs.sweep(blobs.known(act.db))

    def finish(self, code: str, answers: Mapping[str, Answer]) -> Status:
        """Save the submission as one sealed whole, ask for its slip and put it into the outbox.

        A code is finished once: five taps, or a second finish after a crash, return what the first one did.

        Args:
            answers: `Journey.final_answers()`.
        Raises:
            UnknownDraftError: no such submission here.
            TakenOverError: a counter goes on with it.
            SealError, StoreError: it is still a draft.
        """
        row = self.row(code)
        if row.state == "draft":
            sealed, gone = self.sealed_whole(row, answers), list[str]()
            with self._store.act() as act:
                if self.row(code).state == "draft":
                    gone = self.save(act, self._draft(code), sealed, answers)
            self.erase(gone)
        return self.status(code)

    def status(self, code: str) -> Status:
        """Return what is true of a submission now.

        Raises:
            UnknownDraftError: no such submission here.
        """
        return self._status(self.row(code))

    def of_day(self, day: date | None = None) -> tuple[Status, ...]:
        """Return the submissions begun on a day, oldest first; today unless given."""
        day = day or hall_day(self._store.clock.now())
        return tuple(self._status(row) for row in table.of_day(self._store.db, day))

    def open_at_desk(self, code: str, opener: Opener) -> OpenedSubmission:
        """Open a draft or a saved submission with the desk's key, at the page where it stopped.

        Raises:
            UnknownDraftError: no such submission here, or a form version this machine does not have.
            DraftExpiredError, ErasedError: its content was kept as long as it may be.
            SealError: another key, or a damaged or exchanged page.
        """
        row = self.row(code)
        self._must_be_here(row)
        form = self._forms.get(row.form, row.form_version)
        today = hall_day(moment(row.started_ms))
        answers = opened_answers(self._store.db, row, opener)
        at = row.last_page if row.state == "draft" else REVIEW
        return OpenedSubmission(self._status(row), Journey.resume(form, answers, at, today))

    def paper_at_desk(self, code: str, page: str, opener: Opener) -> bytes:
        """Return the PDF of a photographed paper, opened with the desk's key.

        Raises:
            UnknownDraftError: no such submission here.
            SealError: another key, no such paper, or one that is gone, damaged or exchanged.
        """
        answer = opened_answers(self._store.db, self.row(code), opener).get(page)
        if answer is None or not isinstance(answer.value, dict) or "blob" not in answer.value:
            raise BlobError
        return opener.open(self._blobs.read(answer.value["blob"]))

    # --- parts of an act, for who writes more in the same one ---

    def row(self, code: str) -> SubmissionRow:
        """Return the row of a submission.

        Raises:
            UnknownDraftError: no such submission here.
        """
        row = table.get(self._store.db, code)
        if row is None:
            raise UnknownDraftError
        return row

    def sealed_pages(self, row: SubmissionRow, answers: Mapping[str, Answer]) -> dict[str, bytes]:
        """Return a sealed blob for each answered page of a draft, which its slip opens too."""
        also = row.resume_key or ""
        return {page: self.seal(row, {"page": page, "answer": one.as_json()}, also) for page, one in answers.items()}

    def sealed_whole(self, row: SubmissionRow, answers: Mapping[str, Answer]) -> bytes:
        """Return all answers in one sealed blob, and for each consent which wording it was given on."""
        form = self._forms.get(row.form, row.form_version)
        asked = {page: form.page(page) for page in answers}
        words = {page: consent_words(one) for page, one in asked.items() if one.kind is Kind.CONSENT}
        return self.seal(row, {"answers": {page: one.as_json() for page, one in answers.items()}, "words": words})

    def seal(self, row: SubmissionRow, content: dict[str, Any], also: str = "") -> bytes:
        """Seal `content` with the name of the submission it belongs to; `also` is one more public key.

        Raises:
            SealError: nobody to seal to.
        """
        named = {"code": row.code, "form": row.form, "form_version": row.form_version, **content}
        plain = canonical(named).encode()
        return self._sealer.seal(plain.ljust(-(-len(plain) // PADDING) * PADDING), also)

    def keep(
        self, act: Act, row: SubmissionRow, sealed: Mapping[str, bytes], answers: Mapping[str, Answer], stands_at: str
    ) -> list[str]:
        """Write sealed pages of a draft; returns the photographs they replace, to `erase` after the act."""
        form = self._forms.get(row.form, row.form_version)
        for page, blob in sealed.items():
            table.put_page(act.db, row.code, page, blob, milliseconds(act.now))
        table.stand_at(act.db, row.code, stands_at, milliseconds(act.now))
        self.record_consent(act, row, answers)
        return self._refer(act, row.code, form, answers)

    def save(self, act: Act, row: SubmissionRow, sealed: bytes, answers: Mapping[str, Answer]) -> list[str]:
        """Turn a draft into a saved submission, with its message to the province and its slip; returns the photographs
        that nothing sent names any more, to `erase` after the act.
        """
        form = self._forms.get(row.form, row.form_version)
        papers, gone = blobs.keep_only(act.db, row.code, _blobs_of(answers))
        event_id = act.send(
            SAVED_EVENT,
            {
                "code": row.code, "procedure": row.procedure, "form": row.form, "form_version": row.form_version,
                "day": hall_day(moment(row.started_ms)).isoformat(), "hall": self._settings.hall.id,
                "sealed": b64encode(sealed).decode("ascii"),
                "blobs": [{"blob": one.blob, "bytes": one.size} for one in papers],
            },
        )  # fmt: skip
        job = act.print("slip", row.code, self._slip(form, row.code, act.now))
        table.save(act.db, row.code, sealed, event_id, job, milliseconds(act.now))
        act.record(SAVED_EVENT, row.code, event=event_id, print_job=job)
        return gone

    def erase(self, photographs: list[str]) -> None:
        """Erase photographs that an act has let go of."""
        self._blobs.erase(photographs)

    def record_consent(self, act: Act, row: SubmissionRow, answers: Mapping[str, Answer]) -> None:
        """Keep a consent where it can be shown later: when, for what, and which wording was on the screen."""
        form = self._forms.get(row.form, row.form_version)
        _record_consent(act, row.code, form, answers)

    def _refer(self, act: Act, code: str, form: FormDefinition, answers: Mapping[str, Answer]) -> list[str]:
        """Let the answers' photographs belong to this submission; returns the blobs they replace."""
        replaced: list[str] = []
        for page, answer in answers.items():
            if form.page(page).kind is not Kind.PAPER_CAPTURE:
                continue
            if isinstance(answer.value, dict):
                blob = answer.value["blob"]
                replaced += blobs.refer(act.db, code, page, blob, self._blobs.settle(blob), milliseconds(act.now))
            else:
                replaced += blobs.let_go(act.db, code, page)
        return replaced

    def _new_code(self, act: Act, form: FormDefinition, resume_key: str | None) -> str:
        day, kiosk = hall_day(act.now), self._settings.kiosk.letter
        counter = table.next_counter(act.db, day, kiosk)
        code = provisional_code(kiosk, day, counter).text
        table.insert(
            act.db, code=code, day=day, counter=counter, kiosk=kiosk, procedure=form.procedure, form=form.id,
            form_version=form.version, page=form.pages[0].id, now_ms=milliseconds(act.now), resume_key=resume_key,
        )  # fmt: skip
        return code

    def _slip(self, form: FormDefinition, code: str, now: datetime) -> dict[str, Any]:
        """Return the slip's paper. It lists every paper of the form, not the ones this villager lacks: a print job
        lies in the open, and must not say what was answered.
        """
        say = texts().say
        papers = dict.fromkeys(item.text for page in form.pages for item in page.items)
        hall = self._settings.hall
        return slip_paper(
            hall=hall.centre, code=code, procedure=say(form.title), saved_at=now,
            papers=[say(one) for one in papers], phone=hall.phone,
        ).as_json()  # fmt: skip

    def _draft(self, code: str) -> SubmissionRow:
        row = self.row(code)
        self._must_be_here(row)
        if row.state != "draft":
            raise SubmissionClosedError(code=code)
        if row.desk:
            raise TakenOverError(code=code)
        return row

    def _must_be_here(self, row: SubmissionRow) -> None:
        if row.erased_why == "expired":
            raise DraftExpiredError(days=self._settings.submissions.keep_draft_days)
        if row.erased_ms is not None:
            raise ErasedError

    def _status(self, row: SubmissionRow) -> Status:
        db = self._store.db
        return Status(
            code=row.code,
            procedure=row.procedure,
            state=table.stands(db, state=row.state, desk=row.desk, erased_why=row.erased_why, event_id=row.event_id),
            page=row.last_page,
            started_at=moment(row.started_ms),
            changed_at=moment(row.changed_ms),
            saved_at=moment(row.saved_ms) if row.saved_ms is not None else None,
            print_state=print_jobs.state_of(db, row.print_job) if row.print_job else None,
            official_code=row.official_code,
            version=row.version,
            erased=row.erased_why or "",
            keep_days=self._settings.submissions.keep_draft_days,
        )


def received(act: Act, provisional: str, official_code: str) -> None:
    """Note that the province accepted a submission, inside the transaction that brought its answer.

    The same answer again, or one about another machine's submission, changes nothing.
    """
    if table.receive(act.db, provisional, official_code, milliseconds(act.now)):
        act.record("submission.received", provisional)


def _blobs_of(answers: Mapping[str, Answer]) -> frozenset[str]:
    return frozenset(
        one.value["blob"] for one in answers.values() if isinstance(one.value, dict) and "blob" in one.value
    )


def opened_answers(db: sqlite3.Connection, row: SubmissionRow, opener: Opener) -> dict[str, Answer]:
    """Return the answers of a draft or a saved submission.

    Raises:
        SealError: another key, or a damaged or exchanged page.
    """
    try:
        return _read(db, row, opener)
    except (ValueError, KeyError, TypeError, AttributeError):
        # From None: what these errors quote is what a villager answered, and errors are logged.
        raise SealError from None


def _read(db: sqlite3.Connection, row: SubmissionRow, opener: Opener) -> dict[str, Answer]:
    whole = table.document(db, row.code)
    if whole is not None:
        raw: Mapping[str, Any] = open_sealed(row, whole, opener)["answers"]
        return {page: Answer.from_json(one) for page, one in raw.items()}
    kept = [open_sealed(row, page, opener) for page in table.pages(db, row.code)]
    return {one["page"]: Answer.from_json(one["answer"]) for one in kept}


def open_sealed(row: SubmissionRow, sealed: bytes, opener: Opener) -> dict[str, Any]:
    """Return one opened blob, after asking that it belongs to this very submission."""
    opened: dict[str, Any] = json.loads(opener.open(sealed))
    if (opened["code"], opened["form"], opened["form_version"]) != (row.code, row.form, row.form_version):
        raise SealError
    return opened


def consent_words(question: Question) -> str:
    """Return which text a consent was given on: its id and a mark of its Vietnamese words, which may change."""
    say = texts("vi").say
    said = f"{say(question.text)}\n{say(question.hint)}"
    return f"{question.hint}@{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _record_consent(act: Act, code: str, form: FormDefinition, answers: Mapping[str, Answer]) -> None:
    """Keep a consent where it can be shown later: when, for what, and which wording was on the screen."""
    for page, answer in answers.items():
        question = form.page(page)
        if question.kind is Kind.CONSENT and answer.state is State.GIVEN:
            kind = "consent.given" if answer.value == "yes" else "consent.not_given"
            told = {"text": question.hint, "words": consent_words(question)}
            act.record(kind, code, purpose=page, form=form.id, form_version=form.version, **told)
