"""Photographed papers: asked for when ticked, sealed before the disk, replaced, dropped, named, opened at the desk."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import Settings
from kiosk.errors import BlobError, OpeningKeyError, QuestionGoneError, StoreError
from kiosk.forms.answers import SKIPPED, Answer, State
from kiosk.forms.checks import Problem
from kiosk.forms.desk import Given, SubmissionDesk
from kiosk.forms.desk_book import Wish
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.library import Forms
from kiosk.forms.lint import lint
from kiosk.forms.review import review
from kiosk.forms.submissions import Submissions
from kiosk.languages import texts
from kiosk.store import outbox
from kiosk.store.database import Store
from sync.messages import SubmissionSaved
from sync.seal import AgeOpener, AgeSealer, make_identity
from tests.forms.conftest import TODAY
from tests.forms.papers import BIRTH, PAPER, TICKED, form_with_captures, forms_with_captures

PDF = b"%PDF-1.4 a birth paper of Tran Thi Mau"
TAKEN = {"blob": "a" * 64, "pages": "2", "bytes": "51234", "type": "application/pdf"}


@pytest.fixture(scope="session")
def forms() -> Forms:
    return forms_with_captures()


@pytest.fixture
def at_paper() -> Journey:
    """She has the birth paper with her, and is asked to photograph it."""
    return Journey.begin(form_with_captures(), TODAY).answer(TICKED).journey


def names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


def labels(journey: Journey) -> dict[str, str]:
    return {row.page: row.text for group in review(journey, texts()) for row in group.rows}


class TestJourney:
    def test_a_paper_that_is_ticked_is_photographed_right_after_the_list(self, at_paper: Journey) -> None:
        pages = [step.page for step in at_paper.steps]
        assert pages[pages.index("papers") + 1] == PAPER

    def test_only_papers_that_are_there_and_meant_for_it_are_photographed(self, at_paper: Journey) -> None:
        assert [page for page in (step.page for step in at_paper.steps) if page.startswith("papers.")] == [PAPER]

    def test_a_tick_taken_back_hides_the_page_and_keeps_it_out_of_what_is_sent(self, at_paper: Journey) -> None:
        taken = at_paper.answer(TAKEN).journey
        changed = replace(taken, at="papers").answer({**TICKED, "birth_paper": "no"}).journey
        assert PAPER not in changed.final_answers()
        assert changed.answers[PAPER] == Answer(TAKEN)

    def test_passing_by_leaves_it_to_the_clerk_and_the_check_screen_says_so(self, at_paper: Journey) -> None:
        journey = at_paper.skip().journey
        assert journey.answers[PAPER] == SKIPPED
        assert labels(journey)[PAPER] == "Cán bộ chụp giúp"

    def test_the_check_screen_counts_the_pages(self, at_paper: Journey) -> None:
        assert labels(at_paper.answer(TAKEN).journey)[PAPER] == "Đã chụp 2 trang"

    def test_the_first_pages_are_kept_while_the_next_is_taken(self, at_paper: Journey) -> None:
        held = at_paper.hold(TAKEN)
        assert (held.journey.at, held.changed) == (PAPER, {PAPER: Answer(TAKEN)})

    @pytest.mark.parametrize(
        "wrong",
        [
            None,
            "yes",
            {},
            {**TAKEN, "blob": "../../etc/passwd"},
            {**TAKEN, "pages": "0"},
            {**TAKEN, "bytes": "-1"},
            {**TAKEN, "type": "text/html"},
        ],
    )
    def test_what_is_no_photograph_answers_nothing(self, at_paper: Journey, wrong: Any) -> None:
        assert at_paper.answer(wrong).problem == Problem("check.capture")


class TestLint:
    def test_a_card_with_a_face_is_never_photographed(self) -> None:
        fit, unfit = (
            {str(one) for one in lint(form)} for form in (form_with_captures(), form_with_captures("id_card"))
        )
        assert unfit - fit == {"papers: giấy id_card có hình mặt người, không chụp được"}


class TestSealed:
    @pytest.fixture
    def blobs(self, store: Store) -> Path:
        return store.file.parent / "blobs"

    @pytest.fixture
    def code(self, submissions: Submissions) -> str:
        return submissions.start(BIRTH, "request-1").code

    @pytest.fixture
    def keep(self, submissions: Submissions, code: str) -> Callable[[bytes], str]:
        """keep(pdf) photographs the birth paper; returns its blob."""

        def keep(pdf: bytes) -> str:
            value = submissions.seal_paper(pdf, 1)
            assert isinstance(value, dict)
            submissions.save_pages(code, {PAPER: Answer(value)}, PAPER)
            return value["blob"]

        return keep

    def test_the_desk_gets_back_what_was_photographed(
        self, submissions: Submissions, code: str, keep: Callable[[bytes], str], desk: AgeOpener
    ) -> None:
        keep(PDF)
        assert submissions.paper_at_desk(code, PAPER, desk) == PDF

    def test_the_file_is_named_by_its_sealed_bytes_and_says_nothing(
        self, blobs: Path, keep: Callable[[bytes], str]
    ) -> None:
        blob = keep(PDF)
        sealed = (blobs / blob).read_bytes()
        assert hashlib.sha256(sealed).hexdigest() == blob
        assert not any(PDF[8:] in file.read_bytes() for file in blobs.parent.rglob("*") if file.is_file())
        assert (blobs / blob).stat().st_mode & 0o777 == 0o600

    def test_a_retake_replaces(self, blobs: Path, keep: Callable[[bytes], str]) -> None:
        keep(b"%PDF blurred")
        clear = keep(PDF)
        assert names(blobs) == [clear]

    def test_leaving_it_to_the_clerk_after_all_erases_it(
        self, submissions: Submissions, code: str, blobs: Path, keep: Callable[[bytes], str]
    ) -> None:
        keep(PDF)
        submissions.save_pages(code, {PAPER: SKIPPED}, "x")
        assert names(blobs) == []

    def test_a_power_cut_before_the_page_is_kept_leaves_the_pages_before_it(
        self, submissions: Submissions, code: str, blobs: Path, keep: Callable[[bytes], str], desk: AgeOpener
    ) -> None:
        first = keep(PDF)
        submissions.seal_paper(b"%PDF two pages", 2)  # sealed and on disk; then the light goes out
        assert submissions.paper_at_desk(code, PAPER, desk) == PDF
        for file in blobs.iterdir():
            os.utime(file, (0, 0))
        assert submissions.erase_orphans() == 1
        assert names(blobs) == [first]

    def test_a_page_that_is_just_being_kept_is_no_orphan(
        self, submissions: Submissions, code: str, desk: AgeOpener
    ) -> None:
        value = submissions.seal_paper(PDF, 1)
        assert submissions.erase_orphans() == 0
        submissions.save_pages(code, {PAPER: Answer(value)}, PAPER)
        assert submissions.paper_at_desk(code, PAPER, desk) == PDF

    def test_an_answer_whose_photograph_is_not_there_is_not_kept(self, submissions: Submissions, code: str) -> None:
        with pytest.raises(StoreError):
            submissions.save_pages(code, {PAPER: Answer(TAKEN)}, PAPER)

    def test_the_message_names_the_blobs_that_count_and_the_others_are_erased(
        self, submissions: Submissions, store: Store, code: str, blobs: Path, keep: Callable[[bytes], str]
    ) -> None:
        blob = keep(PDF)
        other = submissions.seal_paper(b"%PDF authorisation", 1)
        submissions.save_pages(code, {"papers.authorisation": Answer(other)}, "x")
        value = {**TAKEN, "blob": blob}
        submissions.finish(code, {PAPER: Answer(value)})
        (message,) = outbox.pending(store.db, 2**62, 9)
        size = (blobs / blob).stat().st_size
        assert json.loads(message.body)["blobs"] == [{"blob": blob, "bytes": size}]
        assert SubmissionSaved.model_validate_json(message.body).blobs[0].blob == blob
        assert names(blobs) == [blob]

    def test_a_saved_submission_tells_only_under_seal_which_paper_it_is(
        self, submissions: Submissions, store: Store, code: str, keep: Callable[[bytes], str], desk: AgeOpener
    ) -> None:
        value = {**TAKEN, "blob": keep(PDF)}
        submissions.save_pages(code, {}, REVIEW)
        submissions.finish(code, {PAPER: Answer(value)})
        assert submissions.paper_at_desk(code, PAPER, desk) == PDF
        assert PAPER not in "".join(store.db.iterdump())

    def test_a_damaged_or_missing_photograph_is_told(
        self, submissions: Submissions, code: str, blobs: Path, keep: Callable[[bytes], str], desk: AgeOpener
    ) -> None:
        file = blobs / keep(PDF)
        file.write_bytes(file.read_bytes()[:-1])
        with pytest.raises(BlobError):
            submissions.paper_at_desk(code, PAPER, desk)
        file.unlink()
        with pytest.raises(BlobError):
            submissions.paper_at_desk(code, PAPER, desk)

    def test_another_key_opens_nothing(
        self, submissions: Submissions, code: str, keep: Callable[[bytes], str], tmp_path: Path
    ) -> None:
        keep(PDF)
        make_identity(tmp_path / "other.key")
        with pytest.raises(OpeningKeyError):
            submissions.paper_at_desk(code, PAPER, AgeOpener(tmp_path / "other.key"))

    def test_every_look_of_a_clerk_is_in_the_journal(
        self, submissions: Submissions, store: Store, code: str, keep: Callable[[bytes], str], desk: AgeOpener
    ) -> None:
        keep(PDF)
        assert SubmissionDesk(store, submissions, desk).paper(code, PAPER, "an") == PDF
        last = store.row("SELECT kind, subject, body FROM journal ORDER BY seq DESC LIMIT 1")
        assert last is not None
        assert (last["kind"], last["subject"], json.loads(last["body"])) == (
            "submission.paper_opened",
            code,
            {"clerk": "an"},
        )

    def test_a_clerk_cannot_name_a_photograph_that_nobody_took(
        self, submissions: Submissions, store: Store, code: str, keep: Callable[[bytes], str], desk: AgeOpener
    ) -> None:
        submissions.save_pages(code, {"papers": Answer(TICKED)}, PAPER)
        keep(PDF)
        wish = Wish("request", code, submissions.row(code).version, "an")
        with pytest.raises(QuestionGoneError):
            SubmissionDesk(store, submissions, desk).answer(wish, PAPER, Given("answer", TAKEN))
        assert submissions.paper_at_desk(code, PAPER, desk) == PDF

    def test_a_full_disk_keeps_the_answer_open(
        self, sealer: AgeSealer, store: Store, settings: Settings, forms: Forms, blobs: Path
    ) -> None:
        blobs.write_text("a file where the folder should be")
        with pytest.raises(StoreError):
            Submissions(store, sealer, settings, forms).seal_paper(PDF, 1)


def test_the_value_shows_in_no_repr(at_paper: Journey) -> None:
    assert "aaaa" not in repr(Answer(TAKEN, State.GIVEN))
