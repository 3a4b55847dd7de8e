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


Change = Callable[[dict[str, Any]], object]

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
        read_definition(raw, "small.json", {})
    return str(caught.value)


def test_a_good_form_is_read():
    assert [page.id for page in read_definition(GOOD, "small.json", {}).pages] == ["who", "name"]


@pytest.mark.parametrize(("change", "place"), MISTAKES)
def test_a_mistake_names_its_place(change: Change, place: str):
    assert place in broken(change)


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
    for file in (assets() / "forms").glob("*.json"):
        raw = json.loads(file.read_text("utf-8"))
        suffix = "" if raw["version"] == 1 else f"-v{raw['version']}"
        assert file.stem == raw["procedure"] + suffix
