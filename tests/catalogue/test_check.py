"""The linter: one case for each kind of finding, and the bundled catalogue."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.check import (
    FEWEST_WAYS,
    LONGEST_LABEL,
    LONGEST_STEP,
    MOST_STEPS,
    Context,
    Finding,
    check_procedures,
    check_word_lists,
)
from kiosk.catalogue.procedures import Document, Law, Outcome, Procedure
from kiosk.forms.library import load_forms

Lists = Callable[..., Path]
CODE = "1.999001"
TODAY = "2026-11-28"
LOOKED_AT = Counter({"expired_law": 6, "unknown_form": 9, "said_twice": 1})  # of the bundled catalogue
GOOD = Procedure(
    CODE,
    "Thủ tục thử",
    "Thử",
    field="Hộ tịch",
    agency="Xã",
    life_event="Thử",
    steps=("Nộp.", "Chờ.", "Nhận."),
    results=(Outcome("Giấy"),),
    as_of="2026-06",
    documents=(Document("Đơn", 1, 0),),
    laws=(Law("1/2020/QH14", "Luật", "Luật"),),
    aliases=tuple(f"thử {number}" for number in range(FEWEST_WAYS)),
    origin=("plain",),
)


def check(*procedures: Procedure, forms: frozenset[str] = frozenset(), today: str = TODAY) -> list[Finding]:
    return check_procedures(procedures, Context(today, forms))


def rules(**changes: Any) -> list[tuple[str, str]]:
    """Return (rule, detail) of what is wrong with a good procedure after these changes."""
    return [(one.rule, one.detail) for one in check(replace(GOOD, **changes))]


# --- procedures ---


def test_a_good_procedure_has_no_findings():
    assert check(GOOD) == []


@pytest.mark.parametrize("name", ["name", "short_name", "field", "agency", "life_event", "as_of"])
def test_a_text_that_every_page_shows_is_missed(name: str):
    assert ("missing", name) in rules(**{name: ""})


@pytest.mark.parametrize("name", ["steps", "results"])
def test_a_list_that_every_page_shows_is_missed(name: str):
    assert ("missing", name) in rules(**{name: ()})


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"documents": ()}, ("no_papers", "")),
        ({"laws": ()}, ("no_law", "")),
        ({"short_name": "x" * (LONGEST_LABEL + 1)}, ("long_name", "x" * (LONGEST_LABEL + 1))),
        ({"steps": GOOD.steps[:2]}, ("steps", "2")),
        ({"steps": ("Nộp.",) * (MOST_STEPS + 1)}, ("steps", str(MOST_STEPS + 1))),
        ({"laws": (Law("13/2023/NĐ-CP", "", ""),)}, ("expired_law", "13/2023/NĐ-CP → 356/2025/NĐ-CP (2026-01-01)")),
        ({"documents": (Document("Đơn"),)}, ("no_quantity", "Đơn")),
        ({"documents": (Document("Đơn", text="một bản"),)}, None),
        ({"documents": (Document("Thẻ", present_only=True),)}, None),
        ({"aliases": GOOD.aliases[1:]}, ("few_ways", str(FEWEST_WAYS - 1))),
    ],
)
def test_one_mistake_is_one_finding(changes: dict[str, Any], finding: tuple[str, str] | None):
    assert rules(**changes) == ([] if finding is None else [finding])


def test_a_sentence_nobody_reads_in_one_go_is_named():
    sentence = " ".join(["từ"] * (LONGEST_STEP + 1))
    assert rules(steps=(f"Nộp. {sentence}", "Chờ.", "Nhận.")) == [("long_sentence", sentence)]


@pytest.mark.parametrize("sign", [". ", "; ", "! ", "\n"])
def test_two_short_sentences_are_no_long_one(sign: str):
    half = " ".join(["từ"] * LONGEST_STEP)
    assert rules(steps=(half + sign + half, "Chờ.", "Nhận.")) == []


def test_a_law_counts_as_ended_from_its_day_on():
    procedure = replace(GOOD, laws=(Law("60/2014/QH13", "", ""),))
    assert [len(check(procedure, today=day)) for day in ("2027-02-28", "2027-03-01")] == [0, 1]


def test_phrases_in_the_lists_are_ways_too(lists: Lists):
    lists("spoken/a.txt", f"[{CODE}]", "sao y")
    assert rules(aliases=GOOD.aliases[1:]) == []


@pytest.mark.parametrize(
    ("form", "known"),
    [
        ("Mẫu số 1", True),
        ("mẫu 01 – Thông tư", True),
        ("Mẫu CT01", True),
        ("CT1", True),
        ("Đơn không có số", True),
        ("Mẫu số 2", False),
        ("CT02", False),
        ("Mẫu số 1a", False),
    ],
)
def test_a_form_is_one_that_the_national_record_names(lists: Lists, form: str, known: bool):
    lists("forms.json", f'{{"{CODE}": ["Mẫu số 01.docx", "CT01.pdf"]}}')
    found = rules(documents=(Document("Đơn", 1, 0, form=form),))
    assert found == ([] if known else [("unknown_form", form)])


def test_where_the_national_record_names_no_form_any_will_do(lists: Lists):
    lists("forms.json", f'{{"{CODE}": ["Đơn.pdf"]}}')
    assert rules(documents=(Document("Đơn", 1, 0, form="CT02"),)) == []


def test_two_procedures_with_one_name_are_told_apart_by_nobody():
    twin = replace(GOOD, code="1.999002", short_name="Khác", aliases=("THU 0", *(f"lạ {one}" for one in range(9))))
    assert check(GOOD, twin) == [Finding("error", "duplicate_alias", f"{CODE}, 1.999002", "thu 0")]


def test_a_name_that_one_procedure_has_twice_is_no_mistake():
    assert rules(aliases=(*GOOD.aliases, "THỬ")) == []


def test_a_form_on_the_kiosk_needs_its_procedure():
    found = check(GOOD, forms=frozenset({CODE, "1.999777"}))
    assert found == [Finding("error", "form_of_nobody", "1.999777")]


def test_errors_come_before_warnings():
    assert [one.severity for one in check(replace(GOOD, aliases=(), name=""))] == ["error", "warning"]


# --- lists ---


@pytest.mark.parametrize(
    ("name", "lines", "finding"),
    [
        ("spoken/a.txt", ["[1.1] Lạ", "sao y"], Finding("error", "unknown_code", "spoken", "1.1")),
        ("words/wanted.txt", [f"[{CODE}]", "[1.1]"], Finding("error", "unknown_code", "wanted.txt", "1.1")),
        (
            "life_events.json",
            [f'[{{"id": "a", "text": "", "picture": "", "groups": [], "first": ["{CODE}"], "also": ["1.1"]}}]'],
            Finding("error", "unknown_code", "life_events.json a", "1.1"),
        ),
        (
            "words/elsewhere.txt",
            ["[gold] Vàng @ bank", "giá vàng", "[gems] Ngọc @ bank", "Gia Vang"],
            Finding("warning", "said_twice", "gems, gold", "gia vang"),
        ),
        (
            "words/elsewhere.txt",
            ["[gold] Vàng @ moon", "giá vàng"],
            Finding("error", "no_text", "gold", "elsewhere.moon"),
        ),
        ("words/elsewhere.txt", ["[gold] Vàng", "giá vàng"], Finding("error", "no_text", "gold", "elsewhere.Vàng")),
        ("words/elsewhere.txt", ["[gold] Vàng @ bank"], Finding("error", "no_phrase", "gold")),
        ("words/short-forms.txt", ["BHYT bảo"], Finding("error", "no_words", "words/short-forms.txt", "BHYT bảo")),
        ("words/short-forms.txt", ["? = bảo hiểm"], Finding("error", "no_words", "words/short-forms.txt", "?")),
        ("words/same-meaning.txt", ["qua đời"], Finding("error", "no_words", "words/same-meaning.txt", "qua đời")),
    ],
)
def test_one_bad_line_is_one_finding(lists: Lists, name: str, lines: list[str], finding: Finding):
    lists(name, *lines)
    assert check_word_lists({CODE}) == [finding]


def test_a_phrase_under_two_procedures_is_named_with_both(lists: Lists):
    lists("spoken/a.txt", f"[{CODE}]", "sao y", "[1.999002]", "Sao y?")
    found = check_word_lists({CODE, "1.999002"})
    assert found == [Finding("warning", "said_twice", f"{CODE}, 1.999002", "sao i")]


def test_a_phrase_twice_under_one_procedure_is_no_mistake(lists: Lists):
    lists("spoken/a.txt", f"[{CODE}]", "sao y", "SAO Y")
    assert check_word_lists({CODE}) == []


def test_a_notice_without_its_sentences_is_named_for_each(lists: Lists):
    lists("notices.toml", "[[notice]]", 'id = "notice.moon"', 'day = "2027-01-01"')
    assert [one.detail for one in check_word_lists(set())] == ["notice.moon.before", "notice.moon.after"]


def test_good_lists_have_no_findings(lists: Lists):
    lists("words/elsewhere.txt", "[gold] Vàng @ bank", "giá vàng")
    lists("words/same-meaning.txt", "qua đời = mất", "nước ngoài < Lào")
    lists("words/short-forms.txt", "BHYT = bảo hiểm y tế")
    lists("words/wanted.txt", f"[{CODE}]")
    lists("spoken/a.txt", f"[{CODE}]", "sao y")
    assert check_word_lists({CODE}) == []


# --- what ships ---


@pytest.fixture(scope="module")
def bundled() -> list[Finding]:
    procedures = bundled_procedures()
    forms = frozenset(one.procedure for one in load_forms().newest())
    return [*check_procedures(procedures, Context(TODAY, forms)), *check_word_lists({one.code for one in procedures})]


def test_the_bundled_catalogue_has_no_errors(bundled: list[Finding]):
    assert [one for one in bundled if one.severity == "error"] == []


def test_the_bundled_catalogue_has_no_more_warnings_than_were_looked_at(bundled: list[Finding]):
    assert Counter(one.rule for one in bundled if one.severity == "warning") <= LOOKED_AT
