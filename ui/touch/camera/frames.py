"""A QVideoFrame as numbers: grey for the reader, colours for the screen.

Cameras give brightness as a plane of its own (NV12, or planar YUV out of MJPG), so grey is one copy of that plane:
0.05 ms for 1280x720 where a conversion through QImage takes 4 ms.
"""

from typing import cast

import cv2
import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk.scanning.live import Region
from kiosk.scanning.picture import Grey

_Pixels = QVideoFrameFormat.PixelFormat
_PAIRED = {_Pixels.Format_NV12: (0, 1), _Pixels.Format_NV21: (1, 0)}  # where Cb and Cr stand in each pair
_PLANAR = {_Pixels.Format_YUV420P: (1, 2), _Pixels.Format_YUV422P: (1, 2), _Pixels.Format_YV12: (2, 1)}
_BRIGHTNESS_FIRST = {*_PAIRED, *_PLANAR, _Pixels.Format_Y8}
EMPTY = np.zeros((0, 0), np.uint8)


class QtFrame:
    """
    Args:
        region: the part that `picture` shows.
        mirror: show left and right as in a mirror; the reader always gets the frame as it is.
    """

    def __init__(self, frame: QVideoFrame, region: Region, mirror: bool) -> None:
        self._frame, self._region, self._mirror = QVideoFrame(frame), region, mirror

    def grey(self) -> Grey:
        """As Frame.grey; a frame that cannot be read is empty."""
        kind = self._frame.surfaceFormat().pixelFormat()
        if kind in _BRIGHTNESS_FIRST and self._frame.map(QVideoFrame.MapMode.ReadOnly):
            try:
                return self._plane(0, self._frame.width(), self._frame.height()).copy()
            finally:
                self._frame.unmap()
        picture = self._frame.toImage()
        return EMPTY if picture.isNull() else _grey_of(picture)

    def picture(self, width: int, height: int) -> QImage:
        kind = self._frame.surfaceFormat().pixelFormat()
        if kind in (_PAIRED.keys() | _PLANAR.keys()) and self._frame.map(QVideoFrame.MapMode.ReadOnly):
            try:
                planes = [self._fitted(one, width, height) for one in self._colour_planes(kind)]
            finally:
                self._frame.unmap()
            colours = cv2.cvtColor(cv2.merge(planes), cv2.COLOR_YCrCb2RGB)
        else:
            whole = self._frame.toImage().convertToFormat(QImage.Format.Format_RGB888)
            if whole.isNull():
                return QImage()
            bytes_ = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine())
            colours = self._fitted(bytes_[:, : whole.width() * 3].reshape(whole.height(), -1, 3), width, height)
        colours = np.ascontiguousarray(colours)
        return QImage(colours.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()

    def _plane(self, at: int, width: int, height: int) -> Grey:
        """A view of one plane of the mapped frame; gone with its unmapping."""
        stride = self._frame.bytesPerLine(at)
        dots = np.frombuffer(cast("memoryview", self._frame.bits(at)), np.uint8, stride * height)
        return dots.reshape(height, stride)[:, :width]

    def _colour_planes(self, kind: QVideoFrameFormat.PixelFormat) -> tuple[Grey, Grey, Grey]:
        """Return brightness, Cr and Cb; the colours have half the width, and mostly half the height."""
        width, height = self._frame.width(), self._frame.height()
        bright = self._plane(0, width, height)
        half = (width + 1) // 2
        if kind in _PAIRED:
            blue, red = _PAIRED[kind]
            pairs = self._plane(1, half * 2, (height + 1) // 2)
            return bright, pairs[:, red::2], pairs[:, blue::2]
        blue, red = _PLANAR[kind]
        rows = height if kind == _Pixels.Format_YUV422P else (height + 1) // 2
        return bright, self._plane(red, half, rows), self._plane(blue, half, rows)

    def _fitted(self, dots: Grey, width: int, height: int) -> Grey:
        """Cut the region out, then its middle in the shape of `width` x `height`, and scale that."""
        rows, columns = dots.shape[:2]
        region = self._region
        left, right = region.left * columns, region.right * columns
        top, bottom = region.top * rows, region.bottom * rows
        # Planes of halved colours are squeezed: the shape is that of the frame, not of the plane.
        squeeze = (columns / self._frame.width()) / (rows / self._frame.height())
        wide = min(right - left, (bottom - top) * width / height * squeeze)
        high = min(bottom - top, (right - left) * height / width / squeeze)
        x, y = round((left + right - wide) / 2), round((top + bottom - high) / 2)
        cut = dots[y : y + max(1, round(high)), x : x + max(1, round(wide))]
        if self._mirror:
            cut = cut[:, ::-1]
        scaled = cv2.resize(np.ascontiguousarray(cut), (width, height), interpolation=cv2.INTER_LINEAR)
        return scaled.astype(np.uint8, copy=False)


def _grey_of(picture: QImage) -> Grey:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    dots = np.frombuffer(grey.constBits(), np.uint8)
    return dots.reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()].copy()
