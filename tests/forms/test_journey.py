"""The order of screens, without any screen: every road ends, nothing is lost, nothing hidden decides or is sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.forms.answers import Answer, State
from kiosk.forms.definition import Kind
from kiosk.forms.journey import EXIT, REVIEW, Journey
from kiosk.forms.library import load_forms
from kiosk.forms.review import review
from kiosk.languages import texts

BIRTH, MARITAL = "1.001193", "1.004873"

Begin = Callable[[str], Journey]
Go = Callable[..., Journey]


def pages(journey: Journey) -> list[str]:
    return [step.page for step in journey.steps]


@pytest.mark.parametrize("procedure", [BIRTH, MARITAL])
def test_a_whole_story_ends_on_the_check_screen(go: Go, procedure: str):
    assert go(procedure).at == REVIEW


@pytest.mark.parametrize("procedure", [BIRTH, MARITAL])
def test_a_whole_story_may_be_sent(go: Go, procedure: str):
    assert go(procedure).unfinished() is None


def test_a_form_begins_with_its_first_question(begin: Begin):
    assert begin(BIRTH).position == (1, len(pages(begin(BIRTH))))


def test_a_wrong_answer_stays_on_its_page(go: Go):
    journey = go(BIRTH, until="child_birth")
    assert journey.answer({"day": "31", "month": "6", "year": "2026"}).journey.at == "child_birth"


def test_a_wrong_answer_changes_nothing_to_keep(go: Go):
    assert go(BIRTH, until="child_name").answer("4").changed == {}


def test_the_first_failure_offers_nobody(go: Go):
    journey = go(BIRTH, until="child_name")
    assert not journey.answer("").journey.offers_staff


def test_the_second_failure_on_a_page_offers_the_clerk(go: Go):
    journey = go(BIRTH, until="child_name")
    assert journey.answer("").journey.answer("4").journey.offers_staff


def test_what_is_left_to_the_clerk_is_marked_so(go: Go):
    journey = go(BIRTH, until="mother_id")
    assert journey.leave_to_staff().changed["mother_id"].state is State.STAFF_FILLS


def test_leaving_it_to_the_clerk_goes_on(go: Go):
    journey = go(BIRTH, until="mother_id")
    assert journey.leave_to_staff().journey.at == "mother_ethnic"


def test_a_page_that_does_not_offer_the_clerk_cannot_be_left(go: Go):
    journey = go(BIRTH, until="child_name")
    assert journey.leave_to_staff().journey == journey


def test_a_question_the_form_insists_on_cannot_be_skipped(go: Go):
    journey = go(BIRTH, until="child_name")
    assert journey.skip().journey == journey


def test_a_soft_problem_asks_once_more(go: Go):
    outcome = go(BIRTH, until="child_name").answer("Lan")
    assert outcome.problem is not None
    assert outcome.problem.soft


def test_a_soft_problem_is_passed_by_saying_it_is_so(go: Go):
    outcome = go(BIRTH, until="child_name").answer("Lan", accept_doubt=True)
    assert outcome.journey.at == "child_sex"


def test_a_soft_problem_is_no_failure(go: Go):
    journey = go(BIRTH, until="child_name")
    assert not journey.answer("Lan").journey.answer("Lan").journey.offers_staff


def test_a_rule_between_two_questions_stops_with_its_sentence(go: Go):
    outcome = go(BIRTH, until="mother_birth").answer({"year": "2020"}, accept_doubt=True)
    assert outcome.problem is not None
    assert outcome.problem.text == "form.birth.check.mother_age"


def test_a_birth_long_ago_is_asked_about_once_more(go: Go):
    outcome = go(BIRTH, until="child_birth").answer({"day": "1", "month": "1", "year": "2026"})
    assert outcome.problem is not None
    assert outcome.problem.text == "form.birth.check.late"


def test_a_number_of_the_other_sex_is_only_doubted(go: Go):
    outcome = go(BIRTH, until="mother_id").answer("096094054321")
    assert outcome.problem is not None
    assert (outcome.problem.text, outcome.problem.soft) == ("form.common.check.id_sex", True)


def test_who_it_is_for_decides_the_next_question(go: Go):
    assert go(MARITAL, until="who").answer("other").journey.at == "relation"


def test_a_father_is_not_asked_his_own_name_again(go: Go):
    journey = go(BIRTH)
    assert journey.final_answers()["father_name"] == Answer("Nguyễn Văn Thợ Bạc", State.GIVEN, "requester_name")


def test_a_paper_that_is_missing_opens_the_page_that_helps(go: Go):
    assert go(BIRTH, until="no_birth_paper").at == "no_birth_paper"


def test_a_paper_that_is_there_opens_nothing(go: Go):
    journey = go(BIRTH, until="child_name", papers={"birth_paper": "yes", "id_card": "yes"})
    assert "no_birth_paper" not in pages(journey)


def test_a_letter_of_authority_is_only_asked_of_who_comes_for_another(go: Go):
    journey = go(BIRTH, until="papers", parent="authorised")
    assert journey.current is not None
    assert "authorisation" in journey.current.shown(journey.today)


def test_an_exit_page_is_no_mistake(go: Go):
    journey = go(BIRTH, until=f"{EXIT}special", special="abandoned")
    assert journey.exit_page is not None
    assert journey.exit_page.id == "special"


def test_going_back_from_an_exit_page_returns_to_its_question(go: Go):
    assert go(BIRTH, special="abandoned").back().at == "special"


def test_behind_an_exit_no_question_counts(go: Go):
    assert pages(go(BIRTH, special="abandoned"))[-1] == "special"


def test_what_ends_at_an_exit_cannot_be_sent(go: Go):
    assert go(BIRTH, special="abandoned").unfinished() == ("special", None)


def test_a_married_person_cannot_ask_for_a_paper_to_marry(go: Go):
    assert go(MARITAL, status="married").at == f"{EXIT}already_married"


def test_the_first_page_has_nothing_before_it(begin: Begin):
    assert begin(BIRTH).back() == begin(BIRTH)


def test_back_returns_to_the_question_before(go: Go):
    assert go(BIRTH, until="child_sex").back().at == "child_name"


def test_back_never_loses_an_answer(go: Go):
    journey = go(BIRTH, until="child_sex")
    assert journey.back().suggestion() == "Nguyễn Ngọc Trầm Hương"


def test_back_from_the_check_screen_returns_to_the_last_question(go: Go):
    assert go(BIRTH).back().at == "promise"


def test_back_passes_by_questions_nobody_was_asked(go: Go):
    assert go(BIRTH, until="father_birth").back().at == "marriage_place"


def test_correcting_from_the_check_screen_returns_to_it(go: Go):
    assert go(BIRTH).edit("child_name").answer("Nguyễn Lan Anh").journey.at == REVIEW


def test_giving_up_a_correction_returns_to_the_check_screen(go: Go):
    assert go(BIRTH).edit("child_name").back().at == REVIEW


def test_correcting_an_answer_taken_from_another_page_asks_that_page(go: Go):
    assert go(BIRTH).edit("father_name").at == "requester_name"


def test_a_correction_that_opens_questions_asks_them_first(go: Go):
    journey = go(BIRTH).edit("parent").answer("mother").journey
    assert journey.at == "father_card"


def test_after_the_questions_a_correction_opened_comes_the_check_screen(go: Go):
    journey = go(BIRTH).edit("parent").answer("mother").journey.skip().journey
    journey = journey.answer("Nguyễn Văn Tư").journey.answer("096089012345").journey
    journey = journey.answer({"text": "Ấp 2, xã Khánh Bình"}).journey
    assert journey.at == REVIEW


def test_only_the_check_screen_lets_one_jump(go: Go):
    journey = go(BIRTH, until="child_name")
    assert journey.edit("parent") == journey


def test_a_correction_that_breaks_a_later_rule_keeps_it_from_being_sent(go: Go):
    journey = (
        go(BIRTH).edit("child_birth").answer({"day": "1", "month": "1", "year": "2004"}, accept_doubt=True).journey
    )
    unfinished = journey.unfinished()
    assert unfinished is not None
    assert unfinished[0] == "mother_birth"


def test_a_changed_mind_keeps_the_hidden_answer_for_a_second_change(go: Go):
    journey = go(BIRTH).edit("birth_at").answer("home").journey.leave_to_staff().journey
    journey = journey.edit("birth_at").answer("hospital").journey
    assert journey.final_answers()["birth_facility"] == go(BIRTH).final_answers()["birth_facility"]


def test_a_hidden_answer_is_not_sent(go: Go):
    journey = go(BIRTH).edit("sms").answer("no").journey
    assert "phone" not in journey.final_answers()


def test_a_hidden_answer_decides_nothing(go: Go):
    journey = go(BIRTH)
    answers = {**journey.answers, "parent": Answer("grandparent")}
    assert "mother_name" in {step.page for step in replace(journey, answers=answers).steps if step.asked}


def test_no_answer_shows_in_a_log(go: Go):
    assert "Thợ Bạc" not in repr(go(BIRTH))


def test_progress_counts_only_what_is_asked(go: Go):
    journey = go(BIRTH, until="father_birth")
    asked = [step.page for step in journey.steps if step.asked]
    assert journey.position == (asked.index("father_birth") + 1, len(asked))


def test_resuming_stands_on_the_page_where_it_stopped(go: Go):
    journey = go(BIRTH, until="married")
    assert Journey.resume(journey.form, journey.answers, "married", journey.today) == replace(journey, failures={})


def test_resuming_on_a_page_that_no_longer_shows_stands_on_the_first_open_one(go: Go):
    journey = go(BIRTH, until="married")
    assert Journey.resume(journey.form, journey.answers, "birth_home", journey.today).at == "married"


def test_resuming_behind_an_exit_stands_on_the_exit(go: Go):
    journey = go(BIRTH, special="abandoned")
    assert Journey.resume(journey.form, journey.answers, journey.at, journey.today).at == f"{EXIT}special"


def test_the_check_screen_masks_the_number_of_the_card(go: Go):
    rows = {row.page: row.text for group in review(go(BIRTH), texts()) for row in group.rows}
    assert rows["mother_id"] == "•••• •••• 4321"


def test_the_check_screen_writes_every_kind_of_answer_in_words(go: Go):
    rows = {row.page: row.text for group in review(go(BIRTH), texts()) for row in group.rows}
    assert {
        page: rows[page] for page in ("child_birth", "mother_birth", "papers", "child_ethnic", "copies", "sms")
    } == {
        "child_birth": "30/10/2026",
        "mother_birth": "năm 1994",
        "papers": "Có 1 trong 2 giấy",
        "child_ethnic": "Khmer",
        "copies": "3",
        "sms": "Có",
    }


def test_the_check_screen_says_what_the_clerk_will_write(go: Go):
    journey = go(BIRTH, until="mother_id").leave_to_staff().journey
    rows = {row.page: row.text for group in review(journey, texts()) for row in group.rows}
    assert rows["mother_id"] == "Cán bộ ghi giúp"


def test_the_check_screen_has_the_groups_of_the_form_in_order(go: Go):
    assert [group.id for group in review(go(BIRTH), texts())] == ["requester", "child", "mother", "father", "others"]


FORMS = load_forms().newest()
ANYTHING: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.FULL_NAME: st.just("Nguyễn Văn An"),
    Kind.DATE_OR_YEAR: st.dates(min_value=date(1930, 1, 1), max_value=date(2026, 11, 23)).map(str),
    Kind.YES_NO: st.sampled_from(["yes", "no"]),
    Kind.CONSENT: st.sampled_from(["yes", "no"]),
    Kind.CITIZEN_ID: st.from_regex(r"0[0-9]{11}", fullmatch=True),
    Kind.PHONE: st.just("0918765432"),
    Kind.PLACE: st.just({"text": "Ấp 1"}),
    Kind.COUNT: st.integers(0, 9).map(str),
    Kind.INFO: st.just("seen"),
    Kind.ID_CARD: st.just("used"),
    Kind.WORDS: st.just("làm ruộng"),
    Kind.MONEY: st.just("15000000"),
    Kind.SIGNATURE: st.just("at_counter"),
    Kind.DELIVERY: st.sampled_from(["counter", "post"]),
    Kind.EARLIER: st.just({"code": "H12.34-261120-0005", "papers": "", "result": ""}),
}  # fmt: skip


def anything(journey: Journey, data: st.DataObject) -> Journey:
    """Do one thing a villager might do on the present screen."""
    if journey.at == REVIEW:
        return journey.edit(data.draw(st.sampled_from(pages(journey))))
    step = journey.current
    if step is None or data.draw(st.integers(0, 9)) == 0:
        return journey.back()
    if data.draw(st.integers(0, 5)) == 0:
        return journey.leave_to_staff().journey
    shown = sorted(step.shown(journey.today))
    kind = step.question.kind
    if kind is Kind.CHOICE:
        raw = data.draw(st.sampled_from(shown))
    elif kind is Kind.PAPER_CHECKLIST:
        raw = {item: data.draw(st.sampled_from(["yes", "no"])) for item in shown}
    else:
        raw = data.draw(ANYTHING[kind])
    return journey.answer(raw, accept_doubt=data.draw(st.booleans())).journey


@given(form=st.sampled_from(FORMS), data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_a_villager_does_a_known_screen_stands_there(form: Any, data: st.DataObject):
    journey = Journey.begin(form, date(2026, 11, 23))
    for _ in range(40):
        journey = anything(journey, data)
        assert journey.at == REVIEW or journey.exit_page is not None or journey.current is not None


@given(form=st.sampled_from(FORMS), data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_was_answered_back_leads_to_the_first_question(form: Any, data: st.DataObject):
    journey = Journey.begin(form, date(2026, 11, 23))
    for _ in range(25):
        journey = anything(journey, data)
    for _ in range(len(form.pages) + 2):
        journey = journey.back()
    assert journey.at == form.pages[0].id


@given(form=st.sampled_from(FORMS), data=st.data())
@settings(max_examples=60, deadline=None)
def test_only_questions_that_show_are_sent(form: Any, data: st.DataObject):
    journey = Journey.begin(form, date(2026, 11, 23))
    for _ in range(25):
        journey = anything(journey, data)
    assert set(journey.final_answers()) <= set(pages(journey))


@given(form=st.sampled_from(FORMS), data=st.data())
@settings(max_examples=40, deadline=None)
def test_answering_on_and_on_ends(form: Any, data: st.DataObject):
    journey = Journey.begin(form, date(2026, 11, 23))
    for _ in range(len(form.pages)):
        step = journey.current
        if step is None:
            break
        journey = replace(journey, failures={step.page: 2}).leave_to_staff().journey
    assert journey.at == REVIEW
