"""What a clean page must keep, and what must be gone."""

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from kiosk.commands.bench.pages.desk import Shot, photograph
from kiosk.scanning.page_clean import LOOKS, Look, as_look, clean_page, flatten, page_size, straighten
from kiosk.scanning.page_edges import in_order
from kiosk.scanning.picture import Colour

DPI = 150
STAMP = (slice(1400, 1615), slice(650, 865))  # where the stamp stands at 150 dpi


@pytest.fixture(scope="module")
def shadowed(sheet: Colour) -> Colour:
    """The clean page of a photograph with a hand's shadow over stamp and table."""
    photo, corners = photograph(sheet, Shot("wood", (2592, 1944), turn=4, shadow=True), 8)
    return np.asarray(clean_page(photo, in_order(corners), DPI))


@pytest.fixture(scope="module")
def printed(sheet: Colour) -> Colour:
    """The sheet itself at the same size."""
    return cv2.resize(sheet, page_size(DPI), interpolation=cv2.INTER_AREA).astype(np.uint8)


def blank(printed: Colour) -> npt.NDArray[np.bool_]:
    """Where nothing stands for 2 mm around."""
    return cv2.erode((printed.min(2) > 240).astype(np.uint8), np.ones((25, 25), np.uint8)) > 0


def around(marked: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Also what lies half a millimetre beside: that much is trimmed off a page's sides."""
    return cv2.dilate(marked.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0


def test_a_page_has_the_size_of_a4(shadowed: Colour):
    assert (shadowed.shape, page_size(200)) == ((1754, 1240, 3), (1654, 2339))


def test_the_shadow_of_a_hand_is_gone(shadowed: Colour, printed: Colour):
    assert np.mean(np.less(shadowed.min(2)[blank(printed)], 235)) < 0.001


def test_without_flattening_the_shadow_would_stay(sheet: Colour, printed: Colour):
    photo, corners = photograph(sheet, Shot("wood", turn=4, shadow=True), 8)
    page = straighten(photo, in_order(corners), DPI)
    assert np.mean(np.less(page.min(2)[blank(printed)], 235)) > 0.1


def test_a_red_stamp_stays_red_under_the_shadow(shadowed: Colour, printed: Colour):
    there, seen = printed[STAMP].astype(int), shadowed[STAMP].astype(int)
    stamped = (there[..., 0] > 170) & (there[..., 1:].max(2) < 110)
    red = (seen[..., 0] > 150) & (seen[..., 0] - seen[..., 1:].max(2) > 60)
    assert (stamped.sum() > 2000, float(around(red)[stamped].mean()) > 0.95) == (True, True)


def test_a_stamp_is_dark_enough_in_grey_and_in_black_and_white(shadowed: Colour, printed: Colour):
    there = printed[STAMP].astype(int)
    stamped = (there[..., 0] > 170) & (there[..., 1:].max(2) < 110)
    assert float(around(np.less(as_look(shadowed, "grey")[STAMP], 190))[stamped].mean()) > 0.95
    assert float(around(np.equal(as_look(shadowed, "bilevel")[STAMP], 0))[stamped].mean()) > 0.9


def test_a_dark_photograph_glued_on_stays_dark():
    page = np.full((1754, 1240, 3), 235, np.uint8)
    page[200:440, 100:280] = 40  # 30 x 40 mm
    assert flatten(page, DPI)[250:390, 130:250].mean() < 125


@pytest.mark.parametrize("look", LOOKS)
def test_each_look_has_its_shape_and_levels(shadowed: Colour, look: Look):
    page = as_look(shadowed, look)
    assert page.ndim == (3 if look == "colour" else 2)
    assert look != "bilevel" or set(np.unique(page)) == {0, 255}


def test_a_frame_much_finer_than_the_page_loses_no_thin_line():
    fine = np.full((3508, 2480, 3), 250, np.uint8)
    fine[::40] = 0  # lines of a twelfth of a millimetre
    corners = np.array([[0, 0], [2479, 0], [2479, 3507], [0, 3507]], np.float32)
    rows = straighten(fine, corners, 75).mean((1, 2))
    assert rows.std() < 25  # a coarse look at single dots would catch every third line whole: 59
