"""Real processes: `kiosk sync` killed in the middle of an update, as a power cut would."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.catalogue.library import Library
from kiosk.clock import SystemClock
from kiosk.commands.link import join_client, trust_root
from kiosk.store.database import Store
from sync.first_root import Invitation
from sync.schedule import Schedule
from sync.transport import Transport
from tests.sync.parts import HALL, Running, until
from tests.sync.updates.parts import BIRTH, Liar

TARGETS = 43  # questions for the targets of one version: 40 procedures, settings, an installer in two parts

Kiosk = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def home(tmp_path: Path, bundled_file: Path) -> Path:
    home = tmp_path / "kiosk"
    home.mkdir()
    (home / "hall.db").write_bytes(bundled_file.read_bytes())
    return home


@pytest.fixture
def kiosk(home: Path) -> Iterator[Kiosk]:
    """Starts `kiosk ...` with its data in `home`; `said` is typed into it. Whatever still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def start(*words: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words], env={**os.environ, "KIOSK_HOME": str(home)}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def ended(process: "subprocess.Popen[str]") -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


# --- killed in the middle ---


def put_many(province: Running, version: str) -> None:
    """Publish procedures, settings and an installer of this version at once."""
    updates, now = province.province.updates, province.clock.now()
    for number in range(40):
        code = BIRTH if number == 0 else f"9.{number:06d}"
        updates.put(f"catalogue/{code}.json", [json.dumps({"code": code, "name": f"{version} {number}"}).encode()], now)
    updates.put(f"config/{HALL}.toml", [f'[hall]\nphone = "{version}"\n'.encode()], now)
    updates.put("app/kiosk.deb", [version.encode() * 200_000], now)
    updates.publish(now)


def state_of(home: Path) -> list[str]:
    """Return which version is in use of catalogue, settings and installer; fails where it is half of one."""
    store = Store(home / "hall.db", SystemClock())
    library = Library(store)
    names = {library.procedure(code).name.split()[0] for code in (BIRTH, "9.000001", "9.000039")}
    store.close()
    phone = (home / "updates/current/config/hall.toml").read_text("utf-8").split('"')[1]
    installer = (home / "updates/current/app/kiosk.deb").read_bytes().decode()
    assert (len(names), installer) == (1, installer[:2] * 200_000)
    return [*names, phone, installer[:2]]


@pytest.fixture
def old(home: Path, province: Running, liar: Liar) -> None:
    """A machine behind the liar that uses v1, and v2 is published."""
    store = Store(home / "hall.db", SystemClock())
    trust_root(home, Transport(liar.address), Invitation(""))
    client = join_client(home, store, liar.address, Schedule())
    client.enrol(province.code(), HALL)
    put_many(province, "v1")
    client.round()
    client.close()
    store.close()
    put_many(province, "v2")
    liar.asked.clear()


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("killed_at", [1, 42])
def test_a_worker_killed_while_it_downloads_leaves_the_old_and_wastes_nothing(
    kiosk: Kiosk, home: Path, liar: Liar, killed_at: int
):
    worker: list[subprocess.Popen[str]] = []

    def kill(path: str) -> None:
        if sum("/targets/" in one for one in liar.asked) == killed_at:
            worker[0].send_signal(signal.SIGKILL)

    liar.when_asked = kill
    worker.append(kiosk("sync", "--once", "--province", liar.address))
    worker[0].wait(timeout=60)
    assert (worker[0].returncode, state_of(home)) == (-signal.SIGKILL, ["v1", "v1", "v1"])
    liar.when_asked = lambda path: None
    before = [one for one in liar.asked if "/targets/" in one]
    ended(kiosk("sync", "--once", "--province", liar.address))
    after = [one for one in liar.asked if "/targets/" in one][len(before) :]
    assert state_of(home) == ["v2", "v2", "v2"]
    assert len(before) + len(after) == TARGETS + 1  # only the question without an answer came again


@pytest.mark.usefixtures("old")
def test_a_worker_killed_while_it_swaps_leaves_each_kind_whole(kiosk: Kiosk, home: Path, liar: Liar):
    locked = sqlite3.connect(home / "hall.db", isolation_level=None, check_same_thread=False)

    def lock(path: str) -> None:
        if sum("/targets/" in one for one in liar.asked) == TARGETS:
            locked.execute("BEGIN IMMEDIATE")

    liar.when_asked = lock
    current = home / "updates" / "current"
    before = current.resolve()
    worker = kiosk("sync", "--once", "--province", liar.address)
    until(lambda: current.resolve() != before, "the swap of the files")
    worker.kill()
    worker.wait()
    liar.when_asked = lambda path: None
    locked.execute("ROLLBACK")
    locked.close()
    assert state_of(home) == ["v1", "v2", "v2"]
    ended(kiosk("sync", "--once", "--province", liar.address))
    assert state_of(home) == ["v2", "v2", "v2"]
