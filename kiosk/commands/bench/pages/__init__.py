"""Photographed pages: sheets found on three desks beside the tutorial's way, an 8-megapixel photograph to its page,
what Tesseract reads of it, and the size of a page. The photographs are drawn: good for ranking and for regressions.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from statistics import mean

import click
import numpy as np
from PIL import Image

from kiosk.commands.bench.figure import Figure, share, times_in_turn_ms, times_ms
from kiosk.commands.bench.pages.desk import DESKS, Desk, Shot, any_shot, photograph
from kiosk.commands.bench.pages.peers import tesseract, tutorial_corners, tutorial_page, wrong_letters
from kiosk.commands.bench.pages.sheet import Sheet, draw_sheet
from kiosk.scanning.page_capture import capture
from kiosk.scanning.page_clean import LOOKS, Look, clean_page
from kiosk.scanning.page_edges import find_page, in_order
from kiosk.scanning.page_pdf import pack
from kiosk.scanning.page_sides import Points
from kiosk.scanning.page_watch import PageRules, taken_page
from kiosk.scanning.picture import Colour, Grey

FRAMES = 40  # of each desk
NEAR = 0.01  # of the frame's width: so far may a corner be off
CAMERA = (3264, 2448)  # 8 megapixels
WEBCAM = (1920, 1080)
READ = 6  # pages for Tesseract: half a second each


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the figures of pages; `national` is not used."""
    del national
    sheets = [draw_sheet(number) for number in range(READ)]
    for desk in DESKS:
        yield from _found(desk, sheets)
    yield from _nothing()
    photos = [photograph(sheet.dots, _close(at), at) for at, sheet in enumerate(sheets)]
    yield from _times([photo for photo, _ in photos])
    yield from _read(photos, sheets, folder)
    yield from _sizes(photos)


def _close(at: int, size: tuple[int, int] = CAMERA) -> Shot:
    """The sheet lies across the frame and fills 0.9 of it, as a clerk's stand holds it."""
    return Shot(DESKS[at % 3], size, turn=-90 + at, part=0.9, shadow=at % 2 == 0, tilt=0.015)


def _found(desk: Desk, sheets: list[Sheet]) -> Iterator[Figure]:
    ours, theirs, off = 0, 0, 0.0
    for seed in range(FRAMES):
        photo, truth = photograph(sheets[seed % len(sheets)].dots, any_shot(desk, seed), seed)
        corners = find_page(photo).corners
        ours += _near(corners, truth, photo)
        theirs += _near(tutorial_corners(photo), truth, photo)
        off = max(off, 0.0 if corners is None else float(np.abs(corners - in_order(truth)).max()))
    click.echo(
        f"{desk} desk: {ours} of {FRAMES} sheets found, Canny and contour {theirs}; worst corner {off:.1f} px", err=True
    )
    yield Figure(f"sheets not found on a {desk} desk, of {FRAMES}", FRAMES - ours, "", 0)


def _near(corners: Points | None, truth: Points, photo: Colour) -> bool:
    return corners is not None and float(np.abs(corners - in_order(truth)).max()) <= NEAR * photo.shape[1]


def _nothing() -> Iterator[Figure]:
    """Desks without a sheet: the sheet lies far beside the frame."""
    blank = np.full((297, 210, 3), 250, np.uint8)
    shots = [
        replace(any_shot(desk, seed), shift=(3.0, 0.0), shadow=False) for desk in DESKS for seed in range(FRAMES // 2)
    ]
    guessed = sum(find_page(photograph(blank, shot, at)[0]).corners is not None for at, shot in enumerate(shots))
    yield Figure(f"sheets seen on an empty desk, of {len(shots)}", guessed, "", 0)


def _times(photos: list[Colour]) -> Iterator[Figure]:
    floor, taken = times_in_turn_ms(
        lambda at: tutorial_page(photos[at % len(photos)]), lambda at: capture(photos[at % len(photos)]), 24, warm=3
    )
    median = share(floor, 0.5)
    name = "Canny, contour, threshold"
    yield Figure("8-megapixel photograph to page: p50", share(taken, 0.5), "ms", None, median, name, goal=700)
    yield Figure(
        "8-megapixel photograph to page: p95", share(taken, 0.95), "ms", None, share(floor, 0.95), name, goal=700
    )
    made = [capture(photo) for photo in photos]
    rules = PageRules()
    packing = times_ms(lambda at: taken_page(made[at % len(made)], rules), 12, warm=2)
    yield Figure("packing a page for the PDF and the screen: p50", share(packing, 0.5), "ms")


def _read(photos: list[tuple[Colour, Points]], sheets: list[Sheet], folder: Path) -> Iterator[Figure]:
    program = tesseract()
    if program is None:
        click.echo("tesseract with vie is not installed: what can be read of a page is not measured", err=True)
        return
    parts: dict[str, list[float]] = {"the photograph as it is": [], "colour": [], "grey at 150 dpi": [], "bilevel": []}
    parts |= {"colour, as packed": [], "colour, of a 1920x1080 camera": []}
    for (photo, truth), sheet in zip(photos, sheets, strict=True):
        corners = in_order(truth)
        upright = np.rot90(photo, -1)  # Tesseract does not turn it
        parts["the photograph as it is"].append(wrong_letters(program, upright, sheet.lines, folder))
        for look in ("colour", "bilevel"):
            parts[look].append(wrong_letters(program, clean_page(photo, corners, look=look), sheet.lines, folder))
        grey = _as_packed(clean_page(photo, corners, 150, "grey"), "grey", 150)
        parts["grey at 150 dpi"].append(wrong_letters(program, grey, sheet.lines, folder, 150))
        packed = _as_packed(clean_page(photo, corners), "colour", 200)
        parts["colour, as packed"].append(wrong_letters(program, packed, sheet.lines, folder))
    for at, sheet in enumerate(sheets):
        photo, truth = photograph(sheet.dots, _close(at, WEBCAM), at)
        page = clean_page(photo, in_order(truth))
        parts["colour, of a 1920x1080 camera"].append(wrong_letters(program, page, sheet.lines, folder))
    for name, wrong in parts.items():
        click.echo(f"wrong letters, {name}: {100 * mean(wrong):.2f} % (worst {100 * max(wrong):.2f} %)", err=True)
    yield Figure(
        f"wrong letters of {READ} pages as packed, read by Tesseract", 100 * mean(parts["colour, as packed"]), "%", 1
    )
    yield Figure("wrong letters in grey at 150 dpi, as packed", 100 * mean(parts["grey at 150 dpi"]), "%", 1)


def _as_packed(page: Colour | Grey, look: Look, dpi: int) -> Colour | Grey:
    """Return the page as a reader of the PDF sees it."""
    with Image.open(BytesIO(pack(page, look, dpi).data)) as image:
        return np.array(image)


def _sizes(photos: list[tuple[Colour, Points]]) -> Iterator[Figure]:
    """The most any page takes; limits of the issue."""
    for look in LOOKS:
        dpi = 150 if look == "grey" else 200
        sizes = [len(pack(clean_page(photo, in_order(at), dpi, look), look, dpi).data) for photo, at in photos]
        yield Figure(f"largest page in {look} at {dpi} dpi", max(sizes) / 1000, "kB", 200 if look == "grey" else 320)
