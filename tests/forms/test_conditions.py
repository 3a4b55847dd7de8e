"""Conditions as data: what holds, and what never speaks about the unknown."""

from datetime import date
from typing import Any

import pytest

from kiosk.forms.answers import LEFT_TO_STAFF, Answer
from kiosk.forms.conditions import BadConditionError, holds, pages_of, read_condition

TODAY = date(2026, 11, 23)
KNOWN = {
    "who": Answer("own"),
    "copies": Answer(6),
    "papers": Answer({"birth_paper": "no"}),
    "mother_birth": Answer("1990-05-10"),
    "father_birth": Answer("1990"),
    "child_birth": Answer("2001-05-09"),
    "number": Answer("096190000000"),
    "left": LEFT_TO_STAFF,
}


@pytest.mark.parametrize(
    "raw",
    [
        ["who", "=", "own"],
        ["who", "!=", "other"],
        ["who", "in", ["own", "other"]],
        ["who", "given"],
        ["copies", ">", 5],
        ["copies", "<=", 6],
        ["papers.birth_paper", "=", "no"],
        ["mother_birth", "years_before", "child_birth", "<", 11],
        ["mother_birth", "years_before", "child_birth", ">=", 10],
        ["father_birth", "years_before", "child_birth", ">=", 10],
        ["child_birth", "days_before", "today", ">", 60],
        ["number", "speaks_of_sex", "female"],
        ["number", "disagrees_with_birth", "child_birth"],
        {"not": ["who", "=", "other"]},
        {"all": [["who", "=", "own"], {"any": [["copies", "=", 1], ["copies", "=", 6]]}]},
        ["left", "!=", "yes"],
        ["nobody_asked", "!=", "yes"],
    ],
)
def test_a_condition_holds(raw: Any):
    assert holds(read_condition(raw), KNOWN, TODAY)


@pytest.mark.parametrize(
    "raw",
    [
        ["who", "=", "other"],
        ["left", "given"],
        ["left", "=", "yes"],
        ["nobody_asked", "in", ["yes"]],
        ["nobody_asked", "<", 3],
        ["who", "<", 3],
        ["copies", ">", 6],
        ["mother_birth", "years_before", "child_birth", "<", 10],
        ["father_birth", "years_before", "child_birth", "<", 11],  # born in 1990, perhaps in January
        ["left", "years_before", "child_birth", "<", 100],
        ["mother_birth", "years_before", "left", "<", 100],
        ["number", "disagrees_with_birth", "mother_birth"],
        ["number", "disagrees_with_birth", "left"],
        {"all": [["who", "=", "own"], ["copies", "=", 1]]},
    ],
)
def test_a_condition_does_not_hold(raw: Any):
    assert not holds(read_condition(raw), KNOWN, TODAY)


@pytest.mark.parametrize(
    "raw",
    [
        "who",
        [],
        ["who"],
        [1, "=", 2],
        ["who", "is", "own"],
        ["who", "="],
        ["copies", ">", "5"],
        ["a", "years_before", "b", "~", 3],
        ["a", "speaks_of_sex", "b"],
        {},
        {"all": []},
        {"all": ["who"]},
        {"xor": [["who", "=", "own"]]},
        {"all": [["who", "given"]], "any": [["who", "given"]]},
    ],
)
def test_what_is_no_condition_is_refused(raw: Any):
    with pytest.raises(BadConditionError):
        read_condition(raw)


def test_a_condition_tells_every_page_it_looks_at():
    spans = [["a", "years_before", "b", "<", 1], ["c", "days_before", "today", "<", 1]]
    raw = {"all": [*spans, {"not": ["papers.x", "=", "no"]}]}
    assert set(pages_of(read_condition(raw))) == {"a", "b", "papers", "c"}
