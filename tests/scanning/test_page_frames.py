"""When the sheet rests, and which frame is the sharpest."""

import cv2
import numpy as np
import pytest

from kiosk.commands.bench.pages.desk import Points, Shot, photograph
from kiosk.scanning.page_edges import in_order
from kiosk.scanning.page_frames import Steady, Stillness, sharpest
from kiosk.scanning.picture import Colour

CORNERS = np.array([[100, 100], [600, 100], [600, 800], [100, 800]], np.float32)


def looked(places: list[Points | None], every_ms: float = 150) -> list[bool]:
    steady = Steady(Stillness(part=0.01, frames=4, ms=400))
    return [steady.look(corners, at * every_ms) for at, corners in enumerate(places)]


def test_a_sheet_that_rests_is_taken_once():
    assert looked([CORNERS] * 8) == [False, False, False, True, False, False, False, False]


def test_a_trembling_hand_counts_as_rest():
    dice = np.random.default_rng(1)
    assert any(looked([(CORNERS + dice.uniform(-3, 3, (4, 2))).astype(np.float32) for _ in range(6)]))


def test_a_slow_drift_is_no_rest():
    assert not any(looked([CORNERS + np.float32(3 * at) for at in range(30)]))


def test_a_frame_without_a_sheet_begins_again():
    assert looked([CORNERS] * 3 + [None] + [CORNERS] * 4) == [False] * 7 + [True]


def test_the_next_sheet_is_taken_after_the_first_has_gone():
    assert sum(looked([CORNERS] * 6 + [None] * 2 + [CORNERS] * 6)) == 2


def test_fast_frames_still_take_their_time():
    assert looked([CORNERS] * 12, every_ms=40).index(True) == 10


def test_after_a_long_gap_nobody_knows_and_it_begins_again():
    steady = Steady(Stillness(frames=2, ms=100, gap_ms=500))
    assert [steady.look(CORNERS, at) for at in (0, 90, 900, 1100)] == [False, False, False, True]


def test_the_sharpest_frame_is_chosen_by_its_page_and_not_by_its_desk(sheet: Colour):
    photo, corners = photograph(sheet, Shot("wood", (1280, 960)), 3)
    clear = cv2.resize(photo, None, fx=1, fy=1).astype(np.uint8)
    soft = cv2.GaussianBlur(photo, (0, 0), 2).astype(np.uint8)
    noise = np.random.default_rng(2).integers(0, 256, soft[:, :250].shape)
    soft[:, :250] = noise  # a desk that is full of small things
    at = in_order(corners)
    assert sharpest([(soft, at), (clear, at), (soft, at)]) == 1


def test_no_frames_have_no_sharpest():
    with pytest.raises(ValueError, match="no frames"):
        sharpest([])
