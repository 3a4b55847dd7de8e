"""What to tell a person whose code is seen and not read: measured on the patch where the code seems to be."""

from typing import Literal

import cv2
import numpy as np

from kiosk.scanning.decode import View
from kiosk.scanning.patches import Patch
from kiosk.scanning.picture import Grey
from kiosk.scanning.readers import Corners

Advice = Literal["closer", "farther", "flat", "glare", "still", "light"]

DARK = 40  # median grey of the patch
SPENT = 0.02  # share of the patch without any grey left
WHITE = 250
FINEST = 1.7  # pixels a module; readers begin to fail below 2
FULL = 0.92  # of the frame's width or height
LEANING = 0.72  # shorter to longer of two opposite sides, or of height to width, of a square
EDGE = 0.085  # deviation of the Laplacian, in contrasts of the patch: 0.10-0.15 in focus, 0.05-0.08 out of it
MODULES = {True: 264, False: 45}  # bars of a dossier code; between a dossier's and a card's square


def advise(view: View, corners: Corners | None) -> Advice | None:
    """Return the one thing most likely in the way, or None where nothing looks like a code.

    `corners`: those of a square that was found and could not be read.
    """
    patch = (_around(corners) if corners else None) or next((one for one in view.patches if _likely(one)), None)
    if patch is None:
        return None
    seen = patch.cut(view.picture, 1)
    return _light(seen) or _size(patch, view.picture) or (_lean(corners) if corners else None) or _blur(seen)


def _light(seen: Grey) -> Advice | None:
    if float((seen >= WHITE).mean()) > SPENT:
        return "glare"
    return "light" if float(np.median(seen)) < DARK else None


def _size(patch: Patch, picture: Grey) -> Advice | None:
    high, wide = picture.shape
    turn = np.deg2rad(patch.angle)
    across = abs(patch.inner_width * np.cos(turn)) + abs(patch.inner_height * np.sin(turn))
    down = abs(patch.inner_width * np.sin(turn)) + abs(patch.inner_height * np.cos(turn))
    if across > FULL * wide or down > FULL * high:
        return "farther"
    return "closer" if patch.inner_width / MODULES[patch.bars] < FINEST else None


def _lean(corners: Corners) -> Advice | None:
    ring = np.array([*corners, corners[0]], np.float64)
    sides = np.hypot(*np.diff(ring, axis=0).T)
    return "flat" if float(sides.min()) < LEANING * float(sides.max()) else None


def _blur(seen: Grey) -> Advice | None:
    """Judge edges (variance of the Laplacian, Pech-Pacheco, 2000) by the patch's contrast: faint is no blur."""
    low, high = (float(one) for one in np.percentile(seen, (5, 95)))
    soft = cv2.GaussianBlur(seen, (0, 0), 0.7)
    edges = float(cv2.Laplacian(soft, cv2.CV_32F).std()) / max(8.0, high - low)
    return "still" if edges < EDGE else None


def _likely(patch: Patch) -> bool:
    """Bars are long, squares are about as high as wide."""
    shape = patch.inner_width / max(1.0, patch.inner_height)
    return 1.5 < shape < 12 if patch.bars else 0.6 < shape < 1.7


def _around(corners: Corners) -> Patch | None:
    ring = np.array(corners, np.float64)
    low, high = ring.min(0), ring.max(0)
    wide, tall = float(high[0] - low[0]), float(high[1] - low[1])
    if min(wide, tall) < 8:
        return None
    x, y = (float(one) for one in (low + high) / 2)
    return Patch(x, y, wide, tall, 0.0, bars=False, inner_width=wide, inner_height=tall)
