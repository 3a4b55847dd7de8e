"""From a grey picture to the codes in it: QR and Code 128, nothing else, because other kinds are read by mistake.

Three steps, the first that finds anything answers: zxing-cpp, zxing-cpp at 1.5 times the size (small or blurred
modules), zbar with the bars turned upright. Of the drawn camera frames in tests/scanning/test_frames.py this reads 85 %
and none wrongly; zxing-cpp alone reads 53 %, zbar alone 28 %.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
import zxingcpp

from kiosk.scanning.bars import upright
from kiosk.scanning.picture import Grey

Format = Literal["QRCode", "Code128"]

MOST_ENLARGED = 12_000_000  # pixels; a larger picture has large modules already
SMALLEST_SIDE = 21  # a QR code has at least that many modules

_KINDS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2, zxingcpp.BarcodeFormat.Code128])

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says; it may hold an ID number, so it does not show in a repr.

    `text` is None when the bytes are no UTF-8: nothing is guessed, because a guess turns names into other names.
    """

    text: str | None = field(repr=False)
    format: Format


def read_codes(picture: Grey) -> list[Code]:
    """Return the codes in a grey picture (rows x columns of uint8), each once; no codes is an empty list."""
    if picture.ndim != 2 or picture.dtype != np.uint8 or min(picture.shape) < SMALLEST_SIDE:
        return []
    picture = np.ascontiguousarray(picture)
    for step in (_zxing, _zxing_enlarged, _zbar_upright):
        if codes := _guarded(step, picture):
            return list(dict.fromkeys(codes))
    return []


def _guarded(step: Callable[[Grey], list[Code]], picture: Grey) -> list[Code]:
    """A visitor's picture must not end the scanning of the next one, whatever a reader makes of it."""
    try:
        return step(picture)
    except Exception as error:
        log.warning("%s gave up: %s", step.__name__, type(error).__name__)
        return []


def _zxing(picture: Grey) -> list[Code]:
    found = zxingcpp.read_barcodes(
        picture,
        formats=_KINDS,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [
        Code(_text(bytes(one.bytes)), "Code128" if one.format == zxingcpp.BarcodeFormat.Code128 else "QRCode")
        for one in found
    ]


def _zxing_enlarged(picture: Grey) -> list[Code]:
    if picture.size > MOST_ENLARGED:
        return []
    larger = cv2.resize(picture, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC)
    return _zxing(larger.astype(np.uint8, copy=False))


def _zbar_upright(picture: Grey) -> list[Code]:
    try:
        from kiosk.scanning import zbar
    except ImportError:  # libzbar0 is not installed: one reader less
        return []
    return [
        Code(_text(data), "QRCode" if kind == "QRCode" else "Code128")
        for data, kind in zbar.read_bytes(upright(picture))
    ]


def _text(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
