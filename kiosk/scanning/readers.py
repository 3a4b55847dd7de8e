"""The two libraries that read codes, behind one shape: a grey picture in, codes out."""

from collections.abc import Callable

import numpy as np
import zxingcpp

from kiosk.scanning.code import MATRIX, Code, Format, code_of
from kiosk.scanning.picture import Grey

Corners = list[tuple[int, int]]  # clockwise, in pixels
Reader = Callable[[Grey, frozenset[Format]], list[Code]]

# "QRCode" alone would take Micro QR too, which is read by mistake.
_ZXING: dict[Format, zxingcpp.BarcodeFormat] = {
    "QRCode": zxingcpp.BarcodeFormat.QRCodeModel2,
    "Code128": zxingcpp.BarcodeFormat.Code128,
    "Code39": zxingcpp.BarcodeFormat.Code39,
    "EAN13": zxingcpp.BarcodeFormat.EAN13,
    "DataMatrix": zxingcpp.BarcodeFormat.DataMatrix,
}
_OURS = {theirs: ours for ours, theirs in _ZXING.items()} | {zxingcpp.BarcodeFormat.QRCode: "QRCode"}


def zxing(picture: Grey, formats: frozenset[Format]) -> list[Code]:
    return zxing_placed(picture, formats)[0]


def zxing_squares(upright: Grey, formats: frozenset[Format]) -> list[Code]:
    """As `zxing`, only for squares, dark on light: half the time."""
    return _plain(upright, formats & MATRIX)


def zxing_bars(upright: Grey, formats: frozenset[Format]) -> list[Code]:
    """As `zxing`, only for bars that stand, dark on light."""
    return _plain(upright, formats - MATRIX)


def _plain(picture: Grey, formats: frozenset[Format]) -> list[Code]:
    if not formats:
        return []
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(picture), formats=_kinds(formats), try_invert=False, try_rotate=False,
        text_mode=zxingcpp.TextMode.Plain,
    )  # fmt: skip
    return [code_of(bytes(one.bytes), _OURS[one.format]) for one in found]


def _kinds(formats: frozenset[Format]) -> zxingcpp.BarcodeFormats:
    return zxingcpp.BarcodeFormats([_ZXING[one] for one in sorted(formats)])


def zxing_placed(
    picture: Grey, formats: frozenset[Format], *, errors: bool = False
) -> tuple[list[Code], list[Corners]]:
    """Return the codes and, with `errors`, the corners of squares that were found and could not be read."""
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(picture), formats=_kinds(formats), text_mode=zxingcpp.TextMode.Plain, return_errors=errors
    )
    codes = [code_of(bytes(one.bytes), _OURS[one.format]) for one in found if one.valid]
    return codes, [_corners(one) for one in found if not one.valid and _OURS.get(one.format) in MATRIX]


def _corners(found: zxingcpp.Barcode) -> Corners:
    at = found.position
    return [(one.x, one.y) for one in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]


def zbar(picture: Grey, formats: frozenset[Format]) -> list[Code]:
    """Return nothing where the library libzbar0 is not installed: one reader less."""
    try:
        from kiosk.scanning.zbar import read_bytes
    except ImportError:
        return []
    return [code_of(data, kind) for data, kind in read_bytes(picture) if kind in formats]
