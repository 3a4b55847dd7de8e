"""The linter finds what would meet a villager badly."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.assets import assets
from kiosk.forms.lint import lint
from kiosk.forms.lint_words import syllables
from kiosk.forms.reading import read_choices, read_definition

BIRTH = json.loads((assets() / "forms" / "1.001193.json").read_text("utf-8"))
LISTS = {"ethnic_groups": read_choices([{"value": "kinh", "name": "Kinh"}], "list")}


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
        lambda page, _: page["child_name"].update(show_if=["who", "=", "self"]),
        "child_name: điều kiện chờ who là self, không ai chọn được",
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


def findings(change: Change) -> str:
    raw = copy.deepcopy(BIRTH)
    change({page["id"]: page for page in raw["pages"]}, raw)
    return "\n".join(str(one) for one in lint(read_definition(raw, "birth", LISTS)))


@pytest.mark.parametrize(("change", "finding"), MISTAKES)
def test_the_linter_names_the_page_and_what_is_wrong(change: Change, finding: str):
    assert finding in findings(change)


def test_syllables_are_what_is_spoken_not_what_is_printed():
    assert syllables("Bà con – mang theo  12 số?") == 6
