"""The outbox: what was said is kept until the province has it, whatever clock, backup or refusal comes between."""

from datetime import timedelta

import pytest

from kiosk.clock import SetClock, milliseconds
from kiosk.store import outbox
from kiosk.store.database import Store


def send(store: Store, **body: object) -> str:
    with store.act() as act:
        return act.send("ticket.issued", body)


def due(store: Store, limit: int = 100) -> list[str]:
    return [one.event_id for one in outbox.pending(store.db, milliseconds(store.clock.now()), limit)]


def test_the_oldest_goes_first(store: Store):
    events = [send(store, n=number) for number in range(5)]
    assert due(store, 3) == events[:3]


def test_an_undone_act_sends_nothing(store: Store):
    def fail() -> None:
        with store.act() as act:
            act.send("ticket.issued", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert due(store) == []


def test_messages_are_acknowledged_by_name_only(store: Store):
    first, second = send(store), send(store)
    outbox.acknowledge(store.db, [second, "unknown"], "life", 1)
    assert (outbox.state_of(store.db, first), outbox.state_of(store.db, second)) == ("pending", "acked")


def test_a_postponed_message_lets_others_go_first(store: Store):
    first, second = send(store), send(store)
    outbox.postpone(store.db, first, "busy", milliseconds(store.clock.now()) + 5000)
    assert due(store) == [second]


def test_a_postponed_message_comes_back(store: Store, clock: SetClock):
    first = send(store)
    outbox.postpone(store.db, first, "busy", milliseconds(store.clock.now()) + 5000)
    clock.forward(timedelta(seconds=5))
    assert due(store) == [first]


def test_a_clock_set_back_does_not_hold_a_message_for_years(store: Store, clock: SetClock):
    clock.forward(timedelta(days=70 * 365))
    first = send(store)
    outbox.postpone(store.db, first, "busy", milliseconds(store.clock.now()) + 5000)
    clock.forward(timedelta(days=-70 * 365))
    assert due(store) == [first]


def test_a_clock_that_went_back_is_told(store: Store, clock: SetClock):
    send(store)
    clock.forward(timedelta(hours=-1))
    send(store)
    qualities = [one.clock_quality for one in outbox.pending(store.db, milliseconds(clock.now()), 10)]
    assert qualities == ["good", "went_back"]


def test_a_dead_letter_is_not_sent_and_not_lost(store: Store):
    event = send(store)
    outbox.bury(store.db, event, "invalid")
    assert (due(store), [one.event_id for one in outbox.dead_letters(store.db)]) == ([], [event])


def test_a_dead_letter_can_be_sent_again(store: Store):
    event = send(store)
    outbox.bury(store.db, event, "invalid")
    outbox.revive(store.db)
    assert due(store) == [event]


def test_what_has_been_acknowledged_is_not_buried_by_a_late_word(store: Store):
    event = send(store)
    outbox.acknowledge(store.db, [event], "life", 1)
    outbox.bury(store.db, event, "invalid")
    assert outbox.state_of(store.db, event) == "acked"


def test_a_new_epoch_numbers_what_waits_from_one(store: Store):
    events = [send(store, n=number) for number in range(4)]
    outbox.acknowledge(store.db, events[:2], "life", 1)
    with store.act() as act:
        epoch = outbox.renumber(act.db)
    waiting = outbox.pending(store.db, milliseconds(store.clock.now()), 10)
    assert [(one.event_id, one.epoch, one.seq) for one in waiting] == [(events[2], epoch, 1), (events[3], epoch, 2)]


def test_a_new_epoch_keeps_what_each_message_says(store: Store):
    send(store, n=1)
    before = outbox.pending(store.db, milliseconds(store.clock.now()), 10)[0].sha256
    with store.act() as act:
        outbox.renumber(act.db)
    after = outbox.pending(store.db, milliseconds(store.clock.now()), 10)[0]
    assert (after.sha256, after.whole) == (before, True)


def test_numbers_go_on_behind_a_new_epoch(store: Store):
    send(store)
    with store.act() as act:
        outbox.renumber(act.db)
    send(store)
    assert [one.seq for one in outbox.pending(store.db, milliseconds(store.clock.now()), 10)] == [1, 2]


def test_a_changed_row_is_noticed(store: Store):
    send(store, n=1)
    store.db.execute("""UPDATE outbox_event SET body = '{"n":2}'""")
    assert not outbox.pending(store.db, milliseconds(store.clock.now()), 1)[0].whole


def test_each_message_names_the_one_before_it(store: Store):
    for number in range(3):
        send(store, n=number)
    rows = store.rows("SELECT sha256, previous FROM outbox_event ORDER BY rowid")
    assert [row["previous"] for row in rows] == [outbox.START, rows[0]["sha256"], rows[1]["sha256"]]


def test_a_new_message_shows_in_one_number(store: Store):
    before = outbox.newest(store.db)
    send(store)
    assert outbox.newest(store.db) > before
