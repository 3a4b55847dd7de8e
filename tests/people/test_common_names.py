"""Names picked before they are typed."""

import json
import unicodedata

import pytest

from kiosk.assets import assets
from kiosk.people.common_names import MOST, name_picks


@pytest.mark.parametrize(
    ("text", "picks"),
    [
        ("", ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ")),
        ("Ng", ("Nguyễn", "Ngô", "Nghiêm")),
        ("D", ("Danh", "Đặng", "Đỗ", "Dương", "Đinh", "Đoàn")),
        ("Đ", ("Đặng", "Đỗ", "Đinh", "Đoàn", "Đào", "Điểu")),
        ("Trâ", ("Trần",)),
        ("Tră", ()),
        ("Trấ", ()),
        ("tha", ("Thạch", "Thái")),
        ("Nguyễn", ()),
        ("Nguyễn ", ("Thị", "Văn", "Minh", "Ngọc", "Thanh", "Hoàng")),
        ("Nguyễn T", ("Thị", "Thanh", "Thành", "Thu", "Tấn", "Thùy")),
        ("Nguyễn Thị", ()),
        ("Nguyễn Thị ", ()),
        ("Nguyễn Thị H", ()),
        ("Zz", ()),
        (" ", ()),
    ],
)
def test_what_is_offered(text: str, picks: tuple[str, ...]):
    assert name_picks(text) == picks


def test_a_row_has_room_for_all():
    assert all(len(name_picks(letter)) <= MOST for letter in "abcdeghiklmnopqrstuvxyđ")


def test_every_name_is_composed_and_stands_once():
    file = json.loads((assets() / "names" / "common.json").read_text("utf-8"))
    for names in (file["family"], file["middle"]):
        assert len(set(names)) == len(names)
        assert all(unicodedata.is_normalized("NFC", name) and name[0].isupper() for name in names)
