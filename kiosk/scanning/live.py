"""Codes held in front of a live camera: what is read, and what to tell the person when nothing is.

Pure: no Qt, no device, no clock. The next frame is the cheapest second try there is, so each frame gets one light step
and one heavier step in turn. Glare moves from frame to frame while the code hardly does: the darkest of the last few
frames, laid over each other, has less of it.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import cycle

import numpy as np

from kiosk.clock import SystemClock, hall_day
from kiosk.scanning.advice import Advice, advise
from kiosk.scanning.code import KIOSK, Code, Format, believed, worth_a_second
from kiosk.scanning.decode import HEAVY, Step, View, readable
from kiosk.scanning.idle import Idle
from kiosk.scanning.picture import Grey
from kiosk.scanning.readers import zxing_placed
from kiosk.scanning.stack import Stack

__all__ = ["Advice", "Glimpse", "Live", "Region"]

UNREAD = 6  # frames with something like a code and no answer, before advice is given
MEMORY_MS = 1500.0  # how long a doubtful reading waits for its second

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Region:
    """The part of each frame that is looked at, in fractions of its width and height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0

    def of(self, frame: Grey) -> Grey:
        high, wide = frame.shape
        rows = slice(round(self.top * high), round(self.bottom * high))
        return frame[rows, round(self.left * wide) : round(self.right * wide)]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What one frame brought: codes that are new, or else what the person could do, or neither."""

    codes: tuple[Code, ...] = ()
    advice: Advice | None = None


def hall_today() -> date:
    return hall_day(SystemClock().now())


class Live:
    """Feed it every frame; it remembers what the last few said. Not for several threads at once.

    Args:
        region: where in the frame to look.
        again_ms: the same code is not told again while it is in view, nor until so long after it was last seen.
        today: the hall's day; a dossier code of a later day is a misreading.
        formats: the kinds of codes to read.
    """

    def __init__(
        self,
        region: Region | None = None,
        again_ms: float = 3000.0,
        today: Callable[[], date] = hall_today,
        formats: frozenset[Format] = KIOSK,
    ) -> None:
        self._region = region or Region()
        self._again_ms = again_ms
        self._today = today
        self._formats = formats
        self._turns = {bars: cycle(_turns(bars=bars)) for bars in (True, False)}
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was seen, neither frames nor codes."""
        self._stack, self._idle = Stack(), Idle()
        self._told: dict[Code, float] = {}
        self._doubtful: deque[tuple[float, Code]] = deque(maxlen=20)
        self._unread = 0

    def look(self, frame: Grey, at_ms: float) -> Glimpse:
        """Take one grey frame (rows x columns of uint8) and the time it was taken at; raises nothing."""
        if frame.ndim != 2:
            return Glimpse()
        picture = self._region.of(frame)
        if not readable(picture) or not self._idle.is_worth_a_look(picture, at_ms):
            return Glimpse()
        try:
            return self._look(View(np.ascontiguousarray(picture)), at_ms)
        except Exception as error:  # whatever a library makes of a frame, there will be another one
            log.warning("A frame was given up: %s", type(error).__name__)
            return Glimpse()

    def _look(self, view: View, at_ms: float) -> Glimpse:
        codes, failed = zxing_placed(view.picture, self._formats, errors=True)
        found = self._sure(codes, at_ms) or self._harder(view, at_ms)
        if found:
            self._unread = 0
            return Glimpse(self._new(found, at_ms))
        hint = advise(view, failed[0] if failed else None)
        self._unread = self._unread + 1 if hint else 0
        return Glimpse(advice=hint if self._unread >= UNREAD else None)

    def _harder(self, view: View, at_ms: float) -> list[Code]:
        self._stack.add(view)
        step = next(self._turns[bool(view.patches) and view.patches[0].bars])
        if step is not None:
            return self._sure(step.read(view, self._formats), at_ms)
        return self._sure(self._stack.read(self._formats), at_ms)

    def _sure(self, found: list[Code], at_ms: float) -> list[Code]:
        """Return what is believed at once or was said by another frame not long ago; keep the rest for the next."""
        today = self._today()
        before = {code for when, code in self._doubtful if 0 < at_ms - when <= MEMORY_MS}
        self._doubtful.extend((at_ms, one) for one in found if worth_a_second(one))
        return list(dict.fromkeys(one for one in found if believed(one, today) or one in before))

    def _new(self, found: list[Code], at_ms: float) -> tuple[Code, ...]:
        new = tuple(one for one in found if not 0 <= at_ms - self._told.get(one, -np.inf) <= self._again_ms)
        self._told = {one: when for one, when in self._told.items() if at_ms - when <= self._again_ms}
        self._told.update(dict.fromkeys(found, at_ms))
        return new


def _turns(*, bars: bool) -> list[Step | None]:
    """Return the heavier steps that suit what is in view; None is a look at the stacked frames."""
    first, *others = [one for one in HEAVY if one.bars in (bars, None)]
    return [first, None, *others, None]
