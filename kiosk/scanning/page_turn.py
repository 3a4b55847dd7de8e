"""Does a page stand on its head? Vietnamese print tells: more ink stands above its small letters (tones, hats, b, h,
l) than hangs below them. Measured over 8 faces, sharp and photographed: 0.14 to 0.34 upright, as much below 0 on its
head; capitals, figures and tables are near 0, and what is unsure stays as it is.
"""

import cv2
import numpy as np

from kiosk.scanning.picture import Colour, Grey

LOOK_AT_DPI = 150
INK = 150  # grey level on a flattened page
UPSIDE_DOWN = -0.09
FEWEST = 20  # pieces of lines, six across the page
LOWEST, HIGHEST = 10, 45  # dots of a line of print at 150 dpi: 5 to 21 points
RULE = 60  # dots: longer strokes are lines of a table
BODY = 0.45  # of the fullest rows: where the small letters are


def upside_down(page: Colour, dpi: int) -> bool:
    """Say whether a flattened portrait page surely stands on its head."""
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    scale = LOOK_AT_DPI / dpi
    small = grey if scale == 1 else cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = [piece for strip in np.array_split(_print(small), 6, axis=1) for piece in _pieces(strip)]
    if len(found) < FEWEST:
        return False
    leanings, weights = np.array(found).T
    return float(np.average(leanings, weights=weights)) < UPSIDE_DOWN


def _print(grey: cv2.typing.MatLike) -> Grey:
    """Return 1 where print is, without the margins and the lines of tables."""
    ink = (np.asarray(grey) < INK).astype(np.uint8)
    rim = ink.shape[0] // 40
    ink[:rim], ink[-rim:], ink[:, :rim], ink[:, -rim:] = 0, 0, 0, 0
    for shape in ((1, RULE), (RULE, 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink &= 1 - cv2.dilate(rules, np.ones((3, 3), np.uint8)).astype(np.uint8)
    return ink


def _pieces(strip: Grey) -> list[tuple[float, float]]:
    """Return how each line's ink leans above (1) or below (-1) its small letters, and how much ink it has."""
    rows = np.concatenate(([0.0], strip.sum(1), [0.0]))
    begins, ends = (np.flatnonzero(np.diff((rows > 0).astype(np.int8)) == way) + 1 for way in (1, -1))
    pieces: list[tuple[float, float]] = []
    for begin, end in zip(begins, ends, strict=True):
        line = rows[begin:end]
        body = np.flatnonzero(line > BODY * np.sort(line)[-3:].mean())
        if LOWEST <= len(line) <= HIGHEST and len(body) >= 4:
            above, below, all_ink = line[: body[0]].sum(), line[body[-1] + 1 :].sum(), line.sum()
            pieces.append((float((above - below) / (above + below + 0.05 * all_ink)), float(all_ink)))
    return pieces
