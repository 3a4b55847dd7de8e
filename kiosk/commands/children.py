"""Processes of our own: started with one line, stopped for sure, restarted when they die."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from kiosk.commands.parent import ANEW, tied_to_us

STOP_SECONDS = 10.0
LOOK_SECONDS = 1.0


def kiosk_command(*words: str) -> list[str]:
    """Return the command line that runs this software again with `words`, installed or from a checkout."""
    itself = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kiosk"]
    return [*itself, *words]


@dataclass
class Child:
    """One process. Its output goes to `log` when given, else to ours; it shares our open files `handles`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    log: Path | None = None
    handles: Sequence[int] = ()
    process: "subprocess.Popen[bytes] | None" = None

    def start(self, *, tied: bool = False) -> "subprocess.Popen[bytes]":
        """Start it; `tied`, a `kiosk` command ends when the calling thread does, however that happens."""
        out: IO[bytes] | None = self.log.open("ab") if self.log else None
        try:
            self.process = subprocess.Popen(
                self.command,
                env={**os.environ, **self.environment, **(tied_to_us() if tied else {})},
                stdout=out,
                stderr=subprocess.STDOUT if out else None,
                pass_fds=self.handles,
            )
        finally:
            if out:
                out.close()
        return self.process

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process and self.alive:
            self.process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end; after a while, make it."""
        if self.process is None or not self.alive:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()


FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS, LONG_LIFE_SECONDS = 1.0, 30.0, 60.0


class Supervisor:
    """Keeps `children` alive until told to stop: one that dies starts again, ever more slowly if it keeps dying.

    One that ends with ANEW has asked for it: it starts again at once.

    Args:
        ends_all: the name of the child whose calm end (code 0) ends the others too, or None.
        stop: what else ends them all when it is set, such as stop_on_signal.
    """

    def __init__(
        self, children: Sequence[Child], ends_all: str | None = None, stop: threading.Event | None = None
    ) -> None:
        self._children = children
        self._ends_all = ends_all
        self._stop = stop or threading.Event()
        self.restarts = dict.fromkeys((one.name for one in children), 0)

    def run(self) -> None:
        """Block until `stop` is called, or the one that ends all has ended calmly."""
        watchers = [threading.Thread(target=self._watch, args=(one,), daemon=True) for one in self._children]
        for watcher in watchers:
            watcher.start()
        # Not without end: a signal that comes just before the wait begins is only seen after it.
        while not self._stop.wait(LOOK_SECONDS):
            pass
        for child in self._children:
            child.stop()
        for watcher in watchers:
            watcher.join()

    def stop(self) -> None:
        self._stop.set()

    def _watch(self, child: Child) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stop.is_set():
            process = child.start(tied=True)  # this thread lives as long as the child, which ends with it
            if self._stop.is_set():  # told while it started, when there was no process to end yet
                child.stop()
                return
            try:
                code = process.wait(LONG_LIFE_SECONDS)
            except subprocess.TimeoutExpired:
                pause, code = FIRST_PAUSE_SECONDS, process.wait()
            if self._stop.is_set():
                return
            if code == 0 and child.name == self._ends_all:
                self.stop()
                return
            if code == ANEW:
                pause = FIRST_PAUSE_SECONDS
                continue
            self.restarts[child.name] += 1
            self._stop.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
