"""Ticket numbers."""

import pytest

from kiosk.errors import OutOfNumbersError
from kiosk.queue.tickets import ALLOWED, next_number


def test_a_number_is_a_letter_and_three_digits():
    assert next_number("B", 16) == "B017"


def test_the_last_number_of_a_day_is_999():
    assert next_number("A", 998) == "A999"


def test_after_the_last_number_a_sentence_says_so():
    with pytest.raises(OutOfNumbersError, match="Dịch vụ A đã phát đến số 999, là số cuối hôm nay"):
        next_number("A", 999)


def test_a_ticket_that_has_ended_can_only_be_brought_back():
    ended = {"done", "missed", "cancelled", "expired"}
    assert {verb for verb, states in ALLOWED.items() if not ended.isdisjoint(states)} == {"undo", "reinstate"}
