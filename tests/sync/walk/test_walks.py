"""Two thousand seeded random walks, and eight broken programs that they find.

`python -m tests.sync.walk SEED` replays one and tells its steps.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.sync.walk.mutants import MUTANTS
from tests.sync.walk.truth import BrokenError
from tests.sync.walk.walk import Stage, Walk

WALKS = 2000
PARTS = 8
MOST_SEEDS = 120  # a mutant that lives longer has found a hole in the walk
MEMORY = Path("/dev/shm")


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A stage in memory, where there is such a folder: a walk is about what is written, not about the disk's speed."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder, pytest.MonkeyPatch.context() as patch:
        logging.disable(logging.CRITICAL)
        made = Stage(Path(folder), patch)
        yield made
        made.server.close()
        logging.disable(logging.NOTSET)


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
def test_whatever_happens_all_that_was_saved_is_in_the_province_once_or_a_dead_letter(stage: Stage, part: int):
    first = part * WALKS // PARTS
    assert broken(stage, range(first, first + WALKS // PARTS)) == {}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_walk_finds(stage: Stage, monkeypatch: pytest.MonkeyPatch, name: str):
    MUTANTS[name](monkeypatch)
    assert any(broken(stage, range(seed, seed + 1)) for seed in range(MOST_SEEDS))
