"""When the camera looks, what it says meanwhile, and where the codes go. Knows no device and no video library."""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from kiosk.scanning.picture import Grey
from ui.touch.camera.newest import Newest
from ui.touch.camera.source import Frame, FrameSource, OpenSource
from ui.touch.navigator import Navigator
from ui.touch.words import Words

log = logging.getLogger("kiosk.touch")

LOOK_EVERY_S = 0.06  # between two frames for the reader: it must not take the machine from the screen
PICTURE_EVERY_S = 0.06
ADVICE_MS = 1500  # an advice stays so long after the last frame that asked for it: nobody reads what flickers


class SeenCode(Protocol):
    """A code of a frame; `text` is None when its bytes are no text."""

    @property
    def text(self) -> str | None: ...


class Seen(Protocol):
    """kiosk.scanning.live.Glimpse."""

    @property
    def codes(self) -> tuple[SeenCode, ...]: ...
    @property
    def advice(self) -> str | None: ...


class Reader(Protocol):
    """kiosk.scanning.live.Live, or the same in a process of its own; called on one worker thread."""

    def look(self, frame: Grey, at_ms: float) -> Seen: ...
    def forget(self) -> None: ...
    def close(self) -> None: ...


OpenReader = Callable[[], Reader]


def no_reader() -> Reader:
    """Stand where no camera is, so that nothing is ever read."""
    raise NotImplementedError


class Camera(QObject):
    """Looks while the present screen asks for it, and only then.

    Args:
        open_source: called when a screen asks for the first time.
        open_reader: called on the worker thread, before the first frame.
        arrive: takes the texts of the codes in one frame, None for one without a readable text.
        now_s: seconds of a clock that is never set.
    """

    changed = Signal()
    pictured = Signal(QImage)

    def __init__(
        self, words: Words, navigator: Navigator, open_source: OpenSource, open_reader: OpenReader,
        arrive: Callable[[Sequence[str | None]], None], now_s: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        super().__init__()
        self._words, self._navigator, self._arrive, self._now_s = words, navigator, arrive, now_s
        self._open_source, self._open_reader = open_source, open_reader
        self._source: FrameSource | None = None
        self._reader: Reader | None = None
        self._opened = self._wanted = self._known = self._broken = False
        self._advice = ""
        self._size = (0, 0)
        self._looked_s = self._pictured_s = -1.0
        self._reading: Newest[tuple[Frame, float] | None, Seen | None] = Newest(
            "camera-read", self._read, self._tell, self._fail
        )
        self._painting: Newest[tuple[Frame, int, int], QImage] = Newest(
            "camera-picture", _picture, self.pictured.emit, self._fail
        )
        self._patience = QTimer(self, singleShot=True, interval=ADVICE_MS)
        self._patience.timeout.connect(lambda: self._advise(""))
        words.languageChanged.connect(self.changed)
        navigator.screenChanged.connect(self.follow)

    @Property(bool, notify=changed)
    def looking(self) -> bool:
        """The camera is on. The screen says so as long as it is."""
        return self._wanted and not self._broken and self._source is not None and self._source.there

    @Property(bool, notify=changed)
    def gone(self) -> bool:
        """This screen wants a camera that was here before, and is not now."""
        return self._wanted and self._known and not self.looking

    @Property(str, notify=changed)
    def advice(self) -> str:
        """Which advice is given, "" for none; it names the picture too."""
        return self._advice

    @Property(str, notify=changed)
    def adviceText(self) -> str:
        return self._words.say(f"camera.{self._advice}") if self._advice else ""

    @Slot(int, int)
    def paintFor(self, width: int, height: int) -> None:
        """Pictures are `width` x `height` pixels from now on; 0 means nobody looks at them."""
        self._size = (width, height)

    @Slot()
    def follow(self) -> None:
        """Look, or look away, as the present screen wants it."""
        model = self._navigator.model
        wanted = model is not None and model.looks_for != ""
        if wanted == self._wanted:
            return
        self._wanted, self._broken = wanted, False
        if wanted and not self._opened:
            self._open()
        if self._source is not None:
            self._source.start() if wanted else self._source.stop()
        self._rest()
        if not wanted:
            self._reading.offer(None)
        self._notice()

    def close(self) -> None:
        """Let go of the device and end the workers."""
        if self._source is not None:
            self._source.stop()
        self._reading.close()
        self._painting.close()
        if self._reader is not None:
            self._reader.close()

    def _open(self) -> None:
        self._opened = True
        self._source = self._open_source()
        if self._source is not None:
            self._source.arrived.connect(self._take)
            self._source.changed.connect(self._notice)

    def _notice(self) -> None:
        """The device came, went, or is looked at or not."""
        self._known = self._known or (self._source is not None and self._source.there)
        if not self.looking:
            self._rest()
        self.changed.emit()

    def _rest(self) -> None:
        self._reading.forget()
        self._painting.forget()
        self._patience.stop()
        self._advice = ""

    def _take(self, frame: Frame) -> None:
        now_s = self._now_s()
        if now_s - self._looked_s >= LOOK_EVERY_S:
            self._looked_s = now_s
            self._reading.offer((frame, now_s * 1000))
        width, height = self._size
        if width > 0 and height > 0 and now_s - self._pictured_s >= PICTURE_EVERY_S:
            self._pictured_s = now_s
            self._painting.offer((frame, width, height))

    def _read(self, taken: tuple[Frame, float] | None) -> Seen | None:
        """Look at a frame; at None forget all frames."""
        if taken is None:
            if self._reader is not None:
                self._reader.forget()
            return None
        frame, at_ms = taken
        if self._reader is None:
            self._reader = self._open_reader()
        return self._reader.look(frame.grey(), at_ms)

    def _tell(self, seen: Seen | None) -> None:
        if seen is None:
            return
        if seen.codes:
            self._advise("")
            self._arrive([one.text for one in seen.codes])
        elif seen.advice is not None:
            self._advise(seen.advice)
            self._patience.start()

    def _fail(self, mistake: Exception) -> None:
        """Nothing can be read: say that the camera is gone, once, until a screen asks anew."""
        log.error("camera", exc_info=mistake)
        self._broken = True
        if self._source is not None:
            self._source.stop()
        self._notice()

    def _advise(self, advice: str) -> None:
        if advice != self._advice:
            self._advice = advice
            self.changed.emit()


def _picture(wanted: tuple[Frame, int, int]) -> QImage:
    frame, width, height = wanted
    return frame.picture(width, height)
