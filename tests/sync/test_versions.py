"""Old halls with a new province and the reverse: with the real code of the previous release, as processes."""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from kiosk.clock import SystemClock
from kiosk.store.database import Store
from kiosk.store.sync_state import sync_status
from sync.province import effects
from sync.province.tables import ingest_event, submission
from sync.province.understand import understand_stored
from tests.sync.parts import AGENCY, HALL, Hall, Running, Wire
from tests.sync.test_round import saved

ROOT = Path(__file__).parents[2]
PREVIOUS = "7ad1d6e"  # the last commit before papers travelled and halls reconciled


@pytest.fixture(scope="module")
def previous(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the previous release."""
    packed = subprocess.run(["git", "-C", str(ROOT), "archive", PREVIOUS], capture_output=True, check=False)
    if packed.returncode:
        pytest.skip(f"the history of this repository does not reach back to {PREVIOUS}")
    folder = tmp_path_factory.mktemp("previous")
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as tree:
        tree.extractall(folder, filter="data")
    return folder


class Processes:
    """Runs `kiosk ...` of a tree with its data in `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._running: list[subprocess.Popen[str]] = []

    def start(self, tree: Path, *words: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "KIOSK_HOME": str(self.home), "PYTHONPATH": str(tree)}
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words], env=environment, cwd=tree, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._running.append(process)
        return process

    def run(self, tree: Path, *words: str) -> str:
        out, err = self.start(tree, *words).communicate(timeout=60)
        assert not err.strip() or "Traceback" not in err, err
        return out

    def end(self) -> None:
        for process in self._running:
            process.kill()
            process.communicate()


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    made = Processes(tmp_path / "machine")
    yield made
    made.end()


def happen(store: Store, times: int) -> None:
    with store.act() as act:
        for number in range(times):
            act.record("ticket.issued", "x")
            act.send("ticket.issued", {"ticket": f"A{number:03d}"})


def test_a_hall_of_the_previous_release_loses_nothing_with_a_new_province(
    processes: Processes, previous: Path, province: Running
):
    there = ("--province", province.address)
    processes.run(previous, "enrol", province.code(), *there)
    act = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.store.database import Store
with Store(Path(sys.argv[1]), SystemClock()).act() as act:
    for number in range(40):
        act.send("ticket.issued", {"number": number})
"""
    environment = {**os.environ, "PYTHONPATH": str(previous)}
    command = [sys.executable, "-c", act, str(processes.home / "hall.db")]
    subprocess.run(command, env=environment, cwd=previous, check=True)
    asked = {"request_id": "01a1fffd-2d66-7690-95d9-58050c528767", "hall": HALL, "agency": AGENCY}
    province.office("POST", "/dossiers", {**asked, "procedure": "2.000815"})
    said = json.loads(processes.run(previous, "sync", "--once", "--json", *there))
    assert (said["online"], said["pending"], said["dead"], province.count()) == (True, 0, 0, 40)
    # The machine is updated: its file comes along, and what it has sent stays sent.
    said = json.loads(processes.run(ROOT, "sync", "--once", "--json", *there))
    assert (said["online"], said["pending"], province.count()) == (True, 0, 40)


def test_a_new_hall_loses_nothing_with_a_province_of_the_previous_release(
    processes: Processes, previous: Path, tmp_path: Path
):
    home = ("--home", str(tmp_path / "old province"))
    server = processes.start(previous, "province", *home, "--port", "0", "--json")
    assert server.stdout is not None
    address = json.loads(server.stdout.readline())["address"]
    there = ("--province", address)
    code = processes.run(previous, "province", *home, "enrol-code", "--hall", HALL).strip()
    processes.run(ROOT, "enrol", code, *there)
    store = Store(processes.home / "hall.db", SystemClock())
    happen(store, 40)
    processes.run(ROOT, "sync", "--once", *there)
    processes.run(previous, "province", *home, "restored")
    happen(store, 2)
    processes.run(ROOT, "sync", "--once", *there)
    status = sync_status(store.db)
    store.close()
    assert (status.online, status.pending, status.dead) == (True, 0, 0)


def test_a_machine_of_another_version_is_told_nothing_and_may_send(wire: Wire, province: Running):
    headers = {"Authorization": f"Bearer {wire.token}", "Sync-Protocol": "99"}
    told = requests.get(f"{wire.address}/changes/dossiers", headers=headers, timeout=10)
    sent = wire.send([wire.event(1)], **{"Sync-Protocol": "99"})
    assert (told.status_code, told.json()["code"]) == (426, "upgrade_required")
    assert (sent.json()["verdicts"][0]["verdict"], province.count()) == ("stored", 1)


# --- a newer server understands what an older one could only keep ---


@pytest.fixture
def kept_blindly(hall: Hall, province: Running, monkeypatch: pytest.MonkeyPatch) -> str:
    """A submission that reached a province which did not know the word; returns its event."""
    with monkeypatch.context() as older:
        older.setattr(effects, "SUBMISSION_SAVED", "submission.unheard_of")
        event = saved(hall, province)
        hall.happen("weather.seen", rain=True, nested={"kept": [1]})
        hall.client.round()
    assert (province.count(), hall.states()[event], submissions(province)) == (2, "acked", [])
    return event


def submissions(province: Running) -> list[Any]:
    with province.province.database.read() as db:
        return list(db.execute(select(submission.c.event_id)).scalars())


def test_what_was_only_kept_is_understood_by_a_later_version_once(kept_blindly: str, province: Running):
    database, now_ms = province.province.database, province.province.now_ms
    first, second = (understand_stored(database, now_ms) for _ in range(2))
    assert (first, second, submissions(province)) == ((1, 1), (0, 1), [kept_blindly])


def test_what_nobody_understands_is_kept_as_it_was_sent(kept_blindly: str, province: Running):
    understand_stored(province.province.database, province.province.now_ms)
    with province.province.database.read() as db:
        row = db.execute(select(ingest_event).where(ingest_event.c.kind == "weather.seen")).one()
    assert (row.understood, row.body) == (0, '{"nested":{"kept":[1]},"rain":true}')
