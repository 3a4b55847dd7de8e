import pytest

from kiosk.catalogue.amounts import read_fee, read_time
from kiosk.catalogue.procedures import TimeLimit


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("3 Ngày làm việc", 3, "working_day"),
        ("30 Ngày", 30, "day"),
        ("02 Giờ", 2, "hour"),
        ("1.5 Tháng", 1.5, "month"),
        ("1", 1, None),
        ("Không quy định", None, None),
    ],
)
def test_a_time_cell_gives_its_number_and_only_a_printed_unit(printed: str, value: float | None, unit: str | None):
    assert read_time(printed) == TimeLimit(value, unit, printed)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("cell", "note", "vnd"),
    [
        ("Miễn phí", "", 0),
        ("Miễn phí", "(Không có)", 0),
        ("Miễn phí", "(Không thu lệ phí)", 0),
        ("Miễn phí", "(Miễn lệ phí. Phí cấp bản sao theo Thông tư số 281/2016/TT-BTC)", 0),
        ("Miễn phí", "(Mức lệ phí cụ thể do Hội đồng nhân dân tỉnh quyết định)", None),
        ("Miễn phí", "(Miễn lệ phí cho người thuộc hộ nghèo)", None),
        ("Miễn phí", "(150.000 đồng/giấy)", None),
        ("15,000 VNĐ", "", 15_000),
        ("15,000 VNĐ", "(15.000 đồng/lần đăng ký)", 15_000),
        ("700 VNĐ", "(Phí thẩm định: 700.000 đồng/cơ sở)", 700_000),
        ("700 VNĐ", "", None),
        ("25,000 VNĐ", "(40.000 đồng/giấy)", None),
        ("10 USD", "", None),
        ("Không có thông tin", "", None),
        ("Phí : 0 Đồng", "", 0),
        ("Phí : Không Đồng", "", 0),
        ("Phí : 1.500.000 Đồng (Thẩm định cấp phép)", "", 1_500_000),
        ("Phí : 5 USD\nLệ phí : 10 USD", "", None),
    ],
)
def test_a_fee_is_a_number_only_where_cell_and_note_leave_no_doubt(cell: str, note: str, vnd: int | None):
    assert read_fee(cell, note).vnd == vnd


def test_a_fee_keeps_what_is_printed():
    assert read_fee("700 VNĐ", "(đồng/lần)").text == "700 VNĐ (đồng/lần)"
