"""When the camera looks, what it says meanwhile, and where the codes go. Knows no device and no video library."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from kiosk.scanning.picture import Colour, Grey
from ui.touch.camera.newest import Newest
from ui.touch.camera.source import Frame, FrameSource, OpenSource, Place
from ui.touch.navigator import Navigator
from ui.touch.view_models.screen import LooksFor
from ui.touch.words import Words

if TYPE_CHECKING:
    from kiosk.scanning.page_watch import TakenPage

log = logging.getLogger("kiosk.touch")

CODES = frozenset({"code", "card"})  # one and the same to the camera
USUAL_SHAPE = 4 / 3
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


class SeenPage(Protocol):
    """kiosk.scanning.page_watch.PageGlimpse; `corners` in fractions of the frame."""

    @property
    def corners(self) -> tuple[Place, ...] | None: ...
    @property
    def flaw(self) -> str | None: ...
    @property
    def refused(self) -> bool: ...
    @property
    def taken(self) -> "TakenPage | None": ...


class Reader(Protocol):
    """kiosk.scanning.live.Live and page_watch.PageWatch, or both in a process of their own; called on one worker
    thread.
    """

    def look(self, frame: Grey, at_ms: float) -> Seen: ...
    def look_page(self, frame: Colour, at_ms: float) -> SeenPage: ...
    def forget(self) -> None: ...
    def close(self) -> None: ...


OpenReader = Callable[[], Reader]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A frame for the reader, and the size of the picture on the screen while it was asked."""

    frame: Frame
    at_ms: float
    paper: bool
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _SeenPaper:
    page: SeenPage
    outline: tuple[Place, ...]


def no_reader() -> Reader:
    """Stand where no camera is, so that nothing is ever read."""
    raise NotImplementedError


class Camera(QObject):
    """Looks while the present screen asks for it, and only then.

    Args:
        open_source: called when a screen asks for the first time.
        open_reader: called on the worker thread, before the first frame.
        arrive: takes the texts of the codes in one frame, None for one without a readable text.
        arrive_page: takes what was seen of a paper in one frame.
        now_s: seconds of a clock that is never set.
    """

    changed = Signal()
    pictured = Signal(QImage)

    def __init__(
        self, words: Words, navigator: Navigator, open_source: OpenSource, open_reader: OpenReader,
        arrive: Callable[[Sequence[str | None]], None], arrive_page: Callable[[SeenPage], None] = lambda _: None,
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        super().__init__()
        self._words, self._navigator, self._arrive, self._now_s = words, navigator, arrive, now_s
        self._arrive_page = arrive_page
        self._open_source, self._open_reader = open_source, open_reader
        self._source: FrameSource | None = None
        self._reader: Reader | None = None
        self._opened = self._known = self._broken = False
        self._looks_for: LooksFor = ""
        self._advice = ""
        self._outline: tuple[Place, ...] = ()
        self._size, self._shape = (0, 0), USUAL_SHAPE
        self._looked_s = self._pictured_s = -1.0
        self._reading: Newest[_Asked | None, Seen | _SeenPaper | None] = Newest(
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
        return self._looks_for != "" and not self._broken and self._source is not None and self._source.there

    @Property(bool, notify=changed)
    def gone(self) -> bool:
        """This screen wants a camera that was here before, and is not now."""
        return self._looks_for != "" and self._known and not self.looking

    @Property(str, notify=changed)
    def advice(self) -> str:
        """Which advice is given, "" for none; it names the picture too."""
        return self._advice

    @Property(str, notify=changed)
    def adviceText(self) -> str:
        return self._words.say(f"camera.{self._advice}") if self._advice else ""

    @Property(float, notify=changed)
    def shape(self) -> float:
        """Width to height of what is looked at: a picture of this shape shows all of it."""
        return self._shape

    @property
    def outline(self) -> tuple[Place, ...]:
        """Where the paper's corners are in the picture, in its pixels; empty while none is seen."""
        return self._outline

    @Slot(int, int)
    def paintFor(self, width: int, height: int) -> None:
        """Pictures are `width` x `height` pixels from now on; 0 means nobody looks at them."""
        self._size = (width, height)

    @Slot()
    def follow(self) -> None:
        """Look, or look away, as the present screen wants it."""
        model = self._navigator.model
        wanted: LooksFor = "" if model is None else model.looks_for
        if wanted == self._looks_for or (self._looks_for in CODES and wanted in CODES):
            self._looks_for = wanted
            return
        self._looks_for, self._broken = wanted, False
        if wanted and not self._opened:
            self._open()
        if self._source is not None:
            self._source.start(fine=wanted == "paper") if wanted else self._source.stop()
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
        self._advice, self._outline = "", ()

    def _take(self, frame: Frame) -> None:
        now_s = self._now_s()
        if abs(frame.shape - self._shape) > 0.01:
            self._shape = frame.shape
            self.changed.emit()
        if now_s - self._looked_s >= LOOK_EVERY_S:
            self._looked_s = now_s
            self._reading.offer(_Asked(frame, now_s * 1000, self._looks_for == "paper", self._size))
        width, height = self._size
        if width > 0 and height > 0 and now_s - self._pictured_s >= PICTURE_EVERY_S:
            self._pictured_s = now_s
            self._painting.offer((frame, width, height))

    def _read(self, asked: _Asked | None) -> Seen | _SeenPaper | None:
        """Look at a frame; at None forget all frames."""
        if asked is None:
            if self._reader is not None:
                self._reader.forget()
            return None
        if self._reader is None:
            self._reader = self._open_reader()
        if not asked.paper:
            return self._reader.look(asked.frame.grey(), asked.at_ms)
        page = self._reader.look_page(asked.frame.colour(), asked.at_ms)
        shown = page.corners is not None and asked.size != (0, 0)
        return _SeenPaper(page, asked.frame.place(page.corners or (), *asked.size) if shown else ())

    def _tell(self, seen: Seen | _SeenPaper | None) -> None:
        if seen is None:
            return
        if isinstance(seen, _SeenPaper):
            self._outline = seen.outline
            self._arrive_page(seen.page)
        elif seen.codes:
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
