"""Pictures made ready for a reader that failed on the plain one. Grey in, grey out."""

import cv2
import numpy as np

from kiosk.scanning.picture import Grey

ROWS = 20  # strips into which bars are averaged along their length
STRIP = 6  # dots: a reader wants more than one line to say the same


def contrasted(picture: Grey) -> Grey:
    """Equalise locally (CLAHE, K. Zuiderveld, 1994) after a light blur, without which it only raises the noise."""
    soft = cv2.GaussianBlur(picture, (0, 0), 1.5)
    return cv2.createCLAHE(3.0, (4, 4)).apply(soft).astype(np.uint8, copy=False)


def sharpened(picture: Grey, sigma: float = 2.0, amount: float = 1.5) -> Grey:
    """Add what a blur takes away (unsharp mask)."""
    soft = cv2.GaussianBlur(picture, (0, 0), sigma)
    return cv2.addWeighted(picture, 1 + amount, soft, -amount, 0).astype(np.uint8, copy=False)


def flattened(picture: Grey) -> Grey:
    """Take out shadows and glare: each dot around its neighbourhood's mean, in units of its contrast."""
    size = (picture.shape[1], picture.shape[0])
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    mean = cv2.GaussianBlur(small, (0, 0), 8)
    contrast = cv2.max(cv2.GaussianBlur(cv2.absdiff(small, mean), (0, 0), 8), np.full_like(small, 2))
    above = cv2.subtract(picture, cv2.resize(mean, size), dtype=cv2.CV_16S)
    units = cv2.divide(above, cv2.resize(contrast, size).astype(np.int16), scale=45, dtype=cv2.CV_16S)
    return cv2.add(units, np.full_like(units, 128), dtype=cv2.CV_8U).astype(np.uint8, copy=False)


def averaged(upright: Grey) -> Grey:
    """Average upright bars along their length in strips: noise and worn dots go, the bars stay."""
    strips = cv2.resize(upright, (upright.shape[1], ROWS), interpolation=cv2.INTER_AREA)
    return np.repeat(strips, STRIP, axis=0).astype(np.uint8, copy=False)
