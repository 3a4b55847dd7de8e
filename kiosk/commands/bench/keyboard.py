"""A key of the Vietnamese keyboard: from the finger to the painted letter, beside a bare pad that only appends."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from kiosk.commands.bench.figure import Figure, share, times_in_turn_ms
from kiosk.commands.bench.screen import OFFSCREEN
from kiosk.forms.entry import TextEntry

NAME = "nguyeenx space thij space hoaf space dduwowngf backspace backspace backspace backspace backspace"
KEYS = [key for word in NAME.split() for key in ([word] if word in ("space", "backspace") else word)]
KEYS_PAINTED = 200
WINDOW = "kiosk.commands.bench.keyboard_window"


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the time of a key in the engine, and on the screen of a name in both directions."""
    yield from _engine()
    for size in ("1080x1920", "1366x768"):
        yield from _painted(folder / size, size)


def _engine() -> Iterator[Figure]:
    keys, entries = cycle(KEYS), [TextEntry(), ""]

    def ours(_: int) -> None:
        entry = entries[0]
        assert isinstance(entry, TextEntry)  # noqa: S101
        entry = entry.key(next(keys))
        entry.engine.faces()
        entries[0] = entry if len(entry.text) < 40 else TextEntry()

    def bare(n: int) -> None:
        text = str(entries[1]) + KEYS[n % len(KEYS)]
        entries[1] = text if len(text) < 40 else ""

    times, floor = times_in_turn_ms(ours, bare, 5_000)
    name = "appending to a text"
    yield Figure("a key in the keyboard's engine, with its tone faces: p95", share(times, 0.95), "ms", 1)
    yield Figure("a key in the engine: p50", share(times, 0.5), "ms", None, share(floor, 0.5), name)


def _painted(folder: Path, size: str) -> Iterator[Figure]:
    line = [sys.executable, "-m", WINDOW, str(folder), size, str(KEYS_PAINTED)]
    done = subprocess.run(line, env={**os.environ, **OFFSCREEN}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    ours, bare = json.loads(done.stdout)
    times, floor = sorted(one[0] for one in ours), sorted(one[0] for one in bare)
    worked, floor_worked = sorted(one[1] for one in ours), sorted(one[1] for one in bare)
    name = "bare pad of as many keys"
    # Painting is the software renderer's here; a hall's machine has a graphics chip. Other programs that run on the
    # machine show in the time, not in the work.
    work = share(worked, 0.95)
    yield Figure(f"work of a key to the painted field {size}: p95", work, "ms", 16)
    yield Figure(f"work of a key {size} beside a bare one: p95", work, "ms", None, share(floor_worked, 0.95), name)
    yield Figure(f"a key to the painted field {size}: p50", share(times, 0.5), "ms", None, share(floor, 0.5), name)
    yield Figure(
        f"a key to the painted field {size}: p95", share(times, 0.95), "ms", None, share(floor, 0.95), name, 16
    )
