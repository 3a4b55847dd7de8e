"""From a photograph and four corners to a clean A4 page: straight, portrait, white paper, stamps in their colours.

Each channel is divided by the paper's own brightness, so a lamp's fall-off, a hand's shadow and yellow light go and
ink stays. Nothing is sharpened, and two levels are only for those who ask: both cost read letters.
"""

from typing import Literal

import cv2
import numpy as np

from kiosk.scanning.page_sides import Points
from kiosk.scanning.page_turn import upside_down
from kiosk.scanning.picture import Colour, Grey

Look = Literal["colour", "grey", "bilevel"]
LOOKS: tuple[Look, ...] = ("colour", "grey", "bilevel")

DPI = 200
WIDTH_IN, HEIGHT_IN = 210 / 25.4, 297 / 25.4
TRIM_IN = 0.5 / 25.4  # of each side, so that no sliver of the desk is left
FLATTEN_AT = 1 / 8  # of a page at 200 dpi: a dot is 1 mm there
DARKEST_PAPER = 0.4  # of the page's white: darker than any shadow of a hand, so a portrait photo stays dark
_LETTER = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))  # mm: larger than a title's letters
WHITE = 238  # what the brightest grain of the paper leaves for its mean; all above is white paper


def clean_page(photo: Colour, corners: Points, dpi: int = DPI, look: Look = "colour") -> Colour | Grey:
    """Return the page: rows x columns x 3 for "colour", rows x columns for "grey" and "bilevel" (0 and 255).

    It is portrait, and turned when its print surely stands on its head.
    """
    page = flatten(straighten(photo, corners, dpi), dpi)
    if upside_down(page, dpi):
        page = np.ascontiguousarray(page[::-1, ::-1])
    return as_look(page, look)


def page_size(dpi: int) -> tuple[int, int]:
    """Return the columns and rows of an A4 page."""
    return round(WIDTH_IN * dpi), round(HEIGHT_IN * dpi)


def straighten(photo: Colour, corners: Points, dpi: int = DPI) -> Colour:
    """Return the sheet between `corners` (clockwise) as if seen from straight above, the long side upright.

    A sheet that lies across is turned so that the photograph's left becomes the page's top.
    """
    lengths = np.linalg.norm(corners - np.roll(corners, -1, 0), axis=1)
    if lengths[0] + lengths[2] > lengths[1] + lengths[3]:
        corners, lengths = np.roll(corners, 1, 0), np.roll(lengths, 1)
    wide, high = page_size(dpi)
    finer = float(lengths[1] + lengths[3]) / (2 * high)
    if finer > 1.5:  # else dots between those that are looked at would be lost
        photo, corners = _shrunk(photo, corners, 1 / finer)
    trim = TRIM_IN * dpi
    right, bottom = wide - 1 + trim, high - 1 + trim
    square = np.array([[-trim, -trim], [right, -trim], [right, bottom], [-trim, bottom]], np.float32)
    turn = cv2.getPerspectiveTransform(corners.astype(np.float32), square)
    page = cv2.warpPerspective(photo, turn, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return page.astype(np.uint8, copy=False)


def _shrunk(photo: Colour, corners: Points, scale: float) -> tuple[Colour, Points]:
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small.astype(np.uint8, copy=False), ((corners + 0.5) * scale - 0.5).astype(np.float32)


def flatten(page: Colour, dpi: int = DPI) -> Colour:
    """Divide each channel by the brightness of the paper around: shadows go, ink and stamps stay."""
    wide, high = page.shape[1], page.shape[0]
    scale = FLATTEN_AT * DPI / dpi
    small = cv2.resize(page, (round(wide * scale), round(high * scale)), interpolation=cv2.INTER_AREA)
    # Closing, not dilating: dilated paper reaches into a shadow and leaves a dark ring around it.
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, _LETTER), 21)
    least = DARKEST_PAPER * np.percentile(paper, 90, (0, 1))
    gain = 255 * 255 / WHITE / np.maximum(paper, np.maximum(least, 1))
    gain = cv2.resize(gain.astype(np.float32), (wide, high), interpolation=cv2.INTER_LINEAR)
    return cv2.multiply(page, gain, dtype=cv2.CV_8U).astype(np.uint8, copy=False)


def as_look(page: Colour, look: Look) -> Colour | Grey:
    """Return a flattened page in colour, in grey, or in black and white."""
    if look == "colour":
        return page
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    if look == "grey":
        return grey.astype(np.uint8, copy=False)
    level = float(np.clip(cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)[0], 120, 205))
    return cv2.threshold(grey, level, 255, cv2.THRESH_BINARY)[1].astype(np.uint8, copy=False)
