"""The whole day of the demo, from its first process to its report."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.commands.bench.figure import Figure
from kiosk.commands.children import kiosk_command


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield how long the demo takes; a demo that fails ends the measuring."""
    began = time.perf_counter()
    subprocess.run(kiosk_command("demo", "--out", str(folder)), check=True, capture_output=True)
    yield Figure("the demo's day, everything started and stopped", time.perf_counter() - began, "s", 120)
