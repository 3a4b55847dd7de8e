"""A private PostgreSQL for benches and tests: made in a moment, gone without a trace."""

import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg import sql

KILLED_SECONDS = 20.0


def find_programs() -> Path | None:
    """Return the folder with the newest PostgreSQL server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


class Cluster:
    """A PostgreSQL cluster of our own in a folder of our own, reached over a socket in that folder.

    Args:
        outlives_power: waits for the disk as in a hall of servers; only a power cut would tell the difference.
    """

    def __init__(self, programs: Path, outlives_power: bool = True) -> None:
        self._programs = programs
        self._fsync = "on" if outlives_power else "off"
        self._user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        self.folder = Path(tempfile.mkdtemp(prefix="mot-cua-pg-"))
        self._number = 0
        if self._user:
            shutil.chown(self.folder, self._user, self._user)

    def start(self) -> None:
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        self.start_again()

    def start_again(self) -> None:
        """Start after `kill`."""
        words = f"listen_addresses='' unix_socket_directories='{self.folder}' fsync={self._fsync} max_connections=200"
        settings = " ".join(f"-c {word}" for word in words.split())
        until = time.monotonic() + KILLED_SECONDS
        while True:
            try:
                self._run(
                    "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", settings, "start"
                )
                return
            except AssertionError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)  # processes of the one that was killed are still ending

    def kill(self) -> None:
        """End its first process as the system does when memory runs out; the others see it and end too."""
        process = os.pidfd_open(int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0]))
        try:
            signal.pidfd_send_signal(process, signal.SIGKILL)
            select.select([process], [], [], KILLED_SECONDS)
        finally:
            os.close(process)

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)

    def new_database(self) -> str:
        """Return the address of an empty place: a schema of its own, which is made much faster than a database."""
        self._number += 1
        name = f"province{self._number}"
        with psycopg.connect(f"host={self.folder} user=postgres dbname=postgres", autocommit=True) as db:
            db.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        return f"postgresql+psycopg://postgres@/postgres?host={self.folder}&options=-csearch_path%3D{name}"

    def _run(self, program: str, *words: str | Path) -> None:
        command = [str(self._programs / program), *(str(word) for word in words)]
        # The server inherits what it is given, so nothing may wait for the end of its output.
        with (self.folder / f"{program}.out").open("ab") as out:
            done = subprocess.run(
                command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, cwd="/", check=False,
                user=self._user, group=self._user, extra_groups=[] if self._user else None,
            )  # fmt: skip
        if done.returncode:
            raise AssertionError((self.folder / f"{program}.out").read_text())
