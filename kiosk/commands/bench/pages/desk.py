"""Drawn photographs of a sheet on a desk: tilted, unevenly lit, soft and noisy; some with the shadow of a hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.scanning.picture import Colour

Desk = Literal["dark", "wood", "white"]
DESKS: tuple[Desk, ...] = ("dark", "wood", "white")
Points = npt.NDArray[np.float32]  # corners as (x, y) in pixels: top left, top right, bottom right, bottom left

_GREY = {"dark": (46, 48, 52), "wood": (156, 112, 72), "white": (232, 232, 231)}


@dataclass(frozen=True, slots=True)
class Shot:
    """How the photograph was taken; sizes in pixels, `turn` in degrees, `part` = height of the sheet in the frame."""

    desk: Desk
    size: tuple[int, int] = (1920, 1080)
    turn: float = 0.0
    part: float = 0.86
    blur: float = 0.6
    shadow: bool = False
    shift: tuple[float, float] = (0.0, 0.0)
    tilt: float = 0.03
    light: float = 1.0


def photograph(sheet: Colour, shot: Shot, seed: int) -> tuple[Colour, Points]:
    """Return the photograph and where the sheet's corners are in it."""
    dice = np.random.default_rng(seed)
    corners = _place(sheet.shape, shot, dice)
    frame = _desk(shot, dice)
    turned = cv2.getPerspectiveTransform(_square(sheet.shape), corners)
    scale = float(np.linalg.norm(corners[0] - corners[3])) / sheet.shape[0]
    soft = cv2.GaussianBlur(sheet, (0, 0), max(0.3, 0.42 / scale))  # what a camera's dots average
    cv2.warpPerspective(soft, turned, shot.size, dst=frame, borderMode=cv2.BORDER_TRANSPARENT)
    lit = frame.astype(np.float32) * _light(shot, dice)[..., None]
    if shot.shadow:
        lit *= _hand(shot, corners)[..., None]
    lit = cv2.GaussianBlur(lit, (0, 0), shot.blur) + _noise(shot.size, dice)
    return np.clip(lit, 0, 255).astype(np.uint8), corners


def any_shot(desk: Desk, seed: int, size: tuple[int, int] = (1920, 1080)) -> Shot:
    """Return shot number `seed` of a series: turned by up to 12 degrees, now and then with a hand's shadow."""
    dice = np.random.default_rng([seed, 7])
    return Shot(
        desk, size, float(dice.uniform(-12, 12)), float(dice.uniform(0.62, 0.9)), float(dice.uniform(0.4, 1.0)),
        shadow=seed % 4 == 0, shift=(float(dice.uniform(-0.08, 0.08)), 0.0), light=float(dice.uniform(0.72, 1.0)),
    )  # fmt: skip


def _square(shape: Sequence[int]) -> Points:
    high, wide = shape[:2]
    return np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)


def _place(shape: Sequence[int], shot: Shot, dice: np.random.Generator) -> Points:
    wide, high = shot.size
    angle = np.deg2rad(shot.turn)
    tall = shot.part * high / (abs(np.cos(angle)) + abs(np.sin(angle)) / np.sqrt(2))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    flat = _square(shape) - np.array([shape[1] / 2, shape[0] / 2])
    seen = flat * (tall / shape[0]) @ turn.T
    seen += dice.uniform(-shot.tilt, shot.tilt, (4, 2)) * tall
    middle = np.array([wide * (0.5 + shot.shift[0]), high * (0.5 + shot.shift[1])])
    return (seen + middle).astype(np.float32)


def _desk(shot: Shot, dice: np.random.Generator) -> Colour:
    wide, high = shot.size
    desk = np.empty((high, wide, 3), np.float32)
    desk[:] = _GREY[shot.desk]
    coarse = dice.normal(0, 1, (high // 8, max(2, wide // 80))).astype(np.float32)
    grain = cv2.resize(coarse, shot.size, interpolation=cv2.INTER_CUBIC)[..., None]
    desk += grain * {"dark": 3, "wood": 16, "white": 1.5}[shot.desk]
    frame = np.clip(desk, 0, 255).astype(np.uint8)
    if shot.desk == "wood":
        _clutter(frame, dice)
    return frame


def _clutter(frame: Colour, dice: np.random.Generator) -> None:
    """Pens and cables, some of them running under the sheet."""
    high, wide = frame.shape[:2]
    thick = high // 60
    for _ in range(4):
        start, end = dice.uniform(0, 1, (2, 2)) * (wide, high)
        colour = tuple(int(one) for one in dice.integers(20, 245, 3))
        at, to = (tuple(int(one) for one in point) for point in (start, end))
        cv2.line(frame, at, to, colour, thick, cv2.LINE_AA)
    for _ in range(2):
        along = np.linspace(0, 1, 60)
        sway = dice.uniform(0.1, 0.9) + 0.12 * np.sin(along * dice.uniform(5, 12) + dice.uniform(0, 6))
        line = np.stack((along * wide, sway * high), 1).astype(np.int32)
        cv2.polylines(frame, [line], False, (28, 28, 30), thick // 2, cv2.LINE_AA)


def _light(shot: Shot, dice: np.random.Generator) -> npt.NDArray[np.float32]:
    """A lamp to one side: the far corner gets up to a quarter less."""
    wide, high = shot.size
    angle, fall = dice.uniform(0, 2 * np.pi), dice.uniform(0.05, 0.25)
    across = np.linspace(-0.5, 0.5, wide, dtype=np.float32) * np.cos(angle)
    down = np.linspace(-0.5, 0.5, high, dtype=np.float32) * np.sin(angle)
    return (shot.light * (1 - fall * (0.5 + across[None] + down[:, None]))).astype(np.float32)


def _hand(shot: Shot, corners: Points) -> npt.NDArray[np.float32]:
    """The shadow of a hand that holds the camera: a palm and four fingers over the lower part of the sheet."""
    wide, high = shot.size
    shade = np.zeros((high // 4, wide // 4), np.float32)
    palm = corners.mean(0) * 0.35 + corners[2] * 0.65
    tall = float(np.linalg.norm(corners[0] - corners[3]))
    cv2.ellipse(shade, _at(palm / 4), (int(tall / 26), int(tall / 20)), 20, 0, 360, 1.0, -1)
    for finger in range(4):
        tip = palm + np.array([(finger - 2.2) * 0.055, -0.24 + 0.03 * abs(finger - 1)], np.float32) * tall
        cv2.line(shade, _at(palm / 4), _at(tip / 4), 1.0, max(1, int(tall / 90)))
    soft = cv2.GaussianBlur(shade, (0, 0), max(1.0, tall / 240))
    return 1 - 0.42 * np.clip(cv2.resize(soft, shot.size), 0, 1)


def _at(point: Points) -> tuple[int, int]:
    return int(point[0]), int(point[1])


@cache
def _tile() -> npt.NDArray[np.float32]:
    return np.random.default_rng(5).normal(0, 2.4, (1024, 1024, 3)).astype(np.float32)


def _noise(size: tuple[int, int], dice: np.random.Generator) -> npt.NDArray[np.float32]:
    rolled = np.roll(_tile(), tuple(dice.integers(0, 1024, 2)), (0, 1))
    times = (-(-size[1] // 1024), -(-size[0] // 1024), 1)
    return np.tile(rolled, times)[: size[1], : size[0]]
