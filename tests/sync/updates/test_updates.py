"""What the province signs is what halls use; what it takes away goes; long absence and wrong clocks end well."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from tuf.api.metadata import Metadata, Root  # pyright: ignore[reportPrivateImportUsage]

from kiosk.catalogue import loading
from kiosk.catalogue.library import Library
from kiosk.clock import HALL_ZONE, SetClock
from sync.province.database import Database
from sync.province.feed import EVERYBODY
from sync.province.files_disk import DiskFiles
from sync.province.home import open_keys
from sync.province.province import Province
from sync.province.tables import change_feed, update_piece
from sync.province.updates import ceremony, making
from sync.province.updates.keys import make_key, open_signing_keys, read_key
from sync.province.updates.repository import metadata_of, root_version
from sync.signed import trusted_time
from tests.sync.parts import Cluster, Running
from tests.sync.updates.parts import BIRTH, BUNDLED_NAME, Liar, Machine

NEW_CODE = "9.000001"


def publish(province: Running, name: str, code: str = BIRTH) -> None:
    assert province.office("PUT", f"/catalogue/{code}", {"name": name, "levels": ["Cấp xã"]}).json()["signed"]


# --- coming and going ---


def test_a_published_procedure_is_what_villagers_read(machine: Machine, province: Running):
    publish(province, "Bản một")
    assert (machine.look(), machine.name()) == (None, "Bản một")


def test_a_published_procedure_is_found_by_its_words(machine: Machine, province: Running):
    publish(province, "Cấp giấy phép thả diều", NEW_CODE)
    machine.look()
    assert Library(machine.store).search("giay phep tha dieu")[0].code == NEW_CODE


def test_a_withdrawn_procedure_goes(machine: Machine, province: Running):
    publish(province, "Cấp giấy phép thả diều", NEW_CODE)
    publish(province, "Bản một")
    machine.look()
    for code in (NEW_CODE, BIRTH):
        province.office("DELETE", f"/catalogue/{code}")
    machine.look()
    assert (machine.name(), Library(machine.store).search("thả diều")) == (BUNDLED_NAME, [])


def test_only_what_changed_travels(liar: Liar, lied_to: Machine, province: Running):
    publish(province, "Bản một")
    publish(province, "Cấp giấy phép thả diều", NEW_CODE)
    lied_to.look()
    liar.asked.clear()
    publish(province, "Bản hai")
    lied_to.look()
    assert [path.rpartition("/")[2][65:] for path in liar.asked if "/targets/" in path] == [f"{BIRTH}.json"]


def test_nothing_new_is_two_short_questions(liar: Liar, lied_to: Machine, province: Running):
    publish(province, "Bản một")
    lied_to.look()
    liar.asked.clear()
    lied_to.look()
    assert [path.rpartition("/")[2] for path in liar.asked] == ["2.root.json", "timestamp.json"]


def test_one_step_asks_one_question_at_most(liar: Liar, lied_to: Machine, province: Running):
    for number in range(3):
        publish(province, f"Bản {number}", f"9.00000{number}")
    before, more = len(liar.asked), True
    while more:
        more = lied_to.lane.step()
        assert len(liar.asked) - before <= 1
        before = len(liar.asked)


def test_what_an_earlier_release_had_published_is_signed_when_the_repository_begins(
    province: Running, tmp_path: Path, make_machine: Callable[..., Machine]
):
    fresh = Running(f"sqlite:///{tmp_path / 'old.db'}", tmp_path / "old", province.clock, province.host)
    fresh.start()
    with fresh.province.database.write() as db:
        for table in ("update_metadata", "update_target"):
            db.exec_driver_sql(f"DELETE FROM {table}")
        for seq, name in enumerate(["Bản cũ", "Bản mới"], start=1):
            body = f'{{"code":"{BIRTH}","name":"{name}"}}'
            row = {"stream": "catalogue", "scope": EVERYBODY, "key": BIRTH, "op": "put", "hash": "00" * 32}
            db.execute(insert(change_feed).values(change_seq=seq, body=body, at_ms=0, **row))
    for file in (fresh.home / "updates").iterdir():
        file.unlink()
    fresh.start()
    machine = make_machine(fresh.address)
    machine.look()
    fresh.leave()
    assert machine.name() == "Bản mới"


def test_what_came_unsigned_before_goes_with_the_first_look(machine: Machine, province: Running):
    old = replace(Library(machine.store).procedure(BIRTH), name="Bản không ký", origin=("province",))
    loading.put_signed(machine.store, [old], set(), lambda act: None)
    assert machine.name() == "Bản không ký"
    machine.look()
    assert machine.name() == BUNDLED_NAME


def test_bytes_that_no_list_names_any_more_are_forgotten(province: Running):
    for number in range(6):
        publish(province, f"Bản {number}")
    with province.province.database.read() as db:
        kept = db.execute(select(update_piece.c.sha256).distinct()).all()
    assert len(kept) == 3  # of the list in use and of the two before, which kiosks may be reading


def test_a_version_of_a_later_day_waits_for_its_day(machine: Machine, province: Running, clock: SetClock):
    publish(province, "Bản một")
    later = {"name": "Bản hai", "levels": ["Cấp xã"], "valid_from": "2026-12-01"}
    province.office("PUT", f"/catalogue/{BIRTH}", later)
    machine.look()
    assert machine.name() == "Bản một"
    clock.forward(timedelta(days=8))
    assert machine.name() == "Bản hai"


def test_where_the_key_is_kept_elsewhere_what_is_put_waits_for_it(machine: Machine, province: Running):
    key = province.province.updates.keys.signers.pop("targets")
    said = province.office("PUT", f"/catalogue/{BIRTH}", {"name": "Bản một"}).json()
    machine.look()
    assert (said, machine.name()) == ({"changed": True, "signed": False}, BUNDLED_NAME)
    waiting = ceremony.read(province.province.updates.unsigned_targets(province.clock.now()))
    signed = making.signed(waiting, key)
    province.province.updates.take_targets(signed, province.clock.now())
    assert (machine.look(), machine.name()) == (None, "Bản một")


def test_all_workers_of_a_province_have_one_repository(postgresql: Cluster, tmp_path: Path, clock: SetClock):
    url = postgresql.new_database()
    open_keys(tmp_path / "home")
    workers: list[Province] = []

    def begin() -> None:
        workers.append(Province(Database(url, 0), open_keys(tmp_path / "home"), clock, DiskFiles(tmp_path / "papers")))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    heads = {one.updates.fresh_timestamp(clock.now()) for one in workers}
    with workers[0].database.read() as db:
        assert all(one.updates.can_sign(db) for one in workers)
    for one in workers:
        one.database.close()
    assert (len(workers), len(heads)) == (4, 1)


# --- big targets ---


@pytest.fixture
def installer() -> bytes:
    return bytes(range(256)) * 4096 + b"end"


def put(province: Running, path: str, body: bytes) -> None:
    province.province.updates.put(path, [body], province.clock.now())
    province.province.updates.publish(province.clock.now())


def test_an_installer_comes_in_parts_and_is_kept_for_the_technician(
    machine: Machine, province: Running, installer: bytes
):
    put(province, "app/mot-cua-2.0.deb", installer)
    machine.look()
    assert (machine.home / "updates" / "current" / "app" / "mot-cua-2.0.deb").read_bytes() == installer


def test_a_cut_line_does_not_waste_what_came(liar: Liar, lied_to: Machine, province: Running, installer: bytes):
    put(province, "app/mot-cua-2.0.deb", installer)
    for _ in range(6):  # a root that is not there, timestamp, snapshot, list, two parts
        lied_to.lane.step()
    liar.lie("", b"", 503)
    lied_to.look()
    liar.lies.clear()
    liar.asked.clear()
    lied_to.look()
    parts = [path for path in liar.asked if "/targets/" in path]
    assert len(parts) == len(installer) // (256 * 1024) + 1 - 2
    assert (lied_to.home / "updates" / "current" / "app" / "mot-cua-2.0.deb").read_bytes() == installer


# --- keys change hands ---


def rotate(province: Running, number: int) -> None:
    """Let the root's keys and the keys of the running server be new ones, as two people do it in a ceremony."""
    folder, now = province.home / "updates", province.clock.now()
    with province.province.database.read() as db:
        last = Metadata[Root].from_bytes(metadata_of(db, f"{root_version(db)}.root.json"))
    old = [read_key(one) for one in sorted(folder.glob("root-*.key"))[:2]]
    for one in folder.iterdir():
        one.rename(one.with_suffix(f"{one.suffix}-{number}"))
    roots = [make_key(folder / f"root-{one}.key") for one in (1, 2, 3)]
    online = {role: [make_key(folder / f"{role}.key")] for role in ("targets", "snapshot", "timestamp")}
    public = {role: [one.public_key for one in keys] for role, keys in {**online, "root": roots}.items()}
    root = making.make_root(last.signed.version + 1, public, {"root": 2}, now)
    province.province.updates.keys = open_signing_keys(folder)
    province.province.updates.take_root(making.signed(root, [*old, *roots[:2]]), now)


def test_a_rotation_is_followed(machine: Machine, province: Running):
    publish(province, "Bản một")
    machine.look()
    rotate(province, 1)
    publish(province, "Bản hai")
    assert (machine.look(), machine.name()) == (None, "Bản hai")


def test_old_keys_sign_nothing_after_a_rotation(liar: Liar, lied_to: Machine, province: Running):
    publish(province, "Bản một")
    lied_to.look()
    stolen = read_key(province.home / "updates" / "timestamp.key")
    rotate(province, 1)
    lied_to.look()
    forged = making.make_timestamp(9_999_999_999, b"", 9_999_999_999, province.clock.now())
    liar.lie("timestamp.json", making.signed(forged, [stolen]))
    assert (lied_to.look(), lied_to.name()) == ("error.update_refused", "Bản một")


def test_a_machine_that_was_away_for_120_days_walks_the_chain_of_roots(
    machine: Machine, province: Running, clock: SetClock
):
    publish(province, "Bản một")
    machine.look()
    for number in range(4):
        for one in (clock, province.clock):
            one.forward(timedelta(days=30))
        rotate(province, number)
        publish(province, f"Bản sau {number}")
    assert (machine.look(), machine.name()) == (None, "Bản sau 3")


def test_a_running_province_stays_fresh_though_nobody_publishes(machine: Machine, province: Running, clock: SetClock):
    publish(province, "Bản một")
    for _ in range(8):
        for one in (clock, province.clock):
            one.forward(timedelta(days=90))
        assert machine.look() is None


def test_a_province_restored_from_an_old_backup_is_believed_again(
    machine: Machine, province: Running, clock: SetClock, tmp_path: Path
):
    publish(province, "Bản một")
    province_db = tmp_path / "province.db"
    with closing(sqlite3.connect(province_db)) as db, closing(sqlite3.connect(tmp_path / "backup.db")) as backup:
        db.backup(backup)
    for name in ("Bản hai", "Bản ba"):
        publish(province, name)
        machine.look()
    with closing(sqlite3.connect(province_db)) as db, closing(sqlite3.connect(tmp_path / "backup.db")) as backup:
        backup.backup(db)
    for one in (clock, province.clock):
        one.forward(timedelta(hours=1))
    assert machine.look() == "error.update_refused"
    assert province.province.updates.sign_anew(province.clock.now())
    assert (machine.look(), machine.name()) == (None, "Bản một")


# --- clocks ---


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_machine_with_a_dead_clock_takes_what_is_new(
    province: Running, make_machine: Callable[..., Machine], year: int
):
    machine = make_machine(province.address, SetClock(datetime(year, 1, 2, tzinfo=HALL_ZONE)))
    for name in ("Bản một", "Bản hai"):
        publish(province, name)
        assert (machine.look(), machine.name()) == (None, name)


def test_a_machine_with_a_dead_clock_refuses_what_the_province_signed_too_long_ago(
    province: Running, liar: Liar, make_machine: Callable[..., Machine]
):
    clock = SetClock(datetime(2026, 11, 23, 8, tzinfo=HALL_ZONE))
    machine = make_machine(liar.address, clock)
    publish(province, "Bản một")
    machine.look()
    old = liar.seen["/sync/v1/updates/metadata/timestamp.json"]
    clock.forward(timedelta(days=-20000))
    province.clock.forward(timedelta(days=31))
    fresh = province.province.updates.fresh_timestamp(province.clock.now())
    assert isinstance(old.body, bytes)
    assert fresh != old.body
    liar.lie("timestamp.json", old.body, Sync_Time=str(province.province.now_ms))
    assert machine.look() == "error.update_expired"


def test_a_province_whose_clock_ran_away_for_a_day_is_believed_again(
    machine: Machine, province: Running, clock: SetClock
):
    publish(province, "Bản một")
    machine.look()
    province.clock.forward(timedelta(days=30000))
    publish(province, "Bản hai")
    machine.look()
    province.clock.forward(timedelta(days=-29999))
    clock.forward(timedelta(days=1))
    publish(province, "Bản ba")
    assert (machine.look(), machine.name()) == (None, "Bản ba")


def day(number: int) -> datetime:
    return datetime(2026, 1, 1, tzinfo=HALL_ZONE) + timedelta(days=number)


@pytest.mark.parametrize(
    ("signed", "province", "wall", "counts"),
    [
        (10, 12, 11, 12),
        (10, 11, 12, 12),
        (10, None, 12, 12),
        (10, 9, -20000, 10),
        (10, 12, 20000, 12),
        (10, 20000, 12, 12),
        (None, 12, 20000, 12),
        (None, None, 12, 12),
    ],
)
def test_the_time_by_which_signatures_are_judged(
    signed: int | None, province: int | None, wall: int, counts: int
):  # fmt: skip
    told = [None if one is None else day(one) for one in (signed, province)]
    assert trusted_time(told[0], told[1], day(wall)) == day(counts)
