"""The forms that ship: readable, kind, and true to the official sheets."""

import json

import pytest

from kiosk.assets import assets
from kiosk.forms.library import Forms
from kiosk.forms.lint import lint
from kiosk.languages import texts

# What the official sheets ask (Circular 04/2024/TT-BTP); the date in words and the signature are the clerk's.
BIRTH_SHEET = {
    "Họ, chữ đệm, tên người yêu cầu",
    "Số định danh cá nhân, giấy tờ tùy thân của người yêu cầu",
    "Nơi cư trú của người yêu cầu",
    "Quan hệ với người được khai sinh",
    "Họ, chữ đệm, tên người được khai sinh",
    "Ngày, tháng, năm sinh",
    "Giới tính",
    "Dân tộc",
    "Quốc tịch",
    "Nơi sinh",
    "Quê quán",
    "Họ, chữ đệm, tên người mẹ",
    "Ngày, tháng, năm sinh của người mẹ",
    "Dân tộc của người mẹ",
    "Số định danh cá nhân, giấy tờ tùy thân của người mẹ",
    "Nơi cư trú của người mẹ",
    "Họ, chữ đệm, tên người cha",
    "Ngày, tháng, năm sinh của người cha",
    "Dân tộc của người cha",
    "Số định danh cá nhân, giấy tờ tùy thân của người cha",
    "Nơi cư trú của người cha",
    "Đề nghị cấp bản sao",
    "Cam đoan",
}
MARITAL_SHEET = {
    "Họ, chữ đệm, tên người yêu cầu",
    "Số định danh cá nhân, giấy tờ tùy thân của người yêu cầu",
    "Nơi cư trú của người yêu cầu",
    "Quan hệ với người được cấp Giấy xác nhận tình trạng hôn nhân",
    "Họ, chữ đệm, tên người được cấp",
    "Ngày, tháng, năm sinh",
    "Giới tính",
    "Dân tộc",
    "Quốc tịch",
    "Số định danh cá nhân, giấy tờ tùy thân",
    "Nơi cư trú",
    "Trong thời gian cư trú tại",
    "Tình trạng hôn nhân",
    "Mục đích sử dụng",
    "Cam đoan",
}


def test_every_form_that_ships_can_be_read(forms: Forms):
    assert [str(problem) for problem in forms.problems] == []


@pytest.mark.parametrize("procedure", ["1.001193", "1.004873"])
def test_a_form_that_ships_has_nothing_the_linter_objects_to(forms: Forms, procedure: str):
    form = forms.for_procedure(procedure)
    assert form is not None
    assert [str(finding) for finding in lint(form)] == []


@pytest.mark.parametrize(("procedure", "sheet"), [("1.001193", BIRTH_SHEET), ("1.004873", MARITAL_SHEET)])
def test_a_form_asks_everything_its_official_sheet_asks(forms: Forms, procedure: str, sheet: set[str]):
    form = forms.for_procedure(procedure)
    assert form is not None
    assert sheet - {page.paper.box for page in form.pages if page.paper} == set()


@pytest.mark.parametrize("procedure", ["1.001193", "1.004873"])
def test_the_first_question_asks_whom_it_is_for(forms: Forms, procedure: str):
    form = forms.for_procedure(procedure)
    assert form is not None
    assert form.pages[0].id == "for_whom"


def test_there_are_54_ethnic_groups_to_pick_from():
    groups = json.loads((assets() / "forms" / "lists" / "ethnic_groups.json").read_text("utf-8"))
    assert len({group["name"] for group in groups}) == 54


def test_every_vietnamese_sentence_of_the_forms_has_its_english():
    rooms = (assets() / "languages" / "vi").glob("form*.json")
    ours = {text for room in rooms for text in json.loads(room.read_text("utf-8"))}
    assert ours - set(texts("en").sentences) == set()


def test_no_sentence_of_a_form_is_left_unused(forms: Forms):
    rooms = (assets() / "languages" / "vi").glob("forms_*.json")
    ours = {text for room in rooms for text in json.loads(room.read_text("utf-8"))}
    assert ours - {text for form in forms.definitions for text in form.text_ids()} == set()
