"""A counter completes a form that repeats people: pages are whatever the journey says."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

from kiosk.config import Settings
from kiosk.errors import CodeTakenError, UnfinishedError, WrongAnswerError
from kiosk.forms.desk import Given, SubmissionDesk
from kiosk.forms.desk_book import Wish
from kiosk.forms.desk_outcome import Acceptance, DeskOutcome
from kiosk.forms.desk_view import Opened
from kiosk.forms.journey import Journey
from kiosk.forms.library import Forms
from kiosk.forms.submissions import Submissions
from kiosk.ports import Opener
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer
from tests.forms.test_loops import PEOPLE, TODAY, tell

OFFICIAL = "H12.34-261123-0007"


class Counter:
    """A counter with the draft of a villager who broke off while naming a second person."""

    def __init__(self, store: Store, submissions: Submissions, desk: SubmissionDesk) -> None:
        self.desk, self._submissions, self._wishes = desk, submissions, 0
        self.code = submissions.start(PEOPLE.procedure, "villager").code
        journey = tell(Journey.begin(PEOPLE, TODAY), "ở nhà", "Lê An", "no", "yes")
        submissions.save_pages(self.code, journey.answers, journey.at)

    def wish(self) -> Wish:
        self._wishes += 1
        return Wish(f"request {self._wishes}", self.code, self._submissions.row(self.code).version, "an")

    def answer(self, page: str, raw: str) -> Opened:
        return self.desk.answer(self.wish(), page, Given("answer", raw))


@pytest.fixture
def counter(store: Store, sealer: AgeSealer, desk: AgeOpener, settings: Settings) -> Counter:
    submissions = Submissions(store, sealer, settings, Forms((PEOPLE,)))
    return Counter(store, submissions, SubmissionDesk(store, submissions, desk))


def test_a_draft_opens_inside_the_round_where_it_stopped(counter: Counter):
    opened = counter.desk.open(counter.code, "an")
    assert (opened.at, opened.todo[:2]) == ("name#2", ("name#2", "works#2"))


def test_a_second_person_is_completed_and_a_third_one_named(counter: Counter):
    for page, raw in (("name#2", "Lê Bé"), ("works#2", "no"), ("people#more2", "yes"), ("name#3", "Lê Con")):
        opened = counter.answer(page, raw)
    assert opened.todo == ("works#3", "last")


def test_a_person_taken_out_again_is_asked_about_no_more(counter: Counter):
    counter.answer("name#2", "Lê Bé")
    opened = counter.answer("people#more1", "no")
    assert "name#2" not in {one.page for one in opened.questions}


def test_what_a_round_lacks_keeps_the_draft_open(counter: Counter):
    with pytest.raises(UnfinishedError):
        counter.desk.finish(counter.wish())


def test_a_completed_form_is_saved(counter: Counter):
    for page, raw in (("name#2", "Lê Bé"), ("works#2", "no"), ("people#more2", "no"), ("last", "hết")):
        counter.answer(page, raw)
    assert counter.desk.finish(counter.wish()).status.state == "saved"


class Slow:
    """A desk's key that is slow: meanwhile another desk does something."""

    def __init__(self, key: AgeOpener, meanwhile: Callable[[], object]) -> None:
        self._key, self._meanwhile = key, [meanwhile]

    def open(self, sealed: bytes) -> bytes:
        if self._meanwhile:
            self._meanwhile.pop()()
        return self._key.open(sealed)


def test_two_desks_cannot_give_one_official_code_to_two_submissions(
    store: Store, sealer: AgeSealer, desk: AgeOpener, settings: Settings
):
    submissions = Submissions(store, sealer, settings, Forms((PEOPLE,)))
    first, second = (submissions.start(PEOPLE.procedure, name).code for name in ("first", "second"))
    for code in (first, second):
        submissions.finish(code, {})

    def accept(code: str, key: Opener) -> None:
        own = Store(store.file, store.clock)  # each desk's own process
        at_desk = DeskOutcome(SubmissionDesk(own, Submissions(own, sealer, settings, Forms((PEOPLE,))), key), "")
        at_desk.accept(Wish(code, code, submissions.row(code).version, "an"), Acceptance(OFFICIAL, sure=True))

    with pytest.raises(CodeTakenError):
        accept(first, Slow(desk, lambda: accept(second, desk)))
    assert [submissions.status(code).state for code in (first, second)] == ["saved", "accepted"]


@pytest.mark.parametrize("year", [1, 26, 2206])
def test_a_year_that_was_mistyped_is_no_term_however_sure_the_clerk_is(
    store: Store, sealer: AgeSealer, desk: AgeOpener, settings: Settings, year: int
):
    submissions = Submissions(store, sealer, settings, Forms((PEOPLE,)))
    code = submissions.start(PEOPLE.procedure, "villager").code
    submissions.finish(code, {})
    wish = Wish("request", code, submissions.row(code).version, "an")
    due = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    with pytest.raises(WrongAnswerError):
        DeskOutcome(SubmissionDesk(store, submissions, desk), "").accept(wish, Acceptance(OFFICIAL, due, sure=True))
    assert submissions.status(code).state == "saved"
