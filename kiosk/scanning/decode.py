"""From a grey picture to the codes in it, step by step, cheapest first; the first answer that is believed ends it.

Which steps and in which order was chosen on the tuned half of the drawn frames (kiosk/commands/bench/frames), by frames
gained a millisecond; `kiosk bench --only scanning` shows what they read beside each library alone.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import cv2
import numpy as np

from kiosk.clock import SystemClock, hall_day
from kiosk.scanning.code import KIOSK, Code, Format, believed, worth_a_second
from kiosk.scanning.patches import Patch, find_patches
from kiosk.scanning.picture import Grey
from kiosk.scanning.prepare import averaged, contrasted, flattened, sharpened
from kiosk.scanning.readers import Reader, zbar, zxing, zxing_bars, zxing_squares

__all__ = ["Code", "Format", "read_codes"]

SMALLEST_SIDE = 21  # a QR code has at least that many modules
MOST_ENLARGED = 2_000_000  # pixels; a larger picture has large modules already
MOST_PATCH = 700_000  # dots of an enlarged patch

log = logging.getLogger(__name__)


class View:
    """A picture, and the patches of it once a step asks for them."""

    def __init__(self, picture: Grey) -> None:
        self.picture = picture

    @cached_property
    def patches(self) -> list[Patch]:
        return find_patches(self.picture)

    def cut(self, *, bars: bool, scale: float) -> list[Grey]:
        """Return the patches with or without bars, enlarged by at most `scale`."""
        chosen = [one for one in self.patches if one.bars == bars]
        return [one.cut(self.picture, min(scale, (MOST_PATCH / one.area) ** 0.5)) for one in chosen]


def _as_it_is(picture: Grey) -> Grey:
    return picture


@dataclass(frozen=True, slots=True)
class Step:
    """Some pictures made of a view, and who reads them.

    Args:
        cost_ms: the mean over the tuned half, 1280 x 720, one core; the first step with patches pays 5 ms to find them.
        bars: read only patches with (True) or without bars (False); None reads the whole picture.
        scale: how much patches are enlarged.
    """

    name: str
    cost_ms: float
    reader: Reader
    prepare: Callable[[Grey], Grey] = _as_it_is
    bars: bool | None = None
    scale: float = 1.0

    @property
    def library(self) -> str:
        return "zbar" if self.reader is zbar else "zxing"

    def read(self, view: View, formats: frozenset[Format]) -> list[Code]:
        """Return what it finds. A visitor's picture must not end the scanning of the next one: it raises nothing."""
        found: list[Code] = []
        try:
            for picture in [view.picture] if self.bars is None else view.cut(bars=self.bars, scale=self.scale):
                found += self.reader(self.prepare(picture), formats)
        except Exception as error:
            log.warning("%s gave up: %s", self.name, type(error).__name__)
        return found


def _crisp(bars: Grey) -> Grey:
    return sharpened(averaged(bars), 3.0, 2.0)


def _flat(picture: Grey) -> Grey:
    flat = flattened(picture)
    if flat.size > MOST_ENLARGED:
        return flat
    return cv2.resize(flat, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)


LIGHT = Step("all", 7, zxing)
HEAVY = (
    Step("bars averaged", 1, zbar, averaged, bars=True),
    Step("squares contrasted", 8, zxing_squares, contrasted, bars=False, scale=2),
    Step("bars sharpened", 2, zxing_bars, _crisp, bars=True, scale=2),
    Step("squares", 5, zbar, bars=False),
    Step("squares sharpened", 6, zxing_squares, sharpened, bars=False, scale=2),
    Step("all flattened", 28, zxing, _flat),
)
SECOND = Step("a second opinion", 35, zbar)  # only when something doubtful was read
STEPS = (LIGHT, *HEAVY)


def read_codes(picture: Grey, today: date | None = None, formats: frozenset[Format] = KIOSK) -> list[Code]:
    """Return the codes in a grey picture (rows x columns of uint8), each once; no codes is an empty list.

    `today`: the hall's day, by which a dossier code of a later day is a misreading; the clock's unless given.
    """
    if not readable(picture):
        return []
    today = today or hall_day(SystemClock().now())
    view = View(np.ascontiguousarray(picture))
    said: set[tuple[Code, str]] = set()
    for step in (*STEPS, SECOND):
        if step is SECOND and not said:
            break
        found = list(dict.fromkeys(step.read(view, formats)))
        sure = [one for one in found if believed(one, today) or _seconded(one, step, said)]
        if sure:
            return sure
        said.update((one, step.library) for one in found if worth_a_second(one))
    return []


def readable(picture: Grey) -> bool:
    return picture.ndim == 2 and picture.dtype == np.uint8 and min(picture.shape) >= SMALLEST_SIDE


def _seconded(code: Code, step: Step, said: set[tuple[Code, str]]) -> bool:
    return any(one == code and library != step.library for one, library in said)
