"""Drawn camera frames: codes at any angle, tilted, soft, dark, noisy, some under glare. Good for ranking readers."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp

from kiosk.scanning.decode import read_codes
from kiosk.scanning.picture import Grey
from kiosk.scanning.zbar import read_bytes

FRAMES = 60
WIDTH, HEIGHT = 1280, 720
CARD = "0961{:08d}||Trần Thị Mẫu|15011990|Nữ|Ấp 1, xã Mẫu, tỉnh Cà Mau|01072022"


@dataclass(frozen=True)
class Frame:
    text: str
    picture: Grey


def camera(code: Grey, scale: float, dice: np.random.Generator) -> Grey:
    """Put a drawn code in front of a camera, `scale` frame pixels for each of its own."""
    high, wide = code.shape
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    middle = np.array([WIDTH / 2, HEIGHT / 2])
    angle = dice.uniform(0, 2 * np.pi)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    seen = (corners - corners.mean(0)) * scale @ turn.T
    seen = seen + dice.uniform(-0.06, 0.06, (4, 2)) * np.abs(seen).max()
    seen = middle + seen * min(1.0, float((0.97 * middle / np.abs(seen).max(0)).min()))
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    noise = cv2.GaussianBlur(dice.normal(150, 40, (HEIGHT, WIDTH)), (0, 0), 6)
    desk: npt.NDArray[np.float64] = noise.astype(np.float64) + 60
    paper = cv2.warpPerspective(code, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_AREA)
    covered = cv2.warpPerspective(np.full_like(code, 255), matrix, (WIDTH, HEIGHT)) > 127
    frame = cv2.GaussianBlur(np.where(covered, paper, desk), (0, 0), dice.uniform(0.3, 1.1)) * dice.uniform(0.35, 1.0)
    frame = frame + dice.normal(0, dice.uniform(2, 7), frame.shape)
    if dice.random() < 0.25:
        frame = frame + glare(seen.mean(0) + dice.normal(0, 60, 2), dice)
    return np.clip(frame, 0, 255).astype(np.uint8)


def glare(at: npt.NDArray[np.float64], dice: np.random.Generator) -> npt.NDArray[np.float64]:
    down, across = np.mgrid[:HEIGHT, :WIDTH]
    distance = (across - at[0]) ** 2 + (down - at[1]) ** 2
    return dice.uniform(60, 180) * np.exp(-distance / (2 * dice.uniform(40, 90) ** 2))


@pytest.fixture
def frames(qr: Callable[..., Grey], bars: Callable[..., Grey]) -> list[Frame]:
    """A third each: ID cards, dossier codes as QR, dossier codes as Code 128."""
    dice = np.random.default_rng(424242)
    made: list[Frame] = []
    for at in range(FRAMES):
        dossier = f"H12.34.05-261120-{dice.integers(0, 9999):04d}"
        text = CARD.format(dice.integers(10**7, 10**8)) if at % 3 == 0 else dossier
        code = bars(text, 4)[180:-180, 180:-180] if at % 3 == 2 else qr(text.encode(), 8)
        made.append(Frame(text, camera(code, dice.uniform(2.0, 3.8) / (4 if at % 3 == 2 else 8), dice)))
    return made


def test_three_steps_read_a_quarter_more_than_the_best_single_reader(frames: list[Frame]):
    alone = [
        sum(one.text in {code.text for code in zxingcpp.read_barcodes(one.picture)} for one in frames),
        sum(one.text.encode() in {data for data, _ in read_bytes(one.picture)} for one in frames),
    ]
    ours = sum(one.text in {code.text for code in read_codes(one.picture)} for one in frames)
    assert ours > 1.25 * max(alone), f"ours {ours}, zxing-cpp and zbar alone {alone}, of {FRAMES}"


def test_no_frame_is_read_wrongly(frames: list[Frame]):
    read = [(one.text, code.text) for one in frames for code in read_codes(one.picture)]
    assert [pair for pair in read if pair[0] != pair[1]] == []
