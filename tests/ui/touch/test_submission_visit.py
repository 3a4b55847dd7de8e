"""What a hasty finger does while door 4 is still sealing, without any screen."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from kiosk.clock import SetClock
from kiosk.dossiers.provisional import parse
from kiosk.forms.answers import LEFT_TO_STAFF, Answer
from kiosk.forms.journey import Outcome
from kiosk.forms.resume import Resuming
from kiosk.forms.resume_code import ResumeCode
from kiosk.forms.submissions import Submissions
from kiosk.store.database import Store
from ui.touch.jobs import Jobs
from ui.touch.notices import Notices
from ui.touch.view_models.screen import Way as ScreenWay
from ui.touch.view_models.submission_resume import SubmissionResumeModel
from ui.touch.view_models.submission_visit import SubmissionVisit
from ui.touch.words import Words

BIRTH, DEATH = "1.001193", "1.000656"


class Way:
    """Where screens were asked to go."""

    def __init__(self) -> None:
        self.went: list[str] = []

    def go(self, name: str) -> None:
        self.went.append(name)

    def home(self) -> None:
        self.went.append("home")


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def notices() -> Notices:
    return Notices(Words())


@pytest.fixture
def visit(
    submissions: Submissions, jobs: Jobs, notices: Notices, clock: SetClock, resuming: Resuming
) -> SubmissionVisit:
    return SubmissionVisit(submissions, jobs, notices, clock, resuming)


@pytest.fixture
def begin(visit: SubmissionVisit, qtbot: QtBot) -> Callable[[str], None]:
    """begin(procedure) begins a form of this visit."""

    def begin(procedure: str) -> None:
        begun: list[bool] = []
        visit.begin(procedure, lambda: begun.append(True))
        qtbot.waitUntil(lambda: bool(begun))

    return begin


@pytest.fixture
def answer(visit: SubmissionVisit, qtbot: QtBot) -> Callable[[], None]:
    """answer() leaves the first four questions to the clerk: enough for a slip."""

    def answer() -> None:
        kept: list[bool] = []
        visit.keep(four_answers(visit), lambda: kept.append(True))
        qtbot.waitUntil(lambda: bool(kept))

    return answer


def four_answers(visit: SubmissionVisit) -> Outcome:
    journey = visit.journey
    assert journey is not None
    changed = {page.id: LEFT_TO_STAFF for page in journey.form.pages[:4]}
    return Outcome(replace(journey, answers=changed), changed=changed)


def test_a_photograph_that_is_kept_while_something_else_is_sealed_may_be_kept_again(
    visit: SubmissionVisit, begin: Callable[[str], None]
) -> None:
    begin(BIRTH)
    heard: list[str] = []
    visit.keep(four_answers(visit), lambda: None)
    visit.keep_paper(lambda: (b"%PDF", 1), False, lambda: heard.append("kept"), lambda: heard.append("failed"))
    assert heard == ["failed"]


def test_who_turns_to_another_paper_half_way_finds_a_slip_of_the_first_one(
    visit: SubmissionVisit, begin: Callable[[str], None], answer: Callable[[], None], store: Store, jobs: Jobs
) -> None:
    begin(BIRTH)
    answer()
    first = visit.code
    begin(DEATH)
    jobs.close()
    assert [row[0] for row in store.rows("SELECT subject FROM print_job WHERE kind = 'resume'")] == [first]


@pytest.fixture
def slip(visit: SubmissionVisit, submissions: Submissions) -> ResumeCode:
    """The slip of a draft in which an ID number stands."""
    draft = submissions.start(BIRTH, "a")
    changed = {"for_whom": Answer("self"), "parent": Answer("mother"), "requester_id": Answer("096190002345")}
    submissions.save_pages(draft.code, changed, "requester_id")
    return ResumeCode(parse(draft.code), draft.secret)


def test_a_second_tap_on_the_four_digits_is_no_second_try(
    visit: SubmissionVisit, jobs: Jobs, notices: Notices, resuming: Resuming, slip: ResumeCode, store: Store,
    qtbot: QtBot,
) -> None:  # fmt: skip
    way = Way()
    model = SubmissionResumeModel(Words(), cast(ScreenWay, way), notices, jobs, visit, resuming)
    model.show(slip)
    qtbot.waitUntil(lambda: way.went == [model.name])
    for digit in "9999":
        model.type(digit)
    model.look()
    model.look()
    with qtbot.waitSignal(notices.changed):
        pass
    jobs.close()
    assert store.rows("SELECT resume_tries FROM submission")[0][0] == 1
