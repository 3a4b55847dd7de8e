"""Several frames laid over each other, the darkest dot of each kept: glare wanders, print does not."""

from collections import deque

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.scanning.code import Code, Format
from kiosk.scanning.decode import HEAVY, LIGHT, View
from kiosk.scanning.picture import Grey

KEPT = 5  # frames
SPACED = 3  # of so many frames one is kept: the next one shows the same glare
WIDER = 0.3  # of the patches' box, on each side: glare hides where a code ends
SHARE = 0.12  # a peak of the correlation lower than that is no match


class Stack:
    """The last few frames. Not for several threads at once."""

    def __init__(self) -> None:
        self._kept: deque[View] = deque(maxlen=KEPT)
        self._count = 0

    def add(self, view: View) -> None:
        """Remember it, when it is its turn."""
        if self._kept and self._kept[-1].picture.shape != view.picture.shape:
            self._kept.clear()
        if self._count % SPACED == 0 or not self._kept:
            self._kept.append(view)
        self._count += 1

    def read(self, formats: frozenset[Format]) -> list[Code]:
        """Return what the darkest of them says."""
        if len(self._kept) < 2:
            return []
        view = View(self.darkest())
        for step in (LIGHT, *HEAVY[:2]):
            if found := step.read(view, formats):
                return found
        return []

    def darkest(self) -> Grey:
        """Return the part of the newest frame that holds its patches, without the glare that wandered."""
        newest = self._kept[-1]
        box = _box(newest)
        darkest = np.ascontiguousarray(newest.picture[box])
        features = _edges(darkest)
        window = cv2.createHanningWindow((features.shape[1], features.shape[0]), cv2.CV_32F)
        for older in list(self._kept)[:-1]:
            other = np.ascontiguousarray(older.picture[box])
            (x, y), share = cv2.phaseCorrelate(_edges(other), features, window)
            if share < SHARE:
                continue
            move = np.array([[1, 0, 2 * x], [0, 1, 2 * y]], np.float64)
            size = (other.shape[1], other.shape[0])
            moved = cv2.warpAffine(
                other, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,)
            )
            darkest = cv2.min(darkest, moved).astype(np.uint8, copy=False)
        return darkest


def _box(view: View) -> tuple[slice, slice]:
    high, wide = view.picture.shape
    if not view.patches:
        return np.s_[:, :]
    ends = np.concatenate(
        [cv2.boxPoints(((one.x, one.y), (one.width, one.height), one.angle)) for one in view.patches[:2]]
    )
    low, top = ends.min(0), ends.max(0)
    margin = WIDER * (top - low)
    (left, up), (right, down) = np.maximum(low - margin, 0).astype(int), (top + margin).astype(int)
    return slice(int(up), min(high, int(down))), slice(int(left), min(wide, int(right)))


def _edges(picture: Grey) -> npt.NDArray[np.float32]:
    """Return what is finer than glare, at half the size."""
    half = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).astype(np.float32)
    return (half - cv2.GaussianBlur(half, (0, 0), 6)).astype(np.float32)
