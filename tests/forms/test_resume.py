"""A villager goes on with a slip: what opens a draft, what does not, and what each says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.dossiers.provisional import parse as parse_provisional
from kiosk.dossiers.provisional import provisional_code
from kiosk.errors import (
    DraftExpiredError,
    DraftSentError,
    ForeignSlipError,
    FormGoneError,
    NoDraftKeysError,
    SealError,
    TornSlipError,
    TriesOverError,
    WrongLastDigitsError,
)
from kiosk.forms.journey import Journey
from kiosk.forms.library import Forms
from kiosk.forms.resume import Resuming
from kiosk.forms.resume_code import ResumeCode, parse_resume_code
from kiosk.forms.submissions import Draft, Submissions
from kiosk.papers.secrets import Secrets
from kiosk.store import journal, print_jobs
from kiosk.store.database import Store
from sync.seal import AgeDraftKeys, AgeOpener, AgeSealer

BIRTH = "1.001193"
LAST_FOUR = "2345"

Until = Callable[[str], tuple[Draft, Journey]]


@pytest.fixture
def secrets() -> Secrets:
    return Secrets()


@pytest.fixture
def submissions(store: Store, sealer: AgeSealer, settings: Settings, forms: Forms) -> Submissions:
    return Submissions(store, sealer, settings, forms, AgeDraftKeys())


@pytest.fixture
def resuming(store: Store, settings: Settings, forms: Forms, secrets: Secrets) -> Resuming:
    return Resuming(store, settings, forms, AgeDraftKeys(), secrets)


@pytest.fixture
def until(submissions: Submissions, stories: dict[str, Any], clock: SetClock) -> Until:
    """until("child_name") is a draft that was left at that question."""

    def until(page: str) -> tuple[Draft, Journey]:
        draft = submissions.start(BIRTH, "villager")
        journey, story = Journey.begin(draft.form, clock.now().date()), stories[BIRTH]
        while journey.at != page:
            at = journey.at
            moved = journey.answer(story[at], accept_doubt=True) if at in story else journey.skip()
            submissions.save_pages(draft.code, moved.changed, moved.journey.at)
            journey = moved.journey
        return draft, journey

    return until


def slip_of(draft: Draft) -> ResumeCode:
    return ResumeCode(parse_provisional(draft.code), draft.secret)


def test_the_slip_opens_the_draft_at_the_question_where_it_stopped(until: Until, resuming: Resuming):
    draft, left = until("child_name")
    resumed = resuming.open(slip_of(draft), LAST_FOUR)
    assert (resumed.journey.at, resumed.journey.answers) == ("child_name", left.answers)


def test_what_is_answered_after_going_on_opens_with_the_same_slip(
    until: Until, resuming: Resuming, submissions: Submissions
):
    draft, _ = until("child_name")
    resumed = resuming.open(slip_of(draft), LAST_FOUR)
    moved = resumed.journey.answer("Trần Thị Bé")
    submissions.save_pages(draft.code, moved.changed, moved.journey.at)
    again = resuming.open(slip_of(draft), LAST_FOUR)
    assert again.journey.answers["child_name"].value == "Trần Thị Bé"


def test_a_draft_without_an_id_number_asks_for_no_digits(until: Until, resuming: Resuming):
    draft, _ = until("papers")
    assert resuming.look(slip_of(draft)).asks_digits is False
    assert resuming.open(slip_of(draft)).journey.at == "papers"


def test_a_draft_with_an_id_number_names_whose_digits_it_asks(until: Until, resuming: Resuming):
    draft, _ = until("child_name")
    found = resuming.look(slip_of(draft))
    assert (found.asks_digits, found.whose in dict(draft.form.groups).values()) == (True, True)


def test_the_desk_opens_the_same_draft_without_the_slip(until: Until, submissions: Submissions, desk: AgeOpener):
    draft, left = until("child_name")
    assert submissions.open_at_desk(draft.code, desk).journey.answers == left.answers


def test_a_wrong_number_says_how_many_tries_are_left(until: Until, resuming: Resuming):
    draft, _ = until("child_name")
    with pytest.raises(WrongLastDigitsError) as told:
        resuming.open(slip_of(draft), "1234")
    assert told.value.values == {"left": 2}


def test_after_three_wrong_numbers_the_right_one_does_not_open_it_either(until: Until, resuming: Resuming):
    draft, _ = until("child_name")
    for expected in (WrongLastDigitsError, WrongLastDigitsError, TriesOverError):
        with pytest.raises(expected):
            resuming.open(slip_of(draft), "1234")
    with pytest.raises(TriesOverError):
        resuming.open(slip_of(draft), LAST_FOUR)


def test_the_right_number_gives_all_tries_back(until: Until, resuming: Resuming):
    draft, _ = until("child_name")
    for digits in ("1111", "2222"):
        with pytest.raises(WrongLastDigitsError):
            resuming.open(slip_of(draft), digits)
    resuming.open(slip_of(draft), LAST_FOUR)
    with pytest.raises(WrongLastDigitsError):
        resuming.open(slip_of(draft), "3333")


def test_a_try_counts_before_it_is_compared(until: Until, resuming: Resuming, store: Store, monkeypatch: Any):
    draft, _ = until("child_name")

    class Cut(BaseException):
        """The plug is pulled in the moment after the digits were typed."""

    def cut(*_: object, **__: object) -> None:
        raise Cut

    with monkeypatch.context() as power, pytest.raises(Cut):
        power.setattr("kiosk.store.database.Act.record", cut)
        resuming.open(slip_of(draft), "1234")
    assert store.rows("SELECT resume_tries FROM submission")[0][0] == 1


def test_a_slip_without_its_end_is_called_torn(until: Until):
    draft, _ = until("who")
    with pytest.raises(TornSlipError):
        parse_resume_code(slip_of(draft).text[:-3])


def test_a_slip_with_one_letter_read_wrongly_is_called_torn(until: Until, resuming: Resuming):
    draft, _ = until("parent")
    text = slip_of(draft).text
    wrong = text[:-1] + ("Q" if text[-1] != "Q" else "P")
    with pytest.raises(TornSlipError):
        resuming.look(parse_resume_code(wrong))


def test_a_slip_in_small_letters_is_the_same_slip(until: Until):
    draft, _ = until("who")
    assert parse_resume_code(slip_of(draft).text.lower()) == slip_of(draft)


def test_a_slip_of_another_kiosk_is_named_as_such(until: Until, resuming: Resuming):
    draft, _ = until("parent")
    other = ResumeCode(provisional_code("B", date(2026, 11, 23), 1), draft.secret)
    with pytest.raises(ForeignSlipError):
        resuming.look(other)


def test_a_slip_of_another_hall_with_the_same_code_is_named_as_such(until: Until, resuming: Resuming):
    draft, _ = until("parent")
    with pytest.raises(ForeignSlipError):
        resuming.look(ResumeCode(parse_provisional(draft.code), AgeDraftKeys().make()[1]))


def test_a_draft_is_kept_to_the_end_of_its_last_day(until: Until, resuming: Resuming, clock: SetClock):
    draft, _ = until("parent")
    clock.forward(timedelta(days=3, hours=15))
    assert resuming.look(slip_of(draft)).asks_digits is False


def test_an_expired_draft_says_after_how_many_days(until: Until, resuming: Resuming, clock: SetClock):
    draft, _ = until("parent")
    clock.forward(timedelta(days=4))
    with pytest.raises(DraftExpiredError) as told:
        resuming.look(slip_of(draft))
    assert told.value.values == {"days": 3}


def test_a_draft_that_was_sent_is_not_opened(until: Until, resuming: Resuming, submissions: Submissions):
    draft, journey = until("review")
    submissions.finish(draft.code, journey.final_answers())
    with pytest.raises(DraftSentError):
        resuming.look(slip_of(draft))


def test_what_was_sent_cannot_be_opened_with_the_slip(until: Until, submissions: Submissions):
    draft, journey = until("review")
    submissions.finish(draft.code, journey.final_answers())
    with pytest.raises(SealError):
        submissions.open_at_desk(draft.code, AgeDraftKeys().opener(draft.secret))


def test_a_form_that_is_no_longer_here_is_named(
    until: Until, store: Store, settings: Settings, forms: Forms, secrets: Secrets
):
    draft, _ = until("parent")
    newer = Forms(tuple(replace(one, version=one.version + 1) for one in forms.definitions))
    with pytest.raises(FormGoneError):
        Resuming(store, settings, newer, AgeDraftKeys(), secrets).look(slip_of(draft))


def test_the_print_job_on_disk_holds_no_secret(until: Until, resuming: Resuming, store: Store):
    draft, _ = until("child_name")
    job = print_jobs.get(store.db, resuming.print_slip(draft))
    assert job is not None
    assert (job.kind, draft.secret in str(job.paper)) == ("resume", False)


def test_a_draft_whose_secret_is_not_known_gets_no_slip(until: Until, resuming: Resuming):
    draft, _ = until("child_name")
    with pytest.raises(NoDraftKeysError):
        resuming.print_slip(replace(draft, secret=""))


def test_going_on_is_journalled_without_content(until: Until, resuming: Resuming, store: Store):
    draft, _ = until("child_name")
    resuming.open(slip_of(draft), LAST_FOUR)
    last = journal.latest(store.db, ["submission.resumed"], 1)[0]
    assert (last.subject, last.body) == (draft.code, {"way": "slip"})


def test_no_secret_shows_in_a_repr(until: Until, resuming: Resuming, secrets: Secrets):
    draft, _ = until("child_name")
    resuming.print_slip(draft)
    resumed = resuming.open(slip_of(draft), LAST_FOUR)
    assert draft.secret not in f"{draft!r} {slip_of(draft)!r} {resumed!r} {secrets!r} {resuming.look(slip_of(draft))!r}"
