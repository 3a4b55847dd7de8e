"""Four corners from straight lines, for outlines that are broken: a hand's shadow lies over them, a finger holds them.

Line segments on one line are joined, two nearly parallel lines cross two others, and the sides that the segments
cover best are proposed first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np

from kiosk.scanning.page_sides import Floats, Points, crossing, line_through
from kiosk.scanning.picture import Grey

MOST_LINES = 14
MOST_PROPOSED = 16
SHORTEST = 18.0  # pixels of a segment
SAME_ANGLE, SAME_PLACE = np.deg2rad(2.5), 3.0  # radians and pixels within which segments lie on one line
PARALLEL = np.deg2rad(22)  # as far as a tilted camera turns two sides
LEAST_COVERED = 0.3  # of the worst side
FAINTEST = 1.0  # the detector's tolerance of grey levels: white paper on a white desk is a faint step


@dataclass(frozen=True, slots=True)
class _Line:
    angle: float  # 0 to pi
    segments: Floats  # n x 2 ends x (x, y)
    length: float

    @property
    def through(self) -> Floats:
        ends = self.segments.reshape(-1, 2)
        far = np.argmax(np.linalg.norm(ends - ends[0], axis=1))
        return line_through(ends[0], ends[far])


def from_lines(grey: Grey) -> Iterator[Points]:
    """Yield corner proposals, the best covered first."""
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD, quant=FAINTEST).detect(grey)[0]
    # Where there is no segment OpenCV gives None, whatever its types say.
    lines = _joined(np.array([] if found is None else found, np.float32).reshape(-1, 2, 2))  # pyright: ignore[reportUnnecessaryComparison]
    pairs = [(one, other) for one, other in combinations(lines, 2) if _between(one.angle, other.angle) < PARALLEL]
    scored: list[tuple[float, Points]] = []
    for first, second in combinations(pairs, 2):
        if _between(first[0].angle, second[0].angle) > np.deg2rad(55) and (made := _closed(first, second, grey.shape)):
            scored.append(made)
    scored.sort(key=lambda one: -one[0])
    yield from (corners for _, corners in scored[:MOST_PROPOSED])


def _joined(segments: Floats) -> list[_Line]:
    lengths = np.linalg.norm(segments[:, 1] - segments[:, 0], axis=1)
    order = np.argsort(-lengths)
    segments, lengths = segments[order][: 40 * MOST_LINES], lengths[order][: 40 * MOST_LINES]
    ways = segments[:, 1] - segments[:, 0]
    angles = np.arctan2(ways[:, 1], ways[:, 0]) % np.pi
    free = lengths > SHORTEST
    lines: list[_Line] = []
    while free.any() and len(lines) < 3 * MOST_LINES:
        longest = int(np.flatnonzero(free)[0])
        normal = np.array([-np.sin(angles[longest]), np.cos(angles[longest])])
        off = np.abs((segments.mean(1) - segments[longest].mean(0)) @ normal)
        turned = np.abs((angles - angles[longest] + np.pi / 2) % np.pi - np.pi / 2)
        same = free & (turned < SAME_ANGLE) & (off < SAME_PLACE)
        lines.append(_Line(float(angles[longest]), segments[same], float(lengths[same].sum())))
        free &= ~same
    return sorted(lines, key=lambda one: -one.length)[:MOST_LINES]


def _between(one: float, other: float) -> float:
    return abs((one - other + np.pi / 2) % np.pi - np.pi / 2)


def _closed(
    first: tuple[_Line, _Line], second: tuple[_Line, _Line], shape: tuple[int, ...]
) -> tuple[float, Points] | None:
    """Return how well the segments cover the four sides, times the size, and the corners."""
    around = (first[0], second[0], first[1], second[1])
    crossed = [crossing(around[at - 1].through, around[at].through) for at in range(4)]
    points = [one for one in crossed if one is not None]
    if len(points) < 4:
        return None
    corners = np.array(points, np.float32)
    beside = (corners < -8) | (corners > (shape[1] + 8, shape[0] + 8))
    area = cv2.contourArea(corners)
    if beside.any() or not cv2.isContourConvex(corners) or area < 0.08 * shape[0] * shape[1]:
        return None
    covered = [_covered(around[at], corners[at], corners[(at + 1) % 4]) for at in range(4)]
    if min(covered) < LEAST_COVERED:
        return None
    return sum(covered) * area**0.5, corners


def _covered(line: _Line, start: Points, end: Points) -> float:
    way = end - start
    length = float(np.linalg.norm(way))
    along = np.sort((line.segments - start) @ (way / max(1.0, length)), 1).clip(0, length)
    return float((along[:, 1] - along[:, 0]).sum()) / max(1.0, length)
