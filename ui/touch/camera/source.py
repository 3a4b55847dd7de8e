"""Where frames come from, as the camera's owner sees it. Nothing here needs QtMultimedia."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QLoggingCategory, QObject, Signal
from PySide6.QtGui import QImage

from kiosk.scanning.picture import Colour, Grey

Place = tuple[float, float]


class Frame(Protocol):
    """One frame; the calls are made on a worker thread."""

    @property
    def shape(self) -> float:
        """Width to height of the part that is looked at."""
        ...

    def grey(self) -> Grey:
        """Return the whole frame in grey, a copy that nobody else changes."""
        ...

    def colour(self) -> Colour:
        """Return the part that is looked at in colours, a copy; never mirrored."""
        ...

    def picture(self, width: int, height: int) -> QImage:
        """Return the part that is looked at, cut and scaled to fill `width` x `height` pixels."""
        ...

    def place(self, points: Sequence[Place], width: int, height: int) -> tuple[Place, ...]:
        """Return where points of `colour`, in fractions of it, are in such a picture, in pixels."""
        ...


class FrameSource(QObject):
    """Gives frames between `start` and `stop`; both may be called again and again, with or without a device."""

    arrived = Signal(object)  # a Frame
    changed = Signal()  # `there` did

    @property
    def there(self) -> bool:
        """A device is plugged in and gives pictures, as far as anybody knows."""
        raise NotImplementedError

    def start(self, fine: bool = False) -> None:
        """Give frames from now on, or as soon as there is a device; `fine`: large ones rather than many."""
        raise NotImplementedError

    def stop(self) -> None:
        """Let go of the device: its own light goes out."""
        raise NotImplementedError


OpenSource = Callable[[], FrameSource | None]  # None: this machine cannot have a camera


def no_camera() -> None:
    """Open no camera."""


def hush() -> None:
    """Keep QtMultimedia from warning of every optional library that a machine lacks; call it before it is imported."""
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg.info=false")
