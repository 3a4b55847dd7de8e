"""Finding the corners of a sheet on three desks, and saying so when there is none."""

import cv2
import numpy as np
import pytest

from kiosk.commands.bench.pages.desk import DESKS, Desk, Points, Shot, photograph
from kiosk.commands.bench.pages.peers import tutorial_corners
from kiosk.errors import WrongCornersError
from kiosk.scanning.page_edges import corners_by_hand, find_page, in_order
from kiosk.scanning.picture import Colour

WIDE = 1280


def near(corners: Points | None, truth: Points) -> bool:
    """All corners within 1 % of the frame's width."""
    return corners is not None and float(np.abs(corners - in_order(truth)).max()) < 0.01 * WIDE


def shot(desk: Desk, **how: float | bool | tuple[float, float]) -> Shot:
    return Shot(desk, (WIDE, 720), **how)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("desk", DESKS)
def test_a_sheet_is_found_on_every_desk(sheet: Colour, desk: Desk):
    photo, truth = photograph(sheet, shot(desk, turn=6), 11)
    assert near(find_page(photo).corners, truth)


def test_the_tutorial_way_finds_no_white_paper_on_a_white_desk(sheet: Colour):
    photo, truth = photograph(sheet, shot("white", turn=6), 11)
    assert (near(tutorial_corners(photo), truth), near(find_page(photo).corners, truth)) == (False, True)


@pytest.mark.parametrize("desk", DESKS)
def test_the_shadow_of_a_hand_over_the_edge_moves_no_corner(sheet: Colour, desk: Desk):
    photo, truth = photograph(sheet, shot(desk, turn=-5, shadow=True), 4)
    assert near(find_page(photo).corners, truth)


@pytest.mark.parametrize("desk", DESKS)
def test_fingers_that_hold_the_sheet_hide_no_side(sheet: Colour, desk: Desk):
    photo, truth = photograph(sheet, shot(desk, turn=8, tilt=0.05), 6)
    for at in ((truth[1] + truth[2]) / 2, (truth[0] + truth[3]) / 2):
        cv2.ellipse(photo, (int(at[0]), int(at[1])), (50, 26), 0, 0, 360, (205, 160, 130), -1, cv2.LINE_AA)
    assert near(find_page(photo).corners, truth)


@pytest.mark.parametrize("turn", [35, 90, 200])
def test_a_sheet_may_lie_in_any_direction(sheet: Colour, turn: float):
    photo, truth = photograph(sheet, shot("wood", turn=turn, tilt=0.05), 6)
    assert near(find_page(photo).corners, truth)


@pytest.mark.parametrize("desk", DESKS)
def test_an_empty_desk_has_no_sheet(sheet: Colour, desk: Desk):
    photo, _ = photograph(sheet, shot(desk, shift=(3.0, 0.0)), 31)
    assert find_page(photo).corners is None


@pytest.mark.parametrize("desk", DESKS)
def test_a_sheet_that_the_frame_cuts_is_told_so_and_not_guessed(sheet: Colour, desk: Desk):
    photo, _ = photograph(sheet, shot(desk, shift=(0.0, -0.3)), 11)
    found = find_page(photo)
    assert (found.corners, found.cut_off) == (None, True)


@pytest.mark.parametrize("level", [0, 255])
def test_black_and_white_frames_hold_no_sheet(level: int):
    found = find_page(np.full((600, 800, 3), level, np.uint8))
    assert (found.corners, found.cut_off) == (None, False)


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (40, 40, 3)])
def test_a_picture_too_small_for_a_sheet_breaks_nothing(shape: tuple[int, ...]):
    noise = np.random.default_rng(3).integers(0, 256, shape).astype(np.uint8)
    assert find_page(noise).corners is None


def test_corners_set_by_a_person_may_come_in_any_order(sheet: Colour):
    given = [(500.0, 600.0), (90.0, 80.0), (80.0, 610.0), (510.0, 90.0)]
    corners = corners_by_hand(given, np.zeros((720, 1280, 3), np.uint8))
    assert corners.tolist() == [[90, 80], [510, 90], [500, 600], [80, 610]]


def test_a_corner_dragged_beside_the_frame_stays_at_its_edge():
    corners = corners_by_hand([(-40, 0), (900, 0), (700, 500), (0, 500)], np.zeros((600, 800, 3), np.uint8))
    assert (corners[0].tolist(), corners[1].tolist()) == ([0, 0], [799, 0])


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0), (100, 0), (100, 100)],
        [(0, 0), (100, 100), (200, 200), (300, 300)],
        [(0, 0), (400, 0), (110, 100), (0, 400)],
        [(0, 0), (1, 0), (1, 1), (0, 1)],
        [(0, 0), (float("nan"), 0), (400, 400), (0, 400)],
    ],
    ids=["three", "a line", "a dent", "a dot", "no number"],
)
def test_corners_that_span_no_sheet_are_refused(points: list[tuple[float, float]]):
    with pytest.raises(WrongCornersError, match="góc"):
        corners_by_hand(points, np.zeros((600, 800, 3), np.uint8))
