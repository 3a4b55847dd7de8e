"""When to try again, and how much to send at once. Pure: dice and measurements are handed in.

Full jitter: M. Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015). A fleet of kiosks that loses
its province must not come back as one wave.
"""

from dataclasses import dataclass, replace

from sync.messages import BLOB_PIECE

BASE_SECONDS = 5.0
CAP_SECONDS = 900.0
FIRST_BATCH, LARGEST_BATCH = 50, 500
FAST_SECONDS = 2.0
FIRST_PIECE, SMALLEST_PIECE = 32 * 1024, 4 * 1024
PIECE_SECONDS = 8.0  # what a piece of a paper may take: an event that happens meanwhile waits so long
PIECE_LIMIT = 2.0  # times that, and the line counts as broken; what has come is not lost
GROWTH = 4  # at most, from one piece to the next


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long to wait after failures in a row, in seconds."""

    base: float = BASE_SECONDS
    cap: float = CAP_SECONDS

    def ceiling(self, failures: int) -> float:
        """Return the longest wait after `failures` failures in a row; they start at 1."""
        if failures < 1:
            raise ValueError(f"There is nothing to wait for after {failures} failures.")
        return min(self.cap, self.base * 2.0 ** min(failures - 1, 60))

    def delay(self, failures: int, dice: float, retry_after: float | None = None) -> float:
        """Return the wait.

        Args:
            failures: since the last progress, this one included.
            dice: a random number in [0, 1).
            retry_after: what the province asked for, in seconds; kept up to `cap`, and spread behind it.
        """
        if retry_after is not None:
            return min(max(retry_after, 0.0), self.cap) + dice * self.base
        return dice * self.ceiling(failures)


@dataclass(frozen=True, slots=True)
class BatchSize:
    """How many events go into the next request: more on a good line, fewer on a bad one, never less than one."""

    events: int = FIRST_BATCH

    def after_success(self, seconds: float) -> "BatchSize":
        return BatchSize(min(LARGEST_BATCH, self.events * 2)) if seconds <= FAST_SECONDS else self

    def after_trouble(self) -> "BatchSize":
        return BatchSize(max(1, self.events // 2))


@dataclass(frozen=True, slots=True)
class Piece:
    """How much of a paper goes into the next request: as much as the line carried lately in `seconds`.

    Whatever happens in the hall waits behind at most one piece, and a line that stops is noticed within `limit`.
    """

    bytes: int = FIRST_PIECE
    seconds: float = PIECE_SECONDS

    @property
    def limit(self) -> float:
        """Seconds after which a piece counts as lost."""
        return self.seconds * PIECE_LIMIT

    def after_success(self, sent: int, seconds: float) -> "Piece":
        """Return the next piece, after one of `sent` bytes took `seconds`; a short rest of a paper tells little."""
        if sent < self.bytes:
            return self
        fits = round(sent * self.seconds / max(seconds, 0.001))
        return replace(self, bytes=max(SMALLEST_PIECE, min(fits, sent * GROWTH, BLOB_PIECE)))

    def after_trouble(self) -> "Piece":
        return replace(self, bytes=max(SMALLEST_PIECE, self.bytes // 2))
