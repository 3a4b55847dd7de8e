"""ID-card texts: every variant seen, everything that is not one, and nothing kept that must not be."""

import unicodedata
from contextlib import suppress
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NotACardError
from kiosk.people.card import Card, PartialDate, doubts, mask, parse_card

TAIL = "Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
CHIP = f"096190000000||{TAIL}"
VARIANTS = {
    "chip card": CHIP,
    "with an old number": f"096190000000|381234567|{TAIL}",
    "without the field of the old number": f"096190000000|{TAIL}",
    "card of 2024": f"096190000000||{TAIL}|||",
    "card of 2024 with parents": f"096190000000||{TAIL}||Trần Văn Cha|Lê Thị Mẹ",
    "with an expiry": f"096190000000||{TAIL}|15012030",
    "dates with strokes": CHIP.replace("15011990", "15/01/1990").replace("01072022", "01/07/2022"),
    "decomposed letters": unicodedata.normalize("NFD", CHIP),
    "byte order mark and line end": f"\ufeff{CHIP}\r\n",
    "birth and sex changed round": CHIP.replace("15011990|Nữ", "Nữ|15011990"),
    "capitals": CHIP.replace("Nữ", "NỮ"),
}


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS.keys())
def test_every_variant_gives_the_same_person(text: str):
    card = parse_card(text)
    assert (card.number, card.name, card.birth, card.sex, card.address, card.issued) == (
        "096190000000", "Trần Thị Mẫu", PartialDate(1990, 1, 15), "female", "Ấp 1, xã Mẫu, tỉnh Cà Mau",
        date(2022, 7, 1),
    )  # fmt: skip


def test_the_old_number_is_kept():
    assert parse_card(VARIANTS["with an old number"]).old_number == "381234567"


@pytest.mark.parametrize("variant", ["chip card", "without the field of the old number"])
def test_a_missing_old_number_is_empty(variant: str):
    assert parse_card(VARIANTS[variant]).old_number == ""


def test_parents_names_are_nowhere_in_the_card():
    kept = str(asdict(parse_card(VARIANTS["card of 2024 with parents"])))
    assert "Cha" not in kept
    assert "Lê Thị Mẹ" not in kept


def test_letters_are_composed():
    name = parse_card(VARIANTS["decomposed letters"]).name
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        ("1950", PartialDate(1950)),
        ("00001950", PartialDate(1950)),
        ("29021988", PartialDate(1988, 2, 29)),
    ],
)
def test_a_birth_may_be_only_a_year(written: str, birth: PartialDate):
    assert parse_card(CHIP.replace("15011990", written)).birth == birth


@pytest.mark.parametrize("written", ["29021990", "45131990", "00000000", "", "150190", "???"])
def test_a_birth_that_cannot_be_is_left_out_and_noted(written: str):
    card = parse_card(CHIP.replace("15011990", written))
    assert (card.birth, "birth_unreadable" in card.warnings) == (None, True)


def test_an_issue_date_that_cannot_be_is_left_out_and_noted():
    card = parse_card(CHIP.replace("01072022", "31022022"))
    assert (card.issued, card.warnings) == (None, ("issued_unreadable",))


def test_a_good_card_has_no_warnings():
    assert parse_card(CHIP).warnings == ()


def test_a_sex_that_disagrees_with_the_number_is_a_warning_only():
    assert parse_card(CHIP.replace("Nữ", "Nam")).warnings == ("sex_disagrees",)


def test_a_year_that_disagrees_with_the_number_is_a_warning_only():
    assert parse_card(CHIP.replace("1990|", "1991|")).warnings == ("year_disagrees",)


def test_a_child_of_the_2000s_agrees_with_its_number():
    child = "096312000000||Nguyễn Thị Bé|01022012|Nữ|Ấp 2|01082024"
    assert parse_card(child).warnings == ()


def test_a_number_of_a_province_nobody_knows_is_still_a_card():
    assert parse_card(CHIP.replace("096190", "999190")).number == "999190000000"


@pytest.mark.parametrize(
    "text",
    [
        "", "|", "||||||", "096190000000", "096190000000|||||", "09619000000|" + TAIL, "0961900000001||" + TAIL,
        "٠٩٦١٩٠٠٠٠٠٠٠||" + TAIL, "H12.34-261123-0001", "https://vneid.gov.vn/qr/eyJhbGciOi", "a|b|c|d|e|f|g",
        "096190000000|1|2|3|4|5|6", "096190000000||123|15011990|Nữ|x|y", "096190000000||Ai Đó|x|y|z|t",
        CHIP + "|" + "x" * 3000,
    ],
)  # fmt: skip
def test_everything_else_is_politely_no_card(text: str):
    with pytest.raises(NotACardError):
        parse_card(text)


def test_nothing_of_a_card_shows_when_it_is_logged():
    logged = repr(parse_card(f"096190000000|381234567|{TAIL}"))
    assert [secret for secret in ("0961", "3812", "Mẫu", "1990", "Ấp") if secret in logged] == []


@pytest.mark.parametrize(
    ("number", "shown"), [("096190001234", "•••• •••• 1234"), ("381234567", "•••• •••• 4567"), ("1234", "••••")]
)
def test_a_masked_number_shows_its_last_four_digits_only(number: str, shown: str):
    assert mask(number) == shown


@given(st.text())
def test_no_text_raises_anything_but_our_own_error(text: str):
    with suppress(NotACardError):
        parse_card(text)


fields = st.text(st.characters(blacklist_characters="|"), max_size=20) | st.sampled_from(
    ["", "096190000000", "381234567", "Nam", "Nữ", "15011990", "1990", "00000000", "Trần Thị Mẫu"]
)


@given(st.lists(fields, min_size=5, max_size=12))
def test_no_card_like_text_raises_anything_but_our_own_error(parts: list[str]):
    with suppress(NotACardError):
        assert isinstance(parse_card("|".join(["096190000000", *parts])), Card)


TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("birth", "issued", "odd"),
    [
        ("15011990", "01072022", ()),  # exchanged at 40
        ("15011986", "01072014", ("expired",)),  # was to be exchanged at 40, in January 2026
        ("15011986", "01072024", ()),  # issued within the two years before 40: holds until 60
        ("15011960", "01072021", ()),  # issued after 60: for life
        ("1966", "01072014", ()),  # only the year is known: it may still be before the birthday
        ("23112012", "01072025", ()),  # 14 today
        ("24112012", "01072025", ("child",)),  # 14 tomorrow
    ],
)
def test_a_card_that_ended_or_is_a_childs_is_doubted(birth: str, issued: str, odd: tuple[str, ...]):
    card = parse_card(f"096190000000||Trần Thị Mẫu|{birth}|Nữ|Ấp 1|{issued}")
    assert tuple(one for one in doubts(card, TODAY) if one in ("expired", "child")) == odd


def test_a_number_that_fits_another_sex_and_year_is_doubted():
    card = parse_card("096190000000||Trần Văn Mẫu|15011955|Nam|Ấp 1|01072022")
    assert doubts(card, TODAY) == ("sex_disagrees", "year_disagrees")


def test_a_card_without_a_readable_day_of_issue_is_not_called_ended():
    assert doubts(parse_card("096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1|không rõ"), TODAY) == ()
