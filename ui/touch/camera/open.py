"""Whether this machine can have a camera at all."""

import logging

from kiosk.config import CameraSettings
from ui.touch.camera.source import FrameSource, hush

log = logging.getLogger("kiosk.touch")


def open_camera(settings: CameraSettings, fine_width: int = 0) -> FrameSource | None:
    """Return the camera of this machine, plugged in or not; None when it is switched off or Qt has no multimedia here.

    `fine_width`: the pixels asked for when papers are photographed; 0 as for codes.
    Needs a QGuiApplication, and reads large libraries: call it when a camera is wanted for the first time.
    """
    if not settings.on:
        return None
    hush()
    try:
        from ui.touch.camera.device import DeviceSource
    except ImportError as error:
        log.warning("no camera: %s", error)
        return None
    return DeviceSource(settings, fine_width)
