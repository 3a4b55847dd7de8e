"""The province comes back from an old backup, said or not: nothing is lost, nothing is sent that is still there."""

import hashlib
import os
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.commands.bench.cluster import find_programs
from kiosk.commands.demo.relay import Relay
from kiosk.config import Settings
from kiosk.errors import LinkDownError
from kiosk.forms.retention import Retention
from kiosk.store import blob_queue
from kiosk.store.sync_state import sync_status
from sync.province.backup import ReadPaper, back_up, marks_in
from sync.province.backup_kinds import BackupError, copier_of
from sync.province.life import LifeKeeper, notice_restore
from sync.province.province import begin_anew
from tests.sync.parts import Hall, Running
from tests.sync.photographs import Photographer


def dump(province: Running, file: Path) -> None:
    copier_of(province.url).dump(file)


def put_back(province: Running, file: Path) -> None:
    """Stop the province, put an old copy in the place of its database, and start it as its command does."""
    province.leave()
    url = make_url(province.url)
    if url.get_backend_name() == "sqlite":
        database = Path(str(url.database))
        for one in database.parent.glob(f"{database.name}-*"):
            one.unlink()
        shutil.copyfile(file, database)
    else:
        libpq = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(libpq, autocommit=True) as db:
            row = db.execute("SELECT current_schema()").fetchone()
            assert row is not None
            db.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(row[0])))
        programs = find_programs()
        assert programs is not None
        program = programs / "pg_restore"
        subprocess.run([program, "--exit-on-error", "--no-owner", "--dbname", libpq, file], check=True)
    province.start()


def grown(province: Running) -> None:
    """Let the server's look at its database happen now."""
    LifeKeeper(province.province.database, province.home).keep()


# --- nobody said so: the province notices by itself ---


@pytest.fixture
def lost_afternoon(hall: Hall, province: Running, tmp_path: Path) -> Path:
    """Thirty events are in the backup, twenty more came after it."""
    hall.happen_often(30)
    hall.client.round()
    dump(province, tmp_path / "backup")
    hall.happen_often(20)
    hall.client.round()
    grown(province)
    return tmp_path / "backup"


def test_a_database_older_than_its_folder_remembers_begins_a_new_incarnation(lost_afternoon: Path, province: Running):
    before = province.province.envelope()["incarnation"]
    put_back(province, lost_afternoon)
    assert notice_restore(province.province.database, province.home, province.province.now_ms) not in (None, before)


def test_a_database_that_has_only_grown_stays_the_same(lost_afternoon: Path, province: Running):
    province.leave()
    province.start()
    assert notice_restore(province.province.database, province.home, province.province.now_ms) is None


def test_after_a_restore_only_what_is_missing_is_sent_again(lost_afternoon: Path, hall: Hall, province: Running):
    put_back(province, lost_afternoon)
    notice_restore(province.province.database, province.home, province.province.now_ms)
    hall.client.round()
    assert (province.count(), province.keys(), hall.client.reopened) == (50, 50, 20)


def test_a_restored_province_that_has_everything_is_sent_nothing(hall: Hall, province: Running):
    hall.happen_often(30)
    hall.client.round()
    with province.province.database.write() as db:
        begin_anew(db, province.province.now_ms)
    hall.client.round()
    assert (province.count(), hall.client.reopened) == (30, 0)


def test_comparing_goes_on_where_it_was_cut(
    lost_afternoon: Path, hall: Hall, province: Running, relay: Relay, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sync.reconcile.IDS_PER_RECONCILE", 16)
    put_back(province, lost_afternoon)
    notice_restore(province.province.database, province.home, province.province.now_ms)
    dying = hall.client_at(relay.address)
    hall.happen()
    dying.upload()
    dying.reconcile()
    relay.lose_reply()
    with pytest.raises(LinkDownError):
        dying.reconcile()
    next_process = hall.client_at(province.address)
    next_process.round()
    again = dying.reopened + next_process.reopened
    assert (province.count(), again, set(hall.states().values())) == (51, 20, {"acked"})


# --- nobody noticed: the machine was restored with its folder, and the hall sees it ---


def test_a_hall_sees_that_the_province_forgot_what_it_had_confirmed(
    lost_afternoon: Path, hall: Hall, province: Running
):
    (province.home / "province.life").unlink()
    put_back(province, lost_afternoon)
    hall.happen()
    hall.client.round()
    assert (province.count(), hall.client.reopened) == (51, 20)


def test_a_hall_that_doubted_is_content_again(lost_afternoon: Path, hall: Hall, province: Running):
    (province.home / "province.life").unlink()
    put_back(province, lost_afternoon)
    for _ in range(3):
        hall.happen()
        hall.client.round()
    doubts = hall.store.db.execute("SELECT count(*) FROM journal WHERE kind = 'sync.doubt'").fetchone()
    assert doubts[0] == 1


# --- what is safe ---


def test_a_tested_backup_tells_halls_what_may_go(hall: Hall, province: Running, tmp_path: Path):
    hall.happen_often(30)
    hall.client.round()
    taken(province, tmp_path)
    hall.happen()
    hall.client.round()
    assert [(one.through, one.holes) for one in hall.client.ask_safe().safe] == [(30, [])]


def taken(province: Running, tmp_path: Path, at: datetime | None = None, read_paper: ReadPaper | None = None) -> Any:
    copier = copier_of(province.url)
    now = at or province.clock.now()
    return back_up(province.province.database, copier, tmp_path / "backups", now, timedelta(days=35), read_paper)


def old_outbox(hall: Hall, clock: SetClock, province: Running) -> None:
    """Five messages, sent 31 days ago."""
    hall.happen_often(5)
    hall.client.round()
    for each in (clock, province.clock):
        each.forward(timedelta(days=31))


def test_what_is_safe_and_old_goes_from_the_outbox(hall: Hall, clock: SetClock, province: Running, tmp_path: Path):
    old_outbox(hall, clock, province)
    taken(province, tmp_path)
    hall.client.round()
    last = hall.happen()
    hall.client.round()
    numbers = hall.store.db.execute("SELECT event_id, seq FROM outbox_event ORDER BY rowid").fetchall()
    assert [(row[0] == last, row[1]) for row in numbers] == [(False, 5), (True, 6)]


def test_what_is_in_no_backup_stays_in_the_outbox(hall: Hall, clock: SetClock, province: Running, tmp_path: Path):
    hall.happen_often(3)
    hall.client.round()
    taken(province, tmp_path)
    old_outbox(hall, clock, province)
    hall.client.round()
    assert [row[0] for row in hall.store.db.execute("SELECT seq FROM outbox_event ORDER BY seq")] == [4, 5, 6, 7, 8]


def test_a_province_without_backups_does_not_fill_the_disk_for_ever(hall: Hall, clock: SetClock, province: Running):
    old_outbox(hall, clock, province)
    clock.forward(timedelta(days=60))
    hall.client.round()
    assert len(hall.states()) == 1


def test_a_photographed_paper_goes_from_the_hall_once_the_backup_has_a_copy(
    hall: Hall, clock: SetClock, province: Running, tmp_path: Path, settings: Settings
):
    saved = Photographer(hall.store, province, settings).save(20_000)
    hall.client.round()
    safe_at: list[list[str]] = []
    for _ in range(2):
        for each in (clock, province.clock):
            each.forward(timedelta(days=5))
        hall.client.round()
        safe_at.append(blob_queue.not_safe(hall.store.db))
        taken(province, tmp_path, read_paper=province.province.files.read)
    for each in (clock, province.clock):
        each.forward(timedelta(days=5))
    hall.client.round()
    device = sync_status(hall.store.db).device_id
    copy = tmp_path / "backups" / "papers" / str(device) / saved.blob
    assert (safe_at, blob_queue.not_safe(hall.store.db)) == ([[saved.blob], []], [])
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == saved.blob
    assert Retention(hall.store, settings).expire().sent == (saved.code,)


def test_a_copy_that_lacks_something_is_no_backup(hall: Hall, province: Running, tmp_path: Path):
    hall.happen_often(3)
    hall.client.round()
    good = copier_of(province.url)
    old = tmp_path / "old"
    good.dump(old)
    hall.happen()
    hall.client.round()

    class Stale(type(good)):  # copies what was there before
        def dump(self, file: Path) -> None:
            shutil.copyfile(old, file)

    stale = object.__new__(Stale)
    stale.__dict__.update(good.__dict__)
    with pytest.raises(BackupError):
        back_up(province.province.database, stale, tmp_path / "b", province.clock.now(), timedelta(days=1), None)
    assert hall.client.ask_safe().safe == []


@pytest.mark.parametrize("where", [0.01, 0.5])
def test_a_damaged_copy_is_no_backup(hall: Hall, province: Running, tmp_path: Path, where: float):
    hall.happen_often(300)
    hall.client.round()
    file = tmp_path / "copy"
    copier = copier_of(province.url)
    copier.dump(file)
    content = bytearray(file.read_bytes())
    begin = int(len(content) * where)
    content[begin : begin + 4096] = os.urandom(4096)
    file.write_bytes(content)
    with pytest.raises(BackupError), copier.trial(file):
        pass


def test_old_backups_go_but_never_the_last_two(province: Running, tmp_path: Path):
    monday = datetime(2026, 8, 3, 20, 0, tzinfo=HALL_ZONE)
    for day in (0, 1, 2, 60):
        taken(province, tmp_path, monday + timedelta(days=day))
    left = sorted(one.name[:8] for one in (tmp_path / "backups").iterdir())
    assert left == ["20260805", "20261002"]


A, B = "a", "b"
NONE: list[int] = []


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], NONE),
        ([(A, "1", 1), (A, "1", 2)], [(A, "1", 2, NONE)]),
        ([(A, "1", 2), (A, "1", 4)], [(A, "1", 4, [1, 3])]),
        ([(A, "1", 1), (A, "2", 3), (B, "1", 1)], [(A, "1", 1, NONE), (A, "2", 3, [1, 2]), (B, "1", 1, NONE)]),
        ([(A, "1", 1), (A, "1", 6), (A, "1", 7)], [(A, "1", 1, NONE)]),  # four holes where three find room
        ([(A, "1", 3), (A, "1", 6), (A, "1", 2**53 - 1)], [(A, "1", 3, [1, 2])]),
    ],
)
def test_a_mark_names_what_is_there_and_never_more(rows: list[tuple[str, str, int]], told: list[Any]):
    assert [(m.device_id, m.epoch, m.through, m.holes) for m in marks_in(rows, most_holes=3)] == told
