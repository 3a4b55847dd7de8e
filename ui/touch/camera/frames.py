"""A QVideoFrame as numbers: grey for the reader, colours for the screen.

Cameras give brightness as bytes of their own (NV12, YUYV, or planar YUV out of MJPG), so grey is one copy of those:
0.05 ms for 1280x720 where a conversion through QImage takes 4 ms.
"""

from collections.abc import Sequence

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame

from kiosk.scanning.picture import Colour, Grey
from ui.touch.camera.planes import as_image, brightness, colours, dots_of, has_brightness, has_colours
from ui.touch.camera.source import Place

Part = tuple[float, float, float, float]  # left, top, right and bottom, in fractions of the frame
WHOLE: Part = (0.0, 0.0, 1.0, 1.0)
EMPTY = np.zeros((0, 0), np.uint8)
NO_DOTS = np.zeros((0, 0, 3), np.uint8)


class QtFrame:
    """
    Args:
        part: what `picture` shows.
        mirror: show left and right as in a mirror; the reader always gets the frame as it is.
    """

    def __init__(self, frame: QVideoFrame, part: Part, mirror: bool) -> None:
        self._frame, self._part, self._mirror = QVideoFrame(frame), part, mirror

    @property
    def shape(self) -> float:
        left, top, right, bottom = self._part
        return (right - left) * self._frame.width() / max(1.0, (bottom - top) * self._frame.height())

    def grey(self) -> Grey:
        """As Frame.grey; a frame that cannot be read is empty."""
        frame = QVideoFrame(self._frame)  # the picture may be made at the same time, on another thread
        if has_brightness(frame) and frame.map(QVideoFrame.MapMode.ReadOnly):
            try:
                return brightness(frame).copy()
            finally:
                frame.unmap()
        image = as_image(frame, QImage.Format.Format_Grayscale8)
        return EMPTY if image.isNull() else dots_of(image, 1).copy()

    def colour(self) -> Colour:
        import cv2

        frame = QVideoFrame(self._frame)
        if has_colours(frame) and frame.map(QVideoFrame.MapMode.ReadOnly):
            try:
                bright = self._cut(brightness(frame))
                size = bright.shape[1], bright.shape[0]
                halves = [
                    cv2.resize(np.ascontiguousarray(self._cut(one)), size, interpolation=cv2.INTER_LINEAR)
                    for one in colours(frame)
                ]
                return cv2.cvtColor(cv2.merge([bright, *halves]), cv2.COLOR_YCrCb2RGB).astype(np.uint8, copy=False)
            finally:
                frame.unmap()
        image = as_image(frame, QImage.Format.Format_RGB888)
        return NO_DOTS if image.isNull() else np.ascontiguousarray(self._cut(dots_of(image, 3)))

    def place(self, points: Sequence[Place], width: int, height: int) -> tuple[Place, ...]:
        columns = (self._part[2] - self._part[0]) * self._frame.width()
        rows = (self._part[3] - self._part[1]) * self._frame.height()
        wide, high = min(columns, rows * width / height), min(rows, columns * height / width)
        found = [
            ((x * columns - (columns - wide) / 2) * width / wide, (y * rows - (rows - high) / 2) * height / high)
            for x, y in points
        ]
        return tuple((width - x, y) if self._mirror else (x, y) for x, y in found)

    def _cut(self, dots: Grey) -> Grey:
        """Return the part of a plane that is looked at."""
        rows, columns = dots.shape[:2]
        left, top, right, bottom = self._part
        return dots[round(top * rows) : round(bottom * rows), round(left * columns) : round(right * columns)]

    def picture(self, width: int, height: int) -> QImage:
        import cv2  # on the worker thread: it takes a tenth of a second, which a tap would feel

        frame = QVideoFrame(self._frame)
        if has_colours(frame) and frame.map(QVideoFrame.MapMode.ReadOnly):
            try:
                planes = [self._fitted(one, width, height) for one in (brightness(frame), *colours(frame))]
            finally:
                frame.unmap()
            dots = cv2.cvtColor(cv2.merge(planes), cv2.COLOR_YCrCb2RGB)
        else:
            image = as_image(frame, QImage.Format.Format_RGB888)
            if image.isNull():
                return image
            dots = self._fitted(dots_of(image, 3), width, height)
        return QImage(dots.data, width, height, width * 3, QImage.Format.Format_RGB888).copy()

    def _fitted(self, dots: Grey, width: int, height: int) -> Grey:
        """Cut the part out, then its middle in the shape of `width` x `height`, and scale that."""
        import cv2

        rows, columns = dots.shape[:2]
        left, right = self._part[0] * columns, self._part[2] * columns
        top, bottom = self._part[1] * rows, self._part[3] * rows
        # Halved planes of colour are squeezed: the shape is that of the frame, not of the plane.
        squeeze = (columns / self._frame.width()) / (rows / self._frame.height())
        wide = min(right - left, (bottom - top) * width / height * squeeze)
        high = min(bottom - top, (right - left) * height / width / squeeze)
        x, y = round((left + right - wide) / 2), round((top + bottom - high) / 2)
        cut = dots[y : y + max(1, round(high)), x : x + max(1, round(wide))]
        if self._mirror:
            cut = cut[:, ::-1]
        scaled = cv2.resize(np.ascontiguousarray(cut), (width, height), interpolation=cv2.INTER_LINEAR)
        return scaled.astype(np.uint8, copy=False)
