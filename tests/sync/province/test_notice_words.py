"""What villagers read: short, without a name, without a whole code."""

from typing import Any

import pytest

from kiosk.clock import milliseconds
from sync.province.notices.words import KINDS, LONGEST, LONGEST_HALL, LONGEST_REASON, Facts, Kind, compose, parts
from tests.sync.province.test_notices import MONDAY

CODE = "H12.34-261123-0042"
DUE = milliseconds(MONDAY) + 7 * 24 * 3_600_000


def facts(**other: Any) -> Facts:
    usual: dict[str, Any] = {"hall": "Xã Khánh Bình", "received_ms": milliseconds(MONDAY), "due_ms": DUE}
    usual |= {"official_code": CODE, "reason": "thiếu chữ ký"}
    return Facts(**(usual | other))


@pytest.mark.parametrize(("kind", "accents"), [(kind, accents) for kind in KINDS for accents in (True, False)])
def test_the_longest_sentence_is_no_longer_than_one_message_may_be(kind: Kind, accents: bool):
    said = compose(kind, facts(hall="Ắ" * LONGEST_HALL, reason="ậ" * LONGEST_REASON), accents)
    assert len(said) <= LONGEST


@pytest.mark.parametrize("kind", KINDS)
def test_without_accents_a_message_is_one_part(kind: Kind):
    said = compose(kind, facts(), accents=False)
    assert (parts(said).count, parts(said).alphabet) == (1, "gsm7")


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_says_which_dossier_and_which_hall_and_not_the_whole_code(kind: Kind):
    said = compose(kind, facts(), accents=True)
    assert ("0042" in said, "23/11" in said, "Xã Khánh Bình" in said, CODE in said) == (True, True, True, False)


def test_an_acceptance_says_when_the_result_is_promised():
    assert "30/11/2026" in compose("accepted", facts(), accents=True)


def test_an_acceptance_without_a_term_promises_no_day():
    said = compose("accepted", facts(due_ms=None), accents=False)
    assert said.endswith("da duoc nhan tai Xa Khanh Binh. Co ket qua se nhan ba con.")


def test_a_day_that_no_calendar_has_is_left_out():
    said = compose("accepted", facts(due_ms=2**53, received_ms=-(2**53)), accents=False)
    assert said == "Ho so so cuoi 0042 da duoc nhan tai Xa Khanh Binh. Co ket qua se nhan ba con."


# 3GPP TS 23.038: a part holds 160 septets, 153 of several parts; of UCS-2 70 and 67 units; "€" takes two septets.
@pytest.mark.parametrize(
    ("letter", "times", "count", "alphabet"),
    [
        ("a", 160, 1, "gsm7"), ("a", 161, 2, "gsm7"), ("a", 306, 2, "gsm7"), ("a", 307, 3, "gsm7"),
        ("€", 80, 1, "gsm7"), ("€", 81, 2, "gsm7"), ("ạ", 70, 1, "ucs2"), ("ạ", 71, 2, "ucs2"),
        ("ạ", 134, 2, "ucs2"), ("ạ", 135, 3, "ucs2"), ("😀", 35, 1, "ucs2"), ("😀", 36, 2, "ucs2"),
    ],
)  # fmt: skip
def test_parts_are_counted_as_networks_count_them(letter: str, times: int, count: int, alphabet: str):
    text = letter * times
    assert (parts(text).count, parts(text).alphabet) == (count, alphabet)
