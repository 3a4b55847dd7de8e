"""Expressions of one meaning, in phrases and in queries."""

import pytest

from kiosk.catalogue.search.expressions import Expressions, Meaning, Span
from kiosk.catalogue.search.syllable import folded, forms

DEATH, ABROAD = 0, 1
EXPRESSIONS = Expressions(
    [Meaning(("qua đời", "mất", "từ trần"), ("tắt thở",)), Meaning(("nước ngoài",), ("Đài Loan", "Mỹ"))]
)


def spans(query: str, agrees: float = 1.0) -> list[Span]:
    """Return what `query` expresses, where each right word agrees so well."""
    words = forms(query)

    def meet(at: int, form: str) -> float:
        return agrees if words[at] == form else 0.0

    return list(EXPRESSIONS.in_query([[folded(one)] for one in words], meet))


@pytest.mark.parametrize(
    ("phrase", "groups"),
    [
        ("ba mẹ qua đời", {DEATH}),
        ("người nhà mất ở nước ngoài", {DEATH, ABROAD}),
        ("đi Đài Loan", set[int]()),
        ("tắt thở", set[int]()),
        ("quà đợi", set[int]()),
        ("đi qua", set[int]()),
        ("đời qua", set[int]()),
    ],
    ids=["one", "two", "narrower", "narrower of another", "other signs", "cut off", "turned round"],
)
def test_a_phrase_expresses_what_stands_in_it_word_for_word(phrase: str, groups: set[int]):
    assert EXPRESSIONS.in_phrase(forms(phrase)) == groups


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ba tôi qua đời", [Span(DEATH, 2, 4, 1.0)]),
        ("mất", [Span(DEATH, 0, 1, 1.0)]),
        ("tắt thở rồi", [Span(DEATH, 0, 2, 1.0)]),
        ("mất ở Mỹ", [Span(DEATH, 0, 1, 1.0), Span(ABROAD, 2, 3, 1.0)]),
        ("đi qua", list[Span]()),
        ("nước", list[Span]()),
        ("", list[Span]()),
    ],
)
def test_a_query_also_expresses_what_is_narrower(query: str, found: list[Span]):
    assert spans(query) == found


def test_an_expression_is_as_sure_as_all_its_words_together():
    assert [one.worth for one in spans("qua đời", agrees=0.5)] == [0.25]


def test_a_word_that_may_be_two_begins_the_expressions_of_both():
    found = EXPRESSIONS.in_query([["mat", "mi"]], lambda _at, _form: 1.0)
    assert {one.group for one in found} == {DEATH, ABROAD}


def test_an_expression_without_letters_is_left_out():
    assert Expressions([Meaning(("…", "mất"))]).in_phrase(forms("mất")) == {0}
