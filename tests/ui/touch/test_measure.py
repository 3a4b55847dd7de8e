"""Pixels of a millimetre, without Qt."""

import pytest

from ui.touch.measure import pixels_per_mm


@pytest.mark.parametrize(
    ("size", "twenty_mm"),
    [((1080, 1920), 81), ((1366, 768), 79), ((1920, 1080), 111)],
    ids=["21.5in", "15.6in", "fine"],
)
def test_the_reference_screens_have_the_sizes_of_the_rules(size: tuple[int, int], twenty_mm: int) -> None:
    assert round(20 * pixels_per_mm(*size)) == twenty_mm


def test_a_technicians_ruler_beats_everything() -> None:
    assert pixels_per_mm(1080, 1920, 3.1, (268, 476)) == 3.1


def test_a_screen_that_tells_its_size_is_believed() -> None:
    assert pixels_per_mm(1080, 1920, 0.0, (398, 708)) == 1080 / 398


@pytest.mark.parametrize(
    "said", [(0, 0), (1600, 900), (160, 90), (268, 268)], ids=["nothing", "wall", "phone", "square"]
)
def test_a_screen_that_talks_nonsense_is_not_believed(said: tuple[float, float]) -> None:
    assert pixels_per_mm(1080, 1920, 0.0, said) == pixels_per_mm(1080, 1920)
