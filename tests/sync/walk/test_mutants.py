"""Eight broken programs that the random walks find."""

import pytest

from tests.sync.walk.mutants import MUTANTS
from tests.sync.walk.walk import broken, staged

MOST_SEEDS = 400  # a mutant that lives longer has found a hole in the walk
FIRST = {"move_the_cursor_first": 250}  # where to begin: walks before it do not meet it, and cost half a minute


@pytest.mark.parametrize("name", MUTANTS)
def test_a_walk_finds(monkeypatch: pytest.MonkeyPatch, name: str):
    MUTANTS[name](monkeypatch)
    first = FIRST.get(name, 0)
    with staged() as stage:
        assert any(broken(stage, range(seed, seed + 1)) for seed in range(first, MOST_SEEDS))
