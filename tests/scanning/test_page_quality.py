"""Advice on photographs: what happened and what to do, and nothing where all is well."""

import cv2
import numpy as np
import pytest

from kiosk.commands.bench.pages.desk import Points, Shot, photograph
from kiosk.languages import texts
from kiosk.scanning.page_edges import Found, in_order
from kiosk.scanning.page_quality import Advice, Limits, Quality, dpi_on_paper, judge
from kiosk.scanning.picture import Colour

SIZE = (2048, 1536)


@pytest.fixture(scope="module")
def good(sheet: Colour) -> tuple[Colour, Points]:
    photo, corners = photograph(sheet, Shot("dark", SIZE, part=0.95, light=0.9), 5)
    return photo, in_order(corners)


def said(quality: Quality) -> list[tuple[str, str]]:
    return [(one.flaw, one.weight) for one in quality.advice]


def softened(photo: Colour, sigma: float) -> Colour:
    return cv2.GaussianBlur(photo, (0, 0), sigma).astype(np.uint8)


def test_a_clear_page_needs_no_advice(good: tuple[Colour, Points]):
    assert said(judge(good[0], Found(good[1]), Limits(dpi=(110, 75)))) == []


@pytest.mark.parametrize(("sigma", "weight"), [(0.9, "warn"), (1.8, "refuse")])
def test_a_blurred_page_is_told_so(good: tuple[Colour, Points], sigma: float, weight: str):
    quality = judge(softened(good[0], sigma), Found(good[1]), Limits(dpi=(110, 75)))
    assert said(quality) == [("blurred", weight)]


def test_a_camera_has_its_own_limit_of_sharpness(good: tuple[Colour, Points]):
    soft = softened(good[0], 0.9)
    assert said(judge(soft, Found(good[1]), Limits(dpi=(110, 75), sharpness=(20, 5)))) == []


@pytest.mark.parametrize(("light", "weight"), [(0.24, "warn"), (0.1, "refuse")])
def test_a_dark_page_is_told_so(good: tuple[Colour, Points], light: float, weight: str):
    dim = (good[0] * light).astype(np.uint8)
    assert ("dark", weight) in said(judge(dim, Found(good[1])))


def test_a_patch_of_glare_is_told_so(good: tuple[Colour, Points]):
    shining = good[0].copy()
    middle = good[1].mean(0)
    cv2.circle(shining, (int(middle[0]), int(middle[1])), 90, (255, 255, 255), -1)
    assert said(judge(shining, Found(good[1]), Limits(dpi=(110, 75)))) == [("glare", "warn")]


def test_a_well_lit_sheet_has_no_glare(good: tuple[Colour, Points]):
    bright = np.clip(good[0].astype(int) + 25, 0, 255).astype(np.uint8)
    assert "glare" not in dict(said(judge(bright, Found(good[1]))))


@pytest.mark.parametrize(("scale", "weight"), [(0.8, "warn"), (0.5, "refuse")])
def test_a_sheet_too_small_to_read_is_told_so_and_nothing_else(good: tuple[Colour, Points], scale: float, weight: str):
    small = cv2.resize(good[0], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(np.uint8)
    assert said(judge(small, Found((good[1] * scale).astype(np.float32)))) == [("too_small", weight)]


def test_no_sheet_and_half_a_sheet_are_different_things(good: tuple[Colour, Points]):
    assert said(judge(good[0], Found(None))) == [("no_page", "refuse")]
    assert said(judge(good[0], Found(None, cut_off=True))) == [("cut_off", "refuse")]


def test_only_a_refusal_makes_a_photograph_useless():
    assert Quality((Advice("dark", "warn"),)).usable
    assert not Quality((Advice("dark", "warn"), Advice("blurred", "refuse"))).usable


def test_dots_are_counted_along_the_long_side_of_a4():
    corners = np.array([[0, 0], [2339, 0], [2339, 1654], [0, 1654]], np.float32)
    assert dpi_on_paper(corners) == pytest.approx(200, abs=0.1)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_advice_has_its_sentence(language: str):
    graded = [Advice(flaw, weight) for flaw in ("too_small", "blurred", "dark") for weight in ("warn", "refuse")]
    every = [*graded, Advice("glare", "warn"), Advice("no_page", "refuse"), Advice("cut_off", "refuse")]
    assert [one.text_id for one in every if one.text_id not in texts(language).sentences] == []
