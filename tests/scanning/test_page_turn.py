"""A page on its head is turned; what is unsure stays as it is."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from kiosk.assets import assets
from kiosk.commands.bench.pages.desk import Shot, photograph
from kiosk.commands.bench.pages.sheet import SAID
from kiosk.scanning.page_clean import clean_page, page_size
from kiosk.scanning.page_edges import in_order
from kiosk.scanning.page_turn import upside_down
from kiosk.scanning.picture import Colour


def typed(lines: tuple[str, ...], face: str = "NotoSans-Regular") -> Colour:
    page = Image.new("RGB", page_size(150), "white")
    font = ImageFont.truetype(assets() / "fonts" / f"{face}.ttf", 25)
    for row in range(24):
        ImageDraw.Draw(page).text((150, 140 + 50 * row), lines[row % len(lines)], "black", font)
    return np.array(page)


@pytest.mark.parametrize("face", ["NotoSans-Regular", "NotoSans-Bold", "BeVietnamPro-SemiBold"])
def test_vietnamese_print_tells_where_its_head_is(face: str):
    page = typed(SAID, face)
    assert (upside_down(page, 150), upside_down(page[::-1, ::-1], 150)) == (False, True)


@pytest.mark.parametrize(
    "lines", [tuple(one.upper() for one in SAID), ("1.250  4.395  8.226", "0979 118 246"), ("",)],
    ids=["capitals", "figures", "blank"],
)  # fmt: skip
def test_what_is_unsure_is_not_turned(lines: tuple[str, ...]):
    page = typed(lines)
    assert [upside_down(page, 150), upside_down(page[::-1, ::-1].copy(), 150)] == [False, False]


@pytest.mark.parametrize("turn", [0, 90, 180, -90])
def test_a_photograph_from_any_side_comes_out_upright(sheet: Colour, turn: float):
    photo, corners = photograph(sheet, Shot("dark", (2048, 1536), turn=turn, part=0.95), 3)
    page = clean_page(photo, in_order(corners), 150, "grey")
    wanted = cv2.cvtColor(cv2.resize(sheet, page_size(150), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    seen, there = (cv2.resize(one, (62, 88), interpolation=cv2.INTER_AREA).ravel() for one in (page, wanted))
    assert np.corrcoef(seen, there)[0, 1] > 0.9
