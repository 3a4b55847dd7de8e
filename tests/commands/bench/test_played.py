"""The played day: its visitors, its clerks, its figures."""

from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean

import pytest

from kiosk.commands.bench.played import HOURS, play_days
from kiosk.commands.bench.played.crowd import CLASSES, KINDS, arrivals, crowd, service_minutes
from kiosk.commands.bench.played.picture import svg
from kiosk.commands.bench.played.play import Day
from kiosk.commands.bench.played.report import as_text, by_hour, grouped, jain, told
from kiosk.config import Settings, default_settings_file, read_settings

SEED = 5


@pytest.fixture(scope="module")
def settings_with_hours() -> Settings:
    settings = read_settings(default_settings_file())
    return replace(settings, hall=replace(settings.hall, hours=HOURS))


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory, settings_with_hours: Settings) -> Day:
    """A day of 60 visitors."""
    return play_days(tmp_path_factory.mktemp("day") / "hall.db", settings_with_hours, 60, 1, SEED)[0]


# --- visitors ---


def test_as_many_come_as_asked_for_one_after_the_other():
    times = arrivals(200, Random(SEED))
    assert (len(times), times) == (200, sorted(times))


def test_more_come_where_the_rate_is_higher():
    times = arrivals(4000, Random(SEED), ((0, 1), (10, 1), (10, 3), (20, 3)))
    assert mean(time > 10 for time in times) == pytest.approx(0.75, abs=0.03)


def test_nobody_comes_while_the_rate_is_nothing():
    assert not [time for time in arrivals(2000, Random(SEED)) if 11 * 60 + 25 < time < 13 * 60]


def test_service_times_have_the_mean_they_are_asked_for():
    dice = Random(SEED)
    assert mean(service_minutes(6, dice) for _ in range(20_000)) == pytest.approx(6, rel=0.03)


def test_the_same_seed_is_the_same_crowd():
    assert crowd(30, Random(SEED)) == crowd(30, Random(SEED))


@pytest.mark.parametrize("shares", [[one.share for one in KINDS], [share for _, share in CLASSES]])
def test_the_shares_are_a_whole(shares: list[float]):
    assert sum(shares) == pytest.approx(1)


# --- figures ---


def test_jain_is_one_when_all_wait_the_same():
    assert jain([7, 7, 7]) == pytest.approx(1)


def test_jain_is_a_share_of_the_people_when_one_waits_for_all():
    assert jain([9, 0, 0]) == pytest.approx(1 / 3)


def test_the_queue_of_an_hour_is_a_mean_over_time():
    assert by_hour([(420, 0), (450, 10), (480, 0)]) == {7: (5, 10), 8: (0, 10)}


def test_a_range_is_judged_by_the_minutes_from_issue_to_call(day: Day):
    story = next(one for one in day.stories if one.waited is not None)
    waited = int(story.waited or 0)
    judged = [replace(story, ranges={"way": said}) for said in ((0, 999), (waited + 2, 999), (-9, -1))]
    one = told(judged, "way")
    assert (one.inside, one.sooner, one.later) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


# --- the day ---


def test_everybody_who_came_was_called(day: Day):
    assert [one.called is not None for one in day.stories] == [True] * 60


def test_nobody_was_called_before_somebody_over_the_guard(day: Day):
    assert not any(one.overtaken for one in day.stories)


def test_a_day_played_again_is_the_same_day(day: Day, tmp_path: Path, settings_with_hours: Settings):
    again = play_days(tmp_path / "hall.db", settings_with_hours, 60, 1, SEED)[0]
    assert [one.waited for one in again.stories] == [one.waited for one in day.stories]


def test_the_report_has_a_row_for_each_class_that_came(day: Day, settings_with_hours: Settings):
    names = {one.letter: one.name for one in settings_with_hours.services}
    text = as_text([day], day, settings_with_hours.queue.line_of, names)
    assert [klass for klass in grouped(day.stories, lambda one: one.visitor.klass) if f"| {klass} |" not in text] == []


def test_the_picture_has_a_dot_for_everybody_who_was_told_a_wait(day: Day):
    assert svg(day).count("<circle") == told(day.stories, "ours").people
