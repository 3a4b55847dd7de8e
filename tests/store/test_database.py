"""The act: everything in it happens together or not at all, and stays after a crash."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.clock import SetClock
from kiosk.errors import StoreError
from kiosk.store import journal, print_jobs
from kiosk.store.database import SHAPE, Store


def counts(store: Store) -> tuple[int, ...]:
    tables = ("journal", "outbox_event", "print_job")
    return tuple(store.rows(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"] for table in tables)


def test_an_act_writes_journal_paper_and_message_together(store: Store):
    with store.act() as act:
        act.record("ticket.taken", "t1", number="A001")
        act.print("ticket", "t1", {"title": "A001", "blocks": []})
        act.send("ticket.taken", {"ticket": "t1"})
    assert counts(store) == (1, 1, 1)


def test_an_act_that_fails_leaves_nothing_behind(store: Store):
    with pytest.raises(ZeroDivisionError), store.act() as act:
        act.record("ticket.taken", "t1")
        act.print("ticket", "t1", {"title": "A001", "blocks": []})
        act.send("ticket.taken", {"ticket": "t1"})
        _ = 1 / 0
    assert counts(store) == (0, 0, 0)


def test_the_file_is_durable_and_keeps_its_references(store: Store):
    pragmas = [
        store.db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "foreign_keys")
    ]
    assert pragmas == ["wal", 2, 1]


def test_a_wrong_reference_becomes_our_error_and_changes_nothing(store: Store):
    with pytest.raises(StoreError), store.act() as act:
        act.record("x", "y")
        act.db.execute("INSERT INTO sealed_page VALUES ('nobody', 'p1', x'00', 1)")
    assert counts(store) == (0, 0, 0)


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path, clock: SetClock):
    file = tmp_path / "hall.db"
    file.write_bytes(b"this is a letter, not a database " * 100)
    with pytest.raises(StoreError, match="Chưa ghi được"):
        Store(file, clock)
    assert file.read_bytes().startswith(b"this is a letter")


def test_a_read_that_fails_is_told_in_our_words(store: Store):
    with pytest.raises(StoreError, match="no such table"):
        store.row("SELECT * FROM nowhere")


def test_several_reads_that_fail_are_told_in_our_words(store: Store):
    with pytest.raises(StoreError, match="no such table"):
        store.rows("SELECT * FROM nowhere")


def test_a_read_of_one_moment_that_fails_is_told_in_our_words(store: Store):
    with pytest.raises(StoreError, match="no such table"), store.reading() as db:
        db.execute("SELECT * FROM nowhere")


def test_a_connection_that_cannot_be_opened_is_told_in_our_words(store: Store):
    store.close()
    store.file.unlink()
    store.file.mkdir()
    with pytest.raises(StoreError, match="unable to open"):
        store.connect()


def test_a_store_that_could_not_write_says_why(store: Store):
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError), store.act() as act:
        act.record("a", "b")
    assert store.last_problem == "attempt to write a readonly database"


def test_a_store_that_can_write_again_has_no_problem(store: Store):
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError), store.act() as act:
        act.record("a", "b")
    store.db.execute("PRAGMA query_only = OFF")
    with store.act() as act:
        act.record("a", "b")
    assert store.last_problem is None


def test_only_its_owner_reads_the_file_and_those_beside_it(store: Store):
    with store.act() as act:
        act.record("a", "b")
    beside = sorted(store.file.parent.glob("hall.db*"))
    assert [(one.name, oct(one.stat().st_mode & 0o777)) for one in beside] == [
        (name, "0o600") for name in ("hall.db", "hall.db-shm", "hall.db-wal")
    ]


def test_opening_again_runs_no_migration_twice(tmp_path: Path, clock: SetClock):
    first = Store(tmp_path / "hall.db", clock)
    before = first.rows("SELECT * FROM _sqlite_migrations ORDER BY id")
    first.close()
    again = Store(tmp_path / "hall.db", clock)
    assert [tuple(row) for row in again.rows("SELECT * FROM _sqlite_migrations ORDER BY id")] == [
        tuple(row) for row in before
    ]
    again.close()


def test_the_shape_of_the_file_counts_every_migration(store: Store):
    assert len(store.rows("SELECT * FROM _sqlite_migrations")) == SHAPE, "Set SHAPE in kiosk/store/database.py to it."


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path, clock: SetClock):
    Store(tmp_path / "hall.db", clock).close()
    newer = sqlite3.connect(tmp_path / "hall.db", isolation_level=None)
    newer.execute(f"PRAGMA user_version = {SHAPE + 1}")
    newer.close()
    with pytest.raises(StoreError, match="phần mềm mới hơn"):
        Store(tmp_path / "hall.db", clock)


OPEN = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.store.database import SHAPE, Store
Store(Path(sys.argv[1]), SystemClock())
"""


def test_processes_that_start_together_agree_on_the_migrations(tmp_path: Path):
    file = str(tmp_path / "hall.db")
    started = [subprocess.Popen([sys.executable, "-c", OPEN, file], stderr=subprocess.PIPE) for _ in range(4)]
    assert [(one.wait(), one.communicate()[1]) for one in started] == [(0, b"")] * 4


WRITE_FOREVER = """
import sys
from pathlib import Path
from kiosk.clock import SystemClock
from kiosk.store.database import SHAPE, Store
store = Store(Path(sys.argv[1]), SystemClock())
for n in range(10**6):
    with store.act() as act:
        act.record("act", str(n))
        act.print("ticket", str(n), {"title": "", "blocks": []})
        act.send("act", {"n": n})
    print(n, flush=True)
"""


def test_what_was_said_to_be_done_survives_kill_9(tmp_path: Path, clock: SetClock):
    file = tmp_path / "hall.db"
    writer = subprocess.Popen([sys.executable, "-c", WRITE_FOREVER, str(file)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    said = [int(writer.stdout.readline()) for _ in range(50)]
    os.kill(writer.pid, signal.SIGKILL)
    said += [int(line) for line in writer.communicate()[0].splitlines()]
    store = Store(file, clock)
    written, _ = journal.verify(store.db)
    assert written >= len(said)
    assert counts(store) == (written, written, written)
    store.close()


def test_a_reader_sees_the_state_before_an_open_act(store: Store):
    with store.act() as act:
        act.record("a", "b")
        other = sqlite3.connect(store.file)
        assert other.execute("SELECT COUNT(*) FROM journal").fetchone()[0] == 0
        other.close()


def test_a_paper_that_was_being_sent_at_a_crash_is_not_sent_again_by_itself(store: Store):
    with store.act() as act:
        job = act.print("ticket", "t1", {"title": "A001", "blocks": []})
        print_jobs.take_next(act.db)
    with store.act() as act:
        print_jobs.give_up_half_sent(act.db)
    assert (print_jobs.state_of(store.db, job), print_jobs.take_next(store.db)) == ("failed", None)


def test_a_probe_finds_that_the_file_can_be_written_again(store: Store):
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError), store.act() as act:
        act.record("a", "b")
    store.db.execute("PRAGMA query_only = OFF")
    store.probe()
    assert store.last_problem is None


def test_a_probe_of_a_file_that_takes_nothing_says_so(store: Store):
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="readonly"):
        store.probe()


def test_a_transaction_that_ended_by_itself_does_not_hide_why_reading_failed(store: Store):
    with pytest.raises(StoreError, match="no such table"), store.reading() as db:
        db.execute("ROLLBACK")
        db.execute("SELECT * FROM nowhere")
