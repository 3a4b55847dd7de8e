"""What the hall server does by itself."""

import sqlite3
from datetime import timedelta
from threading import Event

import pytest

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.errors import StoreError
from kiosk.queue.desk import Desk
from kiosk.queue.help import call_help, help_call
from kiosk.queue.housekeeping import Housekeeping
from kiosk.store.database import Store


@pytest.fixture
def keeping(store: Store, settings: Settings, desk: Desk, clock: SetClock) -> Housekeeping:
    return Housekeeping(store, settings, desk, clock)


def test_a_call_for_help_rings_again_in_time(keeping: Housekeeping, store: Store, clock: SetClock):
    call = call_help(store, "help", "A")
    keeping.look()
    clock.forward(timedelta(seconds=61))
    keeping.look()
    assert help_call(store, call.id).again


def test_yesterdays_tickets_are_closed_within_a_minute(keeping: Housekeeping, desk: Desk, clock: SetClock):
    ticket = desk.take("take", "A")
    keeping.look()
    clock.forward(timedelta(days=1))
    keeping.look()
    assert desk.overview.ticket(ticket.id).state == "expired"


def test_a_look_that_fails_does_not_end_the_looking(
    keeping: Housekeeping, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    stop = Event()

    def fail() -> None:
        stop.set()
        raise StoreError(problem="full")

    monkeypatch.setattr(keeping, "look", fail)
    keeping.run(stop)
    assert "housekeeping is late" in caplog.text


def test_a_file_that_can_be_written_again_is_well_again_without_anybody_writing(keeping: Housekeeping, store: Store):
    store.db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError), store.act() as act:
        act.record("a", "b")
    store.db.execute("PRAGMA query_only = OFF")
    keeping.look()
    assert store.last_problem is None


def test_a_raw_error_of_the_file_does_not_end_the_looking(
    keeping: Housekeeping, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    stop = Event()

    def fail() -> None:
        stop.set()
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(keeping, "look", fail)
    keeping.run(stop)
    assert "disk I/O error" in caplog.text
