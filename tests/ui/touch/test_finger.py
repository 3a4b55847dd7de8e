"""The guard against the second tap of a trembling finger."""

from datetime import timedelta

import pytest

from kiosk.clock import SetClock
from ui.touch.finger import Finger


@pytest.fixture
def finger(clock: SetClock) -> Finger:
    return Finger(clock)


def test_a_second_tap_within_half_a_second_does_nothing(finger: Finger, clock: SetClock) -> None:
    finger.accepts()
    clock.forward(timedelta(milliseconds=490))
    assert not finger.accepts()


def test_a_tap_half_a_second_later_counts(finger: Finger, clock: SetClock) -> None:
    finger.accepts()
    clock.forward(timedelta(milliseconds=510))
    assert finger.accepts()


def test_after_what_prints_or_sends_the_pause_is_a_second(finger: Finger, clock: SetClock) -> None:
    finger.accepts(True)
    clock.forward(timedelta(milliseconds=900))
    assert not finger.accepts()


def test_ignored_taps_do_not_prolong_the_pause(finger: Finger, clock: SetClock) -> None:
    finger.accepts()
    answers: list[bool] = []
    for _ in range(5):
        clock.forward(timedelta(milliseconds=101))
        answers.append(finger.accepts())
    assert answers == [False, False, False, False, True]


def test_two_different_keys_follow_at_once(finger: Finger) -> None:
    assert (finger.acceptsKey("a"), finger.acceptsKey("b")) == (True, True)


def test_a_bouncing_key_is_one_letter(finger: Finger, clock: SetClock) -> None:
    finger.acceptsKey("1")
    clock.forward(timedelta(milliseconds=60))
    assert not finger.acceptsKey("1")


def test_the_same_digit_twice_can_be_typed(finger: Finger, clock: SetClock) -> None:
    finger.acceptsKey("1")
    clock.forward(timedelta(milliseconds=200))
    assert finger.acceptsKey("1")
