"""A paper with a code on it, held in front of a camera: perspective, light, lens, sensor, JPEG.

Strengths are set so that zxing-cpp and zbar alone read about what they read of the peers' frames in our reference.
"""

from dataclasses import dataclass, replace
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.commands.bench.frames.contents import Content
from kiosk.commands.bench.frames.paper import Sheet, draw_desk, draw_sheet
from kiosk.scanning.picture import Grey

Condition = Literal[
    "clean", "blur", "motion", "low light", "glare", "tilt", "rotation", "uneven light", "thermal", "creases", "mix"
]
CONDITIONS: tuple[Condition, ...] = (
    "clean", "blur", "motion", "low light", "glare", "tilt", "rotation", "uneven light", "thermal", "creases", "mix",
)  # fmt: skip
Light = npt.NDArray[np.float32]
FINER = 2  # each pixel of the sensor averages so many by so many drawn ones
MODULE = {"card QR": (2.3, 4.4), "dossier QR": (2.8, 6.0), "dossier Code 128": (1.8, 3.1), "no code": (1.8, 3.1)}
GLARE_A_DEGREE = 40.0  # pixels it wanders when the paper leans by one
EYE = 2.2  # how far the camera is, in widths of the frame


@dataclass(frozen=True, slots=True)
class Shot:
    """How one frame is taken. Lengths are in modules of the code where they say so, else in frame pixels."""

    module: float  # frame pixels a module
    angle: float = 0.0  # degrees in the picture
    tilt: float = 0.0  # degrees out of the picture
    tilt_axis: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)
    blur: float = 0.0  # sigma in modules
    motion: float = 0.0  # modules
    motion_angle: float = 0.0
    light: float = 1.0
    slope: float = 0.0  # how much of the light is missing on the dark side
    shadow: float = 0.0  # how dark a shadow with an edge is
    slope_angle: float = 0.0
    glare: float = 0.0
    glare_at: tuple[float, float] = (0.0, 0.0)  # from the middle of the code
    glare_size: float = 60.0
    quality: int = 90


@dataclass(frozen=True, slots=True)
class Scene:
    """A sheet on a desk; `shoot` takes frames of it."""

    sheet: Sheet
    desk: Grey
    width: int
    height: int


def draw_scene(
    content: Content, dice: np.random.Generator, size: tuple[int, int], *, faded: bool = False, creased: bool = False
) -> Scene:
    sheet = draw_sheet(content, dice, faded=faded, creased=creased)
    return Scene(sheet, draw_desk(dice, *size), *size)


def shoot(scene: Scene, shot: Shot, dice: np.random.Generator) -> Grey:
    """Return one frame; `dice` gives the sensor's noise."""
    frame, middle = _projected(scene, shot)
    frame = _lit(frame, middle, shot)
    frame = _through_lens(frame, shot)
    return _sensed(frame, shot, dice)


def _projected(scene: Scene, shot: Shot) -> tuple[Light, tuple[float, float]]:
    """Return the frame in evenly lit grey and where the middle of the code is."""
    width, height = scene.width, scene.height
    matrix = _matrix(scene, shot)
    finer = np.diag([FINER, FINER, 1.0]) @ matrix
    size = (width * FINER, height * FINER)
    desk = cv2.resize(scene.desk, size, interpolation=cv2.INTER_LINEAR)
    paper = cv2.warpPerspective(
        scene.sheet.dots, finer, size, dst=desk, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_TRANSPARENT
    )
    frame = cv2.resize(paper, (width, height), interpolation=cv2.INTER_AREA).astype(np.float32)
    return frame, (width / 2 + shot.shift[0], height / 2 + shot.shift[1])


def _matrix(scene: Scene, shot: Shot) -> npt.NDArray[np.float64]:
    """Return the homography from dots of the sheet to pixels of the frame; the code's middle is where it is aimed."""
    scale = shot.module / scene.sheet.dots_per_module
    eye = EYE * scene.width
    angle, tilt, axis = np.deg2rad((shot.angle, shot.tilt, shot.tilt_axis))
    turn, _ = cv2.Rodrigues(np.array([0.0, 0.0, angle]))
    lean, _ = cv2.Rodrigues(np.array([np.cos(axis) * tilt, np.sin(axis) * tilt, 0.0]))
    placed = lean @ turn @ np.diag([scale, scale, 1.0])
    middle = np.array([[1, 0, -scene.sheet.middle[0]], [0, 1, -scene.sheet.middle[1]], [0, 0, 1.0]])
    flat = np.column_stack([placed[:, 0], placed[:, 1], [0.0, 0.0, eye]])
    aim = np.array([[eye, 0, scene.width / 2 + shot.shift[0]], [0, eye, scene.height / 2 + shot.shift[1]], [0, 0, 1.0]])
    return aim @ flat @ middle


def _lit(frame: Light, middle: tuple[float, float], shot: Shot) -> Light:
    height, width = frame.shape
    down, across = np.mgrid[:height, :width].astype(np.float32)
    angle = np.deg2rad(shot.slope_angle)
    along = ((across - middle[0]) * np.cos(angle) + (down - middle[1]) * np.sin(angle)) / (width / 3)
    light = shot.light * (1 - shot.slope * np.clip(0.5 + along / 2, 0, 1))
    light *= 1 - shot.shadow / (1 + np.exp(-along * 60))
    lit = frame * light
    if shot.glare:
        x, y = middle[0] + shot.glare_at[0], middle[1] + shot.glare_at[1]
        distance = (across - x) ** 2 + (down - y) ** 2
        lit += 255 * shot.glare * (1.25 * np.exp(-distance / (2 * shot.glare_size**2)))
        lit += 255 * shot.glare * 0.2 * np.exp(-distance / (2 * (3.5 * shot.glare_size) ** 2))
    return lit.astype(np.float32)


def _through_lens(frame: Light, shot: Shot) -> Light:
    if shot.motion:
        length = max(1.0, shot.motion * shot.module)
        kernel = np.zeros((41, 41), np.float32)
        reach = np.array([np.cos(np.deg2rad(shot.motion_angle)), np.sin(np.deg2rad(shot.motion_angle))]) * length / 2
        ends = np.round((20 + np.array([-reach, reach])) * 256).astype(int)
        cv2.line(kernel, ends[0].tolist(), ends[1].tolist(), 1.0, 1, cv2.LINE_AA, 8)
        frame = cv2.filter2D(frame, -1, kernel / kernel.sum()).astype(np.float32)
    sigma = float(np.hypot(0.45, shot.blur * shot.module))
    return cv2.GaussianBlur(frame, (0, 0), sigma).astype(np.float32)


def _sensed(frame: Light, shot: Shot, dice: np.random.Generator) -> Grey:
    """Photons, amplifier, sharpening by nobody, JPEG. A dark room is amplified up to eight times, and its noise too."""
    clipped = np.clip(frame, 0, 255 / 0.9) * 0.9
    noise = dice.standard_normal(frame.shape, np.float32) * np.sqrt(0.6 + clipped * 0.02)
    gain = min(8.0, max(1.0, 0.4 / shot.light))
    grey = np.clip((clipped + noise) * gain, 0, 255).astype(np.uint8)
    _, jpeg = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, shot.quality])
    return cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE).astype(np.uint8)


def draw_shot(condition: Condition, content: Content, dice: np.random.Generator) -> Shot:
    """Return how a frame under that condition is taken: hands are never quite steady, straight or flat."""
    bars = content.modules.shape[0] == 1
    plain = Shot(
        module=dice.uniform(*MODULE[content.kind]),
        angle=dice.uniform(-8, 8) + (180 if dice.random() < 0.2 else 0),
        tilt=dice.uniform(0, 12), tilt_axis=dice.uniform(0, 180), shift=(dice.uniform(-60, 60), dice.uniform(-50, 50)),
        blur=dice.uniform(0.0, 0.15), quality=int(dice.integers(75, 95)),
    )  # fmt: skip
    return _under(condition, plain, bars, dice)


def _under(condition: Condition, shot: Shot, bars: bool, dice: np.random.Generator) -> Shot:
    match condition:
        case "clean" | "thermal" | "creases":
            return shot
        case "blur":
            return replace(shot, blur=dice.uniform(0.3, 0.58) if bars else dice.uniform(0.15, 0.38))
        case "motion":
            return replace(
                shot,
                motion=dice.uniform(0.6, 1.7) if bars else dice.uniform(0.5, 1.35),
                motion_angle=dice.uniform(0, 180),
            )
        case "low light":
            return replace(shot, light=dice.uniform(0.07, 0.2) if bars else dice.uniform(0.035, 0.12))
        case "glare":
            spread = 50 * shot.module if bars else 8 * shot.module
            return replace(
                shot, glare=dice.uniform(0.45, 0.85), glare_size=dice.uniform(25, 70),
                glare_at=(dice.normal(0, spread), dice.normal(0, 6 * shot.module)),
            )  # fmt: skip
        case "tilt":
            return replace(shot, tilt=dice.uniform(20, 45))
        case "rotation":
            return replace(
                shot,
                angle=dice.uniform(0, 360),
                module=max(2.0, shot.module) if not bars else dice.uniform(2.0, 2.6),
                shift=(0.0, 0.0),
            )
        case "uneven light":
            return replace(
                shot, slope=dice.uniform(0.4, 0.75), shadow=dice.uniform(0.2, 0.55), slope_angle=dice.uniform(0, 360)
            )
        case "mix":
            shot = _under("blur" if dice.random() < 0.5 else "motion", replace(
                shot, light=dice.uniform(0.2, 0.5), tilt=dice.uniform(5, 30), angle=dice.uniform(-20, 20),
                slope=dice.uniform(0.2, 0.5), slope_angle=dice.uniform(0, 360),
            ), bars, dice)  # fmt: skip
            return replace(shot, blur=shot.blur * 0.65, motion=shot.motion * 0.65)


def shiver(shot: Shot, dice: np.random.Generator) -> Shot:
    """Return the shot a thirtieth of a second later. A mirror turns light by twice the angle it leans by itself."""
    lean, drift = dice.normal(0, 0.25, 2), dice.normal(0, 1.2, 2)
    glare = np.array(shot.glare_at) + drift + lean * GLARE_A_DEGREE
    return replace(
        shot, angle=shot.angle + dice.normal(0, 0.15), tilt=shot.tilt + lean[0], tilt_axis=shot.tilt_axis + lean[1],
        shift=(shot.shift[0] + drift[0], shot.shift[1] + drift[1]), glare_at=(float(glare[0]), float(glare[1])),
    )  # fmt: skip
