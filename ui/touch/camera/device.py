"""The camera that is plugged in: opened only while somebody looks at a screen that asks for a paper or a card."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from kiosk.config import CameraSettings
from ui.touch.camera.frames import QtFrame
from ui.touch.camera.source import FrameSource

TRY_AGAIN_MS = 3000  # after the device refused: another program may hold it
SLOWEST = 15.0  # frames a second below which a moving hand is a smear
SLOWEST_FINE = 4.0  # a paper is photographed when it lies still

log = logging.getLogger("kiosk.touch")


class DeviceSource(FrameSource):
    """The one owner of the device; frames go nowhere but to `arrived`."""

    def __init__(self, settings: CameraSettings, fine_width: int = 0) -> None:
        super().__init__()
        self._settings, self._part = settings, settings.region_parts
        self._fine_width, self._fine = fine_width or settings.width, False
        self._wanted = self._refused = False
        self._camera: QCamera | None = None
        self._sink, self._session, self._devices = QVideoSink(), QMediaCaptureSession(), QMediaDevices()
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take)
        self._devices.videoInputsChanged.connect(self._plugged)
        self._again = QTimer(self, singleShot=True, interval=TRY_AGAIN_MS)
        self._again.timeout.connect(self._open_again)

    @property
    def there(self) -> bool:
        return not self._refused and self._device() is not None

    def start(self, fine: bool = False) -> None:
        if fine != self._fine:
            self._fine = fine
            self._close()
        self._wanted, self._refused = True, False
        self._open_again()

    def stop(self) -> None:
        self._wanted = False
        self._again.stop()
        self._close()

    def _device(self) -> QCameraDevice | None:
        devices = QMediaDevices.videoInputs()
        at = pick([one.description() for one in devices], self._settings.name)
        return None if at is None else devices[at]

    def _open(self) -> None:
        device = self._device()
        if device is None:
            return
        self._camera = camera = QCamera(device)
        camera.errorOccurred.connect(self._refuse)
        wanted = (self._fine_width, SLOWEST_FINE) if self._fine else (self._settings.width, SLOWEST)
        best = best_format(device.videoFormats(), *wanted)
        if best is not None:
            camera.setCameraFormat(best)
        self._session.setCamera(camera)
        camera.start()
        self._tune(camera)

    def _tune(self, camera: QCamera) -> None:
        """Ask for what helps with paper held close; a device that cannot do it stays as it is."""
        if camera.isFocusModeSupported(QCamera.FocusMode.FocusModeAutoNear):
            camera.setFocusMode(QCamera.FocusMode.FocusModeAutoNear)
        if self._settings.torch and camera.isTorchModeSupported(QCamera.TorchMode.TorchOn):
            camera.setTorchMode(QCamera.TorchMode.TorchOn)
        if self._settings.exposure and QCamera.Feature.ExposureCompensation in camera.supportedFeatures():
            camera.setExposureCompensation(self._settings.exposure)

    def _close(self) -> None:
        if self._camera is not None:
            self._camera.stop()
            self._session.setCamera(None)  # pyright: ignore[reportArgumentType] : Qt takes no camera as "let go"
            self._camera.deleteLater()
            self._camera = None

    def _refuse(self, error: QCamera.Error, message: str) -> None:
        log.warning("camera: %s", message)
        self._refused = True
        self._close()
        self._again.start()
        self.changed.emit()

    def _plugged(self) -> None:
        """Devices came or went."""
        self._refused = False
        if self._camera is not None and self._camera.cameraDevice() not in QMediaDevices.videoInputs():
            self._close()
        self._open_again()
        self.changed.emit()

    def _open_again(self) -> None:
        if self._wanted and self._camera is None:
            self._open()

    def _take(self, frame: QVideoFrame) -> None:
        if not self._wanted or not frame.isValid():
            return
        if self._refused:  # it counts as back when it gives pictures, not when it is tried again
            self._refused = False
            self.changed.emit()
        self.arrived.emit(QtFrame(frame, self._part, self._settings.mirror))


def pick(names: Sequence[str], wanted: str) -> int | None:
    """Return which of the devices is meant: the first whose name has `wanted` in it, in any case; "" is any."""
    return next((at for at, name in enumerate(names) if wanted.casefold() in name.casefold()), None)


def best_format(formats: Sequence[QCameraFormat], width: int, slowest: float = SLOWEST) -> QCameraFormat | None:
    """Return the format nearest to `width` pixels that is fast enough, the fastest of those; None when none is told."""
    fast = [one for one in formats if one.maxFrameRate() >= slowest] or list(formats)
    return min(fast, key=lambda one: (abs(one.resolution().width() - width), -one.maxFrameRate()), default=None)
