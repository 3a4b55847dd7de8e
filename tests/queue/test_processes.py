"""Several processes on one file, as in a real hall: touch screen, hall server, and a power cut in the middle."""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.config import Settings
from kiosk.queue.desk import Desk
from kiosk.store import journal
from kiosk.store.database import Store

WORKER = """
import sys, uuid
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.config import default_settings_file, read_settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.store.database import Store

file, act, argument = sys.argv[1:]
desk = Desk(Store(Path(file), SystemClock()), read_settings(default_settings_file()), draw_ticket)
print("ready", flush=True)
sys.stdin.readline()

def new():
    return str(uuid.uuid4())

if act == "take":
    for _ in range(int(argument)):
        print(desk.take(new(), "A").number, flush=True)
elif act == "take-one":
    print(desk.take(argument, "A").number, flush=True)
elif act == "call-all":
    while ticket := desk.next(new(), int(argument)):
        print(ticket.number, flush=True)
        desk.change("finish", new(), ticket.id, ticket.version)
"""


def start(file: Path, act: str, argument: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, str(file), act, str(argument)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def at_once(file: Path, act: str, arguments: Sequence[object]) -> list[str]:
    """Run one process an argument, let all go in the same moment; returns the lines they print."""
    workers = [start(file, act, argument) for argument in arguments]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    lines = [line for worker in workers for line in worker.communicate()[0].splitlines()]
    assert [worker.returncode for worker in workers] == [0] * len(workers)
    return lines


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    """A store on the machine's own clock, as the processes use it."""
    store = Store(tmp_path / "hall.db", SystemClock())
    yield store
    store.close()


def test_four_kiosks_take_240_distinct_numbers_without_a_gap(real: Store):
    numbers = at_once(real.file, "take", [60] * 4)
    assert sorted(numbers) == [f"A{n:03d}" for n in range(1, 241)]


def test_four_counters_call_each_of_60_people_once(real: Store, settings: Settings):
    everywhere = [counter.number for counter in settings.counters]
    desk = Desk(real, settings)
    for counter in everywhere:
        desk.set_counter(counter, "open", ["A"])
    for _ in range(60):
        desk.take(str(uuid.uuid4()), "A")
    called = at_once(real.file, "call-all", everywhere)
    assert sorted(called) == [f"A{n:03d}" for n in range(1, 61)]


def test_one_request_from_four_processes_is_one_ticket(real: Store):
    request = str(uuid.uuid4())
    assert at_once(real.file, "take-one", [request] * 4) == ["A001"] * 4


def test_a_process_killed_in_the_middle_leaves_a_whole_journal(real: Store):
    worker = start(real.file, "take", 100_000)
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("go\n")
    worker.stdin.flush()
    said = [worker.stdout.readline() for _ in range(40)]
    os.kill(worker.pid, signal.SIGKILL)
    said += worker.communicate()[0].splitlines()
    entries, _ = journal.verify(real.db)
    assert entries >= len(said) - 1


def test_after_a_kill_the_numbers_go_on_without_a_gap(real: Store, settings: Settings):
    worker = start(real.file, "take", 100_000)
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write("go\n")
    worker.stdin.flush()
    for _ in range(20):
        worker.stdout.readline()
    worker.kill()
    worker.communicate()
    taken = len(Desk(real, settings).overview.tickets())
    assert Desk(real, settings).take(str(uuid.uuid4()), "A").number == f"A{taken + 1:03d}"
