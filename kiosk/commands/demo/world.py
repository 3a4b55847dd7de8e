"""The processes of the demo and the ways to speak to them: province, hall server, sync worker, touch screen, a link."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import requests

from kiosk.clock import SystemClock
from kiosk.commands.children import Child, kiosk_command
from kiosk.commands.demo.driver import Driver
from kiosk.commands.demo.relay import Relay
from kiosk.config import default_settings_file
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.results import KnownResult
from kiosk.dossiers.secret import lookup_secret
from kiosk.store.database import Store

PATIENCE = 30.0  # seconds that a change may take to arrive; real waits are far below
TOKEN = "demo"  # noqa: S105 - the demo hall's own
PIN = "246810"


def until(what: str, look: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Look until there is something true, and return it.

    Raises:
        TimeoutError: it did not come.
    """
    deadline = time.monotonic() + seconds
    while True:
        if seen := look():
            return seen
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.05)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


class World:
    """Everything that runs. Its folder holds `home` (the hall), `province`, `desk` (the clerk's key) and `logs`."""

    def __init__(self, folder: Path, size: str) -> None:
        for name in ("home", "province", "desk", "logs", "pictures", "papers"):
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).mkdir(parents=True)
        self.folder, self.home = folder, folder / "home"
        self.desk_key = folder / "desk" / "desk.key"
        self._environment = {"KIOSK_HOME": str(self.home), "PYTHONUNBUFFERED": "1"}
        if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            self._environment |= {"QT_QPA_PLATFORM": "offscreen"}
        self._environment.setdefault("QT_QUICK_BACKEND", "software")
        self.province_port, self.hall_port = free_port(), free_port()
        self.relay = Relay(("127.0.0.1", self.province_port))
        self.relay.start()
        self._socket = Path("/tmp") / f"mot-cua-demo-{os.getpid()}"  # noqa: S108 - a socket's path must be short
        self._children: dict[str, Child] = {}
        self._add("province", "province", "--port", str(self.province_port), "--home", str(folder / "province"))
        self._add("hall", "hall", "--demo", "--port", str(self.hall_port), "--desk-key", str(self.desk_key))
        self._add("sync", "sync", "--idle", "1", "--retry-base", "0.5", "--retry-cap", "2")
        self._add("touch", "touch", "--size", size, "--drive", str(self._socket))
        self._write_settings()

    def start(self, name: str) -> None:
        self._children[name].start()

    def stop(self, name: str) -> None:
        self._children[name].stop()

    def kill(self, name: str) -> None:
        """As a power cut would."""
        self._children[name].kill()

    def alive(self, name: str) -> bool:
        return self._children[name].alive

    def end(self) -> None:
        for child in self._children.values():
            child.stop()
        self.relay.stop()
        self._socket.unlink(missing_ok=True)

    def run(self, *words: str) -> str:
        """Run one command to its end and return what it said.

        Raises:
            subprocess.CalledProcessError: it failed; its words are in the log.
        """
        done = subprocess.run(
            kiosk_command(*words), env={**os.environ, **self._environment}, capture_output=True, text=True, check=False
        )
        with (self.folder / "logs" / "commands.log").open("a", encoding="utf-8") as log:
            log.write(f"$ kiosk {' '.join(words)}\n{done.stdout}{done.stderr}\n")
        done.check_returncode()
        return done.stdout.strip()

    def touch(self) -> Driver:
        """Return a finger at the touch screen, when it is up."""
        return Driver(self._socket)

    # --- the hall server ---

    @property
    def hall_address(self) -> str:
        return f"http://127.0.0.1:{self.hall_port}"

    def hall(self, path: str, **body: Any) -> Any:
        """Ask the hall server as a kiosk does; with a body, tell it."""
        method, token = "POST" if body else "GET", {"Authorization": f"Bearer {TOKEN}"}
        answer = requests.request(method, self.hall_address + path, json=body or None, headers=token, timeout=10)
        answer.raise_for_status()
        return answer.json()

    # --- the province ---

    def office(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Do what an official's program does at the province, past the link."""
        token = (self.folder / "province" / "office.token").read_text().strip()
        answer = requests.request(
            method, f"http://127.0.0.1:{self.province_port}/office/v1{path}", json=body,
            headers={"Authorization": f"Bearer {token}"}, timeout=10,
        )  # fmt: skip
        answer.raise_for_status()
        return answer.json()

    def submissions_at_province(self) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", self.office("GET", "/submissions"))

    def waiting_to_be_sent(self) -> int:
        return int(self.hall("/api/health")["sync"]["pending"])

    @property
    def province_pages(self) -> str:
        return f"http://127.0.0.1:{self.province_port}/pages"

    def add_official(self, name: str, shown: str, role: str) -> str:
        """Let somebody into the province's pages, as its technician does; returns the password."""
        home = ("--home", str(self.folder / "province"))
        words = ("official", "add", name, "--role", role, "--shown", shown, "--json")
        return json.loads(self.run("province", *home, *words))["password"]

    # --- the hall's own files ---

    def printed(self, kind: str) -> list[Path]:
        """Return the pictures of the papers that the printer has brought out, oldest first."""
        return sorted((self.home / "printed").glob(f"*-{kind}*.png"))

    def status_here(self, code: str) -> str | None:
        """Return the status that the hall itself knows for a dossier, or None."""
        store = Store(self.home / "hall.db", SystemClock())
        try:
            found = ResultCheck(store, lookup_secret(self.home), SystemClock()).look_up(code)
        finally:
            store.close()
        return found.status.code if isinstance(found, KnownResult) else None

    def journal(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run("journal", "export").splitlines()]

    def _add(self, name: str, *words: str) -> None:
        log = self.folder / "logs" / f"{name}.log"
        self._children[name] = Child(name, kiosk_command(*words), self._environment, log)

    def _write_settings(self) -> None:
        whole = default_settings_file().read_text("utf-8")
        mended = whole.replace('province = ""  ', f'province = "http://127.0.0.1:{self.relay.port}"  ')
        if mended == whole:
            sys.exit("hall.toml: [sync] province")
        (self.home / "hall.toml").write_text(mended, "utf-8")
