"""Where brightness and colours stand in a mapped QVideoFrame. All arrays are views: gone when the frame is unmapped."""

from typing import Final, cast

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk.scanning.picture import Grey

_Pixels = QVideoFrameFormat.PixelFormat
_PAIRED: Final = {_Pixels.Format_NV12: (0, 1), _Pixels.Format_NV21: (1, 0)}  # where Cb and Cr stand in a pair
_PLANAR: Final = {_Pixels.Format_YUV420P: (1, 2), _Pixels.Format_YUV422P: (1, 2), _Pixels.Format_YV12: (2, 1)}
_PACKED: Final = {_Pixels.Format_YUYV: (0, 1, 3), _Pixels.Format_UYVY: (1, 0, 2)}  # where Y, Cb and Cr stand in four
_GREY: Final = frozenset({_Pixels.Format_Y8})


def has_brightness(frame: QVideoFrame) -> bool:
    """Say whether `brightness` is there for this format."""
    return frame.surfaceFormat().pixelFormat() in {*_PAIRED, *_PLANAR, *_PACKED, *_GREY}


def has_colours(frame: QVideoFrame) -> bool:
    return frame.surfaceFormat().pixelFormat() in {*_PAIRED, *_PLANAR, *_PACKED}


def brightness(frame: QVideoFrame) -> Grey:
    kind = frame.surfaceFormat().pixelFormat()
    if kind in _PACKED:
        return _plane(frame, 0, frame.width() * 2, frame.height())[:, _PACKED[kind][0] :: 2]
    return _plane(frame, 0, frame.width(), frame.height())


def colours(frame: QVideoFrame) -> tuple[Grey, Grey]:
    """Return Cr and Cb; they have half the width of the frame, and mostly half its height."""
    kind, half = frame.surfaceFormat().pixelFormat(), (frame.width() + 1) // 2
    low = (frame.height() + 1) // 2
    if kind in _PAIRED:
        blue, red = _PAIRED[kind]
        pairs = _plane(frame, 1, half * 2, low)
        return pairs[:, red::2], pairs[:, blue::2]
    if kind in _PACKED:
        _, blue, red = _PACKED[kind]
        fours = _plane(frame, 0, half * 4, frame.height())
        return fours[:, red::4], fours[:, blue::4]
    blue, red = _PLANAR[kind]
    rows = frame.height() if kind == _Pixels.Format_YUV422P else low
    return _plane(frame, red, half, rows), _plane(frame, blue, half, rows)


def as_image(frame: QVideoFrame, wanted: QImage.Format) -> QImage:
    """Return a frame of any other format as an image of its own; a null one where it cannot be read."""
    form = QVideoFrameFormat.imageFormatFromPixelFormat(frame.surfaceFormat().pixelFormat())
    if form == QImage.Format.Format_Invalid or not frame.map(QVideoFrame.MapMode.ReadOnly):
        return frame.toImage().convertToFormat(wanted)
    try:
        # Not toImage: it looks for a graphics card first, and warns that there is none.
        bits = cast("memoryview", frame.bits(0))
        image = QImage(bits, frame.width(), frame.height(), frame.bytesPerLine(0), form)
        return image.convertToFormat(wanted).copy()
    finally:
        frame.unmap()


def dots_of(image: QImage, channels: int) -> Grey:
    """Return the bytes of an 8-bit image, rows x columns, x channels when there are several; a view."""
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    dots = rows[:, : image.width() * channels]
    return dots if channels == 1 else dots.reshape(image.height(), image.width(), channels)


def _plane(frame: QVideoFrame, at: int, width: int, height: int) -> Grey:
    stride = frame.bytesPerLine(at)
    dots = np.frombuffer(cast("memoryview", frame.bits(at)), np.uint8, stride * height)
    return dots.reshape(height, stride)[:, :width]
