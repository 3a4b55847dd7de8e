"""python -m tests.sync.walk SEED: replay one walk and tell its steps. FIRST LAST: walk them all, tell what broke."""

import sys
import time

from tests.sync.walk.walk import Walk, staged


def main(first: int, last: int | None = None) -> int:
    """Walk the seeds from `first` up to, not including, `last`; returns how many broke."""
    broken = 0
    seeds = range(first, last if last is not None else first + 1)
    with staged() as stage:
        began, worked = time.monotonic(), time.process_time()
        for number, seed in enumerate(seeds):
            walk = Walk(seed, stage)
            try:
                walk.run()
            except Exception as error:
                broken += 1
                print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)
            if last is None:
                print("\n".join(walk.told))
            if number % 500 == 499:
                print(f"{number + 1} walks, seeds {first} to {seed}, {broken} broken", flush=True)
        seconds, work = time.monotonic() - began, time.process_time() - worked
    each = 1000 * work / len(seeds)
    print(f"{len(seeds)} walks, {broken} broken, {seconds:.0f} s, {each:.0f} ms of processor time each")
    return broken


if __name__ == "__main__":
    sys.exit(min(1, main(*(int(word) for word in sys.argv[1:]))))
