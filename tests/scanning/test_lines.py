"""Bytes of a serial line, cut anywhere, are whole codes or none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanning.lines import LONGEST, PAUSE_MS, Lines

CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu|01072022"


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\x03"])
def test_a_line_is_a_code(end: bytes) -> None:
    assert Lines().feed(CARD.encode() + end, 0) == [CARD]


def test_half_a_line_is_held() -> None:
    lines = Lines()
    assert lines.feed(b"ST-2611", 0) == []
    assert lines.waiting
    assert lines.feed(b"23-A007\r", 5) == ["ST-261123-A007"]
    assert not lines.waiting


def test_a_pause_ends_a_code() -> None:
    lines = Lines()
    lines.feed(b"ST-261123-A007", 1000)
    assert lines.pause(1000 + PAUSE_MS - 1) == []
    assert lines.pause(1000 + PAUSE_MS) == ["ST-261123-A007"]
    assert lines.pause(9000) == []


def test_bytes_that_are_no_utf_8_are_never_guessed() -> None:
    assert Lines().feed(b"Nguy\xec\xban\r", 0) == [None]


def test_empty_lines_are_no_codes() -> None:
    assert Lines().feed(b"\r\n\r\n  \r", 0) == []


def test_a_frame_of_stx_and_etx_is_taken_off() -> None:
    assert Lines().feed(b"noise\x02ST-261123-A007\x03", 0) == ["ST-261123-A007"]


def test_four_thousand_characters_are_one_code() -> None:
    text = "Mẫu|" * 1000
    assert Lines().feed(text.encode() + b"\r", 0) == [text]


def test_more_than_any_code_holds_is_dropped_whole() -> None:
    lines = Lines()
    assert lines.feed(b"9" * (LONGEST + 1), 0) == []
    assert lines.feed(b"ST-261123-A007\r", 1) == [None]
    assert lines.feed(b"ST-261123-A007\r", 2) == ["ST-261123-A007"]


def test_what_was_held_when_the_device_went_is_forgotten() -> None:
    lines = Lines()
    lines.feed(b"ST-26", 0)
    lines.forget()
    assert lines.feed(b"ST-261123-A007\r", 5) == ["ST-261123-A007"]


@given(st.binary(max_size=60).filter(lambda one: one.strip()), st.lists(st.integers(0, 60), max_size=4))
def test_where_the_bytes_are_cut_changes_nothing(data: bytes, cuts: list[int]) -> None:
    at = [0, *sorted(min(one, len(data)) for one in cuts), len(data)]
    lines = Lines()
    pieces = [code for left, right in pairwise(at) for code in lines.feed(data[left:right], 0)]
    assert [*pieces, *lines.feed(b"\r", 0)] == Lines().feed(data + b"\r", 0)
