"""From a picture file to dots, on its guard: a visitor's file may be cut off, wrongly named or made to hurt."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from kiosk.errors import TooLargeImageError, UnreadableImageError

Grey = npt.NDArray[np.uint8]  # rows x columns, 0 = black
Colour = npt.NDArray[np.uint8]  # rows x columns x (red, green, blue)

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "WEBP", "TIFF")  # none of them starts another program, as EPS would
MOST_PIXELS = 50_000_000  # twice what document cameras give
MOST_BYTES = 32 * 2**20  # four times a photograph of that size


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


def load_colour(file: Path) -> Colour:
    """Return the picture in `file` in colour, turned as its camera says; what is transparent counts as white paper.

    Raises:
        TooLargeImageError: more than 32 MB or 50 megapixels.
        UnreadableImageError: no picture, or a broken one.
    """
    try:
        _at_most(_regular(file).stat().st_size, MOST_BYTES, file)
        with Image.open(file, formats=FORMATS) as picture:
            _at_most(picture.width * picture.height, MOST_PIXELS, file)
            return np.array(opaque(ImageOps.exif_transpose(picture)).convert("RGB"))
    except TooLargeImageError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large(file) from error
    except Exception as error:  # what a picture library raises at a hostile file has no common root
        raise UnreadableImageError(file=file.name) from error


def _at_most(size: int, most: int, file: Path) -> None:
    if size > most:
        raise _too_large(file)


def _too_large(file: Path) -> TooLargeImageError:
    return TooLargeImageError(file=file.name, megabytes=MOST_BYTES // 2**20, megapixels=MOST_PIXELS // 10**6)


def _regular(file: Path) -> Path:
    """A pipe would let us wait for ever, and a device give without end."""
    if not file.is_file():
        raise ValueError("no regular file")
    return file


def _grey(picture: Image.Image) -> Grey:
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    return np.array(opaque(picture).convert("L"))


def opaque(picture: Image.Image) -> Image.Image:
    """Return the picture with white paper where it is transparent."""
    if not picture.has_transparency_data:
        return picture
    colours = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", colours.size, "white"), colours)
