"""Seeded random walks.

`python -m tests.sync.walk SEED` replays one and tells its steps.
"""

import pytest

from tests.sync.walk.walk import Walk, broken, staged

WALKS = 2000
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happens_all_that_was_saved_is_in_the_province_once_or_a_dead_letter(part: int):
    first = part * WALKS // PARTS
    with staged() as stage:
        assert broken(stage, range(first, first + WALKS // PARTS)) == {}


def test_a_seed_walks_the_same_way_each_time():
    with staged() as stage:
        told: list[list[str]] = []
        for seed in (7, 8, 7):
            walk = Walk(seed, stage)
            walk.run()
            told.append(walk.told)
    assert told[0] == told[2] != told[1]
