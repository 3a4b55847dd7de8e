"""`kiosk province --workers`: processes that know nothing of each other behind one port and one database."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from sqlalchemy import func, select

from kiosk.errors import LinkDownError
from sync.province.database import Database
from sync.province.tables import ingest_event
from tests.sync.parts import HALL, Cluster, Hall, until

PROVINCE = [sys.executable, "-m", "kiosk", "province"]


class Workers:
    """A province of two workers."""

    def __init__(self, url: str, home: Path) -> None:
        self._words = [*PROVINCE, "--home", str(home)]
        self._environment = {**os.environ, "KIOSK_PROVINCE_DATABASE": url}
        self.parent = subprocess.Popen(
            [*self._words, "--port", "0", "--workers", "2", "--json"], env=self._environment, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self.parent.stdout is not None
        self.address: str = json.loads(self.parent.stdout.readline())["address"]

    def pids(self) -> list[int]:
        threads = Path(f"/proc/{self.parent.pid}/task").glob("*/children")
        return [int(pid) for one in threads for pid in one.read_text().split()]

    def ask(self, *words: str) -> str:
        done = subprocess.run([*self._words, *words], env=self._environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def incarnations(self) -> set[str]:
        """Return what both workers say: each call is a connection of its own, and whoever is free takes it."""
        return {requests.get(f"{self.address}/sync/v1/hello", timeout=20).json()["incarnation"] for _ in range(20)}


@pytest.fixture
def url(postgresql: Cluster) -> str:
    return postgresql.new_database()


@pytest.fixture
def workers(url: str, tmp_path: Path) -> Iterator[Workers]:
    made = Workers(url, tmp_path / "province")
    until(lambda: len(made.pids()) == 2, "two workers")
    yield made
    made.parent.kill()
    made.parent.communicate()


@pytest.fixture
def hall(workers: Workers, make_hall: Callable[[str], Hall]) -> Hall:
    made = make_hall(workers.address)
    made.client.enrol(workers.ask("enrol-code", "--hall", HALL), HALL)
    return made


def sent_all(hall: Hall) -> bool:
    with suppress(LinkDownError):
        hall.client.round()
    return set(hall.states().values()) == {"acked"}


def test_a_worker_that_dies_is_replaced_and_nothing_is_lost(workers: Workers, hall: Hall, url: str):
    dead = workers.pids()
    for pid in dead:
        hall.happen_often(60)
        os.kill(pid, signal.SIGKILL)
        until(lambda: sent_all(hall), "all verdicts")
    until(lambda: len(workers.pids()) == 2 and not set(dead) & set(workers.pids()), "two new workers")
    database = Database(url, 0)
    with database.read() as db:
        stored = db.execute(select(func.count()).select_from(ingest_event)).scalar_one()
    database.close()
    assert stored == 120


def test_all_workers_tell_a_new_incarnation_at_once(workers: Workers):
    before = workers.incarnations()
    workers.ask("restored")
    after = workers.incarnations()
    assert (len(before), len(after), before & after) == (1, 1, set())


def test_a_second_province_at_the_same_port_is_refused(workers: Workers, url: str, tmp_path: Path):
    port = workers.address.rpartition(":")[2]
    words = [*PROVINCE, "--home", str(tmp_path / "second"), "--port", port, "--workers", "2"]
    environment = {**os.environ, "KIOSK_PROVINCE_DATABASE": url}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, port in done.stderr) == (1, True)


def test_the_end_of_the_parent_is_the_end_of_all(workers: Workers):
    pids = workers.pids()
    workers.parent.send_signal(signal.SIGTERM)
    code = workers.parent.wait(30)
    assert (code, [pid for pid in pids if Path(f"/proc/{pid}").exists()]) == (0, [])


def test_sqlite_with_many_workers_is_refused_in_one_sentence(tmp_path: Path):
    words = [*PROVINCE, "--home", str(tmp_path / "province"), "--port", "0", "--workers", "2"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, "một tiến trình" in done.stderr, done.stdout) == (1, True, "")
