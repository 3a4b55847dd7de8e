"""Whether the best answer is one."""

import pytest

from kiosk.catalogue.search.entries import Entry, Match, Phrase
from kiosk.catalogue.search.reader import Query
from kiosk.catalogue.search.sureness import LEAST, WEIGHTS, Verdict, judge, signs, sureness

ASKED, BEGUN = Query(("khai", "sinh"), False), Query(("kh",), True)
USUAL = (1.0, 0.6, 0.4, 0.3, 1.5)


def here(score: float, best: float, habit: float = 0.0, told: float = 5.0) -> Match:
    return Match(Entry("here", "x", (Phrase("x"),)), score, best, best, habit, told)


def away(score: float, best: float) -> Match:
    return Match(Entry("away", "x", (Phrase("x"),), elsewhere=True), score, best, best, 0.0, 5.0)


SURE, POOR, NEAR = here(2.0, 1.0, 1.0), here(0.5, 0.3), here(0.45, 0.2)


@pytest.mark.parametrize(
    ("matches", "verdict"),
    [
        ([SURE, away(0.5, 0.3)], "here"),
        ([away(1.2, 1.0), POOR], "away"),
        ([POOR, NEAR], "nowhere"),
        ([POOR, away(0.45, 0.2)], "nowhere"),
        ([POOR, away(0.45, 0.6)], "away"),
        ([], "nowhere"),
    ],
    ids=["far ahead", "behind", "poor", "both poor", "poor beside a better phrase", "nothing"],
)
def test_an_answer_is_one_when_it_fits_and_leads(matches: list[Match], verdict: Verdict):
    assert judge(matches, ASKED) == verdict


@pytest.mark.parametrize(
    ("matches", "verdict"),
    [
        ([here(0.9, 0.6)], "here"),
        ([away(1.0, 0.65), here(0.9, 0.6)], "here"),
        ([away(1.0, 0.9), here(0.9, 0.6)], "away"),
        ([away(1.0, 0.9), here(0.9, 0.6, habit=0.8)], "here"),
        ([here(0.3, 0.1)], "nowhere"),
        ([away(0.3, 0.05)], "nowhere"),
    ],
    ids=["begins so", "both begin so", "only the other begins so", "the procedure's own word", "no", "no, elsewhere"],
)
def test_of_the_first_letters_what_begins_so_is_an_answer(matches: list[Match], verdict: Verdict):
    assert judge(matches, BEGUN) == verdict


@pytest.mark.parametrize("words", [("12",), ("1", "2026"), ()])
def test_numbers_alone_ask_for_nothing(words: tuple[str, ...]):
    assert judge([SURE, away(0.5, 0.3)], Query(words, False)) == "nowhere"


@pytest.mark.parametrize("sign", range(1, len(WEIGHTS)), ids=["best phrase", "habit", "lead", "told"])
def test_each_sign_makes_an_answer_surer(sign: int):
    more = tuple(value + (at == sign) for at, value in enumerate(USUAL))
    assert sureness(more) > sureness(USUAL)


def test_without_signs_nothing_is_sure():
    assert sureness((0.0,) * len(WEIGHTS)) == 0.0


def test_the_best_there_can_be_is_sure_but_never_certain():
    assert LEAST < sureness((1.0, 1.0, 1.0, 1.0, 3.0)) < 1.0


def test_the_lead_is_over_the_best_thing_that_is_done_elsewhere():
    assert signs([SURE, POOR, away(0.4, 0.3), away(0.2, 0.1)])[3] == pytest.approx(1.6)


def test_without_anything_elsewhere_the_lead_is_over_the_last():
    assert signs([SURE, POOR, NEAR])[3] == pytest.approx(1.55)


def test_what_is_only_elsewhere_has_no_signs():
    assert set(signs([away(1.0, 1.0)])) == {0.0}
