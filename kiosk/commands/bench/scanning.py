"""Codes in front of a camera: what is read of drawn frames beside single libraries, and how soon on live video."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import numpy as np

from kiosk.commands.bench.figure import Figure, share, times_in_turn_ms
from kiosk.commands.bench.frames import KINDS, TUNED, UNSEEN, Frame, draw_clip, draw_frames
from kiosk.commands.bench.frames.camera import draw_scene, draw_shot, shoot
from kiosk.commands.bench.frames.contents import draw_content
from kiosk.commands.bench.frames.paper import draw_desk
from kiosk.commands.bench.readings import ALL, OURS, READERS, ZXING, every_ms, scores, table, wrong
from kiosk.scanning.decode import read_codes
from kiosk.scanning.live import Live
from kiosk.scanning.picture import Grey

TURNS = range(15, 76, 5)
TURNED_EACH = 3
CLIPS, CLIP = 8, 12  # glare: clips of each kind, frames of a clip
FULL_HD = (1920, 1080)
FRAME_MS = 1000 / 30
BEFORE, AFTER = 3, 8  # frames of an empty desk, then with a code


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the figures of the engine; the table of both halves goes to the standard error. Takes some minutes."""
    for name, seed in (("tuned half", TUNED), ("unseen half", UNSEEN)):
        kept = scores(draw_frames(seed))
        for line in table(name, kept):
            click.echo(line, err=True)
        if seed == UNSEEN:
            ours, floor = kept[OURS], kept[ZXING]
            yield Figure("unseen frames that are not read", 100 - ours[ALL].percent, "%", 5)
            yield Figure("unseen frames that zxing-cpp alone does not read", 100 - floor[ALL].percent, "%")
            yield Figure("unseen frames with a wrong text", wrong(ours), "", 0)
            times, least = every_ms(ours), every_ms(floor)
            median = share(times, 0.5)
            yield Figure("a frame: p50", median, "ms", 1.5, share(least, 0.5), "zxing-cpp alone", goal=5)
            slow = share(times, 0.95)
            yield Figure("a frame: p95", slow, "ms", 10, share(least, 0.95), "zxing-cpp alone", goal=80)
    yield from _turned()
    yield from _glare()
    yield from _live()


def _turned() -> Iterator[Figure]:
    """Bars turned by 15 to 75 degrees, two pixels a module: no single library finds them."""
    read, alone, asked = 0, 0, 0
    for degrees in TURNS:
        for at in range(TURNED_EACH):
            dice = np.random.default_rng((UNSEEN, degrees, at))
            content = draw_content("dossier Code 128", dice)
            shot = replace(
                draw_shot("clean", content, dice), angle=degrees, module=dice.uniform(2.0, 2.5), shift=(0, 0)
            )
            picture = shoot(draw_scene(content, dice, (1280, 720)), shot, dice)
            read += content.text in READERS[OURS](picture)
            alone += content.text in READERS[ZXING](picture)
            asked += 1
    yield Figure("bars turned by 15-75 degrees that are not read", 100 * (1 - read / asked), "%", 5)
    yield Figure("of these not read by zxing-cpp alone", 100 * (1 - alone / asked), "%")


def _glare() -> Iterator[Figure]:
    """The first frame alone, and Live over twelve frames in which the glare wanders."""
    one, several, asked = 0, 0, 0
    for at in range(CLIPS):
        for kind in KINDS:
            clip = draw_clip(kind, "glare", (UNSEEN, 1000 + at), CLIP)
            first = next(clip)
            one += first.text in [code.text for code in read_codes(first.picture)]
            several += _first_read(first, clip)
            asked += 1
    yield Figure("codes under glare not read: one frame", 100 * (1 - one / asked), "%")
    yield Figure("codes under glare not read: 0.4 s of frames", 100 * (1 - several / asked), "%", 36)


def _first_read(first: Frame, others: Iterator[Frame]) -> bool:
    live = Live()
    if live.look(first.picture, 0).codes:
        return True
    return any(live.look(frame.picture, at * FRAME_MS).codes for at, frame in enumerate(others, 1))


def _live() -> Iterator[Figure]:
    """Full HD: from the first frame with a readable code to its text, the newest frame whenever the engine is free."""
    waits: list[float] = []
    looks: list[int] = []
    read = asked = 0
    for at in range(3):
        for condition in ("clean", "rotation", "tilt"):
            for kind in KINDS:
                clip = [one.picture for one in draw_clip(kind, condition, (UNSEEN, 2000 + at), AFTER, FULL_HD)]
                asked += 1
                if (first := _played(clip, at)) is not None:
                    read += 1
                    waits.append(first[0])
                    looks.append(first[1])
                if kind == "card QR" and condition == "clean" and at == 0:
                    yield from _light(clip[0])
    waits.sort()
    yield Figure("live: codes not read in 8 frames of 1080p", 100 * (1 - read / asked), "%", 5)
    yield Figure("live: looks to the first read, mean", float(np.mean(looks)), "", 2)
    yield Figure("live: from a readable frame to its text, p50", share(waits, 0.5), "ms", 200)
    yield Figure("live: from a readable frame to its text, p95", share(waits, 0.95), "ms", 200)


def _played(clip: list[Grey], seed: int) -> tuple[float, int] | None:
    """Return ms and looks from the first frame of the clip to a code, or None."""
    live = Live()
    desk = draw_desk(np.random.default_rng(seed), *FULL_HD)
    for at in range(BEFORE):
        live.look(desk, at * FRAME_MS)
    now, looks = 0.0, 0
    while (at := int(now / FRAME_MS)) < len(clip):
        began = time.perf_counter()
        glimpse = live.look(clip[at], BEFORE * FRAME_MS + now)
        taken = (time.perf_counter() - began) * 1000
        looks += 1
        if glimpse.codes:
            return now + taken, looks
        now = max(now + taken, (at + 1) * FRAME_MS)
    return None


def _light(frame: Grey) -> Iterator[Figure]:
    live = Live()
    floor, taken = times_in_turn_ms(lambda _: READERS[ZXING](frame), lambda n: live.look(frame, n * FRAME_MS), 40)
    median = share(floor, 0.5)
    yield Figure("live: a light look at 1080p, p50", share(taken, 0.5), "ms", 1.5, median, "zxing-cpp alone")
