"""Typing a code of this hall: digits alone, and a box for each that is still to come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dossiers.codes import parse_dossier_code
from kiosk.dossiers.pad import Shape, receipt_shape, slip_shape, typed_digits
from kiosk.dossiers.provisional import parse, provisional_code

RECEIPT, SLIP = receipt_shape("H12.34"), slip_shape("A")
TODAY = date(2026, 11, 23)


def drawn(shape: Shape, digits: str) -> str:
    """Return the boxes as text: "_" is empty, "?" is where the next digit comes."""
    signs = {"next": "?", "empty": "_"}
    return "".join(signs.get(one.kind, one.text) for one in shape.cells(digits))


@pytest.mark.parametrize(
    ("digits", "boxes"),
    [
        ("", "H12.34-?_____-____"), ("26", "H12.34-26?___-____"), ("261120", "H12.34-261120-?___"),
        ("2611200001", "H12.34-261120-0001"), ("2611200900123", "H12.34-261120-0900123"),
    ],
)  # fmt: skip
def test_the_boxes_show_what_is_typed_and_what_is_missing(digits: str, boxes: str):
    assert drawn(RECEIPT, digits) == boxes


def test_the_boxes_of_a_slip_have_its_dashes():
    assert drawn(SLIP, "26112300") == "KXA-261123-00?-__"


@given(st.from_regex(r"261120[0-9]{4,7}", fullmatch=True))
def test_full_boxes_are_a_code_of_this_hall(digits: str):
    assert parse_dossier_code(RECEIPT.code(digits), TODAY).text == RECEIPT.code(digits)


def test_full_boxes_of_a_slip_are_its_code():
    slip = provisional_code("A", TODAY, 7).text
    digits = "".join(one for one in slip[3:] if one.isdigit())
    assert parse(SLIP.code(digits)).text == slip
    assert len(digits) == SLIP.fewest == SLIP.most


@pytest.mark.parametrize("more", ["A", "-", "", "12", "٣", "²"])
def test_nothing_but_one_digit_is_typed(more: str):
    assert typed_digits("26", more, 13) == "26"


def test_full_boxes_take_no_more():
    assert typed_digits("2" * 13, "1", 13) == "2" * 13
