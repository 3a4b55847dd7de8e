"""Frames that are handed in instead of coming from a device, through the same sink: for demonstrations and tests."""

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QMediaCaptureSession, QVideoFrame, QVideoFrameFormat, QVideoFrameInput, QVideoSink

from kiosk.scanning.picture import Colour, Grey
from ui.touch.camera.frames import WHOLE, Part, QtFrame
from ui.touch.camera.source import FrameSource, hush

NO_COLOUR = 128


class PlayedSource(FrameSource):
    """A camera without a device. `show` holds a picture before it; `unplug` and `plug_in` are what hands do."""

    def __init__(self, part: Part = WHOLE, mirror: bool = False) -> None:
        super().__init__()
        hush()
        self._part, self._mirror = part, mirror
        self._plugged, self._wanted = True, False
        self.fine = False  # what a real camera was last asked for
        self._sink, self._session, self._input = QVideoSink(), QMediaCaptureSession(), QVideoFrameInput()
        self._session.setVideoSink(self._sink)
        self._session.setVideoFrameInput(self._input)
        self._sink.videoFrameChanged.connect(self._take)

    @property
    def there(self) -> bool:
        return self._plugged

    @property
    def running(self) -> bool:
        """The light of a real camera would be on."""
        return self._plugged and self._wanted

    def start(self, fine: bool = False) -> None:
        self._wanted, self.fine = True, fine

    def stop(self) -> None:
        self._wanted = False

    def show(self, picture: Grey | Colour) -> None:
        """Hold a picture (even width and height), grey or in colours, before the camera for one frame."""
        self.send(as_frame(picture))

    def send(self, frame: QVideoFrame) -> None:
        """The same with a frame of whatever format."""
        self._input.sendVideoFrame(frame)

    def unplug(self) -> None:
        self._plugged = False
        self.changed.emit()

    def plug_in(self) -> None:
        self._plugged = True
        self.changed.emit()

    def _take(self, frame: QVideoFrame) -> None:
        if self.running and frame.isValid():
            self.arrived.emit(QtFrame(frame, self._part, self._mirror))


def as_frame(picture: Grey | Colour) -> QVideoFrame:
    """Return a picture as the NV12 frame a camera would give."""
    height, width = picture.shape[:2]
    picture, pairs = (picture, None) if picture.ndim == 2 else _in_planes(picture)
    frame = QVideoFrame(QVideoFrameFormat(QSize(width, height), QVideoFrameFormat.PixelFormat.Format_NV12))
    frame.map(QVideoFrame.MapMode.WriteOnly)
    stride = frame.bytesPerLine(0)
    bright = memoryview(frame.bits(0)).cast("B")
    for row in range(height):
        bright[row * stride : row * stride + width] = picture[row].tobytes()
    colour = memoryview(frame.bits(1)).cast("B")
    colour[:] = bytes([NO_COLOUR]) * len(colour)
    if pairs is not None:
        stride = frame.bytesPerLine(1)
        for row in range(height // 2):
            colour[row * stride : row * stride + width] = pairs[row].tobytes()
    frame.unmap()
    return frame


def _in_planes(picture: Colour) -> tuple[Grey, Grey]:
    """Return the brightness, full range, and the pairs of Cb and Cr at half the size."""
    import cv2

    planes = cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb).astype(np.uint8, copy=False)
    half = cv2.resize(planes[..., [2, 1]], None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(planes[..., 0]), half.reshape(half.shape[0], -1).astype(np.uint8, copy=False)
