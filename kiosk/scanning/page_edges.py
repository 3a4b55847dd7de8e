"""The four corners of an A4 sheet in a photograph: found, given by a person, or not there. Never a guess.

The usual way (Canny, the biggest contour) finds no white paper on a white desk and loses a third of the sheets among
pens and cables. Here each colour channel is cut at several levels, each piece proposes four corners, and the sides
themselves decide: how much of them shows the step from paper to desk, the shape of A4, the size.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.errors import WrongCornersError
from kiosk.scanning.page_lines import from_lines
from kiosk.scanning.page_sides import LEAST_STEP, Points, Sides, drawn_to_steps
from kiosk.scanning.picture import Colour, Grey

LOOK_AT = 800  # pixels of the longer side: enough to find, and to stay within 0.4 % of the width
A4 = 297 / 210
FLATTEST, LONGEST = 1.12, 1.8  # long side to short side of a tilted A4 sheet
MOST_SKEW, MOST_TAPERED = 0.5, 1.6  # cosine of a corner (60 degrees); one side to the opposite one
LEAST_AREA = 0.08  # of the frame
LEAST_SIDE, LEAST_MEAN = 0.55, 0.8  # support of the worst side, and of all
SURE_SIDE = 0.85  # the worst side of a sheet for which no other way is tried
AREA_POWER = 0.25


@dataclass(frozen=True, slots=True)
class Found:
    """`corners` are None when no whole sheet is in view; `cut_off` then tells that a part of one is."""

    corners: Points | None
    cut_off: bool = False


def find_page(photo: Colour) -> Found:
    """Look for the one largest sheet in `photo`; corners are in its pixels, clockwise from the top left."""
    small, scale = _small(photo)
    soft = cv2.GaussianBlur(small, (0, 0), 0.9).astype(np.uint8, copy=False)
    whole, cut = _best(_from_pieces(soft), soft)
    if whole is None or not whole.sure:
        grey = cv2.cvtColor(soft, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)
        more, more_cut = _best(from_lines(grey), soft)
        whole = max(filter(None, (whole, more)), key=lambda one: one.score, default=None)
        cut = max(cut, more_cut)
    if whole is None or cut > (1.25 if whole.sure else 0.9) * whole.score:
        return Found(None, cut_off=cut > 0)
    return Found(in_order((whole.sides.corners + 0.5) / scale - 0.5))


def _small(photo: Colour) -> tuple[cv2.typing.MatLike, float]:
    """Return the photograph at `LOOK_AT` and its scale. By whole steps first: that is several times faster."""
    step = max(1, max(photo.shape[:2]) // LOOK_AT)
    high, wide = photo.shape[0] // step, photo.shape[1] // step
    small: cv2.typing.MatLike = photo
    if step > 1 and high and wide:
        small = cv2.resize(photo[: high * step, : wide * step], (wide, high), interpolation=cv2.INTER_AREA)
    else:
        step = 1
    scale = min(1.0, LOOK_AT / max(small.shape[:2]))
    if scale < 1 and min(small.shape[:2]) * scale >= 1:
        small = cv2.resize(small, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    else:
        scale = 1.0
    return small, scale / step


def corners_by_hand(points: Sequence[tuple[float, float]], photo: Colour) -> Points:
    """Return four points that a person set, in any order, as corners; a point beside the frame moves to its edge.

    Raises:
        WrongCornersError: not four, or they span no sheet.
    """
    if len(points) != 4 or not np.isfinite(np.array(points)).all():
        raise WrongCornersError
    limit = np.array([photo.shape[1] - 1, photo.shape[0] - 1])
    corners = in_order(np.clip(np.array(points), 0, limit).astype(np.float32))
    if not cv2.isContourConvex(corners) or cv2.contourArea(corners) < 0.005 * photo.shape[0] * photo.shape[1]:
        raise WrongCornersError
    return corners


def in_order(corners: Points) -> Points:
    """Return the corners clockwise, the one nearest to the top left of the frame first."""
    away = corners - corners.mean(0)
    clockwise = corners[np.argsort(np.arctan2(away[:, 1], away[:, 0]))]
    return np.roll(clockwise, -int(clockwise.sum(1).argmin()), 0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Scored:
    score: float
    sides: Sides

    @property
    def sure(self) -> bool:
        return min(self.sides.support) > SURE_SIDE


def _best(proposals: Iterable[Points], soft: Colour) -> tuple[_Scored | None, float]:
    """Return the best whole sheet, and the score of the best one that the frame cuts."""
    whole: _Scored | None = None
    cut = 0.0
    seen: list[Points] = []
    for corners in proposals:
        if any(np.abs(corners - one).max() < 6 for one in seen):
            continue
        seen.append(corners)
        if (sides := drawn_to_steps(soft, corners)) is None:
            continue
        score = _score(sides, soft.shape)
        if any(sides.cut):
            cut = score if score > cut and _is_paper(soft, sides.corners) else cut
        elif score > (whole.score if whole else 0.0):
            whole = _Scored(score, sides)
    return whole, cut


def _from_pieces(soft: Colour) -> Iterator[Points]:
    high, wide = soft.shape[:2]
    for mask in _masks(soft):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            box = cv2.boundingRect(contour)
            if box[2] * box[3] > LEAST_AREA * high * wide and (corners := _four(contour)) is not None:
                yield in_order(corners)


def _masks(soft: Colour) -> Iterator[Grey]:
    kernel = np.ones((5, 5), np.uint8)
    for channel in cv2.split(soft):
        for level in _levels(channel):
            mask = (channel > level).astype(np.uint8) * 255
            closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, kernel)
            yield cv2.morphologyEx(closed, cv2.MORPH_OPEN, kernel).astype(np.uint8, copy=False)
    grey = cv2.cvtColor(soft, cv2.COLOR_RGB2GRAY)
    for low in (8, 20):
        edges = cv2.Canny(cv2.GaussianBlur(grey, (0, 0), 1.2), low, 3 * low)
        yield cv2.dilate(edges, np.ones((3, 3), np.uint8)).astype(np.uint8, copy=False)


def _levels(channel: cv2.typing.MatLike) -> Iterator[int]:
    """Otsu's level, then Otsu again among what is brighter: white paper leaves the white desk only there."""
    level = 0
    for _ in range(3):
        bright = channel[channel > level]
        if bright.size < LEAST_AREA * channel.size:
            return
        level = int(cv2.threshold(bright, 0, 255, cv2.THRESH_OTSU)[0])
        yield level
    yield (level + int(channel.max())) // 2


def _four(contour: cv2.typing.MatLike) -> Points | None:
    hull = cv2.convexHull(contour)
    around = cv2.arcLength(hull, closed=True)
    for part in (0.01, 0.02, 0.03, 0.045, 0.06):
        corners = cv2.approxPolyDP(hull, part * around, closed=True)
        if len(corners) == 4:
            return corners[:, 0].astype(np.float32)
        if len(corners) < 4:
            return None
    return cv2.boxPoints(cv2.minAreaRect(hull)).astype(np.float32)


def _score(sides: Sides, shape: tuple[int, ...]) -> float:
    """Return 0 for what is no sheet, else more for better seen, larger and more like A4."""
    seen = sides.seen
    area = cv2.contourArea(sides.corners) / (shape[0] * shape[1])
    ratio = _ratio(sides.corners)
    if len(seen) < 2 or area < LEAST_AREA or min(seen) < LEAST_SIDE or sum(seen) / len(seen) < LEAST_MEAN:
        return 0.0
    if len(seen) == 4:  # else the frame cuts it
        if not FLATTEST < ratio < LONGEST or _skewed(sides.corners):
            return 0.0
        return sum(seen) / 4 * area**AREA_POWER * (1 - min(0.5, abs(ratio / A4 - 1)))
    return sum(seen) / len(seen) * area**AREA_POWER * 0.8


def _skewed(corners: Points) -> bool:
    """Say whether no camera held by hand over a sheet sees such corners."""
    ways = np.roll(corners, -1, 0) - corners
    lengths = np.linalg.norm(ways, axis=1)
    cosines = np.abs((ways * np.roll(ways, 1, 0)).sum(1) / np.maximum(1e-3, lengths * np.roll(lengths, 1)))
    opposite = np.maximum(lengths[:2], lengths[2:]) / np.maximum(1e-3, np.minimum(lengths[:2], lengths[2:]))
    return bool(cosines.max() > MOST_SKEW or opposite.max() > MOST_TAPERED)


def _is_paper(soft: Colour, corners: Points) -> bool:
    """Say whether the inside is paler than the rest of the frame, and of one tone as paper is: a desk is neither."""
    inside = cv2.fillConvexPoly(np.zeros(soft.shape[:2], np.uint8), corners.round().astype(np.int32), (1,)) > 0
    palest = soft.min(2)
    if inside.all():
        return False
    rest = float(np.median(palest[~inside]))
    paper = palest[inside]
    tone = float(np.median(paper))
    return tone > rest + LEAST_STEP and float((np.abs(paper.astype(np.int16) - tone) < 0.12 * tone).mean()) > 0.6


def _ratio(corners: Points) -> float:
    lengths = np.linalg.norm(corners - np.roll(corners, -1, 0), axis=1)
    one, other = lengths[0] + lengths[2], lengths[1] + lengths[3]
    return float(max(one, other) / max(1e-3, min(one, other)))
