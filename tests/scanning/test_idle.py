"""A camera that looks at an empty desk all day leaves the machine alone, and wakes for a small paper."""

import numpy as np
import pytest

from kiosk.scanning.idle import PATIENCE, REST_MS, Idle
from kiosk.scanning.picture import Grey

EVERY_MS = 60.0


def desk(seed: int = 0, light: float = 120.0) -> Grey:
    """A still desk: only the sensor's noise differs."""
    return np.clip(np.random.default_rng(seed).normal(light, 6, (480, 640)), 0, 255).astype(np.uint8)


def with_paper(at: int) -> Grey:
    frame = desk(at)
    frame[200:260, 20 + at : 90 + at] = 235
    return frame


def looks(idle: Idle, frames: list[Grey], begin: int = 0) -> list[bool]:
    return [idle.is_worth_a_look(frame, (begin + at) * EVERY_MS) for at, frame in enumerate(frames)]


def test_all_frames_are_looked_at_while_a_small_paper_moves():
    assert all(looks(Idle(), [with_paper(4 * at) for at in range(3 * PATIENCE)]))


def test_a_still_desk_is_looked_at_twice_a_second():
    idle = Idle()
    looks(idle, [desk(at) for at in range(PATIENCE)])
    seconds = 6
    rest = looks(idle, [desk(100 + at) for at in range(int(seconds * 1000 / EVERY_MS))], PATIENCE)
    assert sum(rest) <= seconds * 1000 / REST_MS


@pytest.mark.parametrize("frame", [with_paper(0), desk(7, light=124)], ids=["a paper", "a lamp"])
def test_what_changes_is_looked_at_at_once(frame: Grey):
    idle = Idle()
    looks(idle, [desk(at) for at in range(2 * PATIENCE)])
    assert idle.is_worth_a_look(frame, 2 * PATIENCE * EVERY_MS)


def test_a_clock_that_was_set_back_does_not_stop_the_looking():
    idle = Idle()
    looks(idle, [desk(at) for at in range(2 * PATIENCE)], begin=1000)
    assert idle.is_worth_a_look(desk(99), 0.0)
