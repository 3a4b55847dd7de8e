"""Starting processes of a hall: all at once, or one that is killed."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROGRAM = Path(__file__).with_name("hall_process.py")
LONGEST = 60  # seconds: a test that hangs must end


def start(file: Path, *words: object, ahead: float = 0) -> "subprocess.Popen[str]":
    """Start one process, which waits to be told to go."""
    command = [sys.executable, PROGRAM, file, ahead, *words]
    worker = subprocess.Popen(
        [str(one) for one in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert said(worker) == "ready"
    return worker


def said(worker: "subprocess.Popen[str]") -> str:
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def go(worker: "subprocess.Popen[str]") -> None:
    assert worker.stdin is not None
    worker.stdin.write("go\n")
    worker.stdin.flush()


def at_once(file: Path, works: Sequence[Sequence[object]], ahead: Sequence[float] = ()) -> list[list[str]]:
    """Run one process for each of `works`, let all go in the same moment; returns the lines that each told."""
    clocks = ahead or [0] * len(works)
    workers = [start(file, *words, ahead=seconds) for words, seconds in zip(works, clocks, strict=True)]
    for worker in workers:
        go(worker)
    told = [worker.communicate(timeout=LONGEST)[0].splitlines() for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * len(workers)
    return told


def everything(told: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of all processes, sorted."""
    return sorted(line for lines in told for line in lines)
