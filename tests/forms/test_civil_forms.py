"""Births, deaths, marriages and their papers: true to the official sheets, and clear where the law says no."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.forms.definition import FormDefinition, Kind
from kiosk.forms.journey import EXIT, REVIEW, Journey
from kiosk.forms.library import Forms
from tests.forms.conftest import TODAY

Begin = Callable[[str], Journey]
BIRTH, DEATH, MARRIAGE, STATUS = "1.001193", "1.000656", "1.000894", "1.004873"
EXTRACT, RECOGNITION, CHANGE = "2.000635", "1.001022", "1.004859"
SEVEN = (BIRTH, DEATH, MARRIAGE, STATUS, EXTRACT, RECOGNITION, CHANGE)
SIGNED_TOGETHER = (MARRIAGE, RECOGNITION)  # the result is handed over at the signing: Law on Civil Status, art. 18, 25

# What the sheets ask (Circular 04/2020/TT-BTP, annex 5, as changed by Circular 04/2024/TT-BTP). Home is asked there
# only of who gives no citizen number. Date and place of writing, and the signature, are the counter's.
REQUESTER = {
    "Họ, chữ đệm, tên người yêu cầu",
    "Số định danh cá nhân, giấy tờ tùy thân của người yêu cầu",
    "Nơi cư trú của người yêu cầu",
    "Cam đoan",
}
PERSON = {"Họ, chữ đệm, tên", "Ngày, tháng, năm sinh", "Giới tính", "Dân tộc", "Quốc tịch"}
NUMBER = "Số định danh cá nhân, giấy tờ tùy thân"
HOME = "Nơi cư trú (khi không có số định danh)"
SPOUSE = ("họ, chữ đệm, tên", "ngày, tháng, năm sinh", "dân tộc", "nơi cư trú", "kết hôn lần thứ mấy")
SHEETS = {
    DEATH: REQUESTER | (PERSON - {"Họ, chữ đệm, tên"}) | {
        "Quan hệ với người đã chết", "Họ, chữ đệm, tên người đã chết", "Nơi cư trú cuối cùng", NUMBER,
        "Đã chết vào lúc: giờ, phút", "Đã chết vào lúc: ngày, tháng, năm", "Nơi chết", "Nguyên nhân chết",
        "Số Giấy báo tử, giấy tờ thay thế Giấy báo tử", "Đề nghị cấp bản sao",
    },
    MARRIAGE: {f"{side}: {box}" for side in ("Bên nữ", "Bên nam") for box in SPOUSE}
    | {f"{side}: số định danh cá nhân, giấy tờ tùy thân" for side in ("Bên nữ", "Bên nam")}
    | {"Quốc tịch", "Cam đoan", "Chữ ký bên nữ, bên nam", "Đề nghị cấp bản sao"},
    EXTRACT: REQUESTER | (PERSON - {"Quốc tịch"}) | {
        NUMBER, HOME, "Quan hệ với người được cấp bản sao", "Cấp bản sao trích lục", "Đã đăng ký tại",
        "Ngày, tháng, năm đăng ký", "Số, quyển số trên giấy cũ", "Số lượng bản sao yêu cầu cấp",
    },
    RECOGNITION: REQUESTER | {
        f"{who}: {box}"
        for who in ("Cha hoặc mẹ", "Con")
        for box in ("họ, chữ đệm, tên", "ngày, tháng, năm sinh", "dân tộc", NUMBER.replace("S", "s", 1))
    } | {
        "Con: giới tính", "Quốc tịch", "Đề nghị công nhận là cha, mẹ hoặc con", "Chữ ký của các bên",
        "Quan hệ với người nhận, người được nhận", "Ý kiến của người hiện đang là cha hoặc mẹ", "Đề nghị cấp bản sao",
    },
    CHANGE: REQUESTER | PERSON | {
        NUMBER, HOME, "Quan hệ với người được thay đổi, cải chính", "Đề nghị đăng ký việc", "Đã đăng ký việc",
        "Đã đăng ký tại", "Ngày, tháng, năm, số, quyển số đăng ký", "Từ", "Thành", "Lý do",
        "Ý kiến của người được thay đổi", "Đề nghị cấp bản sao",
    },
}  # fmt: skip
SELF: dict[str, Any] = {"for_whom": "self", "special": "none"}
COUPLE = {**SELF, "side": "groom", "bride_birth": "2000-05-01", "groom_birth": "1999-05-01"}


def form_of(forms: Forms, procedure: str) -> FormDefinition:
    form = forms.for_procedure(procedure)
    assert form is not None
    return form


def walked(journey: Journey, story: dict[str, Any], until: str = REVIEW) -> Journey:
    """Answer what the story speaks of and leave the rest to the clerk, up to a page, the check screen or an exit."""
    while journey.at not in (until, REVIEW) and not journey.at.startswith(EXIT):
        journey = stepped(journey, story)
    return journey


def stepped(journey: Journey, story: dict[str, Any]) -> Journey:
    step = journey.current
    assert step is not None
    if step.page in story:
        outcome = journey.answer(story[step.page], accept_doubt=True)
    elif not step.question.required:
        outcome = journey.skip()
    elif step.question.may_be_left_to_staff:
        outcome = journey.leave_to_staff()
    else:
        outcome = journey.answer(anything(journey), accept_doubt=True)
    assert outcome.problem is None, f"{step.page}: {outcome.problem}"
    return outcome.journey


def anything(journey: Journey) -> Any:
    """Return some answer to a question that nobody may leave open: the first choice, "no", a name."""
    step = journey.current
    assert step is not None
    shown, question = step.shown(journey.today), step.question
    match question.kind:
        case Kind.CHOICE:
            return next(one.value for one in question.choices if one.value in shown)
        case Kind.PAPER_CHECKLIST:
            return dict.fromkeys(shown, "no")
        case Kind.COUNT:
            return str(question.low)
        case kind:
            return {
                Kind.FULL_NAME: "Lê Thị Mẫu", Kind.INFO: "seen", Kind.SIGNATURE: "at_counter", Kind.DELIVERY: "counter",
            }.get(kind, "no")  # fmt: skip


def asked(journey: Journey) -> set[str]:
    return {step.page for step in journey.steps}


def born(years: int, days: int = 0) -> str:
    """Return the birth date of who is `years` old today, born `days` later."""
    return str(date(TODAY.year - years, TODAY.month, TODAY.day) + timedelta(days=days))


@pytest.mark.parametrize("procedure", SHEETS)
def test_it_asks_what_its_official_sheet_asks(forms: Forms, procedure: str):
    form = form_of(forms, procedure)
    assert SHEETS[procedure] - {page.paper.box for page in form.pages if page.paper} == set()


@pytest.mark.parametrize("procedure", SEVEN)
def test_who_knows_nothing_comes_to_the_check_screen_all_the_same(begin: Begin, procedure: str):
    assert walked(begin(procedure), {**SELF, **({"what": "birth"} if procedure == EXTRACT else {})}).at == REVIEW


@pytest.mark.parametrize("procedure", SEVEN)
def test_who_helps_is_asked_first_and_kept_apart(forms: Forms, procedure: str):
    form = form_of(forms, procedure)
    groups = {page.review.group for page in form.pages[1:] if page.id.startswith("helper_") and page.review}
    assert (form.pages[0].id, groups) == ("for_whom", {"helper"})


@pytest.mark.parametrize("procedure", SEVEN)
def test_it_ends_with_how_to_be_reached_and_a_promise(forms: Forms, procedure: str):
    assert [page.id for page in form_of(forms, procedure).pages[-3:]] == ["sms", "phone", "promise"]


@pytest.mark.parametrize("procedure", SEVEN)
def test_the_post_brings_what_need_not_be_signed_together(forms: Forms, procedure: str):
    posted = any(page.kind is Kind.DELIVERY for page in form_of(forms, procedure).pages)
    assert posted == (procedure not in SIGNED_TOGETHER)


@pytest.mark.parametrize("procedure", SEVEN)
def test_no_card_with_a_face_is_photographed(forms: Forms, procedure: str):
    cards = [one for page in form_of(forms, procedure).pages for one in page.items if one.picture.endswith("id_card")]
    assert not any(card.capture for card in cards)


@pytest.mark.parametrize("procedure", SEVEN)
def test_every_paper_has_its_picture(forms: Forms, procedure: str):
    assert all(item.picture for page in form_of(forms, procedure).pages for item in page.items)


# Law on Marriage and Family 52/2014/QH13, art. 8: a man from full 20 years of age, a woman from full 18.
@pytest.mark.parametrize(
    ("changes", "way_out"),
    [
        ({"groom_birth": born(20, days=1)}, "young_groom"),
        ({"bride_birth": born(18, days=1)}, "young_bride"),
        ({"special": "not_free"}, "not_free"),
        ({"special": "kin"}, "kin"),
        ({"special": "foreign"}, "foreign"),
    ],
)
def test_who_may_not_marry_here_is_told_why(begin: Begin, changes: dict[str, str], way_out: str):
    assert walked(begin(MARRIAGE), {**COUPLE, **changes}).at == EXIT + way_out


@pytest.mark.parametrize(
    "changes", [{"groom_birth": born(20)}, {"bride_birth": born(18)}, {"groom_birth": "2006"}, {"bride_birth": "2008"}]
)
def test_who_is_old_enough_today_or_may_be_goes_on(begin: Begin, changes: dict[str, str]):
    assert walked(begin(MARRIAGE), {**COUPLE, **changes}).at == REVIEW


@pytest.mark.parametrize(("side", "other"), [("bride", "groom"), ("groom", "bride")])
def test_who_applies_is_not_asked_twice(begin: Begin, side: str, other: str):
    journey = walked(begin(MARRIAGE), {**COUPLE, "side": side, "requester_name": "Lê Thị Mẫu"})
    answers = journey.final_answers()
    assert (answers[f"{side}_name"].value, answers[f"{side}_name"].source) == ("Lê Thị Mẫu", "requester_name")
    assert answers[f"{other}_name"].source != "requester_name"


def test_both_must_sign(begin: Begin):
    sign = begin(MARRIAGE).form.page("sign")
    assert (sign.kind, len(sign.signers)) == (Kind.SIGNATURE, 2)


@pytest.mark.parametrize(
    ("story", "way_out"),
    [
        ({"special": "dispute"}, "court"),
        ({"special": "dead"}, "court"),
        ({"child_birth": born(4), "agrees": "no"}, "court"),
        ({"special": "foreign"}, "foreign"),
    ],
)
def test_what_the_commune_may_not_decide_goes_to_the_court_or_a_clerk(
    begin: Begin, story: dict[str, str], way_out: str
):
    assert walked(begin(RECOGNITION), {**SELF, **story}).at == EXIT + way_out


@pytest.mark.parametrize(("birth", "signing"), [(born(18), "sign_adult"), (born(18, days=1), "sign_minor")])
def test_who_signs_for_a_child_depends_on_its_age(begin: Begin, birth: str, signing: str):
    journey = walked(begin(RECOGNITION), {**SELF, "child_birth": birth, "agrees": "yes"})
    assert {page for page in asked(journey) if page.startswith("sign")} == {signing}


# Civil Code 91/2015/QH13: a new name from 9 years (art. 27, 28), another ethnic group from 15 to 18 (art. 29).
@pytest.mark.parametrize(
    ("what", "birth", "asks"),
    [
        ("change", born(9), True),
        ("change", born(9, days=1), False),
        ("change", born(18), False),
        ("ethnic", born(15), True),
        ("ethnic", born(15, days=1), False),
        ("correct", born(12), False),
    ],
)
def test_a_child_old_enough_is_asked(begin: Begin, what: str, birth: str, asks: bool):
    story = {**SELF, "what": what, "whose": "child", "subject_birth": birth, "child_agrees": "yes"}
    assert ("child_agrees" in asked(walked(begin(CHANGE), story))) == asks


def test_without_the_childs_consent_nothing_is_changed(begin: Begin):
    story = {**SELF, "what": "change", "whose": "child", "subject_birth": born(12), "child_agrees": "no"}
    assert walked(begin(CHANGE), story).at == f"{EXIT}refused"


def test_two_mistakes_are_corrected_in_one_go(begin: Begin):
    first = {"change_item": "name", "from_name": "Lê Văn Tự", "to_name": "Lê Văn Tư", "changes#more1": "yes"}
    second = {"change_item#2": "birth", "from_date#2": "1990", "to_date#2": "1991-02-03", "changes#more2": "no"}
    answers = walked(begin(CHANGE), {**SELF, "what": "correct", **first, **second}).final_answers()
    assert [answers[page].value for page in ("to_name", "to_date#2")] == ["Lê Văn Tư", "1991-02-03"]


@pytest.mark.parametrize(("what", "page"), [("change", "to_name"), ("ethnic", "to_ethnic")])
def test_what_is_clear_already_is_not_asked(begin: Begin, what: str, page: str):
    pages = asked(walked(begin(CHANGE), {**SELF, "what": what}))
    assert (page in pages, "change_item" in pages) == (True, False)


def test_the_hours_of_a_day_are_each_asked_once(forms: Forms):
    hours = [choice.value for choice in form_of(forms, DEATH).page("death_hour").choices]
    assert sorted(hours) == [f"{hour:02d}" for hour in range(24)]


def test_a_death_before_the_birth_is_stopped(begin: Begin):
    journey = walked(begin(DEATH), {**SELF, "deceased_birth": "1950"}, until="death_date")
    problem = journey.answer("1949").problem
    assert problem is not None
    assert problem.text == "form.death.check.before_birth"
