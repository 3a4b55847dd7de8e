"""The map of screens and the idle rules, without Qt."""

import pytest

from ui.touch.journey import ATTRACT, HOME, PLACES, Journey


@pytest.fixture
def journey() -> Journey:
    return Journey()


@pytest.mark.parametrize("place", [one.name for one in PLACES])
def test_no_screen_is_deeper_than_three(journey: Journey, place: str) -> None:
    assert journey.depth(place) <= 3


def test_back_leads_the_way_one_came(journey: Journey) -> None:
    for name in (HOME, "lookup", "lookup_list"):
        journey.go(name, 0)
    journey.back(0)
    assert journey.screen == "lookup"


def test_home_offers_no_way_back_to_the_first_picture(journey: Journey) -> None:
    journey.go(HOME, 0)
    assert not journey.can_go_back


def test_a_screen_on_the_way_is_returned_to_not_stacked_twice(journey: Journey) -> None:
    for name in (HOME, "lookup", "lookup_list", "lookup"):
        journey.go(name, 0)
    journey.back(0)
    assert journey.screen == HOME


def test_a_screen_nobody_knows_is_refused(journey: Journey) -> None:
    with pytest.raises(KeyError):
        journey.go("nowhere", 0)


@pytest.mark.parametrize(("screen", "seconds"), [("services", 30), ("ticket", 60), ("result_code", 90)])
def test_each_kind_of_screen_has_its_patience(journey: Journey, screen: str, seconds: float) -> None:
    journey.go(screen, 0)
    journey.hold(True)
    assert (journey.standing(seconds - 1).warning, journey.standing(seconds).warning) == (False, True)


def test_the_warning_lasts_half_a_minute(journey: Journey) -> None:
    journey.go(HOME, 0)
    assert (journey.standing(59).over, journey.standing(60).over) == (False, True)


def test_a_touch_starts_the_time_again(journey: Journey) -> None:
    journey.go(HOME, 0)
    journey.touch(45)
    assert not journey.standing(60).warning


def test_the_first_picture_waits_for_ever(journey: Journey) -> None:
    assert not journey.standing(1_000_000).over


def test_a_ticket_closes_by_itself(journey: Journey) -> None:
    journey.go("ticket", 0)
    assert journey.standing(10).over


def test_a_held_screen_does_not_close_by_itself(journey: Journey) -> None:
    journey.go("ticket", 0)
    journey.hold(True)
    assert not journey.standing(59).over


def test_a_held_screen_is_left_when_nobody_is_there_any_more(journey: Journey) -> None:
    journey.go("ticket", 0)
    journey.hold(True)
    assert journey.standing(90).over


def test_a_touch_does_not_prolong_what_hides_by_itself(journey: Journey) -> None:
    journey.go("result", 0)
    journey.touch(29)
    assert journey.standing(30).over


def test_a_new_visit_begins_with_nothing_behind_it(journey: Journey) -> None:
    journey.go("services", 0)
    journey.start_over(5)
    assert (journey.screen, journey.can_go_back) == (ATTRACT, False)
