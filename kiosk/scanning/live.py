"""Codes held in front of a live camera: what is read, and what to tell the person when nothing is.

Pure: no Qt, no device, no clock. The next frame is the cheapest second try there is, so each frame gets one light step
and one heavier step in turn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kiosk.clock import SystemClock, hall_day
from kiosk.scanning.decode import Code, read_codes
from kiosk.scanning.picture import Grey

Advice = Literal["closer", "farther", "flat", "glare", "still", "light"]


@dataclass(frozen=True, slots=True)
class Region:
    """The part of each frame that is looked at, in fractions of its width and height."""

    left: float = 0.0
    top: float = 0.0
    right: float = 1.0
    bottom: float = 1.0


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
    """

    def __init__(
        self, region: Region | None = None, again_ms: float = 3000.0, today: Callable[[], date] = hall_today
    ) -> None:
        self._region = region or Region()
        self._again_ms = again_ms
        self._today = today
        self._seen: dict[Code, float] = {}

    def look(self, frame: Grey, at_ms: float) -> Glimpse:
        """Take one grey frame (rows x columns of uint8) and the time it was taken at; raises nothing."""
        found = read_codes(frame)
        new = tuple(one for one in found if at_ms - self._seen.get(one, -1e12) > self._again_ms)
        self._seen.update(dict.fromkeys(found, at_ms))
        return Glimpse(new)
