"""What a scan means, for every way vendors print it."""

from datetime import date
from typing import cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.languages import texts
from kiosk.scanning.meaning import (
    CardScan,
    DossierScan,
    OpaqueLink,
    ProvisionalScan,
    TicketLinkScan,
    TicketScan,
    UnknownScan,
    Why,
    understand,
)

TODAY = date(2026, 11, 23)
CODE = "H12.34-261120-0007"
CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"
MRZ = ("IDVNM1900000004096190000000<<7", "9001158F3001156VNM<<<<<<<<<<<6", "TRAN<<THI<MAU<<<<<<<<<<<<<<<<<")
PAYMENT = "00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN6304ABCD"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f"  {CODE.lower()}\r\n",
        f"https://dichvucong.example.vn/tra-cuu?MHS={CODE}",
        f"https://dichvucong.example.vn/tra-cuu?SGT=096190000000&MHS={CODE}",
        f"http://mc.example/?maHoSo={CODE}&x=1",
        f"http://mc.example/?MaHoSo={CODE.lower()}",
        f"https://mc.example/tracuu?mahoso={CODE.replace('-', '%2D')}",
        f"https://mc.example/#/tra-cuu?mahoso={CODE}",
        f"https://mc.example/ho-so/{CODE}",
        f"https://mc.example/ho-so/{CODE}.pdf?print=1",
        f"{CODE}|1.004194|096190000000|Giấy tiếp nhận hồ sơ|Hệ thống tỉnh|20261120080000",
        f"Mã hồ sơ: {CODE}; Thủ tục: 1.004194; Hẹn trả: 27/11/2026",
        f"MaHoSo={CODE}&MaTTHC=1.004194",
        f"1.004194\t096190000000\t{CODE}",
        f'{{"MaHoSo":"{CODE}","NgayHenTra":"20261127170000"}}',
        f"{CODE}\n{CODE}",
    ],
)
def test_a_dossier_code_is_found_however_it_is_printed(text: str):
    meaning = understand(text, TODAY)
    assert isinstance(meaning, DossierScan)
    assert meaning.code.text == CODE


def test_a_legacy_code_in_an_address_is_found():
    meaning = understand("https://mc.example/?mhs=000.00.12.H12-210326-0001", TODAY)
    assert isinstance(meaning, DossierScan)
    assert meaning.code.legacy


def test_an_id_number_in_an_address_is_dropped():
    meaning = understand(f"https://mc.example/tra-cuu?SGT=096190000000&MHS={CODE}", TODAY)
    assert "096190000000" not in repr(meaning)


@pytest.mark.parametrize(
    "text", ["KXA-261123-001-98", "kxa-261123-001-98", "https://kiosk.example/?mhs=KXA-261123-001-98"]
)
def test_a_slip_is_a_provisional_scan(text: str):
    assert isinstance(understand(text, TODAY), ProvisionalScan)


def test_a_ticket_is_a_ticket_scan():
    assert isinstance(understand("ST-261123-B017", TODAY), TicketScan)


@pytest.mark.parametrize("before", ["MC:R:", "http://192.168.1.10:8080/r/"])
def test_the_code_of_a_ticket_leads_to_it(before: str):
    ticket = "0193a1b2-0000-7000-8000-000000000017"
    assert understand(before + ticket, TODAY) == TicketLinkScan(ticket)


@pytest.mark.parametrize("text", [CARD, f"{CARD}|||", f"\ufeff{CARD}"])
def test_a_card_is_a_card_scan(text: str):
    assert isinstance(understand(text, TODAY), CardScan)


@pytest.mark.parametrize("between", ["", "\n", "\r\n", " "])
def test_the_lines_on_the_back_of_a_card_are_a_card_scan(between: str):
    meaning = understand(between.join(MRZ), TODAY)
    assert isinstance(meaning, CardScan)
    assert meaning.card.number == "096190000000"


@pytest.mark.parametrize(
    "text",
    ["https://portal.example/apiqr/qr?id=0f3c", "HTTP://a.example", "https://a.example/tra-cuu?SGT=096190000000"],
)
def test_an_address_without_a_code_needs_the_network(text: str):
    assert understand(text, TODAY) == OpaqueLink()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "other"), (" ", "other"), ("xin chào", "other"), ("8934563138165", "other"), ("http://[", "other"),
        ("096190000000", "number"), ("381234567", "number"),
        ("https://mc.example/?mhs=H12.34-261320-0007", "wrong_code"), ("H12.34-261124-0001", "wrong_code"),
        ("https://mc.example/?mhs=xyz", "wrong_code"), ("KXA-261123-001-99", "wrong_code"),
        (f"{CODE} và H12.34-261120-0008", "several"), ("x" * 5000, "long"), (f"{CODE} " * 1000, "long"),
        ("WIFI:S:quan-ca-phe;T:WPA;P:12345678;;", "wifi"), (PAYMENT, "payment"), (CARD[:40], "card"),
        ("".join(MRZ).replace("900115", "900116"), "card"),
        ("eyJhbGciOiJIUzI1NiJ9.e30.x", "identity"), ("https://vneid.gov.vn/q/eyJhbGciOiJIUzI1", "identity"),
        ("Tr\ufffdn Th\ufffd", "garbled"), ("x" * 4000, "other"), ("\x00\x01\x02", "other"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_known_by_its_kind(text: str, why: str):
    assert understand(text, TODAY) == UnknownScan(cast("Why", why))


@pytest.mark.parametrize("why", get_args(Why))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_has_its_sentence(why: Why, language: str):
    assert UnknownScan(why).text_id in texts(language).sentences


@pytest.mark.parametrize("mark", ["\u200e", "\u202e", "\u2066", "\u200b", "\ufeff"])
def test_marks_that_nobody_sees_do_not_hide_a_code(mark: str):
    assert isinstance(understand(f"{mark}H12.34{mark}-261120-0007{mark}", TODAY), DossierScan)


def test_a_mark_of_direction_does_not_reach_a_name():
    meaning = understand(CARD.replace("Trần", "\u202eTrần"), TODAY)
    assert isinstance(meaning, CardScan)
    assert meaning.card.name == "Trần Thị Mẫu"


def test_addresses_nested_in_addresses_do_not_break_it():
    assert understand("https://a?mhs=" * 300, TODAY) == UnknownScan("wrong_code")


HOSTILE = st.text() | st.text(alphabet="0123456789|<HKXVNMID.-=&?/% \u202e\x00\u00e2", max_size=4000)


@given(HOSTILE | HOSTILE.map(lambda text: f"https://{text}") | HOSTILE.map(lambda text: f"https://a/?mhs={text}"))
def test_any_text_has_a_meaning(text: str):
    understand(text, TODAY)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), HOSTILE)
def test_an_id_number_never_shows_in_a_meaning(number: str, rest: str):
    for text in (f"{number}||{rest}", f"https://a.example/?SGT={number}&q={rest}", f"{number}{rest}"):
        meaning = understand(text, TODAY)
        if isinstance(meaning, CardScan | OpaqueLink | UnknownScan):
            assert number not in repr(meaning)


@given(st.integers(4, 7), st.integers(0), st.sampled_from(["H12.34", "H15.50.05.13", "000.00.12.H12"]))
def test_a_code_is_found_with_a_tail_of_four_to_seven_digits(long: int, number: int, agency: str):
    code = f"{agency}-261120-{number % 10**long:0{long}d}"
    meaning = understand(f"https://a.example/?MHS={code}", TODAY)
    assert isinstance(meaning, DossierScan)
    assert meaning.code.text == code
