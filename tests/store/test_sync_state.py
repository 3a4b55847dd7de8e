"""What screens may say about the link, and what is remembered of the province."""

from datetime import timedelta

import pytest

from kiosk.clock import SetClock, milliseconds
from kiosk.store import outbox, sync_state
from kiosk.store.database import Store
from kiosk.store.sync_state import Position, SyncStatus, sync_status


def send(store: Store) -> str:
    with store.act() as act:
        return act.send("ticket.issued", {})


def test_a_new_machine_has_told_nobody_anything(store: Store):
    assert sync_status(store.db) == SyncStatus(None, False, None, None, 0, None, 0, None)


def test_what_waits_is_counted_with_its_age(store: Store, clock: SetClock):
    first_ms = milliseconds(clock.now())
    send(store)
    clock.forward(timedelta(hours=2))
    send(store)
    status = sync_status(store.db)
    assert (status.pending, status.oldest_pending_ms) == (2, first_ms)


def test_dead_letters_are_counted_apart(store: Store):
    outbox.bury(store.db, send(store), "invalid")
    status = sync_status(store.db)
    assert (status.pending, status.dead) == (0, 1)


def test_a_complete_round_is_online(store: Store, clock: SetClock):
    sync_state.note_success(store.db, clock.now(), 40)
    status = sync_status(store.db, clock.now())
    assert (status.online, status.last_ok_ms, status.server_offset_ms) == (True, milliseconds(clock.now()), 40)


def test_a_failure_keeps_when_it_went_well_last(store: Store, clock: SetClock):
    sync_state.note_success(store.db, clock.now(), 0)
    well_ms = milliseconds(clock.now())
    clock.forward(timedelta(minutes=5))
    sync_state.note_failure(store.db, clock.now(), "error.link_down")
    status = sync_status(store.db)
    assert (status.online, status.last_ok_ms, status.last_error) == (False, well_ms, "error.link_down")


def test_a_silent_worker_is_not_believed_for_long(store: Store, clock: SetClock):
    sync_state.note_success(store.db, clock.now(), 0)
    clock.forward(timedelta(minutes=4))
    assert not sync_status(store.db, clock.now()).online


def acknowledged(store: Store, incarnation: str) -> str:
    event = send(store)
    outbox.acknowledge(store.db, [event], incarnation, milliseconds(store.clock.now()))
    return event


def test_what_another_life_of_the_province_took_is_asked_about(store: Store):
    event = acknowledged(store, "first")
    assert [outbox.acked_elsewhere(store.db, life, 9) for life in ("first", "second", "a", "z")] == [
        [], [event], [event], [event],
    ]  # fmt: skip


def test_what_the_new_life_confirmed_is_not_asked_about_again(store: Store):
    event = acknowledged(store, "first")
    outbox.confirm(store.db, [event], "second")
    assert (outbox.acked_elsewhere(store.db, "second", 9), outbox.state_of(store.db, event)) == ([], "acked")


def test_asking_what_is_left_reads_no_acknowledged_row_but_those(store: Store):
    plan = store.rows(
        """EXPLAIN QUERY PLAN SELECT event_id FROM outbox_event WHERE state = 'acked' AND acked_incarnation > 'a'"""
    )
    assert "outbox_acked" in plan[0]["detail"]


def test_the_same_life_of_the_province_is_no_other(store: Store):
    assert [sync_state.meet(store.db, life) for life in ("first", "first", "second")] == [True, False, True]


def test_a_cursor_counts_in_its_own_life_only(store: Store):
    sync_state.move(store.db, "dossiers", "first", Position(7, '"x"'))
    read = sync_state.position
    assert (read(store.db, "dossiers", "first"), read(store.db, "dossiers", "second")) == (
        Position(7, '"x"'),
        None,
    )


def test_another_name_of_the_machine_opens_a_new_epoch(store: Store):
    with store.act() as act:
        sync_state.enrolled_as(act.db, "one")
        before = outbox.current_epoch(act.db)
        sync_state.enrolled_as(act.db, "two")
        assert outbox.current_epoch(act.db) != before


def test_the_same_name_again_keeps_the_epoch(store: Store):
    with store.act() as act:
        sync_state.enrolled_as(act.db, "one")
        before = outbox.current_epoch(act.db)
        sync_state.enrolled_as(act.db, "one")
        assert outbox.current_epoch(act.db) == before


def test_a_part_of_an_act_may_fail_alone(store: Store):
    with store.act() as act:
        act.send("ticket.issued", {"n": 1})
        with pytest.raises(ValueError, match="no"), sync_state.attempt(act):
            act.send("ticket.issued", {"n": 2})
            raise ValueError("no")
        act.send("ticket.issued", {"n": 3})
    assert [row["body"] for row in store.rows("SELECT body FROM outbox_event ORDER BY rowid")] == ['{"n":1}', '{"n":3}']


def test_the_end_of_the_journal_is_its_last_entry(store: Store):
    assert sync_state.journal_head(store.db) is None
    with store.act() as act:
        act.record("ticket.issued", "a")
        act.record("ticket.issued", "b")
    head = sync_state.journal_head(store.db)
    assert head is not None
    assert head[0] == 2
