"""Run inside a network namespace: makes its loopback narrow and lossy, and syncs real processes over it.

Argument: a folder. Writes one JSON line: how many events were saved, whether the province has exactly them, and what
the kernel dropped; or "cannot ..." where the kernel has no such line.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.real_processes import World, happen, quiet

EVENTS = 300
LINES = (  # the first that this kernel knows
    "netem delay 40ms 20ms loss 5% duplicate 2% reorder 10% rate 256kbit",
    "tbf rate 256kbit burst 3kb latency 60ms",  # what does not leave within 60 ms is dropped
)


def make_line() -> bool:
    subprocess.run(["ip", "link", "set", "lo", "mtu", "1500", "up"], check=True)
    return any(
        subprocess.run(["tc", "qdisc", "add", "dev", "lo", "root", *one.split()], capture_output=True, check=False)
        .returncode == 0
        for one in LINES
    )  # fmt: skip


def main(folder: Path) -> None:
    if not make_line():
        print("cannot make a bad line: this kernel has neither netem nor tbf")
        return
    world = World(folder, f"sqlite:///{folder / 'province.db'}")
    try:
        world.start_province()
        world.enrol()
        store = world.store()
        world.start_machine(f"http://127.0.0.1:{world.port}")
        saved: dict[str, str] = {}
        for _ in range(3):
            saved |= happen(store, EVENTS // 3, long="x" * 300)
            quiet(store)
        store.close()
        line = subprocess.run(["tc", "-s", "qdisc", "show", "dev", "lo"], capture_output=True, text=True, check=True)
        print(json.dumps({"saved": len(saved), "same": world.stored() == saved, "line": line.stdout}))
    finally:
        world.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
