"""Is this photograph of a page good enough, and if not, what should the person do? Each advice has its reason.

Sharpness is the variance of the Laplacian of the clean page at 150 dpi, so that it does not depend on the camera's
size or the light: of pages at 8 megapixels, those at 99 were read with 0.3 % wrong letters, at 29 with 1.1 %, at 11
with 10 %. It does depend on the camera's own sharpening: calibrate `Limits` for each kind of camera.
"""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from kiosk.scanning.page_clean import flatten, straighten
from kiosk.scanning.page_edges import Found
from kiosk.scanning.page_sides import Points
from kiosk.scanning.picture import Colour

Flaw = Literal["no_page", "cut_off", "too_small", "blurred", "dark", "glare"]
Weight = Literal["warn", "refuse"]

JUDGED_DPI = 150
BURNT = 252  # all channels at or above: the camera saw only light there
SAME = 12  # grey levels: paper so near to burnt is only well lit
LONG_SIDE_IN = 297 / 25.4


@dataclass(frozen=True, slots=True)
class Limits:
    """What a camera's pages are measured against; (warn, refuse) under the first or second value."""

    sharpness: tuple[float, float] = (60.0, 20.0)
    dpi: tuple[float, float] = (150.0, 75.0)
    paper: tuple[float, float] = (70.0, 35.0)  # grey level of white paper, 0 to 255
    glare: float = 0.004  # part of the page; two letters' size


@dataclass(frozen=True, slots=True)
class Advice:
    """One flaw: `value` is what was measured (dpi, sharpness, grey level, part of the page; 0 where nothing is)."""

    flaw: Flaw
    weight: Weight
    value: float = 0.0

    @property
    def text_id(self) -> str:
        """The sentence for a villager: what happened, what to do."""
        return f"page.{self.flaw}.{self.weight}"


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured on a page and what to say about it; the heaviest advice first."""

    advice: tuple[Advice, ...]
    dpi: float = 0.0
    sharpness: float = 0.0
    paper: float = 0.0
    glare: float = 0.0

    @property
    def usable(self) -> bool:
        return all(one.weight == "warn" for one in self.advice)


def judge(photo: Colour, found: Found, limits: Limits | None = None) -> Quality:
    """Return the advice on a photograph and the page that was found in it."""
    if found.corners is None:
        return Quality((Advice("cut_off" if found.cut_off else "no_page", "refuse"),))
    limits = limits or Limits()
    page = straighten(photo, found.corners, JUDGED_DPI)
    dpi, sharpness = dpi_on_paper(found.corners), sharpness_of(page)
    paper, glare = _paper_and_glare(page)
    advice = [*_under("too_small", dpi, limits.dpi), *_under("dark", paper, limits.paper)]
    if dpi >= limits.dpi[1]:  # a sheet far too small looks blurred as well: one thing to do at a time
        advice += _under("blurred", sharpness, limits.sharpness)
    if glare > limits.glare:
        advice.append(Advice("glare", "warn", glare))
    return Quality(tuple(sorted(advice, key=lambda one: one.weight == "warn")), dpi, sharpness, paper, glare)


def dpi_on_paper(corners: Points) -> float:
    """Return the photograph's dots an inch on an A4 sheet, at the coarser of the two long sides."""
    lengths = np.linalg.norm(corners - np.roll(corners, -1, 0), axis=1)
    pairs = sorted((lengths[:2], lengths[2:]), key=lambda pair: float(pair.sum()))
    return float(pairs[0].max()) / LONG_SIDE_IN


def sharpness_of(page: Colour) -> float:
    """Return the sharpness of a straightened page at 150 dpi that is not flattened yet."""
    grey = cv2.cvtColor(flatten(page, JUDGED_DPI), cv2.COLOR_RGB2GRAY)
    return float(cv2.Laplacian(cv2.GaussianBlur(grey, (3, 3), 0), cv2.CV_32F).var())


def _under(flaw: Flaw, value: float, limits: tuple[float, float]) -> list[Advice]:
    if value >= limits[0]:
        return []
    return [Advice(flaw, "refuse" if value < limits[1] else "warn", value)]


def _paper_and_glare(page: Colour) -> tuple[float, float]:
    """Return the grey level of the paper, and the part of the page where light has burnt the letters away."""
    small = cv2.resize(page, None, fx=1 / 4, fy=1 / 4, interpolation=cv2.INTER_AREA)
    paper = float(np.percentile(small.mean(2), 75))
    if paper > BURNT - SAME:
        return paper, 0.0
    burnt = (small.min(2) >= BURNT).astype(np.uint8)
    solid = cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    return paper, float(solid.mean())
