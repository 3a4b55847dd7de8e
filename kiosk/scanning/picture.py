"""From a picture file to grey dots, on its guard: a visitor's file may be cut off, wrongly named or made to hurt."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from kiosk.errors import UnreadableImageError

Grey = npt.NDArray[np.uint8]  # rows x columns, 0 = black
Colour = npt.NDArray[np.uint8]  # rows x columns x (red, green, blue)

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF")  # none of them starts another program, as EPS would
MOST_PIXELS = 50_000_000  # twice what document cameras give


def load_picture(file: Path) -> Grey:
    """Return the picture in `file` in grey; what is transparent counts as white paper.

    Raises:
        UnreadableImageError: no picture, a broken one, or one larger than 50 megapixels.
    """
    try:
        with Image.open(_regular(file), formats=FORMATS) as picture:
            return _grey(picture)
    except Exception as error:  # what a picture library raises at a hostile file has no common root
        raise UnreadableImageError(file=file.name) from error


def _regular(file: Path) -> Path:
    """A pipe would let us wait for ever, and a device give without end."""
    if not file.is_file():
        raise ValueError("no regular file")
    return file


def _grey(picture: Image.Image) -> Grey:
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    if picture.has_transparency_data:
        colours = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", colours.size, "white"), colours)
    return np.array(picture.convert("L"))
