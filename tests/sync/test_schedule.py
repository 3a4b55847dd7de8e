"""When to try again, and how much to send at once."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.messages import BLOB_PIECE
from sync.schedule import GROWTH, SMALLEST_PIECE, BatchSize, Piece, Schedule

failures = st.integers(1, 10_000)
dice = st.floats(0, 1, exclude_max=True)
schedules = st.builds(Schedule, st.floats(0.01, 60), st.floats(60, 10_000))


@given(schedules, failures, dice)
def test_no_wait_is_longer_than_the_cap(schedule: Schedule, failures: int, dice: float):
    assert 0 <= schedule.delay(failures, dice) <= schedule.cap


@given(schedules, failures)
def test_the_longest_wait_never_shrinks_with_failures(schedule: Schedule, failures: int):
    assert schedule.ceiling(failures) <= schedule.ceiling(failures + 1)


@given(schedules, failures)
def test_a_fleet_spreads_over_the_whole_wait(schedule: Schedule, failures: int):
    waits = [schedule.delay(failures, number / 100) for number in range(100)]
    assert max(waits) - min(waits) >= 0.98 * schedule.ceiling(failures)


@given(schedules, failures, dice, st.floats(0, 1e9))
def test_what_the_province_asks_for_is_kept_up_to_the_cap(schedule: Schedule, failures: int, dice: float, asked: float):
    assert schedule.delay(failures, dice, asked) >= min(asked, schedule.cap)


@given(schedules, failures, dice, st.floats(allow_nan=False))
def test_nothing_the_province_says_makes_a_machine_silent(schedule: Schedule, failures: int, dice: float, asked: float):
    wait = schedule.delay(failures, dice, asked)
    assert math.isfinite(wait)
    assert wait <= schedule.cap + schedule.base


@given(st.lists(st.floats(0, 100) | st.none()))
def test_a_batch_has_one_to_five_hundred_events(answers: list[float | None]):
    size = BatchSize()
    for seconds in answers:
        size = size.after_trouble() if seconds is None else size.after_success(seconds)
    assert 1 <= size.events <= 500


def test_waits_double_from_five_seconds_to_fifteen_minutes():
    assert [Schedule().ceiling(number) for number in range(1, 10)] == [5, 10, 20, 40, 80, 160, 320, 640, 900]


def test_without_a_failure_there_is_no_wait():
    with pytest.raises(ValueError, match="nothing to wait"):
        Schedule().ceiling(0)


def test_a_slow_success_does_not_grow_the_batch():
    assert BatchSize(100).after_success(30.0) == BatchSize(100)


rates = st.floats(2_000, 10_000_000)  # bytes a second


@given(rates)
def test_a_piece_comes_to_fit_the_line(rate: float):
    piece = Piece()
    for _ in range(10):
        piece = piece.after_success(piece.bytes, piece.bytes / rate)
    assert piece.bytes == BLOB_PIECE or piece.bytes / rate <= piece.seconds * 1.01


@given(st.integers(SMALLEST_PIECE, BLOB_PIECE), rates)
def test_one_fast_piece_does_not_make_the_next_a_long_one(size: int, rate: float):
    assert Piece(size).after_success(size, size / rate).bytes <= size * GROWTH


def test_the_short_end_of_a_paper_says_nothing_of_the_line():
    assert Piece(200_000).after_success(10, 8.0) == Piece(200_000)


def test_trouble_makes_pieces_smaller_and_never_nothing():
    piece = Piece()
    for _ in range(20):
        piece = piece.after_trouble()
    assert piece.bytes == SMALLEST_PIECE
