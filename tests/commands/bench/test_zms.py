"""The estimate that ours is compared with."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.commands.bench.played.zms import expected_wait


def test_nobody_can_say_while_no_counter_is_open():
    assert expected_wait(0, 12, 0) is None


def test_the_first_in_line_waits_at_most_one_service():
    assert expected_wait(0, 12, 1) == (0, 12)


def test_the_fifth_at_two_counters_waits_between_14_and_30_minutes():
    assert expected_wait(4, 12, 2) == (14, 30)


@given(st.integers(0, 200), st.floats(0.1, 120), st.integers(1, 10))
def test_the_least_is_never_above_the_most(place: int, mean: float, counters: int):
    wait = expected_wait(place, mean, counters)
    assert wait is not None
    assert 0 <= wait[0] <= wait[1]


@given(st.integers(0, 200), st.floats(0.1, 120), st.integers(1, 9))
def test_one_more_counter_never_makes_it_longer(place: int, mean: float, counters: int):
    fewer, more = expected_wait(place, mean, counters), expected_wait(place, mean, counters + 1)
    assert fewer is not None
    assert more is not None
    assert more[1] <= fewer[1]
