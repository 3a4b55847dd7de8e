"""Real processes: `kiosk sync`, `kiosk province`, `kiosk enrol`, killed as a power cut would, and started again."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from kiosk.clock import SystemClock
from kiosk.commands.demo.relay import Relay
from kiosk.store.database import Store
from kiosk.store.sync_state import sync_status
from kiosk.store.updates import update_state
from tests.fresh import fresh_store
from tests.sync.parts import HALL, Running, until

Kiosk = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "kiosk"


@pytest.fixture
def kiosk(home: Path) -> Iterator[Kiosk]:
    """Starts `kiosk ...` with its data in `home`; whatever still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def start(*words: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words], env={**os.environ, "KIOSK_HOME": str(home)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    store = fresh_store(home / "hall.db", SystemClock())
    yield store
    store.close()


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def enrolled(kiosk: Kiosk, province: Running, address: str) -> None:
    code, _, err = ended(kiosk("enrol", province.code(), "--province", address))
    assert code == 0, err


def happen(store: Store) -> str:
    with store.act() as act:
        return act.send("ticket.issued", {"ticket": "A001"})


def test_a_worker_killed_between_send_and_verdict_loses_and_doubles_nothing(
    kiosk: Kiosk, store: Store, province: Running, relay: Relay
):
    enrolled(kiosk, province, relay.address)
    worker = kiosk("sync", "--idle", "3600", "--province", relay.address)
    until(
        lambda: sync_status(store.db).online and update_state(store.db).tried_ms,
        "the worker's first round, to its end",
    )
    relay.hold_replies()
    happen(store)
    until(lambda: province.count() == 1 and relay.held, "the event in the province")
    worker.kill()
    worker.wait()
    relay.release()
    pending_after_death = sync_status(store.db).pending
    ended(kiosk("sync", "--once", "--province", relay.address))
    assert (pending_after_death, sync_status(store.db).pending, province.count()) == (1, 0, 1)


def test_a_new_event_goes_up_at_once(kiosk: Kiosk, store: Store, province: Running):
    enrolled(kiosk, province, province.address)
    kiosk("sync", "--idle", "3600", "--province", province.address)
    until(lambda: sync_status(store.db).online, "the worker")
    happen(store)
    assert until(lambda: province.count() == 1, "the event")


def test_a_worker_finds_the_way_back_by_itself(kiosk: Kiosk, store: Store, province: Running, relay: Relay):
    enrolled(kiosk, province, relay.address)
    relay.cut()
    happen(store)
    kiosk("sync", "--retry-base", "0.1", "--retry-cap", "0.2", "--province", relay.address)
    until(lambda: relay.connections > 4, "some attempts")
    assert province.count() == 0
    relay.restore()
    assert until(lambda: province.count() == 1, "the event")


def test_one_machine_has_one_worker(kiosk: Kiosk, store: Store, province: Running):
    enrolled(kiosk, province, province.address)
    kiosk("sync", "--province", province.address)
    until(lambda: sync_status(store.db).online, "the worker")
    code, _, err = ended(kiosk("sync", "--once", "--province", province.address))
    assert (code, err.strip()) == (1, "Máy này đang có một tiến trình gửi lên tỉnh rồi. Không cần chạy thêm.")


def test_a_worker_that_is_told_to_end_ends_calmly(kiosk: Kiosk, store: Store, province: Running):
    enrolled(kiosk, province, province.address)
    worker = kiosk("sync", "--province", province.address)
    until(lambda: sync_status(store.db).online, "the worker")
    worker.send_signal(signal.SIGTERM)
    assert (ended(worker)[0], sync_status(store.db).online) == (0, False)


def test_a_revoked_worker_holds_and_goes_on_when_enrolled_again(kiosk: Kiosk, store: Store, province: Running):
    enrolled(kiosk, province, province.address)
    kiosk("sync", "--idle", "3600", "--province", province.address)
    until(lambda: sync_status(store.db).online, "the worker")
    province.office("POST", f"/devices/{sync_status(store.db).device_id}/revoke")
    happen(store)
    until(lambda: sync_status(store.db).last_error == "error.revoked", "the refusal")
    assert (province.count(), sync_status(store.db).pending) == (0, 1)
    enrolled(kiosk, province, province.address)
    assert until(lambda: province.count() == 1, "the event")


def test_a_machine_without_a_line_says_so_in_one_sentence(kiosk: Kiosk, store: Store, province: Running):
    enrolled(kiosk, province, province.address)
    happen(store)
    province.stop()
    code, _, err = ended(kiosk("sync", "--once", "--province", province.address))
    sentence = "Đường truyền lên tỉnh đang đứt. Mọi thứ đã lưu tại máy này và sẽ tự gửi khi có mạng."
    assert (code, err.strip(), sync_status(store.db).pending) == (1, sentence, 1)


def test_a_machine_without_a_province_says_what_to_set(kiosk: Kiosk):
    code, _, err = ended(kiosk("sync", "--once"))
    assert (code, "hall.toml" in err) == (1, True)


def test_one_round_says_what_waits(kiosk: Kiosk, store: Store, province: Running):
    enrolled(kiosk, province, province.address)
    happen(store)
    _, out, _ = ended(kiosk("sync", "--once", "--json", "--province", province.address))
    said = json.loads(out)
    assert (said["online"], said["pending"], said["dead"]) == (True, 0, 0)


def test_what_the_province_refused_is_sent_again_when_somebody_says_so(kiosk: Kiosk, store: Store, province: Running):
    enrolled(kiosk, province, province.address)
    happen(store)
    store.db.execute("UPDATE outbox_event SET state = 'dead'")
    ended(kiosk("sync", "--once", "--again", "--province", province.address))
    assert province.count() == 1


# --- the province as a process ---


def start_province(kiosk: Kiosk, home: Path, url: str, port: int) -> "tuple[subprocess.Popen[str], str]":
    process = kiosk("province", "--home", str(home), "--database", url, "--port", str(port), "--json")
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.communicate()[1]
    return process, json.loads(line)["address"]


def test_a_province_killed_in_the_middle_keeps_all_it_acknowledged(
    kiosk: Kiosk, store: Store, database_url: str, tmp_path: Path, home: Path
):
    there = tmp_path / "there"
    province, address = start_province(kiosk, there, database_url, 0)
    port = int(address.rpartition(":")[2])
    words = ("--home", str(there), "--database", database_url, "enrol-code", "--hall", HALL)
    _, code, _ = ended(kiosk("province", *words))
    ended(kiosk("enrol", code.strip(), "--province", address))
    kiosk("sync", "--retry-base", "0.05", "--retry-cap", "0.1", "--idle", "3600", "--province", address)
    acknowledged: set[str] = set()
    for _ in range(3):
        for _ in range(300):
            happen(store)
        rows = until(lambda: store.rows("SELECT event_id FROM outbox_event WHERE state = 'acked'"), "a verdict")
        province.kill()
        province.wait()
        acknowledged |= {row["event_id"] for row in rows}
        province, _ = start_province(kiosk, there, database_url, port)
    until(lambda: sync_status(store.db).pending == 0, "all verdicts")
    province.kill()
    province.wait()
    stored = stored_events(database_url)
    assert (len(stored), len(set(stored)), acknowledged <= set(stored)) == (900, 900, True)


def stored_events(url: str) -> list[str]:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as db:
            rows = db.execute("SELECT event_id FROM ingest_event").fetchall()
        db.close()
    else:
        with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://")) as db:
            rows = db.execute("SELECT event_id::text FROM ingest_event").fetchall()
    return [row[0] for row in rows]


def test_a_province_without_its_database_says_so_in_one_sentence(kiosk: Kiosk, tmp_path: Path):
    url = f"sqlite:///{tmp_path}/no/such/folder/province.db"
    code, _, err = ended(kiosk("province", "--database", url, "--port", "0"))
    assert (code, err.strip().startswith("Chưa ghi được vào máy"), "Traceback" in err) == (1, True, False)


def test_a_port_that_is_taken_is_told_in_one_sentence(kiosk: Kiosk, province: Running):
    code, _, err = ended(kiosk("province", "--port", str(province.port)))
    assert (code, f"127.0.0.1:{province.port}" in err, "Traceback" in err) == (1, True, False)


def test_an_enrolment_code_of_an_unknown_hall_needs_its_agency(kiosk: Kiosk):
    code, _, err = ended(kiosk("province", "enrol-code", "--hall", "nowhere"))
    assert (code, "--agency" in err) == (2, True)


def test_a_restore_gives_the_province_a_new_name(kiosk: Kiosk):
    first = ended(kiosk("province", "restored"))[1]
    assert ended(kiosk("province", "restored"))[1] != first
