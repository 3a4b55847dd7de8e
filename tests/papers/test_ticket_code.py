"""The text in a ticket's QR code."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.papers.ticket_code import TicketCode, parse_ticket_code


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)), st.from_regex(r"[A-Z]\d{3}", fullmatch=True).filter(str.isascii))
def test_a_ticket_code_reads_back(day: date, number: str):
    code = TicketCode(day, number)
    assert parse_ticket_code(code.text) == code


@pytest.mark.parametrize(
    "text", ["", "B017", "ST-261323-B017", "ST-261123-017", "H12.34-261123-0001", "ST-٢٦١١٢٣-B017"]
)
def test_another_text_is_no_ticket(text: str):
    assert parse_ticket_code(text) is None
