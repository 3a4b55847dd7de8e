"""Which way do the bars run: no reader finds a 1-D code turned by 15 to 75 degrees, so the picture is turned first."""

import cv2
import numpy as np

from kiosk.scanning.picture import Grey

LOOK_AT = 560  # pixels of the longer side that are enough to see a direction
FIELD = 19  # side of the field, in those pixels, over which a direction is averaged
PARALLEL = 0.7  # how much of a field's change must run one way; text and texture stay below


def upright(picture: Grey) -> Grey:
    """Return the picture turned so that its strongest field of parallel bars stands upright.

    The direction across the bars comes from the structure tensor (J. Bigün and G. H. Granlund, 1987): half the angle
    of the averaged squared gradient.
    """
    angle = _angle_across_bars(picture)
    return _turned(picture, angle if angle <= 90 else angle - 180)


def _angle_across_bars(picture: Grey) -> int:
    """Return 0 to 179 degrees."""
    scale = min(1.0, LOOK_AT / max(picture.shape))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else picture
    soft = cv2.GaussianBlur(small, (0, 0), 0.8).astype(np.float32)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.boxFilter(one, -1, (FIELD, FIELD)) for one in (across * across, down * down, across * down))
    energy = xx + yy + 1e-3
    one_way = np.sqrt((xx - yy) ** 2 + 4 * xy * xy) / energy
    weight = np.where(one_way > PARALLEL, np.sqrt(energy) * one_way**4, 0.0)
    degrees = np.round(np.rad2deg(0.5 * np.arctan2(2 * xy, xx - yy))).astype(np.int64) % 180
    votes = np.bincount(degrees.ravel(), weight.ravel(), 180)
    smooth = np.convolve(np.concatenate((votes[-2:], votes, votes[:2])), np.ones(5), "valid")
    return int(smooth.argmax())


def _turned(picture: Grey, degrees: int) -> Grey:
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    cosine, sine = abs(turn[0, 0]), abs(turn[0, 1])
    size = (int(height * sine + width * cosine), int(height * cosine + width * sine))
    turn[0, 2] += (size[0] - width) / 2
    turn[1, 2] += (size[1] - height) / 2
    paper = int(np.median(picture))
    turned = cv2.warpAffine(picture, turn, size, flags=cv2.INTER_LINEAR, borderValue=(paper,))
    return turned.astype(np.uint8, copy=False)
