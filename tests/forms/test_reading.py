"""A mistake in a form names its place, and takes no other form with it."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.assets import assets
from kiosk.errors import FormDefinitionError
from kiosk.forms.library import load_forms
from kiosk.forms.reading import read_definition

GOOD: dict[str, Any] = {
    "schema_version": 1,
    "id": "small",
    "version": 1,
    "procedure": "9.999999",
    "field": "f",
    "title": "t",
    "official": "o",
    "groups": [{"id": "all", "text": "g"}],
    "pages": [
        {"id": "who", "type": "choice", "text": "t", "choices": [{"value": "own", "text": "c"}]},
        {
            "id": "name",
            "type": "full_name",
            "text": "t",
            "show_if": ["who", "=", "own"],
            "rules": [{"if": ["name", "given"], "then": "error", "text": "r"}],
            "exits": [{"if": ["name", "given"], "to": "out"}],
            "review": {"group": "all", "label": "l"},
        },
    ],
    "exits": [{"id": "out", "text": "t", "hint": "h"}],
}


LOOP: dict[str, Any] = {"id": "people", "pages": ["name"], "least": 1, "most": 3, "more": "t", "group": "all"}
AFTER: dict[str, Any] = {"id": "after", "type": "full_name", "text": "t"}
BLOCKS: dict[str, Any] = {
    "one": {"pages": [{"id": "shared", "type": "info", "text": "t"}, {"include": "inner"}]},
    "inner": {"pages": [{"id": "inmost", "type": "info", "text": "t"}]},
    "round": {"pages": [{"include": "about"}]},
    "about": {"pages": [{"include": "round"}]},
    "odd": {"pages": [{"id": "who", "type": "essay", "text": "t"}]},
    "list": [],
}

Change = Callable[[dict[str, Any]], object]


def loop(**changes: Any) -> Change:
    """Put a loop around the name, with changes; a change to None takes the key out."""
    made = {key: value for key, value in {**LOOP, **changes}.items() if value is not None}
    return lambda raw: raw.update(loops=[made])


def and_then(*changes: Change) -> Change:
    return lambda raw: [change(raw) for change in changes]


def include(*names: str) -> Change:
    return lambda raw: raw["pages"].extend({"include": name} for name in names)


LOOP_MISTAKES: list[tuple[Change, str]] = [
    (loop(most=None), "loops[0]: vòng lặp không có điểm dừng. Xin ghi most"),
    (loop(most=21), "loops[0] (people): most là 21, phải từ 1 đến 20"),
    (loop(most=0), "loops[0] (people): most là 0"),
    (loop(least=2), "loops[0] (people): least là 2"),
    (loop(least=0), "loops[0] (people): first hỏi có ai không"),
    (loop(group="no"), "loops[0] (people).group: không có nhóm 'no'"),
    (loop(pages=[]), "loops[0] (people).pages: chưa có câu nào"),
    (loop(pages=["nobody"]), "loops[0] (people).pages: không có câu 'nobody'"),
    (
        and_then(lambda raw: raw["pages"].append(AFTER), loop(pages=["who", "after"])),
        "loops[0] (people).pages: các câu phải đứng liền nhau",
    ),
    (
        and_then(lambda raw: raw["pages"].append({**AFTER, "show_if": ["name", "given"]}), loop()),
        "pages[2] (after): câu name chỉ dùng được bên trong vòng people",
    ),
    (
        and_then(
            lambda raw: raw["pages"].append({**AFTER, "same_as": [{"page": "name", "if": ["who", "given"]}]}), loop()
        ),
        "pages[2] (after): câu name chỉ dùng được bên trong vòng people",
    ),
    (
        and_then(lambda raw: raw["pages"][1].update(show_if=["name", "given"]), loop()),
        "pages[1] (name): vòng lặp không dừng: câu này chờ name",
    ),
    (
        and_then(lambda raw: raw["pages"].append({**AFTER, "show_if": ["people#more1", "=", "yes"]}), loop()),
        "pages[2] (after): vòng lặp không dừng: câu này đuổi theo vòng people",
    ),
    (loop(show_if=["name", "given"]), "loops[0] (people).show_if: vòng này chờ câu name không đứng trước nó"),
    (loop(show_if=["nobody", "given"]), "loops[0] (people).show_if: vòng này chờ câu nobody không đứng trước nó"),
    (lambda raw: raw.update(loops=[LOOP, {**LOOP, "id": "again"}]), "loops[1] (again).pages: câu name đã ở trong vòng"),
    (lambda raw: raw["pages"][1].update(id="name#2"), "tên câu không được có dấu #"),
]
BLOCK_MISTAKES: list[tuple[Change, str]] = [
    (include("nowhere"), "pages[2].include không có đoạn 'nowhere'"),
    (include("round"), "các đoạn ghép lẫn nhau không dừng: round → about → round"),
    (include("one", "inner"), "blocks/inner.pages[0] (inmost): trùng tên"),
    (include("odd"), "blocks/odd.pages[0].type không có loại 'essay'"),
    (include("list"), "blocks/list phải là một nhóm"),
    (
        lambda raw: raw["pages"].append({"include": "one", "id": "x"}),
        "pages[2]: chỗ ghép đoạn chỉ có include, không có mục id",
    ),
]

MISTAKES: list[tuple[Change, str]] = [
    (lambda raw: raw.pop("title"), "thiếu title"),
    (lambda raw: raw.update(schema_version=2), "schema_version"),
    (lambda raw: raw.update(version="1"), "version không đúng kiểu"),
    (lambda raw: raw.update(script="rm"), "không có mục script"),
    (lambda raw: raw.update(pages=[]), "pages: chưa có câu nào"),
    (lambda raw: raw.update(pages=["who"]), "pages[0] phải là một nhóm"),
    (lambda raw: raw["pages"][1].update(type="essay"), "pages[1].type không có loại 'essay'"),
    (lambda raw: raw["pages"][1].update(show_if=["who", "~", 1]), "pages[1].show_if: "),
    (lambda raw: raw["pages"][1]["rules"][0].pop("text"), "thiếu pages[1].rules[0].text"),
    (lambda raw: raw["pages"][1]["rules"][0].pop("if"), "thiếu pages[1].rules[0].if"),
    (lambda raw: raw["pages"][1]["rules"][0].update(then="shout"), "pages[1].rules[0].then"),
    (lambda raw: raw["pages"][1].update(unknown=["maybe"]), "pages[1].unknown không có cách 'maybe'"),
    (lambda raw: raw["pages"][1].update(id="who"), "pages[1] (who): trùng tên"),
    (lambda raw: raw["pages"][1]["review"].update(group="no"), "pages[1] (name).review.group"),
    (lambda raw: raw["pages"][1]["exits"][0].update(to="no"), "pages[1] (name).exits: không có trang 'no'"),
    (lambda raw: raw["pages"][0].update(choices=[]), "pages[0] (who): chưa có gì để chọn"),
    (lambda raw: raw["pages"][0].update(choices_from="no"), "pages[0].choices_from không có danh sách 'no'"),
]


def broken(change: Change) -> str:
    raw = copy.deepcopy(GOOD)
    change(raw)
    with pytest.raises(FormDefinitionError) as caught:
        read_definition(raw, "small.json", {}, BLOCKS)
    return str(caught.value)


def test_a_good_form_is_read():
    assert [page.id for page in read_definition(GOOD, "small.json", {}).pages] == ["who", "name"]


@pytest.mark.parametrize(("change", "place"), [*MISTAKES, *LOOP_MISTAKES, *BLOCK_MISTAKES])
def test_a_mistake_names_its_place(change: Change, place: str):
    assert place in broken(change)


def test_a_block_stands_for_its_pages():
    raw = {**GOOD, "pages": [{"include": "one"}, *GOOD["pages"]]}
    form = read_definition(raw, "small.json", {}, BLOCKS)
    assert [page.id for page in form.pages] == ["shared", "inmost", "who", "name"]


def test_a_form_is_the_same_when_it_is_read_from_what_it_keeps():
    raw = {**GOOD, "pages": [{"include": "one"}, *GOOD["pages"]], "loops": [LOOP]}
    form = read_definition(raw, "small.json", {}, BLOCKS)
    assert read_definition(json.loads(form.source), "kept", {}) == form


def test_a_change_in_a_block_is_another_version():
    raw = {**GOOD, "pages": [{"include": "one"}, *GOOD["pages"]]}
    changed = {**BLOCKS, "inner": {"pages": [{"id": "inmost", "type": "info", "text": "other"}]}}
    one, other = (read_definition(raw, "small.json", {}, blocks) for blocks in (BLOCKS, changed))
    assert one.digest != other.digest


def test_every_round_of_a_loop_has_pages_of_its_own():
    form = read_definition({**GOOD, "loops": [LOOP]}, "small.json", {})
    names = ["who", "name", "people#more1", "name#2", "people#more2", "name#3"]
    assert [page.id for page in form.pages] == names


def test_a_broken_file_leaves_the_other_forms_working(tmp_path: Path):
    (tmp_path / "bad.json").write_text("{", "utf-8")
    (tmp_path / "good.json").write_text(json.dumps(GOOD), "utf-8")
    assert [form.id for form in load_forms(tmp_path).definitions] == ["small"]


def test_a_broken_file_is_told_by_its_name(tmp_path: Path):
    (tmp_path / "bad.json").write_text("{", "utf-8")
    assert [problem.values["form"] for problem in load_forms(tmp_path).problems] == ["bad.json"]


def test_a_villager_begins_with_the_newest_version(tmp_path: Path):
    for version in (1, 2, 10):
        (tmp_path / f"{version}.json").write_text(json.dumps({**GOOD, "version": version}), "utf-8")
    newest = load_forms(tmp_path).for_procedure("9.999999")
    assert newest is not None
    assert newest.version == 10


def test_a_form_names_the_version_it_ships_in_its_file():
    for file in (assets() / "forms").glob("[0-9]*.json"):
        raw = json.loads(file.read_text("utf-8"))
        suffix = "" if raw["version"] == 1 else f"-v{raw['version']}"
        assert file.stem == raw["procedure"] + suffix
