"""Eight broken programs that the random walks find."""

import pytest

from tests.sync.walk.mutants import MUTANTS
from tests.sync.walk.walk import broken, staged

MOST_SEEDS = 400  # a mutant that lives longer has found a hole in the walk


@pytest.mark.parametrize("name", MUTANTS)
def test_a_walk_finds(monkeypatch: pytest.MonkeyPatch, name: str):
    MUTANTS[name](monkeypatch)
    with staged() as stage:
        assert any(broken(stage, range(seed, seed + 1)) for seed in range(MOST_SEEDS))
