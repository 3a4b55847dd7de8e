"""python -m tests.sync.walk SEED: replay one walk and tell its steps. FIRST LAST: walk them all, tell what broke."""

import logging
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.sync.walk.walk import Stage, Walk


def main(first: int, last: int | None = None) -> int:
    """Walk the seeds from `first` up to, not including, `last`; returns how many broke."""
    memory = Path("/dev/shm")
    broken = 0
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    seeds = range(first, last if last is not None else first + 1)
    with (
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        stage = Stage(Path(folder), patch)
        for seed in seeds:
            walk = Walk(seed, stage)
            try:
                walk.run()
            except Exception as error:
                broken += 1
                print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
                if last is None:
                    print("\n".join(walk.told))
                    raise
            else:
                if last is None:
                    print("\n".join(walk.told))
        stage.server.close()
    seconds = time.monotonic() - began
    print(f"{len(seeds)} walks, {broken} broken, {seconds:.0f} s, {len(seeds) / seconds:.1f} a second")
    return broken


if __name__ == "__main__":
    sys.exit(min(1, main(*(int(word) for word in sys.argv[1:]))))
