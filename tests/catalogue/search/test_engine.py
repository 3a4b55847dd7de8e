"""The engine over a handful of entries: which of them answers, and why."""

import pytest

from kiosk.catalogue.search.engine import Engine
from kiosk.catalogue.search.entries import Entry, Phrase, WordLists
from kiosk.catalogue.search.expressions import Meaning

SAID = {
    "birth": ("đăng ký khai sinh", "giấy khai sinh cho con", "vợ mới đẻ", "con chưa có giấy khai sinh"),
    "death": ("đăng ký khai tử", "giấy chứng tử", "ba mẹ qua đời", "người nhà mất"),
    "marriage": ("đăng ký kết hôn", "giấy kết hôn", "cưới vợ cưới chồng"),
    "abroad": ("đăng ký kết hôn có yếu tố nước ngoài", "lấy chồng nước ngoài"),
    "shop": ("đăng ký hộ kinh doanh", "mở tiệm tạp hóa", "mở quán ăn"),
}
LISTS = WordLists(
    same_word=[("sanh", "sinh"), ("ba", "cha", "tía")],
    same_meaning=[Meaning(("qua đời", "mất")), Meaning(("nước ngoài",), ("Đài Loan",))],
    short_forms={"HKD": "hộ kinh doanh", "GKS": "giấy khai sinh"},
)
ENTRIES = [Entry(code, said[0], tuple(Phrase(one) for one in said)) for code, said in SAID.items()]
ENGINE = Engine(ENTRIES, LISTS)


def best(text: str, engine: Engine = ENGINE) -> str:
    return engine.find(engine.read(text), 1)[0].entry.code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("khai sinh", "birth"),
        ("giay khai sanh", "birth"),
        ("KHAI SIHN", "birth"),
        ("khaisinh", "birth"),
        ("giaasy khai sinh", "birth"),
        ("gia6y1 khai sinh", "birth"),
        ("dxang ki khai tu", "death"),
        ("khai t", "death"),
        ("tia toi mat", "death"),
        ("cha qua doi", "death"),
        ("ket hon", "marriage"),
        ("lay chong dai loan", "abroad"),
        ("hkd", "shop"),
        ("gks", "birth"),
        ("dkkh", "marriage"),
        ("mo quan", "shop"),
    ],
)
def test_words_find_their_entry(query: str, code: str):
    assert best(query) == code


def test_a_narrower_word_does_not_stand_for_its_like():
    lists = WordLists(same_meaning=[Meaning(("nước ngoài",), ("Lào", "Nhật"))])
    entries = [Entry("lao", "Lào", (Phrase("giấy đi Lào"),)), Entry("any", "x", (Phrase("giấy đi nước ngoài"),))]
    assert best("giay di Nhat", Engine(entries, lists)) == "any"


def test_the_plain_entry_comes_before_the_special_one_when_both_fit():
    assert best("đăng ký kết hôn") == "marriage"


def test_of_equals_the_more_wanted_comes_first():
    entries = [Entry("a", "x", (Phrase("sao y"),)), Entry("b", "x", (Phrase("sao y"),), prior=1.0)]
    assert best("sao y", Engine(entries)) == "b"


def test_signs_tell_words_of_the_same_letters_apart():
    entries = [Entry("sell", "x", (Phrase("bán đất"),)), Entry("copy", "x", (Phrase("bản sao"),))]
    assert best("bản", Engine(entries)) == "copy"


def test_a_phrase_worth_less_counts_less():
    entries = [Entry("paper", "x", (Phrase("giấy chứng sinh", 0.5),)), Entry("name", "x", (Phrase("giấy chứng sinh"),))]
    assert best("giay chung sinh", Engine(entries)) == "name"


@pytest.mark.parametrize("query", ["", "   ", "?!", "😀"])
def test_without_words_nothing_is_found(query: str):
    assert ENGINE.find(ENGINE.read(query)) == []


def test_without_entries_nothing_is_found():
    empty = Engine([])
    assert empty.find(empty.read("khai sinh")) == []


def test_an_entry_without_letters_is_no_answer_and_no_error():
    engine = Engine([*ENTRIES, Entry("empty", "", (Phrase("…"),))])
    assert "empty" not in [one.entry.code for one in engine.find(engine.read("khai sinh"), 10)]


def test_a_limit_above_the_number_of_entries_gives_all():
    assert len(ENGINE.find(ENGINE.read("giấy"), 100)) == len(ENTRIES)
