"""A paper before a live camera: found in every frame, taken by itself when it lies still, cleaned, packed for the PDF.

Pure: no Qt, no device, no clock. What it takes is told once; it looks anew after `forget`.
"""

import io
from collections import deque
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from kiosk.config import PapersSettings
from kiosk.scanning.page_capture import Capture, capture
from kiosk.scanning.page_clean import DPI, Look
from kiosk.scanning.page_edges import Found, find_page
from kiosk.scanning.page_frames import Steady, Stillness, sharpest
from kiosk.scanning.page_pdf import PackedPage, pack
from kiosk.scanning.page_quality import Flaw, Limits, dpi_on_paper
from kiosk.scanning.page_sides import Points
from kiosk.scanning.picture import Colour, Grey

SMALLEST_SIDE = 64  # pixels of a frame
BLACK = 28.0  # mean grey of a frame in which nothing can be seen: a covered lens, a hall without light
LAST = 3  # frames of which the sharpest is taken
PREVIEW_ROWS = 1170


@dataclass(frozen=True, slots=True)
class PageRules:
    """How a hall wants its pages. `again_ms`: after a photograph that was refused, before the next one by itself."""

    look: Look = "colour"
    dpi: int = DPI
    limits: Limits = field(default_factory=Limits)
    stillness: Stillness = field(default_factory=Stillness)
    again_ms: float = 2500.0


def rules_of(settings: PapersSettings) -> PageRules:
    """Return what a hall has set."""
    return PageRules(
        settings.look,  # pyright: ignore[reportArgumentType] : asked when the settings are read
        settings.dpi,
        Limits(
            (settings.sharp_warn, settings.sharp_refuse),
            (settings.dpi_warn, settings.dpi_refuse),
            (settings.light_warn, settings.light_refuse),
            settings.glare,
        ),
        Stillness(settings.still_part, settings.still_frames, settings.still_ms, settings.still_gap_ms),
        settings.again_ms,
    )


@dataclass(frozen=True, slots=True)
class TakenPage:
    """A clean page, packed as it goes into the PDF; `preview` is a JPEG of it for the screen."""

    page: PackedPage
    preview: bytes = field(repr=False)
    weak: tuple[Flaw, ...] = ()  # what the person should look at before it is kept


@dataclass(frozen=True, slots=True)
class PageGlimpse:
    """What one frame brought.

    `corners` are fractions of the frame's width and height, clockwise; None while no whole sheet is in view. `flaw` is
    the one thing to put right; `refused`: it is what a photograph was refused for just now.
    """

    corners: tuple[tuple[float, float], ...] | None = field(default=None, repr=False)
    flaw: Flaw | None = None
    refused: bool = False
    taken: TakenPage | None = None


class PageWatch:
    """Feed it frames (rows x columns x red, green, blue) and the ms of a clock that is never set."""

    def __init__(self, rules: PageRules | None = None) -> None:
        self._rules = rules or PageRules()
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was seen."""
        self._steady = Steady(self._rules.stillness)
        self._last: deque[tuple[Colour, Points]] = deque(maxlen=LAST)
        self._not_before_ms = 0.0
        self._refusal: Flaw | None = None

    def look(self, frame: Colour, at_ms: float) -> PageGlimpse:
        if frame.ndim != 3 or min(frame.shape[:2]) < SMALLEST_SIDE:
            return PageGlimpse()
        found = find_page(frame)
        if found.corners is None:
            self._lose(at_ms)
            return PageGlimpse(flaw=_why_none(frame, found))
        corners = _parts(found.corners, frame)
        if dpi_on_paper(found.corners) < self._rules.limits.dpi[1]:
            self._lose(at_ms)
            return PageGlimpse(corners, "too_small")
        self._last.append((frame, found.corners))
        if at_ms < self._not_before_ms:
            return PageGlimpse(corners, self._refusal)
        rests = self._steady.look(found.corners, at_ms)
        return self._take(corners, at_ms) if rests else PageGlimpse(corners)

    def _take(self, corners: tuple[tuple[float, float], ...], at_ms: float) -> PageGlimpse:
        photo, where = self._last[sharpest(self._last)]
        made = capture(photo, corners=where, dpi=self._rules.dpi, look=self._rules.look, limits=self._rules.limits)
        if made.page is not None:
            self.forget()
            return PageGlimpse(corners, taken=taken_page(made, self._rules))
        self._steady = Steady(self._rules.stillness)
        self._not_before_ms = at_ms + self._rules.again_ms
        self._refusal = made.quality.advice[0].flaw
        return PageGlimpse(corners, self._refusal, refused=True)

    def _lose(self, at_ms: float) -> None:
        self._steady.look(None, at_ms)
        self._last.clear()


def taken_page(made: Capture, rules: PageRules) -> TakenPage:
    """Return a photograph's clean page packed.

    Raises:
        ValueError: the photograph gave no page.
    """
    if made.page is None:
        raise ValueError("There is no page to pack.")
    return TakenPage(
        pack(made.page, rules.look, rules.dpi), _preview(made.page), tuple(one.flaw for one in made.quality.advice)
    )


def _why_none(frame: Colour, found: Found) -> Flaw:
    if float(frame[::8, ::8].mean()) < BLACK:
        return "dark"
    return "cut_off" if found.cut_off else "no_page"


def _parts(corners: Points, frame: Colour) -> tuple[tuple[float, float], ...]:
    high, wide = frame.shape[:2]
    return tuple((float(x) / wide, float(y) / high) for x, y in corners)


def _preview(page: Colour | Grey) -> bytes:
    image, out = Image.fromarray(np.ascontiguousarray(page)), io.BytesIO()
    rows = min(PREVIEW_ROWS, image.height)
    image.convert("RGB").resize((round(image.width * rows / image.height), rows), Image.Resampling.BOX).save(
        out, "JPEG", quality=80
    )
    return out.getvalue()
