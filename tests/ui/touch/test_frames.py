"""Frames as numbers, and which camera with which picture format."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat
from pytestqt.qtbot import QtBot

from kiosk.config import CameraSettings
from kiosk.scanning.picture import Grey
from ui.touch.camera.device import DeviceSource, pick
from ui.touch.camera.frames import WHOLE, QtFrame
from ui.touch.camera.open import open_camera
from ui.touch.camera.played import as_frame

STEPS: Grey = (np.arange(96 * 54).reshape(54, 96) % 251).astype(np.uint8)


def of_image(grey: Grey) -> QVideoFrame:
    colours = np.ascontiguousarray(np.dstack([grey, grey, grey, np.full_like(grey, 255)]))
    height, width = grey.shape
    return QVideoFrame(QImage(colours.data, width, height, width * 4, QImage.Format.Format_RGB32).copy())


def coloured(kind: QVideoFrameFormat.PixelFormat, blue: int, red: int) -> QVideoFrame:
    """A frame of one colour, 64x32."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(64, 32), kind))
    frame.map(QVideoFrame.MapMode.WriteOnly)
    planes = [np.frombuffer(frame.bits(at), np.uint8) for at in range(frame.planeCount())]
    planes[0][:] = 128
    if kind == QVideoFrameFormat.PixelFormat.Format_NV12:
        planes[1][0::2], planes[1][1::2] = blue, red
    elif kind == QVideoFrameFormat.PixelFormat.Format_NV21:
        planes[1][0::2], planes[1][1::2] = red, blue
    elif kind == QVideoFrameFormat.PixelFormat.Format_YUYV:
        planes[0][1::4], planes[0][3::4] = blue, red
    elif kind == QVideoFrameFormat.PixelFormat.Format_UYVY:
        planes[0][0::4], planes[0][2::4] = blue, red
    elif kind == QVideoFrameFormat.PixelFormat.Format_YV12:
        planes[1][:], planes[2][:] = red, blue
    else:
        planes[1][:], planes[2][:] = blue, red
    frame.unmap()
    return frame


def test_brightness_comes_out_as_the_camera_gave_it() -> None:
    assert (QtFrame(as_frame(STEPS), WHOLE, mirror=True).grey() == STEPS).all()


def test_a_frame_in_colours_is_made_grey() -> None:
    assert np.abs(QtFrame(of_image(STEPS), WHOLE, mirror=False).grey().astype(int) - STEPS).max() <= 1


def test_a_frame_that_holds_nothing_is_empty() -> None:
    assert QtFrame(QVideoFrame(), WHOLE, mirror=False).grey().size == 0


@pytest.mark.parametrize("frame", [as_frame(STEPS), of_image(STEPS)], ids=["planes", "colours"])
def test_the_picture_fills_its_place(frame: QVideoFrame) -> None:
    picture = QtFrame(frame, WHOLE, mirror=False).picture(40, 40)
    assert (picture.width(), picture.height(), picture.isNull()) == (40, 40, False)


@pytest.mark.parametrize(("mirror", "left"), [(False, 0), (True, 255)])
def test_the_picture_may_be_a_mirror(mirror: bool, left: int) -> None:
    halves = np.zeros((54, 96), np.uint8)
    halves[:, 48:] = 255
    picture = QtFrame(as_frame(halves), WHOLE, mirror).picture(96, 54)
    assert abs(picture.pixelColor(3, 20).value() - left) < 5


def test_the_picture_shows_the_part_that_is_read() -> None:
    corner = np.zeros((54, 96), np.uint8)
    corner[27:, 48:] = 200
    picture = QtFrame(as_frame(corner), (0.5, 0.5, 1.0, 1.0), mirror=False).picture(48, 27)
    assert min(picture.pixelColor(x, y).value() for x in range(2, 46) for y in range(2, 25)) > 190


@pytest.mark.parametrize("kind", ["NV12", "NV21", "YUV420P", "YUV422P", "YV12", "YUYV", "UYVY"])
def test_red_is_red_in_every_format_of_cameras(kind: str) -> None:
    frame = coloured(getattr(QVideoFrameFormat.PixelFormat, f"Format_{kind}"), blue=110, red=220)
    assert (QtFrame(frame, WHOLE, mirror=False).grey() == 128).all()
    colour = QtFrame(frame, WHOLE, mirror=False).picture(32, 32).pixelColor(10, 10)
    assert (colour.red(), colour.green(), colour.blue()) == (255, 69, 96)  # BT.601: Y 128, Cr 220, Cb 110
    assert colour.red() > 200 > colour.blue()


@pytest.mark.parametrize(
    ("names", "wanted", "at"),
    [
        (["Integrated Camera", "USB Document Camera"], "document", 1),
        (["Integrated Camera"], "", 0),
        (["Integrated Camera"], "document", None),
        ([], "", None),
    ],
)
def test_a_camera_is_chosen_by_a_part_of_its_name(names: list[str], wanted: str, at: int | None) -> None:
    assert pick(names, wanted) == at


@pytest.fixture
def device(qtbot: QtBot) -> Iterator[DeviceSource]:
    device = open_camera(CameraSettings(name="no camera is called like this"))
    assert isinstance(device, DeviceSource)
    yield device
    device.stop()


def test_without_a_device_the_source_waits(device: DeviceSource) -> None:
    device.start()
    assert not device.there


def test_a_camera_that_is_switched_off_is_never_opened() -> None:
    assert open_camera(CameraSettings(on=False)) is None


def test_no_frame_is_written_anywhere() -> None:
    """The rooms of the camera open no file and save no picture."""
    room = Path(as_frame.__code__.co_filename).parent
    text = "".join(file.read_text("utf-8") for file in room.glob("*.py"))
    assert not any(
        word in text for word in (".save(", 'open("', "write_bytes", "imwrite", "QImageCapture", "QMediaRecorder")
    )
