"""Homes, copies, signatures, a shop, allowances, a funeral, service: true to their sheets, kind at the edges."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.forms.definition import FormDefinition, Kind
from kiosk.forms.journey import EXIT, REVIEW, Journey
from kiosk.forms.library import Forms
from kiosk.forms.lint import lint
from kiosk.forms.prefill import prefill
from kiosk.people.card import parse_card

Begin = Callable[[str], Journey]
PERMANENT, TEMPORARY, COPIES, SIGNATURE = "1.004222", "1.004194", "2.000815", "2.000884"
BUSINESS, ALLOWANCE, FUNERAL, MILITARY = "1.001612", "1.001776", "1.001731", "1.013133"
EIGHT = (PERMANENT, TEMPORARY, COPIES, SIGNATURE, BUSINESS, ALLOWANCE, FUNERAL, MILITARY)

# CT01 (Circular 53/2025/TT-BCA). Box 6, the mail address, and the phone where it is not wanted are left empty.
TABLE = "11. Những thành viên trong hộ gia đình cùng thay đổi: "
CT01 = {
    "2. Ngày, tháng, năm sinh",
    "3. Giới tính",
    "7. Họ, chữ đệm và tên chủ hộ",
    "8. Mối quan hệ với chủ hộ",
    "9. Số định danh cá nhân của chủ hộ",
    "10. Nội dung đề nghị",
    *(TABLE + column for column in ("họ, chữ đệm và tên", "ngày, tháng, năm sinh", "giới tính")),
    *(TABLE + column for column in ("số định danh cá nhân", "mối quan hệ với chủ hộ")),
    "Ý kiến của chủ hộ; ý kiến của chủ sở hữu chỗ ở hợp pháp",
    "Ý kiến của cha, mẹ hoặc người giám hộ",
    "Người kê khai",
}
# Form 04 (Decree 20/2021/NĐ-CP); part II.1 is for organisations, who are sent to the counter.
FORM_04 = {
    "I.1. Họ và tên",
    "I.1. Ngày, tháng, năm sinh",
    "I.1. Giới tính",
    "I.1. Dân tộc",
    "I.2. Hộ khẩu thường trú",
    "I.3. Ngày, tháng, năm chết",
    "I.4. Nguyên nhân chết",
    "I.5. Thời gian mai táng",
    "I.6. Địa điểm mai táng",
    "II.2a. Ngày, tháng, năm sinh",
    "II.2c. Quan hệ với người chết",
    "Người khai",
}
# The curriculum part of the health sheet (Circular 105/2023/TT-BQP).
HEALTH_SHEET = {
    "Ngày, tháng, năm sinh",
    "Giới tính",
    "Nghề nghiệp",
    "Dân tộc",
    "Họ và tên bố",
    "Năm sinh bố",
    "Họ và tên mẹ",
    "Năm sinh mẹ",
    "Chỗ ở hiện nay của gia đình",
    "Tiền sử bệnh tật: gia đình",
    "Tiền sử bệnh tật: bản thân",
}
BUSINESS_SHEET = {
    "Tên hộ kinh doanh",
    "Trụ sở của hộ kinh doanh",
    "Ngành, nghề kinh doanh",
    "Vốn kinh doanh",
    "Điện thoại",
    "Tổng số lao động (dự kiến)",
    "Ngày bắt đầu hoạt động",
    "Chủ hộ kinh doanh: ngày, tháng, năm sinh",
    "Chủ hộ kinh doanh: giới tính",
    "Thành viên hộ gia đình: họ, chữ đệm và tên",
    "Chủ hộ kinh doanh ký, ghi họ tên",
}
SHEETS = [
    (PERMANENT, CT01),
    (TEMPORARY, CT01),
    (FUNERAL, FORM_04),
    (MILITARY, HEALTH_SHEET),
    (BUSINESS, BUSINESS_SHEET),
]

SELF: dict[str, Any] = {"for_whom": "self", "requester_name": "Lê Thị Mẫu", "sms": "no", "delivery": "counter"}
PLACE = {"line": "Ấp 2", "commune": "Xã Mẫu", "commune_code": "00001", "province": "Cà Mau", "province_code": "96"}
MOVING = {"home_kind": "own", "new_home": PLACE, "head_self": "yes", "members#first": "no"}
OWN_HOME: dict[str, Any] = {**SELF, **MOVING, "person_birth": "1990-01-15", "person_sex": "female"}
OTHER_HEAD = {"head_self": "no", "head_name": "Lê Văn Chủ", "head_relation": "spouse"}
SIGNS = dict.fromkeys(("sign", "sign_me", "sign_head", "sign_owner", "sign_all", "sign_parent"), "at_counter")


def form_of(forms: Forms, procedure: str) -> FormDefinition:
    form = forms.for_procedure(procedure)
    assert form is not None
    return form


def walked(journey: Journey, story: dict[str, Any], until: str = REVIEW) -> Journey:
    """Answer as the story says; what it does not speak of is skipped, left to the clerk, seen, or ticked "no"."""
    while journey.at not in (until, REVIEW) and not journey.at.startswith(EXIT):
        journey = _one(journey, {**SIGNS, **story})
    return journey


def _one(journey: Journey, story: dict[str, Any]) -> Journey:
    step = journey.current
    assert step is not None
    if step.page in story:
        outcome = journey.answer(story[step.page], accept_doubt=True)
    elif step.question.kind is Kind.INFO:
        outcome = journey.answer("seen")
    elif step.question.kind is Kind.PAPER_CHECKLIST:
        outcome = journey.answer(dict.fromkeys(step.shown(journey.today), "no"))
    elif step.question.required:
        outcome = journey.leave_to_staff()
    else:
        outcome = journey.skip()
    assert outcome.problem is None, f"{step.page}: {outcome.problem}"
    assert outcome.journey.at != journey.at, f"{step.page}: not in the story"
    return outcome.journey


def asked(journey: Journey) -> set[str]:
    return {step.page for step in journey.steps}


@pytest.mark.parametrize("procedure", EIGHT)
def test_the_linter_has_nothing_against_it(forms: Forms, procedure: str):
    assert [str(finding) for finding in lint(form_of(forms, procedure))] == []


@pytest.mark.parametrize(("procedure", "sheet"), SHEETS)
def test_it_asks_what_its_official_sheet_asks(forms: Forms, procedure: str, sheet: set[str]):
    assert sheet - {page.paper.box for page in form_of(forms, procedure).pages if page.paper} == set()


@pytest.mark.parametrize("procedure", EIGHT)
def test_no_card_with_a_face_is_photographed(forms: Forms, procedure: str):
    items = [
        item for page in form_of(forms, procedure).pages for item in page.items if item.picture.endswith("id_card")
    ]
    assert not any(item.capture for item in items)


@pytest.mark.parametrize("procedure", EIGHT)
def test_it_ends_with_a_promise(forms: Forms, procedure: str):
    assert form_of(forms, procedure).pages[-1].id == "promise"


@pytest.mark.parametrize("procedure", [one for one in EIGHT if one not in (COPIES, SIGNATURE)])
def test_the_result_may_come_by_post(forms: Forms, procedure: str):
    assert any(page.kind is Kind.DELIVERY for page in form_of(forms, procedure).pages)


@pytest.mark.parametrize(
    ("changes", "signing"),
    [
        ({}, "sign_me"),
        (OTHER_HEAD, "sign_head"),
        ({"home_kind": "rent"}, "sign_owner"),
        ({"home_kind": "rent", **OTHER_HEAD}, "sign_all"),
        ({"home_kind": "family"}, "sign_all"),
    ],
)
def test_who_signs_follows_whose_house_it_is(begin: Begin, changes: dict[str, Any], signing: str):
    journey = walked(begin(PERMANENT), {**OWN_HOME, **changes})
    assert {page for page in asked(journey) if page.startswith("sign")} == {signing}


def test_a_minor_needs_a_parent_to_sign(begin: Begin):
    assert "sign_parent" in asked(walked(begin(PERMANENT), {**OWN_HOME, "person_birth": "2012-03-01"}))


def test_three_people_move_along(begin: Begin):
    story: dict[str, Any] = {**OWN_HOME, "members#first": "yes", "members#more1": "yes", "members#more2": "yes"}
    for number, name in (("", "Lê An"), ("#2", "Lê Bé"), ("#3", "Lê Con")):
        story |= {f"member_name{number}": name, f"member_birth{number}": "2015", f"member_sex{number}": "male"}
    journey = walked(begin(PERMANENT), {**story, "members#more3": "no"})
    assert journey.answers["member_name#3"].value == "Lê Con"
    assert journey.at == REVIEW


@pytest.mark.parametrize(
    ("story", "way_out"),
    [
        ({"home_kind": "list"}, "list"),
        ({"home_kind": "rent", "other_commune": "no"}, "same_commune"),
        ({"home_kind": "rent", "other_commune": "yes", "how_long": "days"}, "short_stay"),
    ],
)
def test_who_need_not_register_for_a_time_is_told_so(begin: Begin, story: dict[str, Any], way_out: str):
    assert walked(begin(TEMPORARY), {**SELF, **story}).at == EXIT + way_out


@pytest.mark.parametrize(
    ("story", "way_out"),
    [
        ({"original": "photo"}, "no_original"),
        ({"original": "paper", "trouble": "own"}, "not_allowed"),
        ({"original": "paper", "trouble": "foreign"}, "foreign"),
    ],
)
def test_what_cannot_be_copied_is_seen_by_a_person(begin: Begin, story: dict[str, Any], way_out: str):
    assert walked(begin(COPIES), story).at == EXIT + way_out


@pytest.mark.parametrize(("time", "told"), [("before_three", False), ("after_three", True)])
def test_who_comes_after_three_is_told_of_the_next_working_day(begin: Begin, time: str, told: bool):
    story = {
        "original": "paper",
        "trouble": "none",
        "document": "birth",
        "document_copies": "2",
        "documents#more1": "no",
    }
    journey = walked(begin(COPIES), {**SELF, **story, "come_day": "today", "come_time": time})
    assert ("late" in asked(journey)) is told


AT_THE_COUNTER = {"signer": "me", "vietnamese": "yes", "how": "sign", "card_valid": "yes"}


@pytest.mark.parametrize(
    ("story", "way_out"),
    [
        ({"signer": "cannot_come"}, "home_visit"),
        ({**AT_THE_COUNTER, "vietnamese": "no"}, "interpreter"),
        ({**AT_THE_COUNTER, "how": "neither"}, "neither"),
        ({**AT_THE_COUNTER, "card_valid": "no"}, "expired"),
        ({**AT_THE_COUNTER, "paper_kind": "deal"}, "deal"),
        ({**AT_THE_COUNTER, "paper_kind": "authority", "authority": "other"}, "deal"),
    ],
)
def test_a_signature_that_may_not_be_certified_leads_to_a_person(begin: Begin, story: dict[str, Any], way_out: str):
    assert walked(begin(SIGNATURE), story).at == EXIT + way_out


def test_the_four_authorisations_the_law_lets_through_go_on(begin: Begin):
    story = {**AT_THE_COUNTER, "paper_kind": "authority", "authority": "money"}
    assert walked(begin(SIGNATURE), story, until="language").at == "language"


@pytest.mark.parametrize("name", ["Công ty Út Hoa", "CÔNG TY ÚT HOA", "Hộ kinh doanh Út Hoa"])
def test_a_name_the_law_forbids_is_asked_once_more(begin: Begin, name: str):
    journey = walked(begin(BUSINESS), {**SELF, "first_one": "no"}, until="business_name")
    outcome = journey.answer(name)
    assert outcome.problem is not None
    assert outcome.problem.soft
    assert journey.answer(name, accept_doubt=True).problem is None


def test_an_ordinary_name_for_a_shop_passes(begin: Begin):
    journey = walked(begin(BUSINESS), {**SELF, "first_one": "no"}, until="business_name")
    assert journey.answer("Tạp hóa Út Hoa").problem is None


def test_only_who_raises_children_alone_is_asked_for_them(begin: Begin):
    old = {**SELF, "wish": "begin", "kind": "elderly", "pension": "no", "person_birth": "1960", "person_sex": "female"}
    assert "children#first" not in asked(walked(begin(ALLOWANCE), old))
    alone = {**old, "kind": "single", "children#first": "no"}
    assert "children#first" in asked(walked(begin(ALLOWANCE), alone))


def test_the_very_old_without_a_pension_are_shown_the_easier_way(begin: Begin):
    story = {**SELF, "wish": "begin", "kind": "elderly", "pension": "no", "person_birth": "1945"}
    assert walked(begin(ALLOWANCE), story).at == f"{EXIT}pension"


def test_private_matters_are_not_written_on_a_screen_in_a_hall(begin: Begin):
    assert walked(begin(ALLOWANCE), {**SELF, "wish": "begin", "kind": "private"}).at == f"{EXIT}private"


def test_a_burial_before_the_death_is_put_right(begin: Begin):
    story = {**SELF, "was_helped": "allowance", "payer": "me", "dead_name": "Lê Văn Mất", "dead_sex": "male"}
    journey = walked(begin(FUNERAL), {**story, "death_date": "2026-11-10"}, until="burial_date")
    assert journey.answer("2026-11-09").problem is not None
    assert journey.answer("2026-11-12").problem is None


@pytest.mark.parametrize(
    ("birth", "until"), [("2009-02-03", "ethnic"), ("2011-01-01", f"{EXIT}young"), ("1999-01-01", f"{EXIT}older")]
)
def test_who_is_too_young_or_too_old_to_register_sees_a_clerk(begin: Begin, birth: str, until: str):
    story = {**SELF, "person_sex": "male", "called": "yes", "exempt": "none", "person_birth": birth}
    assert walked(begin(MILITARY), story, until="ethnic").at == until


def test_a_woman_who_volunteers_sees_a_clerk(begin: Begin):
    assert walked(begin(MILITARY), {**SELF, "person_sex": "female"}).at == f"{EXIT}women"


def test_a_card_that_says_too_old_leads_out_like_a_typed_date(begin: Begin):
    story = {**SELF, "person_sex": "male", "called": "yes", "exempt": "none"}
    journey = walked(begin(MILITARY), story, until="requester_card")
    card = parse_card("096090000000||Trần Văn Mẫu|15011990|Nam|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022")
    journey = prefill(journey, card).take_card(all_right=True).journey
    assert walked(journey, story).at == f"{EXIT}older"
