"""Repeating a person: one page at a time, as many as there are and no more, and no answer is ever lost on the way."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.forms.definition import FormDefinition
from kiosk.forms.journey import REVIEW, Journey
from kiosk.forms.review import review
from kiosk.languages import texts
from tests.forms.small_forms import ANSWERS, loop, small_form, small_forms

TODAY = date(2026, 11, 23)
PEOPLE = small_form(
    {"id": "home", "type": "words"},
    {"id": "name", "type": "full_name"},
    {"id": "works", "type": "yes_no"},
    {"id": "job", "type": "words", "show_if": ["works", "=", "yes"]},
    {"id": "last", "type": "words"},
    loops=(loop("people", "name", "works", "job"),),
)
TWO_PEOPLE = ("ở nhà", "Lê An", "yes", "làm ruộng", "yes", "Lê Bé", "no", "no", "hết")


def tell(journey: Journey, *answers: Any) -> Journey:
    for answer in answers:
        outcome = journey.answer(answer, accept_doubt=True)
        assert outcome.problem is None, f"{journey.at}: {outcome.problem}"
        journey = outcome.journey
    return journey


@pytest.fixture
def begun() -> Journey:
    return Journey.begin(PEOPLE, TODAY)


@pytest.fixture
def done(begun: Journey) -> Journey:
    """Two people were named: one who works, one who does not."""
    return tell(begun, *TWO_PEOPLE)


def test_a_yes_to_one_more_asks_the_same_pages_again(begun: Journey):
    assert tell(begun, "ở nhà", "Lê An", "no", "yes").at == "name#2"


def test_a_no_to_one_more_goes_on_behind_the_loop(begun: Journey):
    assert tell(begun, "ở nhà", "Lê An", "no", "no").at == "last"


def test_a_condition_inside_a_round_sees_its_own_round(begun: Journey):
    assert tell(begun, "ở nhà", "Lê An", "yes", "làm ruộng", "yes", "Lê Bé", "no").at == "people#more2"


def test_after_the_last_round_nobody_is_asked_for_one_more(begun: Journey):
    journey = tell(begun, "ở nhà", "Lê An", "no", "yes", "Lê Bé", "no", "yes", "Lê Con", "no")
    assert journey.at == "last"


def test_nobody_at_all_may_be_named_where_the_form_allows_it():
    form = small_form(
        {"id": "name", "type": "full_name"}, {"id": "last", "type": "words"}, loops=(loop("people", "name", least=0),)
    )
    assert tell(Journey.begin(form, TODAY), "no").at == "last"


def test_back_from_a_second_round_stands_before_its_question(begun: Journey):
    assert tell(begun, "ở nhà", "Lê An", "no", "yes").back().at == "people#more1"


def test_a_villager_is_resumed_inside_a_round(begun: Journey):
    journey = tell(begun, "ở nhà", "Lê An", "no", "yes", "Lê Bé")
    assert Journey.resume(PEOPLE, journey.answers, "works#2", TODAY).at == "works#2"


def test_progress_counts_the_rounds_that_were_asked_for(begun: Journey):
    one, two = (tell(begun, "ở nhà", "Lê An", "no", more).position for more in ("no", "yes"))
    assert (one, two) == ((5, 5), (5, 8))


def test_the_check_screen_tells_the_rounds_apart(done: Journey):
    (group,) = review(done, texts())
    assert [f"{row.label}: {row.text}" for row in group.rows] == [
        "home: ở nhà", "name: Lê An", "works: Có", "job: làm ruộng", "Người thứ 2: Có", "name 2: Lê Bé",
        "works 2: Không", "Người thứ 3: Không", "last: hết",
    ]  # fmt: skip


def test_an_answer_of_a_round_is_corrected_from_the_check_screen(done: Journey):
    corrected = tell(done.edit("name#2"), "Lê Bảy")
    assert (corrected.at, corrected.final_answers()["name#2"].value) == (REVIEW, "Lê Bảy")


def test_a_person_too_many_is_taken_out_by_saying_no(done: Journey):
    assert tell(done.edit("people#more1"), "no").at == REVIEW


def test_a_person_taken_out_is_not_sent(done: Journey):
    sent = tell(done.edit("people#more1"), "no").final_answers()
    assert [page for page in sent if "#" in page] == ["people#more1"]


def test_a_person_taken_out_by_mistake_comes_back_as_it_was(done: Journey):
    again = tell(tell(done.edit("people#more1"), "no").edit("people#more1"), "yes")
    assert (again.at, again.final_answers()) == (REVIEW, done.final_answers())


def test_a_person_added_on_the_check_screen_is_asked_before_it_returns(done: Journey):
    journey = tell(done.edit("people#more2"), "yes")
    assert [journey.at, tell(journey, "Lê Con", "no").at] == ["name#3", REVIEW]


def test_an_offer_inside_a_round_is_of_its_own_round():
    pages = ({"id": "birth_home", "type": "words"}, {"id": "home", "type": "words", "offer": ["birth_home"]})
    form = small_form(*pages, loops=(loop("people", "birth_home", "home"),))
    assert form.page("home#2").offer == ("birth_home#2",)


def forward(data: st.DataObject, journey: Journey) -> Journey:
    """Answer the present page with anything, pass it by, or leave it to the clerk."""
    step = journey.current
    assert step is not None
    moves = [journey.answer(value) for value in ANSWERS[step.question.kind]]
    moves += [outcome for outcome in (journey.skip(), journey.leave_to_staff()) if outcome.changed]
    return data.draw(st.sampled_from(moves)).journey


@settings(max_examples=120, deadline=None)
@given(form=small_forms(), data=st.data())
def test_every_walk_comes_to_its_end(form: FormDefinition, data: st.DataObject):
    journey = Journey.begin(form, TODAY)
    for _ in form.pages:
        if journey.at == REVIEW:
            break
        journey = forward(data, journey)
    assert journey.at == REVIEW


@settings(max_examples=120, deadline=None)
@given(form=small_forms(), data=st.data())
def test_going_back_never_loses_an_answer(form: FormDefinition, data: st.DataObject):
    journey = Journey.begin(form, TODAY)
    for _ in range(data.draw(st.integers(1, 8))):
        journey = forward(data, journey) if journey.at != REVIEW else journey
    before = journey.answers
    for _ in form.pages:
        journey = journey.back()
    assert (journey.answers, journey.at) == (before, journey.steps[0].page)


@settings(max_examples=120, deadline=None)
@given(form=small_forms(), data=st.data())
def test_coming_back_anywhere_is_like_never_having_left(form: FormDefinition, data: st.DataObject):
    stayed = Journey.begin(form, TODAY)
    for _ in range(data.draw(st.integers(0, 8))):
        stayed = forward(data, stayed) if stayed.at != REVIEW else stayed
    came_back = Journey.resume(form, stayed.answers, stayed.at, TODAY)
    assert (came_back.at, came_back.steps, came_back.position) == (stayed.at, stayed.steps, stayed.position)
