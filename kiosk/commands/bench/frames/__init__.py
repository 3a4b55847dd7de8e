"""A drawn set of kiosk camera frames, 1280 x 720: three kinds of codes under eleven conditions, and papers without.

A set is made from its seed, the same on every machine with the same libraries. TUNED was looked at while the engine was
made; UNSEEN was run after it was finished. Drawings rank readers and catch regressions; they replace no day in a hall.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kiosk.commands.bench.frames.camera import CONDITIONS, Condition, draw_scene, draw_shot, shiver, shoot
from kiosk.commands.bench.frames.contents import KINDS, Kind, draw_content
from kiosk.scanning.picture import Grey

TUNED, UNSEEN = 7, 20261128
EACH = 10  # frames of each kind under each condition, so 330 with a code in a half
SIZE = (1280, 720)
EMPTY = 33  # frames without a code in a half


@dataclass(frozen=True, slots=True)
class Frame:
    """`text` is None where nothing may be read."""

    kind: Kind
    condition: Condition
    text: str | None
    picture: Grey


def draw_frames(seed: int, each: int = EACH, empty: int = EMPTY) -> Iterator[Frame]:
    """Yield `each` frames of every kind under every condition, then `empty` ones without a code."""
    for at in range(each):
        for condition in CONDITIONS:
            for kind in KINDS:
                yield draw_frame(kind, condition, (seed, at))
    for at in range(empty):
        yield draw_frame("no code", CONDITIONS[at % len(CONDITIONS)], (seed, at))


def draw_frame(kind: Kind, condition: Condition, seed: tuple[int, ...]) -> Frame:
    dice = np.random.default_rng((*seed, (*KINDS, "no code").index(kind), CONDITIONS.index(condition)))
    content = draw_content(kind, dice)
    scene = draw_scene(content, dice, SIZE, faded=condition == "thermal", creased=condition == "creases")
    return Frame(kind, condition, content.text, shoot(scene, draw_shot(condition, content, dice), dice))


def draw_clip(
    kind: Kind, condition: Condition, seed: tuple[int, ...], count: int, size: tuple[int, int] = SIZE
) -> Iterator[Frame]:
    """Yield the frames of a hand that tries to hold still: it shivers and leans, and glare wanders as it does."""
    dice = np.random.default_rng((*seed, (*KINDS, "no code").index(kind), CONDITIONS.index(condition)))
    content = draw_content(kind, dice)
    scene = draw_scene(content, dice, size, faded=condition == "thermal", creased=condition == "creases")
    shot = draw_shot(condition, content, dice)
    for _ in range(count):
        yield Frame(kind, condition, content.text, shoot(scene, shot, dice))
        shot = shiver(shot, dice)
