"""What a villager would see differently."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from kiosk.catalogue.difference import Change, FieldChange, changes, compare
from kiosk.catalogue.procedures import Channel, Document, Fee, Procedure

DAY = "2027-03-01"
OLD = Procedure("1.999001", "Thủ tục thử", "Thử", documents=(Document("Đơn", 1, 0),), origin=("official",))
NEW_LAW = replace(OLD, name="Thủ tục mới", valid_from=DAY)


def differs(before: Sequence[Procedure], after: Sequence[Procedure], day: str = DAY) -> list[Change]:
    def by_code(versions: Sequence[Procedure]) -> Mapping[str, Sequence[Procedure]]:
        return {OLD.code: versions} if versions else {}

    return changes(by_code(before), by_code(after), day)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "Khác"}, FieldChange("name", "Thủ tục thử", "Khác")),
        ({"documents": ()}, FieldChange("documents", [{"name": "Đơn", "originals": 1, "copies": 0}], None)),
        ({"fee": Fee(0, "Miễn phí")}, FieldChange("fee", None, {"vnd": 0, "text": "Miễn phí"})),
        ({"channels": (Channel("post"),)}, FieldChange("channels", None, [{"kind": "post"}])),
        ({"steps": ("Nộp",)}, FieldChange("steps", None, ["Nộp"])),
    ],
)
def test_a_field_that_changed_is_given_before_and_after(change: dict[str, Any], field: FieldChange):
    assert list(compare(OLD, replace(OLD, **change))) == [field]


@pytest.mark.parametrize(
    "change",
    [
        {"sources": ("https://portal.example",)},
        {"origin": ("official", "plain")},
        {"extra": (("bo_nganh", "x"),)},
        {"as_of": "2026-06"},
        {"valid_from": DAY},
        {"confidence": "high"},
        {"notes": ("x",)},
    ],
)
def test_what_no_page_shows_is_no_difference(change: dict[str, Any]):
    assert list(compare(OLD, replace(OLD, **change))) == []


def test_what_was_not_there_is_new():
    assert differs([], [OLD]) == [Change(OLD.code, "Thử", "new")]


def test_what_is_not_there_any_more_is_gone():
    assert differs([OLD], []) == [Change(OLD.code, "Thử", "gone")]


def test_what_has_ended_is_gone():
    assert differs([OLD], [replace(OLD, ended=True)]) == [Change(OLD.code, "Thử", "gone")]


def test_what_had_ended_and_is_back_is_new():
    assert differs([replace(OLD, ended=True)], [OLD]) == [Change(OLD.code, "Thử", "new")]


def test_what_ended_before_and_after_is_no_difference():
    assert differs([replace(OLD, ended=True)], [replace(OLD, ended=True)]) == []


def test_only_another_source_is_a_change_without_fields():
    assert differs([OLD], [replace(OLD, sources=("https://portal.example",))]) == [Change(OLD.code, "Thử", "changed")]


@pytest.mark.parametrize(("day", "fields"), [("2027-02-28", list[str]()), (DAY, ["name"])])
def test_a_version_counts_from_its_first_day_on(day: str, fields: list[str]):
    (change,) = differs([OLD], [OLD, NEW_LAW], day)
    assert [one.name for one in change.fields] == fields


def test_a_version_to_come_is_not_new_yet():
    assert differs([], [NEW_LAW], "2027-02-28") == []


def test_changes_come_in_the_order_of_their_codes():
    codes = ["3.000001", "1.000001", "2.000001"]
    after = {code: [replace(OLD, code=code)] for code in codes}
    assert [one.code for one in changes({}, after, DAY)] == sorted(codes)
