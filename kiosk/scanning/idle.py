"""Which frames are worth a look: all while something moves, two a second while nothing does.

A kiosk shows the same empty desk most of the day, and a code that was not read in a second of stillness is not read in
the next one either. The decoders then leave the machine to the screen.
"""

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.scanning.picture import Grey

CELLS = (32, 18)  # the picture is compared at this size; each cell averages the sensor's noise away
MOVED, MOVED_ANYWHERE = 1.5, 8.0  # grey levels: on the mean over all cells, and in any one of them
PATIENCE = 20  # frames that are looked at after the last movement
REST_MS = 500.0


class Idle:
    def __init__(self) -> None:
        self._seen: npt.NDArray[np.float32] | None = None
        self._calm, self._looked_ms = 0, 0.0

    def is_worth_a_look(self, picture: Grey, at_ms: float) -> bool:
        """Take one frame (of at least as many dots as there are cells) and the time it was taken at."""
        cells = cv2.resize(picture, CELLS, interpolation=cv2.INTER_AREA).astype(np.float32)
        change = None if self._seen is None else np.abs(cells - self._seen)
        if change is None or change.mean() > MOVED or change.max() > MOVED_ANYWHERE:
            self._seen, self._calm = cells, 0
        else:
            self._calm += 1
        worth = self._calm < PATIENCE or not 0 <= at_ms - self._looked_ms < REST_MS
        if worth:
            self._looked_ms = at_ms
        return worth
