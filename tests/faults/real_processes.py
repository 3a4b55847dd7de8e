"""A hall's machine and its province as real processes over real files, to be killed at any moment."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from kiosk.clock import SystemClock
from kiosk.store.database import Store
from kiosk.store.sync_state import sync_status
from tests.sync.parts import HALL, until

LONGEST = 120.0


@dataclass
class World:
    """Both ends.

    Attributes:
        folder: where everything lies.
        database: the province's, an SQLAlchemy address.
        port: the province's own, once it runs.
    """

    folder: Path
    database: str
    port: int = 0
    _running: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict[str, "subprocess.Popen[str]"])

    @property
    def home(self) -> Path:
        return self.folder / "kiosk"

    @property
    def target(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    # --- the province ---

    def start_province(self) -> None:
        """Start it, at the same port as before, and wait until it listens."""
        process = self._start("province", *self._province(), "--port", str(self.port), "--json")
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        self.port = int(json.loads(line)["address"].rpartition(":")[2])

    def kill(self, name: str) -> None:
        """Kill "province" or "machine" as a power cut would."""
        process = self._running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.communicate()

    # --- the machine ---

    def enrol(self) -> None:
        code = self.run("province", *self._province(), "enrol-code", "--hall", HALL).strip()
        self.run("enrol", code, "--province", f"http://127.0.0.1:{self.port}")

    def start_machine(self, address: str) -> None:
        """Start the worker that syncs, at `address`."""
        self._start("machine", "sync", "--retry-base", "0.05", "--retry-cap", "0.2", "--idle", "3600",
                    "--province", address)  # fmt: skip

    def store(self) -> Store:
        """Return the machine's file, for acts of people in the hall."""
        return Store(self.home / "hall.db", SystemClock())

    def run(self, *words: str, fails: bool = False) -> str:
        """Run one command to its end; returns what it said."""
        process = self._process(words)
        out, err = process.communicate(timeout=LONGEST)
        assert (process.returncode != 0) == fails, err
        return err if fails else out

    def memory_kb(self, name: str) -> int:
        """Return the most memory a process has used so far."""
        lines = Path(f"/proc/{self._running[name].pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])

    # --- what is where ---

    def stored(self) -> dict[str, str]:
        """Return the bodies of the stored events; fails when one is stored twice."""
        wanted = "SELECT {} , body FROM ingest_event"
        if self.database.startswith("sqlite"):
            with sqlite3.connect(self.database.removeprefix("sqlite:///")) as db:
                rows = db.execute(wanted.format("event_id")).fetchall()
            db.close()
        else:
            with psycopg.connect(self.database.replace("postgresql+psycopg://", "postgresql://")) as db:
                rows = db.execute(wanted.format("event_id::text")).fetchall()  # pyright: ignore[reportArgumentType]
        found: dict[str, str] = {row[0]: row[1] for row in rows}
        assert len(found) == len(rows), "an event is stored twice"
        return found

    def stop(self) -> None:
        for process in self._running.values():
            process.kill()
            process.communicate()

    def _province(self) -> Sequence[str]:
        return ("--home", str(self.folder / "province"), "--database", self.database)

    def _start(self, name: str, *words: str) -> "subprocess.Popen[str]":
        process = self._process((name, *words) if name == "province" else words)
        self._running[name] = process
        return process

    def _process(self, words: Sequence[str]) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words], env={**os.environ, "KIOSK_HOME": str(self.home)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip


def happen(store: Store, times: int, **body: Any) -> dict[str, str]:
    """Let something happen at the hall; returns the bodies of its events as they were written."""
    with store.act() as act:
        ids = [act.send("ticket.issued", {"ticket": f"A{number:03d}", **body}) for number in range(times)]
    rows = store.rows(f"SELECT event_id, body FROM outbox_event WHERE event_id IN ({','.join('?' * len(ids))})", ids)
    return {row["event_id"]: row["body"] for row in rows}


def quiet(store: Store) -> None:
    """Wait until nothing waits to be sent."""
    until(lambda: sync_status(store.db).pending == 0, "the last verdict", LONGEST)
