"""Which of several entries that answer comes first."""

import pytest

from kiosk.catalogue.search.engine import Engine
from kiosk.catalogue.search.entries import Entry, Match, Phrase, WordLists
from kiosk.catalogue.search.expressions import Meaning

DEATH = WordLists(same_meaning=[Meaning(("qua đời", "từ trần"), ("tắt thở",))])


def entry(code: str, *said: str, prior: float = 0.0, elsewhere: bool = False) -> Entry:
    return Entry(code, said[0], tuple(Phrase(one) for one in said), prior, elsewhere)


def found(query: str, *entries: Entry, lists: WordLists | None = None) -> list[Match]:
    """Return all entries, best first."""
    engine = Engine(entries, lists or WordLists())
    return engine.find(engine.read(query), len(entries))


def order(query: str, *entries: Entry, lists: WordLists | None = None) -> list[str]:
    return [one.entry.code for one in found(query, *entries, lists=lists)]


# --- words still being typed ---


def test_a_begun_last_word_finds_what_begins_so():
    assert order("khai si", entry("death", "khai tử"), entry("birth", "khai sinh"))[0] == "birth"


def test_a_finished_last_word_is_not_taken_for_a_beginning():
    entries = [entry("loss", "khai sự thật"), entry("birth", "khai sinh")]
    assert found("khai si ", *entries)[0].best < found("khai si", *entries)[0].best


def test_while_the_first_letters_are_typed_the_wanted_entry_leads():
    assert order("ha", entry("exact", "ha"), entry("wanted", "hành nghề", prior=1.0))[0] == "wanted"


def test_behind_a_blank_the_entry_that_fits_leads():
    assert order("ha ", entry("exact", "ha"), entry("wanted", "hành nghề", prior=1.0))[0] == "exact"


def test_being_wanted_does_not_make_up_for_fitting_badly():
    assert (
        order("giấy khai tử", entry("wanted", "giấy khai sinh", prior=1.0), entry("fits", "giấy khai tử"))[0] == "fits"
    )


# --- words side by side ---


@pytest.mark.parametrize("query", ["nuôi con", "nuoi con", "nuôi c", "nuooi con"])
def test_the_entry_whose_words_stand_in_the_asked_order_leads(query: str):
    assert order(query, entry("child", "con nuôi"), entry("raise", "nuôi con"))[0] == "raise"


def test_words_side_by_side_count_more_than_words_apart():
    entries = [entry("apart", "khai báo tạm sinh"), entry("together", "báo tạm khai sinh")]
    assert order("khai sinh", *entries)[0] == "together"


def test_a_phrase_that_says_no_more_than_was_asked_leads():
    assert order("khai sinh", entry("long", "khai sinh lưu động ở trường"), entry("short", "khai sinh"))[0] == "short"


def test_words_in_one_phrase_count_more_than_in_several():
    entries = [entry("several", "giấy nuôi", "con nhỏ"), entry("one", "giấy con", "nuôi nhỏ")]
    assert order("giấy con", *entries)[0] == "one"


# --- what words tell ---


def test_a_rare_word_tells_more_than_one_that_all_have():
    entries = [entry(one, f"đăng ký {one}") for one in ("sinh", "tử", "quán", "đất", "rừng", "chợ", "xe", "nhà")]
    assert found("tử", *entries)[0].told > found("đăng", *entries)[0].told


def test_the_entry_with_the_rare_word_leads_those_that_have_the_others():
    others = [entry(one, f"đăng ký {one}") for one in ("sinh", "quán", "đất", "rừng", "chợ", "xe", "nhà")]
    assert order("đăng tử", *others, entry("rare", "tử vong"))[0] == "rare"


def test_the_entry_with_the_habit_of_a_word_leads():
    once = entry("once", "đất ở", "giấy tờ", "nhà cửa", "vay vốn")
    often = entry("often", "đất ở", "đất vườn", "đất rừng", "đất lúa")
    assert order("đất", once, often)[0] == "often"


def test_a_word_that_nobody_knows_leaves_the_answer_less_good():
    entries = [entry("birth", "khai sinh"), entry("death", "khai tử")]
    assert found("khai sinh zzzz", *entries)[0].best < found("khai sinh", *entries)[0].best


def test_a_word_that_nobody_knows_tells_much():
    entries = [entry("birth", "khai sinh"), entry("death", "khai tử")]
    assert found("khai zzzz", *entries)[0].told > found("khai", *entries)[0].told + 1


def test_phrases_of_one_entry_answer_together_what_none_of_them_says():
    match = found("giấy nuôi", entry("child", "giấy tờ", "nuôi con"), entry("birth", "khai sinh"))[0]
    assert (match.best < match.among, match.among) == (True, 1.0)


def test_scores_fall():
    entries = [
        entry("birth", "khai sinh"),
        entry("death", "khai tử"),
        entry("shop", "mở quán"),
        entry("land", "bán đất"),
    ]
    scores = [one.score for one in found("khai sinh", *entries)]
    assert scores == sorted(scores, reverse=True)


# --- other words for the same ---


@pytest.mark.parametrize("query", ["từ trần", "tu tran", "tuwf traanf", "tắt thở"])
def test_an_expression_finds_what_is_said_with_another_of_its_meaning(query: str):
    assert order(query, entry("birth", "khai sinh"), entry("death", "qua đời"), lists=DEATH)[0] == "death"


def test_an_expression_that_means_the_same_fits_a_little_less_than_the_typed_one():
    typed, other = entry("typed", "qua đời"), entry("other", "từ trần")
    assert 0.9 < found("qua đời", other, lists=DEATH)[0].best < found("qua đời", typed, lists=DEATH)[0].best


def test_the_typed_word_comes_before_another_word_for_the_same():
    entries = [entry("other", "ba mẹ"), entry("typed", "cha mẹ")]
    assert order("cha", *entries, lists=WordLists(same_word=[("ba", "cha")]))[0] == "typed"


def test_half_an_expression_does_not_express_its_meaning():
    entries = [entry("death", "từ trần"), entry("birth", "khai sinh")]
    assert found("đời", *entries, lists=DEATH)[0].best == 0.0


def test_an_abbreviation_in_a_phrase_is_found_by_its_words():
    lists = WordLists(short_forms={"BHYT": "bảo hiểm y tế"})
    assert order("bảo hiểm y tế", entry("birth", "khai sinh"), entry("card", "thẻ BHYT"), lists=lists)[0] == "card"


def test_two_letters_in_a_phrase_are_a_word_and_no_abbreviation():
    entries = [entry("birth", "khai sinh"), entry("meat", "bò bh")]
    assert found("bảo hiểm", *entries, lists=WordLists(short_forms={"BH": "bảo hiểm"}))[0].best == 0.0


# --- what a commune does not do ---


def test_what_is_done_elsewhere_is_found_among_the_others():
    entries = [entry("birth", "khai sinh"), entry("passport", "làm hộ chiếu", elsewhere=True)]
    assert found("lam ho chieu", *entries)[0].entry.elsewhere


@pytest.mark.parametrize(("elsewhere", "best"), [(False, 1.0), (True, 0.0)])
def test_only_names_of_procedures_have_initials(elsewhere: bool, best: float):
    entries = [entry("birth", "khai sinh"), entry("passport", "làm hộ chiếu", elsewhere=elsewhere)]
    assert found("lhc ", *entries)[0].best == pytest.approx(best)
