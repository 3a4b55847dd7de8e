"""Codes drawn as a camera would see them."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
import qrcode
from barcode import Code128

from kiosk.commands.bench.pages.sheet import draw_sheet
from kiosk.scanning.picture import Colour, Grey


@pytest.fixture
def qr() -> Callable[..., Grey]:
    """`qr("text" or bytes, module=4)` draws a QR code in black on white."""

    def draw(content: str | bytes, module: int = 4) -> Grey:
        code = qrcode.QRCode(border=6)
        code.add_data(content)
        code.make()
        dark = np.array(code.get_matrix(), dtype=bool)
        return np.kron(np.where(dark, 0, 255), np.ones((module, module))).astype(np.uint8)

    return draw


@pytest.fixture
def bars() -> Callable[..., Grey]:
    """`bars("text", module=2)` draws a Code 128 of 40 dots height in the middle of a white sheet."""

    def draw(content: str, module: int = 2) -> Grey:
        modules = np.array([one == "1" for one in Code128(content).build()[0]])
        row = np.kron(np.where(modules, 0, 255), np.ones(module)).astype(np.uint8)
        return np.pad(np.tile(row, (60, 1)), 220, constant_values=255)

    return draw


@pytest.fixture
def turned() -> Callable[[Grey, float], Grey]:
    """`turned(picture, degrees)` turns a picture around its middle on white paper."""

    def turn(picture: Grey, degrees: float) -> Grey:
        height, width = picture.shape
        side = int(np.hypot(height, width))
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        matrix[:, 2] += ((side - width) / 2, (side - height) / 2)
        return cv2.warpAffine(picture, matrix, (side, side), borderValue=(255,)).astype(np.uint8)

    return turn


@pytest.fixture(scope="session")
def sheet() -> Colour:
    """A drawn A4 page in Vietnamese with a table, a blue signature and a red stamp, at 300 dpi."""
    return draw_sheet(1).dots
