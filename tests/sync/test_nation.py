"""A province that sends on to a nation: two real servers of one program, on SQLite and on PostgreSQL."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.commands.demo.relay import Relay
from kiosk.errors import LinkDownError, WorkerRunningError
from sync.keys import device_key
from sync.province import onward
from sync.province.backup import back_up
from sync.province.backup_kinds import copier_of
from sync.province.forward import Forwarder
from sync.province.forward_worker import ForwardWorker
from sync.province.province import begin_anew
from sync.province.tables import ingest_event, nation, nation_outbox
from sync.schedule import Schedule
from sync.transport import Transport
from tests.sync.parts import Cluster, Hall, Host, Running, Wire, until


@pytest.fixture(scope="module")
def second_host() -> Iterator[Host]:
    made = Host()
    yield made
    made.stop()


@pytest.fixture
def the_nation(
    province: Running, second_host: Host, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Running]:
    """A nation's server on a database of the same kind as the province's."""
    url = f"sqlite:///{tmp_path / 'nation.db'}"
    if province.province.database.is_postgresql:
        cluster: Cluster = request.getfixturevalue("postgresql")
        url = cluster.new_database()
    running = Running(url, tmp_path / "nation", SetClock(datetime(2026, 11, 23, 8, tzinfo=HALL_ZONE)), second_host)
    running.start()
    yield running
    running.leave()


@pytest.fixture
def line(the_nation: Running) -> Iterator[Relay]:
    with Relay(the_nation.target) as relay:
        yield relay


@pytest.fixture
def make_forwarder(province: Running, line: Relay) -> Iterator[Callable[[], Forwarder]]:
    """Makes forwarders as new processes would have them."""
    transports: list[Transport] = []

    def make() -> Forwarder:
        transports.append(Transport(line.address))
        key = device_key(province.home / "nation.key")
        return Forwarder(province.province, transports[-1], key, Schedule())

    yield make
    for one in transports:
        one.close()


@pytest.fixture
def forwarder(make_forwarder: Callable[[], Forwarder], the_nation: Running) -> Forwarder:
    """The forwarder of a province that has joined."""
    made = make_forwarder()
    made.join(the_nation.code("ca-mau", "G12"))
    return made


def states(province: Running) -> list[str]:
    with province.province.database.read() as db:
        return list(db.execute(select(nation_outbox.c.state).order_by(nation_outbox.c.received_ms)).scalars())


def came(there: Running) -> list[dict[str, Any]]:
    """Return what the nation was told of each event."""
    with there.province.database.read() as db:
        return [json.loads(body) for body in db.execute(select(ingest_event.c.body)).scalars()]


def test_an_event_goes_on_once_and_tells_where_it_came_from(hall: Hall, forwarder: Forwarder, the_nation: Running):
    event = hall.happen(number="A001")
    hall.client.round()
    for _ in range(2):
        forwarder.round()
    told = came(the_nation)
    assert [(one["event_id"], one["hall"], one["kind"], one["body"]) for one in told] == [
        (event, "khanh-binh", "ticket.issued", '{"number":"A001"}')
    ]


def test_what_was_stored_before_joining_goes_on_too(
    hall: Hall, make_forwarder: Callable[[], Forwarder], the_nation: Running
):
    hall.happen_often(70)
    hall.client.round()
    forwarder = make_forwarder()
    forwarder.join(the_nation.code("ca-mau", "G12"))
    forwarder.round()
    assert the_nation.count() == 70


def test_what_is_stored_while_the_province_joins_is_not_lost(
    province: Running, tmp_path: Path, make_forwarder: Callable[[], Forwarder], the_nation: Running
):
    wires = [Wire(province, tmp_path / f"key{number}") for number in range(3)]
    begin = threading.Barrier(4)

    def send(wire: Wire) -> None:
        begin.wait(20)
        for seq in range(1, 21):
            wire.send([wire.event(seq)])

    threads = [threading.Thread(target=send, args=(one,)) for one in wires]
    for one in threads:
        one.start()
    forwarder = make_forwarder()
    code = the_nation.code("ca-mau", "G12")
    begin.wait(20)
    forwarder.join(code)
    for one in threads:
        one.join()
    forwarder.round()
    assert (the_nation.count(), len(states(province))) == (60, 60)


def test_a_lost_reply_doubles_nothing(
    hall: Hall, forwarder: Forwarder, line: Relay, the_nation: Running, province: Running
):
    hall.happen()
    hall.client.round()
    forwarder.round()
    hall.happen_often(20)
    hall.client.round()
    line.lose_reply()
    with pytest.raises(LinkDownError):
        forwarder.send()
    before = (the_nation.count(), set(states(province)))
    forwarder.round()
    assert (before, the_nation.count(), set(states(province))) == ((21, {"acked", "pending"}), 21, {"acked"})


def test_a_restored_nation_hears_again_what_it_forgot(
    hall: Hall, forwarder: Forwarder, the_nation: Running, province: Running
):
    hall.happen_often(30)
    hall.client.round()
    forwarder.round()
    with the_nation.province.database.write() as db:
        for table in ("ingest_event", "ingest_key"):
            kept = "SELECT event_id FROM ingest_key ORDER BY event_id LIMIT 10"
            db.execute(text(f"DELETE FROM {table} WHERE event_id IN ({kept})"))
        begin_anew(db, the_nation.province.now_ms)
    province.clock.forward(timedelta(minutes=2))
    forwarder.round()
    assert (the_nation.count(), len({one["event_id"] for one in came(the_nation)})) == (30, 30)


def safe_at(there: Running, folder: Path) -> None:
    """Let the nation take a backup and restore it for a test."""
    back_up(there.province.database, copier_of(there.url), folder, there.clock.now(), timedelta(days=35), None)


def test_what_is_old_and_safe_in_the_nation_leaves_the_outbox(
    hall: Hall, forwarder: Forwarder, the_nation: Running, province: Running, tmp_path: Path
):
    hall.happen_often(30)
    hall.client.round()
    forwarder.round()
    safe_at(the_nation, tmp_path / "backups")
    hall.happen_often(5)
    hall.client.round()
    kept: list[int] = []
    for days in (0, 29, 2):
        province.clock.forward(timedelta(days=days))
        the_nation.clock.forward(timedelta(days=days))
        forwarder.round()
        kept.append(len(states(province)))
    assert (kept, the_nation.count(), province.count()) == ([35, 35, 5], 35, 35)


def test_a_province_that_enrols_anew_doubles_nothing_and_fills_what_the_nation_lost(
    hall: Hall, forwarder: Forwarder, make_forwarder: Callable[[], Forwarder], the_nation: Running,
    province: Running, tmp_path: Path,
):  # fmt: skip
    hall.happen_often(30)
    hall.client.round()
    forwarder.round()
    safe_at(the_nation, tmp_path / "backups")
    for each in (province, the_nation):
        each.clock.forward(timedelta(days=31))
    forwarder.round()
    assert states(province) == []
    with the_nation.province.database.write() as db:
        for table in ("ingest_event", "ingest_key"):
            kept = "SELECT event_id FROM ingest_key ORDER BY event_id LIMIT 10"
            db.execute(text(f"DELETE FROM {table} WHERE event_id IN ({kept})"))
    (province.home / "nation.key").unlink()
    anew = make_forwarder()
    anew.join(the_nation.code("ca-mau", "G12"))
    anew.round()
    assert (the_nation.count(), len({one["event_id"] for one in came(the_nation)})) == (30, 30)


def test_a_restored_province_sends_what_is_new_under_new_numbers(
    hall: Hall, forwarder: Forwarder, the_nation: Running, province: Running
):
    hall.happen_often(10)
    hall.client.round()
    forwarder.round()
    with province.province.database.write() as db:  # as an old backup has it
        db.execute(update(nation).values(last_seq=0))
        db.execute(update(nation_outbox).values(state="pending", seq=None, epoch=None))
    hall.happen_often(5)
    hall.client.round()
    forwarder.round()
    assert (the_nation.count(), set(states(province))) == (15, {"acked"})


def test_what_the_nation_refuses_is_shown_and_holds_up_nobody(
    hall: Hall, forwarder: Forwarder, the_nation: Running, province: Running
):
    poison = hall.happen(number="A001")
    hall.client.round()
    forwarder.round()
    with province.province.database.write() as db:
        db.execute(update(ingest_event).values(body='{"number":"B002"}'))
        db.execute(update(nation_outbox).values(state="pending"))
    hall.happen_often(5)
    hall.client.round()
    forwarder.round()
    with province.province.database.read() as db:
        status = onward.status(db)
    assert status is not None
    assert ([one[1:] for one in status.dead], status.waiting) == ([(poison, "conflict: other_content")], 0)
    assert the_nation.count() == 6


def test_only_one_of_many_workers_sends(
    province: Running, make_forwarder: Callable[[], Forwarder], forwarder: Forwarder
):
    database, stop = province.province.database, threading.Event()
    first, second = (
        ForwardWorker(one, database, province.home, Schedule(), look=0.01) for one in (forwarder, make_forwarder())
    )
    running = threading.Thread(target=first.run, args=(stop,))
    running.start()

    def is_sending() -> bool:
        with database.read() as db:
            return db.execute(select(nation.c.last_ok_ms)).scalar() is not None

    until(is_sending, "the first")
    with pytest.raises(WorkerRunningError):
        second.once()
    stop.set()
    running.join()
    second.once()


def test_a_forwarder_killed_between_send_and_verdict_loses_and_doubles_nothing(
    hall: Hall, forwarder: Forwarder, line: Relay, the_nation: Running, province: Running
):
    words = [sys.executable, "-m", "kiosk", "province", "--home", str(province.home), "--database", province.url]
    process = subprocess.Popen([*words, "forward", "--nation", line.address])
    try:
        hall.happen()
        hall.client.round()
        until(lambda: states(province) == ["acked"], "the first event")
        line.hold_replies()
        hall.happen_often(40)
        hall.client.round()
        until(lambda: the_nation.count() == 41 and line.held, "the events in the nation")
    finally:
        process.kill()
        process.wait()
    line.release()
    waiting = states(province).count("pending")
    forwarder.round()
    assert (waiting, the_nation.count(), set(states(province))) == (40, 41, {"acked"})


def test_one_command_joins_and_one_serves_and_sends_on(province: Running, hall: Hall, the_nation: Running):
    words = [sys.executable, "-m", "kiosk", "province", "--home", str(province.home), "--database", province.url]

    def ask(*more: str) -> str:
        return subprocess.run([*words, *more], capture_output=True, text=True, check=True).stdout

    alone = subprocess.run([*words, "onward"], capture_output=True, text=True, check=False)
    assert (alone.returncode, alone.stderr.startswith("Máy chủ tỉnh này chưa nối với cấp quốc gia.")) == (1, True)
    said = ask("join", the_nation.code("ca-mau", "G12"), "--nation", the_nation.address)
    running = subprocess.Popen([*words, "--port", "0", "--nation", the_nation.address], stdout=subprocess.DEVNULL)
    try:
        hall.happen_often(3)
        hall.client.round()
        until(lambda: states(province) == ["acked"] * 3, "the events in the nation", 60)
    finally:
        running.terminate()
        code = running.wait(30)
    shown = json.loads(ask("onward", "--json"))
    assert ("ca-mau" in said, code, shown["waiting"], shown["dead"], the_nation.count()) == (True, 0, 0, [], 3)
