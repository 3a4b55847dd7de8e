"""The linter finds what would meet a villager badly."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.forms.definition import FormDefinition
from kiosk.forms.library import load_forms
from kiosk.forms.lint import lint
from kiosk.forms.lint_words import syllables
from kiosk.forms.reading import read_definition
from kiosk.forms.released import Released, read_released
from tests.forms.small_forms import loop, small_form

FORMS = load_forms()
BIRTH = json.loads(next(form.source for form in FORMS.definitions if form.procedure == "1.001193"))


Pages = dict[str, dict[str, Any]]
Change = Callable[[Pages, dict[str, Any]], object]

MISTAKES: list[tuple[Change, str]] = [
    (lambda page, _: page["child_name"].update(text="no.such.text"), "thiếu lời no.such.text trong ngôn ngữ vi"),
    (lambda page, _: page["child_name"].update(hint="no.such.hint"), "thiếu lời no.such.hint trong ngôn ngữ en"),
    (lambda page, _: page["child_name"].update(text="form.common.sms.hint"), "child_name: câu hỏi 23 tiếng"),
    (
        lambda page, _: page["child_name"].update(text="form.common.sms.hint", hint="form.common.sms.hint"),
        "child_name: màn hình 46 tiếng",
    ),
    (
        lambda page, _: page["mother_birth"]["rules"][0].update(text="form.birth.title"),
        "mother_birth: quy tắc form.birth.title chưa nói phải làm gì",
    ),
    (
        lambda page, _: page["parent"]["choices"][0].update(text="form.birth.exit.recognition"),
        "parent: nút mother 15 tiếng",
    ),
    (lambda page, _: page["parent"]["choices"][1].update(value="mother"), "parent: mother có hai lần"),
    (lambda page, _: page["parent"]["choices"][1].pop("text"), "parent: nút father không có chữ"),
    (
        lambda page, _: page["child_name"].update(show_if=["nobody", "given"]),
        "child_name: điều kiện nhắc tới câu nobody không có",
    ),
    (
        lambda page, _: page["child_name"].update(show_if=["child_name", "given"]),
        "child_name: vòng lặp không dừng",
    ),
    (
        lambda page, _: page["child_name"].update(show_if=["child_sex", "given"]),
        "child_name: vòng lặp không dừng: child_name chờ child_sex",
    ),
    (
        lambda page, _: page["child_name"].update(show_if=["for_whom", "=", "nobody"]),
        "child_name: điều kiện chờ for_whom là nobody, không ai chọn được",
    ),
    (
        lambda page, _: page["child_name"].update(show_if=["papers.passport", "=", "yes"]),
        "child_name: điều kiện nhắc tới papers.passport không có",
    ),
    (lambda page, _: page["copies"].update(high=0), "copies: low phải nhỏ hơn high"),
    (lambda page, _: page["sms"].pop("hint"), "sms: xin đồng ý mà chưa nói giữ gì"),
    (lambda page, _: page["phone"]["review"].pop("mask"), "phone: số riêng của người dân chưa che"),
    (
        lambda page, _: page["mother_name"].update(prefill=[{"from": "father_card.full_name"}]),
        "mother_name: father_card không phải câu đọc thẻ đứng trước",
    ),
    (
        lambda page, _: page["mother_name"].update(prefill=[{"from": "mother_card.number"}]),
        "mother_name: thẻ không có number cho loại câu này",
    ),
    (
        lambda page, _: page["mother_home"].update(offer=["mother_name"]),
        "mother_home: lấy từ câu mother_name khác loại",
    ),
    (
        lambda page, _: page["mother_home"].update(offer=["father_home"]),
        "mother_home: lấy từ câu father_home không đứng trước",
    ),
    (lambda _, form: form["groups"].append({"id": "empty", "text": "t"}), "nhóm empty không có câu nào"),
    (
        lambda _, form: form["exits"].append({"id": "nowhere", "text": "t", "hint": "t"}),
        "không câu nào dẫn tới trang nowhere",
    ),
    (lambda page, _: page["child_name"].update(id="review"), "review: tên này máy đã dùng"),
]


def asked(kind: str, **more: Any) -> FormDefinition:
    """A form of one question whose words are in order."""
    return small_form({"id": "asked", "type": kind, "text": "form.birth.child_name", **more})


YOUNG_KINDS: list[tuple[FormDefinition, str]] = [
    (asked("money", low=5, high=5), "asked: low phải nhỏ hơn high"),
    (asked("signature"), "asked: chưa nói ai ký"),
    (
        asked("signature", signers=["forms.relation.father"], review=None),
        "asked: chưa nói ai ký, hoặc không có ở trang",
    ),
    (asked("earlier"), "asked: hồ sơ cũ không bắt buộc"),
    (asked("delivery"), "asked: câu sau phải hỏi địa chỉ gửi bưu điện"),
    (asked("words", text="form.birth.mother_ethnic"), "asked: hỏi dân tộc thì không phải gõ chữ: dùng choice"),
    (asked("words", paper={"sheet": "s", "box": "Quan hệ với chủ hộ"}), "household_relations"),
    (asked("words", picks=["forms.relation.child"] * 8), "asked: có 8 câu để chọn, nhiều nhất 7"),
    (asked("words", picks=["form.common.sms.hint"]), "asked: nút form.common.sms.hint 23 tiếng, nhiều nhất 8"),
    (asked("info", action="form.birth.child_name"), "asked: nút xanh 7 tiếng, nhiều nhất 4"),
    (asked("info", hint="forms.answer.money"), "asked: lời forms.answer.money không đọc lên được"),
    (
        asked("paper_checklist", items=[{"id": "own", "text": "form.common.papers.id_card", "capture": True}]),
        "asked: giấy own có hình mặt người, không chụp được",
    ),
    (
        asked("paper_checklist", items=[{"id": f"p{at}", "text": "form.common.sms.short"} for at in range(7)]),
        "asked: có 7 giấy, một trang nhiều nhất 6",
    ),
    (
        asked("paper_checklist", items=[{"id": f"p{at}", "text": "form.common.sms.short"} for at in range(5)]),
        "asked: 5 giấy luôn hiện cùng lúc, nhiều nhất 4",
    ),
    (
        small_form(
            {"id": "job", "type": "words"}, {"id": "next", "type": "words", "show_if": ["job", "=", "làm ruộng"]}
        ),
        "next: điều kiện so dòng chữ của job",
    ),
    (
        small_form({"id": "how", "type": "yes_no"}, {"id": "next", "type": "words", "show_if": ["how", "=", "maybe"]}),
        "next: điều kiện chờ how là maybe, không ai chọn được",
    ),
    (
        small_form(
            {"id": "name", "type": "full_name"}, loops=({**loop("people", "name"), "more": "form.common.sms.hint"},)
        ),
        "vòng people: câu hỏi 23 tiếng, nhiều nhất 20",
    ),
]


def findings(change: Change) -> str:
    raw = copy.deepcopy(BIRTH)
    change({page["id"]: page for page in raw["pages"]}, raw)
    return "\n".join(str(one) for one in lint(read_definition(raw, "birth", {})))


@pytest.mark.parametrize(("change", "finding"), MISTAKES)
def test_the_linter_names_the_page_and_what_is_wrong(change: Change, finding: str):
    assert finding in findings(change)


@pytest.mark.parametrize(("form", "finding"), YOUNG_KINDS, ids=lambda one: one if isinstance(one, str) else "form")
def test_the_linter_knows_every_kind_of_question(form: FormDefinition, finding: str):
    assert finding in "\n".join(str(one) for one in lint(form))


@pytest.mark.parametrize("form", FORMS.definitions, ids=lambda form: form.id)
def test_every_form_that_ships_is_fit_for_people(form: FormDefinition):
    assert [str(finding) for finding in lint(form, released=read_released())] == []


def test_a_loop_is_judged_once_not_in_every_round():
    form = small_form({"id": "name", "type": "full_name", "text": "no.such.text"}, loops=(loop("people", "name"),))
    assert [one for one in map(str, lint(form, ["vi"])) if "no.such.text" in one] == [
        "thiếu lời no.such.text trong ngôn ngữ vi"
    ]


def test_a_released_form_that_changed_is_refused():
    form = asked("words")
    released = Released({"small": {"1": "0" * 64}})
    assert "phiên bản 1 đã phát hành, hãy tăng version" in [str(one) for one in lint(form, released=released)]


def test_a_released_form_that_stayed_as_it_was_is_fit():
    form = asked("words")
    released = Released({}).with_forms([form])
    assert not released.forbids(form)


def test_what_was_released_is_not_written_anew():
    before = Released({"small": {"1": "0" * 64}})
    assert before.with_forms([asked("words")]) == before


def test_syllables_are_what_is_spoken_not_what_is_printed():
    assert syllables("Bà con – mang theo  12 số?") == 6
