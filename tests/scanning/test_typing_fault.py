"""What a scanner typed and the machine made something else of."""

from datetime import date

import pytest

from kiosk.scanning.typing_fault import Fault, typing_fault

TODAY = date(2026, 11, 23)
CARD = "096190000000||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("ST-261123-A007", None),
        ("H12.34-261120-0005", None),
        (CARD, None),
        ("https://example.vn/x?id=8f3a", None),
        ("chỉ là một câu", None),
        ("8934563138165", None),  # the code of a packet of noodles
        ("", None),
        ('ST)é-&&é")Qààè', "layout"),  # French
        ("H&é:\"')é-&&éà)ààà(", "layout"),
        ("STß261123ßA007", "layout"),  # German
        ("ST-â\u0309ăăâê-Ađđ\u0303", "layout"),  # Vietnamese
        ("ST-âăăâê-Ađđ", "layout"),  # the same, its marks got lost
        ("ST-261123-Á7", "input_method"),  # VNI took "1" for a tone
        ("https://tramyte.vn/t/0193đ5f2-âf1c", "input_method"),  # Telex took "dd" and "aa"
        ("https://tramyte.vn/t/0193ẩ5f2", "input_method"),
        ("096190000000||Trn Th Mu|15011990|N|p 1, x Mu, tnh C Mau|01072022", "accents"),
    ],
)
def test_a_fault_on_the_way_is_recognised(typed: str, fault: Fault | None) -> None:
    assert typing_fault(typed, TODAY) == fault
