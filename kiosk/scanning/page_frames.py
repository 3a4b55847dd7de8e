"""Taking the picture by itself: has the sheet come to rest, and which of the last frames is the sharpest?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kiosk.scanning.page_clean import straighten
from kiosk.scanning.page_quality import JUDGED_DPI, sharpness_of
from kiosk.scanning.page_sides import Points
from kiosk.scanning.picture import Colour


@dataclass(frozen=True, slots=True)
class Stillness:
    """When a sheet rests: its corners stay within `part` of its long side, for `frames` frames and `ms` of time."""

    part: float = 0.008
    frames: int = 5
    ms: float = 600.0
    gap_ms: float = 700.0  # after a longer gap between frames nobody knows what happened meanwhile


class Steady:
    """Feed it the corners of every frame; it says when to take the picture. Pure: no clock, no camera.

    It says so once for each time the sheet comes to rest: before the next picture the sheet must move or go.
    """

    def __init__(self, stillness: Stillness | None = None) -> None:
        self._stillness = stillness or Stillness()
        self._first: Points | None = None
        self._count = 0
        self._since_ms = self._last_ms = 0.0
        self._taken = False

    def look(self, corners: Points | None, at_ms: float) -> bool:
        """Take one frame's corners (None: no whole sheet in view); True when this is the moment."""
        late = not 0 <= at_ms - self._last_ms <= self._stillness.gap_ms
        self._last_ms = at_ms
        if corners is None or late or self._first is None or not self._near(corners, self._first):
            self._first, self._count, self._since_ms, self._taken = corners, 1, at_ms, False
            return False
        self._count += 1
        rested = self._count >= self._stillness.frames and at_ms - self._since_ms >= self._stillness.ms
        if not rested or self._taken:
            return False
        self._taken = True
        return True

    def _near(self, corners: Points, first: Points) -> bool:
        """Compare with the frame where the rest began: a slow drift is no rest."""
        long_side = float(np.linalg.norm(first - np.roll(first, -1, 0), axis=1).max())
        return float(np.abs(corners - first).max()) <= self._stillness.part * long_side


def sharpest(frames: Sequence[tuple[Colour, Points]]) -> int:
    """Return which of the photographs with their corners gives the sharpest page, the first of equal ones.

    Raises:
        ValueError: no frames.
    """
    if not frames:
        raise ValueError("There are no frames to choose from.")
    return int(np.argmax([sharpness_of(straighten(photo, corners, JUDGED_DPI)) for photo, corners in frames]))
