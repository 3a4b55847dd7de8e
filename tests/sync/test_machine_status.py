"""How a machine is, as the province keeps it; and that a quiet hall costs one short answer."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from kiosk.clock import SetClock
from kiosk.commands.machine import describe
from kiosk.store import outbox, print_jobs
from sync.client import SyncClient
from sync.keys import device_key
from sync.messages import MachineStatus
from sync.province.life_tables import device_heard
from sync.province.tables import audit, device_status
from sync.province.times import doubtful_count, events_in_order
from sync.transport import Transport
from tests.sync.parts import Hall, Running, Wire


@pytest.fixture
def telling(hall: Hall, province: Running) -> SyncClient:
    """The client of `hall` with what `kiosk sync` tells of the machine, behind a line that counts."""
    key = device_key(hall.store.file.parent / "device.key")
    return SyncClient(hall.store, Transport(province.address), key, {}, describe=partial(describe, hall.store))


def kept(province: Running) -> MachineStatus | None:
    with province.province.database.read() as db:
        body = db.execute(select(device_status.c.body)).scalar()
    return MachineStatus.model_validate(json.loads(body)) if body else None


def batches(province: Running) -> int:
    with province.province.database.read() as db:
        return db.execute(select(device_heard.c.batches)).scalar() or 0


def test_the_province_knows_how_a_quiet_machine_is(hall: Hall, telling: SyncClient, province: Running):
    outbox.bury(hall.store.db, hall.happen(), "invalid")
    telling.round()
    said = kept(province)
    assert said is not None
    assert (said.dead, said.pending, said.printer, said.clock_quality) == (1, 0, "unknown", "good")


def test_a_printer_without_paper_is_told_at_once(hall: Hall, telling: SyncClient, province: Running):
    telling.round()
    with hall.store.act() as act:
        job = act.print("ticket", "x", {})
        print_jobs.finish(act.db, job, act.now, "print.paper_out")
    telling.round()
    said = kept(province)
    assert said is not None
    assert said.printer == "paper_out"


def test_a_machine_of_which_nothing_is_new_is_told_of_every_ten_minutes(
    telling: SyncClient, clock: SetClock, province: Running
):
    seen: list[int] = []
    for minutes in (0, 1, 8, 2, 1):
        for each in (clock, province.clock):
            each.forward(timedelta(minutes=minutes))
        telling.round()
        seen.append(batches(province))
    assert seen == [1, 1, 1, 2, 2]


def test_a_status_that_nobody_can_read_does_not_hold_up_its_events(wire: Wire, province: Running):
    body = {"events": [wire.event(1)], "machine": {"wall_ms": "now", "printer": ["x"]}}
    assert wire.send_raw(json.dumps(body).encode()).json()["verdicts"][0]["verdict"] == "stored"
    assert kept(province) is None


def test_what_a_wrong_clock_dated_is_placed_by_the_steady_one(wire: Wire, province: Running):
    now_ms = province.province.now_ms
    dead = {"clock_quality": "unset", "wall_ms": 5_000, "boot_id": "dead-battery"}
    events = [
        wire.event(2, **dead, mono_ms=70_000),
        wire.event(1, **dead, mono_ms=10_000),
        wire.event(3, clock_quality="far", wall_ms=4_000_000_000_000, boot_id="another-run"),
        wire.event(4, wall_ms=now_ms - 1_000),
    ]
    machine = {"wall_ms": 95_000, "mono_ms": 100_000, "boot_id": "dead-battery", "clock_quality": "unset"}
    wire.send_raw(json.dumps({"events": events, "machine": machine}).encode())
    with province.province.database.read() as db:
        placed = [(row.seq, row.happened_ms - now_ms, row.doubtful) for row in db.execute(events_in_order())]
        doubtful = doubtful_count(db, now_ms, now_ms + 1)
    assert placed == [(1, -90_000, 1), (2, -30_000, 1), (3, 0, 1), (4, -1_000, 0)]
    assert doubtful == {wire.device_id: 3}


# --- one machine or two ---


def sends(hall: Hall, client: SyncClient) -> None:
    hall.happen()
    client.round()


def test_two_machines_with_one_key_are_noticed_and_lose_nothing(
    hall: Hall, province: Running, make_hall: Callable[[str], Hall]
):
    sends(hall, hall.client)
    clone = make_hall(province.address)
    copy_disk(hall, clone)
    other = clone.client_at(province.address)
    made: list[str] = []
    for _ in range(3):
        for one, client in ((hall, hall.client), (clone, other)):
            made.append(one.happen())
            client.round()
    with province.province.database.read() as db:
        cloned = db.execute(select(device_heard.c.cloned_ms)).scalar()
        noted = db.execute(select(audit.c.number).where(audit.c.act == "device.cloned")).all()
    assert (province.count(), len(set(made)), cloned is not None, len(noted)) == (7, 6, True, 1)


def copy_disk(hall: Hall, clone: Hall) -> None:
    """Copy the files of a machine that stands still over those of another."""
    folder, target = hall.store.file.parent, clone.store.file.parent
    clone.store.close()
    hall.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for leftover in target.glob("hall.db*"):
        leftover.unlink()
    for name in ("hall.db", "device.key"):
        (target / name).write_bytes((folder / name).read_bytes())


def test_a_machine_restored_from_an_old_file_is_no_clone_and_loses_nothing(
    hall: Hall, province: Running, make_hall: Callable[[str], Hall]
):
    sends(hall, hall.client)
    restored = make_hall(province.address)
    copy_disk(hall, restored)
    for _ in range(4):
        sends(hall, hall.client)
    after = restored.client_at(province.address)
    for _ in range(6):
        sends(restored, after)
    with province.province.database.read() as db:
        row = db.execute(select(device_heard)).one()
    states = set(restored.states().values())
    assert (province.count(), states, row.returns, row.cloned_ms) == (11, {"acked"}, 1, None)
