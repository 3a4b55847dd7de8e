"""Events as a kernel with a scanner writes them. This kernel has no uinput, so the bytes are made here."""

import struct

from kiosk.scanning.event_keys import EV_KEY, EV_SYN, SYN_DROPPED, EventKeys

SHIFT, ENTER = 42, 28
CODES = {"A": 30, "S": 31, "T": 20, "-": 12, ":": 39, "0": 11} | {str(one): one + 1 for one in range(1, 10)}
EV_MSC, MSC_SCAN = 4, 4


def event(kind: int, code: int, value: int) -> bytes:
    return struct.pack("@llHHi", 1763890000, 250, kind, code, value)


def stroke(code: int) -> bytes:
    """A key down and up, with what a keyboard sends around it."""
    down = event(EV_MSC, MSC_SCAN, 0x7001E) + event(EV_KEY, code, 1) + event(EV_SYN, 0, 0)
    return down + event(EV_KEY, code, 0) + event(EV_SYN, 0, 0)


def typed(text: str) -> bytes:
    data = b""
    for one in text:
        shifted = one.isalpha() or one == ":"
        keys = stroke(CODES[one])
        data += event(EV_KEY, SHIFT, 1) + keys + event(EV_KEY, SHIFT, 0) if shifted else keys
    return data + stroke(ENTER)


def test_keys_become_a_code_at_enter() -> None:
    assert EventKeys().feed(typed("ST-261123-A007")) == ["ST-261123-A007"]


def test_a_shifted_mark_is_the_one_of_a_us_keyboard() -> None:
    assert EventKeys().feed(typed("A:1")) == ["A:1"]


def test_a_letter_without_shift_is_small() -> None:
    assert EventKeys().feed(stroke(CODES["S"]) + stroke(ENTER)) == ["s"]


def test_events_may_be_cut_anywhere() -> None:
    keys, data = EventKeys(), typed("ST-261123-A007")
    assert [code for at in range(len(data)) for code in keys.feed(data[at : at + 1])] == ["ST-261123-A007"]


def test_a_key_held_down_is_one_letter() -> None:
    held = event(EV_KEY, CODES["A"], 2) * 9
    assert EventKeys().feed(event(EV_KEY, CODES["A"], 1) + held + stroke(ENTER)) == ["a"]


def test_a_code_of_which_events_were_lost_is_dropped_and_the_next_one_read() -> None:
    keys = EventKeys()
    assert keys.feed(stroke(CODES["S"]) + event(EV_SYN, SYN_DROPPED, 0) + typed("26")) == []
    assert keys.feed(typed("ST-261123-A007")) == ["ST-261123-A007"]


def test_a_shift_that_was_held_when_the_device_went_is_forgotten() -> None:
    keys = EventKeys()
    keys.feed(event(EV_KEY, SHIFT, 1))
    keys.forget()
    assert keys.feed(stroke(CODES["1"]) + stroke(ENTER)) == ["1"]
