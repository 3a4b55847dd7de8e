"""Seeded random walks, and eight broken programs that they find.

`python -m tests.sync.walk SEED` replays one and tells its steps.
"""

import pytest

from tests.sync.walk.mutants import MUTANTS
from tests.sync.walk.truth import BrokenError
from tests.sync.walk.walk import Stage, Walk, staged

WALKS = 800
PARTS = 8
MOST_SEEDS = 400  # a mutant that lives longer has found a hole in the walk


def broken(stage: Stage, seeds: range) -> dict[int, str]:
    """Return the walks that ended where they must not, and how."""
    found: dict[int, str] = {}
    for seed in seeds:
        try:
            Walk(seed, stage).run()
        except BrokenError as error:
            found[seed] = str(error)
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_happens_all_that_was_saved_is_in_the_province_once_or_a_dead_letter(part: int):
    first = part * WALKS // PARTS
    with staged() as stage:
        assert broken(stage, range(first, first + WALKS // PARTS)) == {}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_walk_finds(monkeypatch: pytest.MonkeyPatch, name: str):
    MUTANTS[name](monkeypatch)
    with staged() as stage:
        assert any(broken(stage, range(seed, seed + 1)) for seed in range(MOST_SEEDS))


def test_a_seed_walks_the_same_way_each_time():
    with staged() as stage:
        told: list[list[str]] = []
        for seed in (7, 8, 7):
            walk = Walk(seed, stage)
            walk.run()
            told.append(walk.told)
    assert told[0] == told[2] != told[1]
