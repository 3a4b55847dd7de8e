"""zbar as second reader, with one setting that pyzbar does not know: QR text as the bytes in the symbol.

Without it zbar guesses a charset and turns a third of short Vietnamese texts into Big5 or Latin-1 nonsense. Importing
this module fails with ImportError where the library libzbar0 is not installed.
"""

import ctypes
import threading
from typing import Any, cast

import numpy as np
from pyzbar import wrapper as zbar

from kiosk.scanning.code import Format
from kiosk.scanning.picture import Grey

CFG_BINARY = 4  # ZBAR_CFG_BINARY of zbar 0.23
Y800 = 0x30303859  # one byte a pixel, grey
ALL = 0

_kept = threading.local()  # a scanner must not be used by two threads


def read_bytes(picture: Grey) -> list[tuple[bytes, Format]]:
    """Return (bytes, "QRCode" or "Code128") of the codes in the picture."""
    height, width = picture.shape
    dots = np.ascontiguousarray(picture)  # zbar reads this very memory: the name keeps it alive until the end
    image: Any = zbar.zbar_image_create()
    try:
        zbar.zbar_image_set_format(image, Y800)
        zbar.zbar_image_set_size(image, width, height)
        zbar.zbar_image_set_data(image, ctypes.c_void_p(dots.ctypes.data), dots.size, None)
        if cast(int, zbar.zbar_scan_image(_scanner(), image)) < 1:
            return []
        return _symbols(image)
    finally:
        zbar.zbar_image_destroy(image)


def _symbols(image: Any) -> list[tuple[bytes, Format]]:
    found: list[tuple[bytes, Format]] = []
    symbol: Any = zbar.zbar_image_first_symbol(image)
    while symbol:
        data = ctypes.string_at(zbar.zbar_symbol_get_data(symbol), zbar.zbar_symbol_get_data_length(symbol))
        kind = symbol.contents.type
        if kind == zbar.ZBarSymbol.QRCODE:
            found.append((data, "QRCode"))
        elif kind == zbar.ZBarSymbol.CODE128:
            found.append((data, "Code128"))
        symbol = zbar.zbar_symbol_next(symbol)
    return found


def _scanner() -> Any:
    scanner: Any = getattr(_kept, "scanner", None)
    if scanner is None:
        scanner = zbar.zbar_image_scanner_create()
        enable = zbar.ZBarConfig.CFG_ENABLE
        zbar.zbar_image_scanner_set_config(scanner, ALL, enable, 0)
        for kind in (zbar.ZBarSymbol.QRCODE, zbar.ZBarSymbol.CODE128):
            zbar.zbar_image_scanner_set_config(scanner, kind, enable, 1)
        zbar.zbar_image_scanner_set_config(scanner, zbar.ZBarSymbol.QRCODE, CFG_BINARY, 1)
        _kept.scanner = scanner
    return scanner
