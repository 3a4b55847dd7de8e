"""How long somebody who guesses must wait: after every so many wrong tries a pause, which doubles each time up to a
quarter of an hour and ends with the right word."""

from typing import NamedTuple

PAUSE_MS, LONGEST_PAUSE_MS = 60_000, 900_000


class Tries(NamedTuple):
    """Wrong tries since the last right one, and when the pause ends in Unix ms; 0: there is none."""

    wrong: int
    until_ms: int


def pause_left(tries: Tries, now_ms: int, each: int) -> int:
    """Return how long to wait, in ms, where every `each` wrong tries bring a pause. A clock that was set back makes no
    pause longer than it is."""
    return max(0, min(tries.until_ms - now_ms, _pause_ms(tries.wrong, each)))


def counted(tries: Tries, now_ms: int, left_ms: int, each: int) -> Tries:
    """Return the tries after one more; one that must wait for `left_ms` does not count, whatever it says."""
    if left_ms > 0:
        return Tries(tries.wrong, now_ms + pause_left(tries, now_ms, each))
    return Tries(tries.wrong + 1, now_ms + _pause_ms(tries.wrong + 1, each))


def _pause_ms(wrong: int, each: int) -> int:
    """Return the pause after so many wrong tries; most have none."""
    rounds, rest = divmod(wrong, each)
    return 0 if rest or not rounds else min(PAUSE_MS << min(rounds - 1, 10), LONGEST_PAUSE_MS)
