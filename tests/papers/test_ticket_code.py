"""The codes of a ticket."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.papers.ticket_code import TicketCode, parse_ticket_code, parse_ticket_link, ticket_link


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)), st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True))
def test_a_ticket_code_reads_back(day: date, number: str):
    code = TicketCode(day, number)
    assert parse_ticket_code(code.text) == code


@pytest.mark.parametrize(
    "text", ["", "B017", "ST-261323-B017", "ST-261123-017", "H12.34-261123-0001", "ST-٢٦١١٢٣-B017"]
)
def test_another_text_is_no_ticket(text: str):
    assert parse_ticket_code(text) is None


@given(st.uuids(), st.sampled_from(["", "http://192.168.1.10:8080", "https://hall.local/"]))
def test_a_ticket_link_reads_back(ticket: UUID, address: str):
    assert parse_ticket_link(ticket_link(address, str(ticket))) == str(ticket)


def test_a_scanner_that_writes_capitals_is_understood():
    link = ticket_link("", "0193a1b2-0000-7000-8000-00000000000a")
    assert parse_ticket_link(link.upper()) == "0193a1b2-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MC:R:17",
        "http://hall/r/",
        "http://hall/x/0193a1b2-0000-7000-8000-00000000000a",
        "ftp://hall/r/0193a1b2-0000-7000-8000-00000000000a",
        "http://hall/r/0193a1b2-0000-7000-8000-00000000000a?next=1",
    ],
)
def test_another_link_is_no_ticket(text: str):
    assert parse_ticket_link(text) is None
