"""What our pages are measured beside: the tutorial's way to find a sheet, and Tesseract for what is readable."""

import shutil
import subprocess
import unicodedata
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from kiosk.scanning.page_edges import in_order
from kiosk.scanning.page_sides import Points
from kiosk.scanning.picture import Colour, Grey


def tutorial_corners(photo: Colour) -> Points | None:
    """Return the corners as most guides find them: blur, Canny, the biggest contour with four corners."""
    scale = 500 / photo.shape[0]
    small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    edges = cv2.Canny(cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (5, 5), 0), 75, 200)
    contours, _ = cv2.findContours(edges, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    for contour in sorted(contours, key=cv2.contourArea, reverse=True)[:5]:
        four = cv2.approxPolyDP(contour, 0.02 * cv2.arcLength(contour, closed=True), closed=True)
        if len(four) == 4:
            return in_order((four[:, 0].astype(np.float32)) / scale)
    return None


def tutorial_page(photo: Colour) -> Grey | None:
    """Return the page as most guides clean it: straightened at 200 dpi, grey, adaptive threshold."""
    corners = tutorial_corners(photo)
    if corners is None:
        return None
    square = np.array([[0, 0], [1653, 0], [1653, 2338], [0, 2338]], np.float32)
    page = cv2.warpPerspective(photo, cv2.getPerspectiveTransform(corners, square), (1654, 2339))
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    cut = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_GAUSSIAN_C, cv2.THRESH_BINARY, 11, 10)
    return cut.astype(np.uint8, copy=False)


@cache
def tesseract() -> str | None:
    """Return the program when it is installed with Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    languages = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    return program if "vie" in languages else None


def wrong_letters(program: str, page: Colour | Grey, lines: tuple[str, ...], folder: Path, dpi: int = 200) -> float:
    """Return the part of the letters of `lines` that Tesseract misses or misreads on the page.

    Each line is held against the nearest line it read, so that the stamp and the table do not count.
    """
    file = folder / "page.png"
    Image.fromarray(page).save(file, dpi=(dpi, dpi), compress_level=1)
    command = [program, str(file), "-", "-l", "vie", "--psm", "6"]
    read = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    heard = [unicodedata.normalize("NFC", line.strip()) for line in read.splitlines() if line.strip()]
    wrong = sum(min((_distance(line, one) for one in heard), default=len(line)) for line in lines)
    return min(1.0, wrong / sum(map(len, lines)))


def _distance(one: str, other: str) -> int:
    """V. I. Levenshtein's distance (1965): letters put in, left out or changed."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, found in enumerate(other, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != found))
    return row[-1]
