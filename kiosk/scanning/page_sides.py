"""Where exactly a sheet's four sides run in a photograph, and how sure that is.

Across each side the picture is read at many places. A true side shows a step there: paper on one hand, desk on the
other, in the same direction all along. A printed line shows none, because the two hands are compared a little apart.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.scanning.picture import Colour

Points = npt.NDArray[np.float32]  # corners as (x, y): top left, top right, bottom right, bottom left
Floats = npt.NDArray[np.floating]

PLACES = 48  # along a side
REACH = 12  # pixels looked at on both hands
MARGIN = 16  # pixels beyond, for the means on both hands
LEAST_STEP = 3.5  # grey levels: white paper on a white desk in poor light gives 8
AT_FRAME = 5.0  # pixels: a side so near to the frame's edge is where the frame cuts the sheet


@dataclass(frozen=True, slots=True)
class Sides:
    """A quadrilateral after it was drawn to the steps around it.

    `support` tells for each side which part of it shows the step of paper against desk (0 to 1); a side where the
    frame cuts the sheet has none and counts in `cut`.
    """

    corners: Points
    support: tuple[float, ...]
    cut: tuple[bool, ...]

    @property
    def seen(self) -> list[float]:
        return [one for one, cut in zip(self.support, self.cut, strict=True) if not cut]


def drawn_to_steps(picture: Colour, corners: Points) -> Sides | None:
    """Return the sides nearest to `corners` (clockwise, in pixels of `picture`), or None when they do not close."""
    for reach in (REACH, 5):
        moved = _moved(picture, corners, reach)
        if moved is None:
            return None
        corners = moved
    profiles = _profiles(picture, corners)
    cut = at_frame(corners, picture.shape)
    return Sides(corners, _support(profiles), cut)


def at_frame(corners: Points, shape: tuple[int, ...]) -> tuple[bool, ...]:
    """Say for each side whether both its ends lie at one edge of the frame."""
    far = np.array([shape[1] - 1, shape[0] - 1]) - corners
    near = np.concatenate((corners, far), 1) < AT_FRAME  # (left, top, right, bottom) for each corner
    return tuple(bool(one) for one in np.any(near & np.roll(near, -1, 0), axis=1).tolist())


def _moved(picture: Colour, corners: Points, reach: int) -> Points | None:
    steps = _steps(_profiles(picture, corners), 1, 3)  # side, place, offset
    cut = at_frame(corners, picture.shape)
    lines: list[Floats] = []
    for side in range(4):
        start, end = corners[side], corners[(side + 1) % 4]
        if cut[side]:
            lines.append(line_through(start, end))
            continue
        lines.append(_fitted(steps[side], start, end, reach))
    crossed = [crossing(lines[side - 1], lines[side]) for side in range(4)]
    if any(one is None for one in crossed):
        return None
    moved = np.array(crossed, np.float32)
    sane = np.linalg.norm(moved - corners, axis=1).max() < 0.12 * max(picture.shape)
    return moved if sane and cv2.isContourConvex(moved.astype(np.int32)) else None


def _profiles(picture: Colour, corners: Points) -> Floats:
    """Return the picture across the sides: side x place x offset (from inside to outside) x channel."""
    following = np.roll(corners, -1, 0)
    along = np.linspace(0.05, 0.95, PLACES, dtype=np.float32)[None, :, None]
    at = corners[:, None] * (1 - along) + following[:, None] * along
    way = following - corners
    outward = np.stack((way[:, 1], -way[:, 0]), 1) / np.maximum(1e-3, np.linalg.norm(way, axis=1))[:, None]
    offsets = np.arange(-REACH - MARGIN, REACH + MARGIN + 1, dtype=np.float32)
    where = at[:, :, None] + offsets[None, None, :, None] * outward[:, None, None]
    flat = where.reshape(4 * PLACES, len(offsets), 2).astype(np.float32)
    read = cv2.remap(picture, flat[..., 0], flat[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return read.reshape(4, PLACES, len(offsets), 3).astype(np.float32)


def _steps(profiles: Floats, gap: int, far: int) -> Floats:
    """Return inside minus outside at the offsets -REACH to REACH, each hand averaged from `gap` to `far` pixels off.

    Of the three channels the one with the largest step of the whole side speaks.
    """
    middle = np.arange(MARGIN, MARGIN + 2 * REACH + 1)
    return _loudest(_hand(profiles, middle, -far, -gap) - _hand(profiles, middle, gap, far))


def _hand(profiles: Floats, middle: npt.NDArray[np.int_], begin: int, end: int) -> Floats:
    """Return the mean from `begin` to `end` pixels off each of the offsets `middle`, both included."""
    total = np.concatenate((np.zeros_like(profiles[:, :, :1]), np.cumsum(profiles, 2)), 2)
    return (total[:, :, middle + end + 1] - total[:, :, middle + begin]) / (end - begin + 1)


def _loudest(steps: Floats) -> Floats:
    best = np.abs(np.median(steps, 1)).max(1).argmax(1)  # the channel of each side
    return np.take_along_axis(steps, best[:, None, None, None], 3)[..., 0]


def _support(profiles: Floats) -> tuple[float, ...]:
    """Return the parts of the sides with a step: paper inside, and nothing like it in the whole band outside, where
    beside a line of print or a pen the same paper or desk would come again.
    """
    middle = MARGIN + REACH + np.arange(-1, 2)
    inside = _hand(profiles, middle, -6, -2)
    band = np.stack([profiles[:, :, at + 4 : at + 15] for at in middle], 2)  # side, place, middle, offset, channel
    brighter = (_loudest(inside - band.max(3)).max(2) > LEAST_STEP).mean(1)
    darker = (_loudest(inside - band.min(3)).min(2) < -LEAST_STEP).mean(1)
    better = brighter if brighter.mean() >= darker.mean() else darker * 0.9
    return tuple(float(one) for one in better)


def _fitted(steps: Floats, start: Points, end: Points, reach: int) -> Floats:
    """Return the line through the steps of one side; single places that a pen or a finger covers are left out."""
    steps = steps[:, REACH - reach : REACH + reach + 1]
    if np.median(np.abs(steps).max(1)) < LEAST_STEP:
        return line_through(start, end)
    sign = 1.0 if np.median(steps.max(1)) >= np.median(-steps.min(1)) else -1.0
    offsets = (sign * steps).argmax(1) - float(reach)
    strong = (sign * steps).max(1) > LEAST_STEP
    along = np.linspace(0.05, 0.95, PLACES)
    chosen = _agreeing(along, offsets, strong)
    if chosen.sum() < PLACES // 4:
        return line_through(start, end)
    places, shifts = along[chosen], offsets[chosen]
    apart = places - places.mean()
    slope = float((apart * shifts).sum() / (apart * apart).sum())
    base = float(shifts.mean()) - slope * float(places.mean())
    way = end - start
    outward = np.array([way[1], -way[0]]) / max(1e-3, float(np.linalg.norm(way)))
    return line_through(start + outward * base, end + outward * (base + slope))


def _agreeing(along: Floats, offsets: Floats, strong: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return the places on the line that most places agree with: every pair far enough apart proposes one."""
    first, second = np.triu_indices(PLACES, PLACES // 4)
    pairs = slice(None, None, 7)
    first, second = first[pairs], second[pairs]
    slopes = (offsets[second] - offsets[first]) / (along[second] - along[first])
    off = np.abs(offsets[None] - offsets[first][:, None] - slopes[:, None] * (along[None] - along[first][:, None]))
    near = (off < 1.3) & strong[None]
    return near[int(near.sum(1).argmax())]


def line_through(start: Floats, end: Floats) -> Floats:
    """Return the homogeneous line through two points."""
    return np.cross(np.append(start, 1.0), np.append(end, 1.0)).astype(np.float64)


def crossing(one: Floats, other: Floats) -> Floats | None:
    """Return where two homogeneous lines meet, or None when they are parallel."""
    at = np.cross(one, other)
    return None if abs(at[2]) < 1e-9 else (at[:2] / at[2]).astype(np.float32)
