"""The estimate of the Berlin and Munich appointment system, which ours is compared with on the played day."""

from math import floor


def expected_wait(place: int, mean_minutes: float, counters: int) -> tuple[int, int] | None:
    """Return (least, most) minutes for the person at `place` (from 0), None while no counter is open.

    Args:
        mean_minutes: minutes between two calls of this service: mean service time over the open counters.
        counters: open counters that serve it.
    Source:
        The estimate of the Berlin and Munich appointment system ZMS (github.com/it-at-m/eappointment).
    """
    if counters < 1:
        return None
    step = mean_minutes / counters
    return floor(0.8 * step * max(0, place - counters + 1)), floor((place + 1) * step)
