"""When to try again, and how much to send at once. Pure: dice and measurements are handed in.

Full jitter: M. Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015). A fleet of kiosks that loses
its province must not come back as one wave.
"""

from dataclasses import dataclass

BASE_SECONDS = 5.0
CAP_SECONDS = 900.0
FIRST_BATCH, LARGEST_BATCH = 50, 500
FAST_SECONDS = 2.0


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
