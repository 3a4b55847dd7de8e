"""Where in a picture could a code be: fields dense with edges, found small, so that heavy steps see only them.

A field whose edges all run one way is bars, and its patch is cut out turned so that they stand upright. The direction
comes from the structure tensor (J. Bigün and G. H. Granlund, 1987): half the angle of the averaged squared gradient.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.scanning.picture import Grey

LOOK_AT = 640  # pixels of the longer side that are enough to see fields
CELL = 4  # side of the squares, in those pixels, over which edges are counted; three by three of them are averaged
DENSE = 0.28  # of the densest square's edges: what belongs to a field
PARALLEL = 0.6  # how much of a field's change must run one way to be bars; text and texture stay below
SMALLEST = 3  # cells of the shorter side
MOST_FIELDS = 12  # a picture of gravel has hundreds
JOINED = 3  # cells: fields with smaller gaps are one
MOST = 3  # patches
EDGE = 3.0  # cells
MARGIN, MARGIN_BARS = 0.2, 0.9  # of the longer side; a field of bars often ends before the code does

Plane = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Patch:
    """A rectangle: middle, width and height in pixels of the picture, turned by `angle` degrees; bars stand.

    `bars`: its edges run one way. `inner_width` and `inner_height` are those of the field without its margins.
    """

    x: float
    y: float
    width: float
    height: float
    angle: float
    bars: bool
    inner_width: float
    inner_height: float

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def field(self) -> "Patch":
        """Return it without its margins."""
        return replace(self, width=self.inner_width, height=self.inner_height)

    def cut(self, picture: Grey, scale: float, turn: float = 0.0) -> Grey:
        """Return it upright, `scale` dots for each of the picture's, turned by `turn` degrees more."""
        wide, high = max(1, round(self.width * scale)), max(1, round(self.height * scale))
        matrix = cv2.getRotationMatrix2D((self.x, self.y), self.angle + turn, scale)
        matrix[:, 2] += (wide / 2 - self.x, high / 2 - self.y)
        how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
        cut = cv2.warpAffine(picture, matrix, (wide, high), flags=how, borderMode=cv2.BORDER_REPLICATE)
        return cut.astype(np.uint8, copy=False)


def find_patches(picture: Grey) -> list[Patch]:
    """Return at most three patches, the most promising first."""
    scale = min(1.0, LOOK_AT / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    xx, yy, xy, light = _cells(np.asarray(small, np.uint8))
    energy = (xx + yy) / (light * light + 600)  # a shadow weakens edges as much as it weakens the light
    dense = (energy > DENSE * float(np.percentile(energy, 99.7))).astype(np.uint8)
    dense = cv2.morphologyEx(dense, cv2.MORPH_CLOSE, np.ones((JOINED, JOINED), np.uint8))
    dense = cv2.morphologyEx(dense, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(dense, connectivity=4)
    found: list[tuple[float, Patch]] = []
    for at in sorted(range(1, count), key=lambda at: -int(boxes[at][4]))[:MOST_FIELDS]:
        x, y, wide, high, area = (int(one) for one in boxes[at])
        if min(wide, high) < SMALLEST:
            continue
        inside = np.s_[y : y + high, x : x + wide]
        mine = labels[inside] == at
        sums = [float(one[inside][mine].sum()) for one in (xx, yy, xy)]
        found.append((float(energy[inside][mine].mean()) * area, _patch((x, y), mine, sums, scale / CELL)))
    found.sort(key=lambda one: -one[0])
    return [patch for _, patch in found[:MOST]]


def _cells(small: Grey) -> tuple[Plane, Plane, Plane, Plane]:
    """Return the structure tensor and the light, averaged around each cell."""
    soft = cv2.GaussianBlur(small, (0, 0), 0.8).astype(np.float32)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    size = (max(1, small.shape[1] // CELL), max(1, small.shape[0] // CELL))
    xx, yy, xy, light = (
        cv2.blur(cv2.resize(one, size, interpolation=cv2.INTER_AREA), (3, 3))
        for one in (cv2.multiply(across, across), cv2.multiply(down, down), cv2.multiply(across, down), soft)
    )
    return xx, yy, xy, light  # pyright: ignore[reportReturnType]


def _patch(corner: tuple[int, int], mine: npt.NDArray[np.bool_], sums: list[float], scale: float) -> Patch:
    xx, yy, xy = sums
    one_way = float(np.hypot(xx - yy, 2 * xy)) / (xx + yy + 1e-6)
    bars = one_way > PARALLEL
    down, across = np.nonzero(mine)
    angle = float(np.rad2deg(0.5 * np.arctan2(2 * xy, xx - yy))) if bars else 0.0
    turn = np.deg2rad(angle)
    along = across * np.cos(turn) + down * np.sin(turn)
    beside = down * np.cos(turn) - across * np.sin(turn)
    middle = (along.min() + along.max()) / 2, (beside.min() + beside.max()) / 2
    width, height = float(np.ptp(along)), float(np.ptp(beside))
    margin = (MARGIN_BARS if bars else MARGIN) * max(width, height) + EDGE
    x = corner[0] + 0.5 + middle[0] * np.cos(turn) - middle[1] * np.sin(turn)
    y = corner[1] + 0.5 + middle[0] * np.sin(turn) + middle[1] * np.cos(turn)
    return Patch(
        float(x) / scale, float(y) / scale, (width + 2 * margin) / scale,
        (height + (EDGE if bars else 2 * margin)) / scale, angle, bars, width / scale, height / scale,
    )  # fmt: skip
