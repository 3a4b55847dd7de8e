"""What time it is on a machine whose own clock may be wrong: a dead battery (1970), a slip of the hand (2099).

The machine's own clock is believed while nothing speaks against it. What speaks against it: the province or a person
said another time in this run of the machine; it jumped while the steady clock did not; it stands before a day that was
already here, or further behind it than any machine stands switched off. Then time goes on from what was last trusted,
and `doubt` says so. What is known is kept in the hall's file, for all processes of the machine and for its next start.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.clock import HALL_ZONE, Clock, milliseconds, moment
from kiosk.errors import StoreError

BUILT_MS = milliseconds(datetime(2026, 11, 1, tzinfo=HALL_ZONE))  # no machine with this software lives before it
LATEST_MS = BUILT_MS + 20 * 365 * 86_400_000  # nor so long after it
FAR_MS = 10 * 60_000
ASLEEP_MS = 180 * 86_400_000  # the longest that a machine may stand switched off and still be believed
LOOK_SECONDS = 1.0  # how old a look into the file may be

GOOD, UNSET, FAR = "good", "unset", "far"
TOLD, OWN, GUESS = "told", "own", "guess"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of time in the run `boot` of the machine. Times are Unix ms.

    `trusted_ms` is the latest time that was believed; `zero_ms` the time when the steady clock of that run was 0.
    `source`: TOLD by the province or a person, the machine's OWN clock, or GUESS, a time that is only not too late.
    `since_ms`: when that run was first looked at, in its own time.
    """

    trusted_ms: int
    boot: str
    zero_ms: int
    source: str
    since_ms: int


@dataclass(frozen=True, slots=True)
class Judged:
    """The time, what is known of the machine's own clock, and why the time itself is doubtful ("" when it is not)."""

    now_ms: int
    quality: str
    doubt: str


def judge(wall_ms: int, steady_ms: int, boot: str, mark: Mark | None, far_ms: int = FAR_MS) -> Judged:
    """Return the time from what the two clocks show and what is known.

    Args:
        wall_ms, steady_ms: the machine's own clock, and the one that never goes back.
        far_ms: by how much the own clock may differ from what is expected.
    """
    if mark is None:
        if wall_ms < BUILT_MS:
            return Judged(BUILT_MS + steady_ms, UNSET, UNSET)
        return Judged(wall_ms, GOOD, "")
    if mark.boot == boot and mark.source != GUESS:
        expected = mark.zero_ms + steady_ms
        if abs(wall_ms - expected) <= far_ms:
            return Judged(wall_ms, GOOD, "")
        quality = UNSET if wall_ms < BUILT_MS else FAR
        return Judged(expected, quality, "" if mark.source == TOLD else quality)
    # At least as late as this it is: the machine has been running for `steady_ms`.
    least = (mark.zero_ms if mark.boot == boot else max(mark.trusted_ms, BUILT_MS)) + steady_ms
    if least - far_ms <= wall_ms <= least + ASLEEP_MS:
        # A guess ends for all processes at once, in the act that also moves what was written under it.
        return Judged(least, GOOD, UNSET) if mark.boot == boot else Judged(wall_ms, GOOD, "")
    quality = UNSET if wall_ms < least else FAR
    return Judged(least, quality, quality)


def next_mark(judged: Judged, wall_ms: int, steady_ms: int, boot: str, mark: Mark | None) -> Mark:
    """Return what is known after a look at the clocks that found `judged`."""
    if mark is None or mark.boot != boot:
        source = OWN if judged.quality == GOOD else GUESS
        return Mark(judged.now_ms, boot, judged.now_ms - steady_ms, source, judged.now_ms)
    if judged.quality != GOOD:  # the time goes on as it was known
        return replace(mark, trusted_ms=judged.now_ms)
    source = TOLD if mark.source == TOLD else OWN
    return Mark(wall_ms, boot, wall_ms - steady_ms, source, mark.since_ms)


def told_mark(told_ms: int, steady_ms: int, boot: str, mark: Mark | None) -> Mark:
    """Return what is known after somebody who knows said that it is `told_ms`."""
    since_ms = mark.since_ms if mark is not None and mark.boot == boot else told_ms
    return Mark(told_ms, boot, told_ms - steady_ms, TOLD, since_ms)


def is_possible(told_ms: int) -> bool:
    """Return whether it can be this late at all: whoever tells a machine the time may have a dead battery too."""
    return BUILT_MS <= told_ms <= LATEST_MS


class TrustedClock:
    """A Clock that knows better than `own`.

    Args:
        own: the machine's clocks.
        boot: names this run of the machine.
        far_ms: see `judge`.
    """

    def __init__(self, own: Clock, boot: str, far_ms: int = FAR_MS) -> None:
        self._own, self._boot, self._far_ms = own, boot, far_ms
        self._read: Callable[[], Mark | None] = lambda: None
        self._mark: Mark | None = None
        self._looked_at = float("-inf")

    @property
    def boot(self) -> str:
        return self._boot

    def attend(self, read: Callable[[], Mark | None]) -> None:
        """Look with `read` at what is known, from now on."""
        self._read = read
        self.look_again()

    def look_again(self) -> None:
        """Somebody has just written what is known."""
        self._looked_at = float("-inf")

    def now(self) -> datetime:
        return moment(self.judged().now_ms)

    def monotonic(self) -> float:
        return self._own.monotonic()

    def wall(self) -> datetime:
        return self._own.now()

    def quality(self) -> str:
        return self.judged().quality

    def doubt(self) -> str:
        return self.judged().doubt

    def judged(self) -> Judged:
        return judge(milliseconds(self._own.now()), self.steady_ms(), self._boot, self._known(), self._far_ms)

    def steady_ms(self) -> int:
        return round(self._own.monotonic() * 1000)

    def _known(self) -> Mark | None:
        """Return what is known; a file that cannot be read now leaves us with what it said before."""
        now = self._own.monotonic()
        if now - self._looked_at >= LOOK_SECONDS:
            with suppress(StoreError):
                self._mark, self._looked_at = self._read(), now
        return self._mark
