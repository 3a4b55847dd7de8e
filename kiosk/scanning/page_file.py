"""A picture file that somebody brought, made a clean page as if the camera had taken it; read from memory only."""

import io

import cv2
import numpy as np
from PIL import Image, ImageOps

from kiosk.errors import BrokenPictureError, LargePictureError, PoorPictureError
from kiosk.scanning.page_capture import capture
from kiosk.scanning.page_edges import A4, find_page
from kiosk.scanning.page_sides import Points
from kiosk.scanning.page_watch import PageRules, TakenPage, taken_page
from kiosk.scanning.picture import MOST_PIXELS, Colour, opaque

FORMATS = ("JPEG", "PNG")
MOST_PADDED = 2 * MOST_PIXELS  # with white around a strip to make it A4: 300 MB


def page_of_file(data: bytes, rules: PageRules) -> TakenPage:
    """Return the page in a JPEG or PNG file: the sheet in it, or all of it where it is a scan without a desk around.

    Raises:
        LargePictureError: more than 50 megapixels, or a small file that unpacks to as much.
        BrokenPictureError: cut off or damaged.
        PoorPictureError: nobody could read what is on it.
    """
    photo = _colours(data)
    corners = find_page(photo).corners
    if corners is None:
        photo = _as_a4(photo)
        corners = _whole(photo)
    made = capture(photo, corners=corners, dpi=rules.dpi, look=rules.look, limits=rules.limits)
    if made.page is None:
        raise PoorPictureError
    return taken_page(made, rules)


def _colours(data: bytes) -> Colour:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _at_most(picture.width * picture.height)
            _ask_shape(max(picture.size))
            return np.array(opaque(ImageOps.exif_transpose(picture)).convert("RGB"))
    except (LargePictureError, PoorPictureError):
        raise
    except Image.DecompressionBombError as error:
        raise LargePictureError(megapixels=2 * MOST_PIXELS // 1_000_000) from error
    except Exception as error:  # what a picture library raises at a hostile file has no common root
        raise BrokenPictureError from error


def _at_most(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise LargePictureError(megapixels=round(pixels / 1_000_000))


def _ask_shape(long: int) -> None:
    """A strip of a single row, a few kB of file, would become gigabytes of white; no paper looks like that."""
    if long * long / A4 > MOST_PADDED:
        raise PoorPictureError


def _as_a4(photo: Colour) -> Colour:
    """Put white around a picture of another shape, so that nothing is stretched."""
    high, wide = photo.shape[:2]
    long, short = max(high, wide), min(high, wide)
    side = round(long / A4) - short
    end = round(short * A4) - long
    more = (max(0, side), max(0, end)) if high >= wide else (max(0, end), max(0, side))
    padded = cv2.copyMakeBorder(photo, 0, more[1], 0, more[0], cv2.BORDER_CONSTANT, value=(255, 255, 255))
    return padded.astype(np.uint8, copy=False)


def _whole(photo: Colour) -> Points:
    high, wide = photo.shape[:2]
    return np.array([[0, 0], [wide - 1, 0], [wide - 1, high - 1], [0, high - 1]], np.float32)
