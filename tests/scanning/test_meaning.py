"""What a scan means, for every way vendors print it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.meaning import (
    CardScan,
    DossierScan,
    OpaqueLink,
    ProvisionalScan,
    TicketLinkScan,
    TicketScan,
    UnknownScan,
    understand,
)

TODAY = date(2026, 11, 23)
CODE = "H12.34-261120-0007"
CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"


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


@pytest.mark.parametrize(
    "text", ["https://portal.example/apiqr/qr?id=0f3c", "HTTP://a.example", "https://vneid.gov.vn/q/eyJhbGciOiJIUzI1"]
)
def test_an_address_without_a_code_needs_the_network(text: str):
    assert understand(text, TODAY) == OpaqueLink()


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "xin chào", "096190000000", "8934563138165", "http://[", "eyJhbGciOiJIUzI1NiJ9.e30.x",
        "https://mc.example/?mhs=H12.34-261320-0007", f"{CODE} và H12.34-261120-0008", "KXA-261123-001-99",
        "H12.34-261124-0001", "WIFI:S:quan-ca-phe;T:WPA;P:12345678;;", "x" * 5000, f"{CODE} " * 1000,
    ],
)  # fmt: skip
def test_everything_else_is_unknown(text: str):
    assert understand(text, TODAY) == UnknownScan()


def test_addresses_nested_in_addresses_do_not_break_it():
    assert understand("https://a?mhs=" * 300, TODAY) == UnknownScan()


@given(st.text() | st.text().map(lambda text: f"https://{text}") | st.text().map(lambda text: f"https://a/?mhs={text}"))
def test_any_text_has_a_meaning(text: str):
    understand(text, TODAY)
