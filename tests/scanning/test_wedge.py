"""A scanner among the keys of a person."""

import random

import pytest

from kiosk.scanning.wedge import Framed, Rhythm, Scan, Wedge

CODE = "H12.34-261120-0007"


def type_in(wedge: Wedge, text: str, gaps: list[float], start: float = 1_000.0) -> tuple[list[Scan], float]:
    """Feed `text`, the next key `gaps[i]` ms after the one before; returns the scans and the time of the last key."""
    scans: list[Scan] = []
    at = start
    for character, gap in zip(text, gaps, strict=True):
        at += gap
        if scan := wedge.key(character, at):
            scans.append(scan)
    return scans, at


def scanned(text: str, gap: float = 5.0) -> list[Scan]:
    return type_in(Wedge(), text, [gap] * len(text))[0]


@pytest.mark.parametrize("gap", [1.4, 5.0, 10.0, 20.0, 30.0])
@pytest.mark.parametrize("end", ["\r", "\n"])
def test_a_quick_burst_that_ends_with_enter_is_a_scan(gap: float, end: str):
    assert scanned(CODE + end, gap) == [Scan(CODE)]


def test_a_burst_without_enter_is_no_scan():
    assert scanned(CODE) == []


def test_fewer_than_six_characters_are_no_scan():
    assert scanned("12345\r") == []


def test_six_characters_are_enough():
    assert scanned("123456\r") == [Scan("123456")]


def test_a_stalled_event_loop_does_not_lose_a_scan():
    gaps = [5.0] * 18 + [5.0]
    gaps[9] = 180.0
    assert type_in(Wedge(), CODE + "\r", gaps)[0] == [Scan(CODE)]


def test_a_rhythm_slower_than_a_scanner_is_typing():
    assert scanned(CODE + "\r", 31.0) == []


def test_a_pause_begins_a_new_text():
    gaps = [5.0] * 6 + [201.0] + [5.0] * 18
    assert type_in(Wedge(), "oldold" + CODE + "\r", gaps)[0] == [Scan(CODE)]


def test_enter_long_after_the_last_character_is_no_scan():
    assert type_in(Wedge(), CODE + "\r", [5.0] * 18 + [201.0])[0] == []


def test_people_who_type_are_not_taken_for_scanners():
    dice = random.Random(7)
    runs = [[max(20.0, dice.gauss(133, 45)) for _ in range(13)] for _ in range(500)]  # 90 words a minute
    assert [run for run in runs if type_in(Wedge(), "nguyenvanan9\r", run)[0]] == []


def test_scanners_of_all_usual_speeds_are_found():
    dice = random.Random(7)
    runs = [[max(0.5, dice.gauss(dice.uniform(2, 20), 2)) for _ in range(19)] for _ in range(500)]
    assert all(type_in(Wedge(), CODE + "\r", run)[0] for run in runs)


def test_a_key_held_down_is_no_scan():
    wedge = Wedge()
    for at in range(0, 600, 30):
        wedge.key("a", at, auto_repeat=at > 0)
    assert wedge.key("\r", 610) is None


def test_shift_keys_between_characters_do_not_disturb():
    wedge = Wedge()
    for at, character in enumerate(CODE):
        wedge.key("", at * 10)
        wedge.key(character, at * 10 + 5)
    assert wedge.key("\r", 190) == Scan(CODE)


def test_a_second_code_in_the_same_burst_is_ignored():
    text = CODE + "\r" + "H12.34-261120-0008\r"
    assert scanned(text) == [Scan(CODE)]


def test_after_the_dead_time_the_next_scan_counts():
    wedge = Wedge()
    _, at = type_in(wedge, CODE + "\r", [5.0] * 19)
    scans, _ = type_in(wedge, CODE + "\r", [5.0] * 19, start=at + 401)
    assert scans == [Scan(CODE)]


def test_a_clock_that_jumps_back_does_not_hold_the_scanner_dead():
    wedge = Wedge()
    type_in(wedge, CODE + "\r", [5.0] * 19, start=1_000_000)
    assert type_in(wedge, CODE + "\r", [5.0] * 19, start=0)[0] == [Scan(CODE)]


def test_an_endless_stream_keeps_only_what_a_code_can_hold():
    wedge = Wedge(Rhythm(most=100))
    type_in(wedge, "x" * 150, [1.0] * 150)
    scan = wedge.key("\r", 1_151)
    assert scan is not None
    assert len(scan.text) <= 100


def test_a_slow_scanner_may_have_its_own_rhythm():
    wedge = Wedge(Rhythm(median_ms=60))
    assert type_in(wedge, CODE + "\r", [50.0] * 19)[0] == [Scan(CODE)]


def test_two_scans_one_after_the_other_do_not_mix():
    wedge = Wedge(Rhythm(dead_ms=0))
    first, at = type_in(wedge, CODE + "\r", [5.0] * 19)
    second, _ = type_in(wedge, "KXA-261123-001-98\r", [5.0] * 18, start=at + 1)
    assert first + second == [Scan(CODE), Scan("KXA-261123-001-98")]


def test_what_was_scanned_does_not_show_when_it_is_logged():
    assert "096190000000" not in repr(scanned("096190000000\r"))


class TestFramed:
    """A scanner that presses F9 before and F10 after each code."""

    @staticmethod
    def typed(keys: list[str], gap: float = 60.0, framed: Framed | None = None) -> list[Scan]:
        framed = framed or Framed("F9", "F10")
        scans = [framed.key(one, 1_000 + at * gap) for at, one in enumerate(keys)]
        return [one for one in scans if one is not None]

    def test_what_stands_in_the_frame_is_a_scan_at_any_speed(self) -> None:
        assert self.typed(["F9", *CODE, "F10"], 200.0) == [Scan(CODE)]

    def test_enter_may_be_the_end_of_the_frame(self) -> None:
        assert self.typed(["F9", *CODE, "\r"], framed=Framed("F9", "Enter")) == [Scan(CODE)]

    def test_keys_outside_the_frame_are_a_person(self) -> None:
        assert self.typed([*CODE, "\r", "F10"], 2.0) == []

    def test_a_second_beginning_drops_the_first(self) -> None:
        assert self.typed(["F9", "o", "l", "d", "F9", *CODE, "F10"]) == [Scan(CODE)]

    def test_a_frame_whose_end_got_lost_does_not_swallow_what_a_person_types_later(self) -> None:
        framed = Framed("F9", "F10")
        self.typed(["F9", *CODE], framed=framed)
        assert framed.key("x", 60_000.0) is None
        assert not framed.inside

    def test_an_empty_frame_is_no_scan(self) -> None:
        assert self.typed(["F9", "F10"]) == []

    def test_a_key_held_down_ends_the_frame(self) -> None:
        framed = Framed("F9", "F10")
        framed.key("F9", 0)
        framed.key("a", 10, auto_repeat=True)
        assert not framed.inside

    def test_more_than_any_code_holds_is_dropped(self) -> None:
        assert self.typed(["F9", *("9" * 4300), "F10"], 1.0) == []
