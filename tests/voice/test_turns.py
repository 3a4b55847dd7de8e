"""Announcements in turn: none lost, none twice, none for what is old or undone."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.clock import HALL_ZONE
from kiosk.queue.overview import CallView
from kiosk.voice.turns import FRESH_SECONDS, LAST_CALLS, Turns, announcement

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE)


def call(number: int, seconds_ago: float = 0, *, recall: bool = False) -> CallView:
    return CallView(number, f"A{number:03d}", 1, recall, NOW - timedelta(seconds=seconds_ago))


def started(*calls: CallView) -> Turns:
    turns = Turns()
    turns.hear(calls, NOW)
    return turns


def rung(turns: Turns) -> list[int]:
    rung: list[int] = []
    while one := turns.next():
        rung.append(one.id)
    return rung


def test_what_was_called_before_the_start_is_not_rung():
    assert rung(started(call(1))) == []


def test_a_new_call_is_rung_once():
    turns = started(call(1))
    turns.hear([call(2), call(1)], NOW)
    turns.hear([call(2), call(1)], NOW)
    assert rung(turns) == [2]


def test_two_counters_at_once_are_rung_in_the_order_of_calling():
    turns = started()
    turns.hear([call(3), call(2)], NOW)
    assert rung(turns) == [2, 3]


def test_a_recall_waits_behind_the_announcement_that_runs():
    turns = started()
    turns.hear([call(1), call(2)], NOW)
    turns.next()
    turns.hear([call(3, recall=True), call(2), call(1)], NOW)
    assert rung(turns) == [2, 3]


def test_a_call_missed_for_long_is_not_rung():
    turns = started()
    turns.hear([call(1, FRESH_SECONDS + 1)], NOW)
    assert rung(turns) == []


def test_a_call_missed_for_some_seconds_is_rung():
    turns = started()
    turns.hear([call(1, FRESH_SECONDS - 1)], NOW)
    assert rung(turns) == [1]


def test_a_call_made_before_the_clock_was_set_back_is_not_rung():
    turns = started()
    turns.hear([call(1, -3600)], NOW)
    assert rung(turns) == []


def test_an_undone_call_loses_its_turn():
    turns = started()
    turns.hear([call(2), call(1)], NOW)
    turns.hear([call(1)], NOW)
    assert rung(turns) == [1]


def test_the_oldest_call_undone_loses_its_turn():
    turns = started()
    turns.hear([call(2), call(1)], NOW)
    turns.hear([call(2)], NOW)
    assert rung(turns) == [2]


def test_the_only_call_undone_loses_its_turn():
    turns = started()
    turns.hear([call(1)], NOW)
    turns.hear([], NOW)
    assert rung(turns) == []


def test_a_waiting_call_outlives_the_end_of_the_list():
    turns = started()
    turns.hear([call(1)], NOW)
    turns.hear([call(number) for number in range(2, LAST_CALLS + 2)], NOW)
    assert rung(turns) == [*range(1, LAST_CALLS + 2)]


def test_an_id_given_anew_after_a_restored_backup_is_rung():
    turns = started(call(1, 60))
    turns.hear([call(1)], NOW)
    assert rung(turns) == [1]


@given(st.lists(st.lists(st.integers(1, 12), max_size=6), max_size=8))
def test_every_call_is_rung_once_however_often_it_is_heard(batches: list[list[int]]):
    turns, called = started(), list[int]()
    for batch in batches:
        called = sorted({*called, *batch})
        turns.hear([call(one) for one in called], NOW)
    assert sorted(rung(turns)) == called


def test_an_announcement_starts_with_the_chime():
    assert announcement(call(1), chime=True, repeat=0, others_wait=False)[0].clip == "chime"


def test_without_a_chime_it_starts_with_the_words():
    assert announcement(call(1), chime=False, repeat=0, others_wait=False)[0].clip == "moi-so"


def test_it_is_said_again_as_often_as_asked():
    steps = announcement(call(1), chime=True, repeat=2, others_wait=False)
    assert [one.clip for one in steps].count("moi-so") == 3


def test_it_is_said_once_while_others_wait():
    steps = announcement(call(1), chime=True, repeat=2, others_wait=True)
    assert [one.clip for one in steps].count("moi-so") == 1


def test_a_recall_is_announced_as_one():
    steps = announcement(replace(call(1), recall=True), chime=False, repeat=0, others_wait=False)
    assert steps[0].clip == "moi-lai-so"


def test_a_number_that_is_not_called_any_more_loses_its_turn():
    turns = Turns()
    turns.hear([], NOW)
    turns.hear([call(1)], NOW)
    turns.hear([replace(call(1), live=False)], NOW)
    assert turns.next() is None
