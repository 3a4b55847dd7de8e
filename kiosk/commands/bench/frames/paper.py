"""The sheet a code is printed on, with lines like text around it, and the desk under it."""

from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.commands.bench.frames.contents import Content
from kiosk.scanning.picture import Grey

DOTS = 6  # drawn dots a module
QUIET = 5  # modules of white around a QR code at least; bars have twice as many


@dataclass(frozen=True, slots=True)
class Sheet:
    """`middle` is that of the code, as column and row in dots."""

    dots: Grey
    middle: tuple[float, float]
    dots_per_module: int = DOTS


def draw_sheet(content: Content, dice: np.random.Generator, *, faded: bool = False, creased: bool = False) -> Sheet:
    """Print the code on paper; `faded` as an old thermal print, `creased` as out of a pocket."""
    code = _printed(content, dice, faded=faded)
    rows, columns = code.shape
    margin_x, margin_y = int(columns * dice.uniform(0.1, 0.35)) + 60, int(dice.uniform(0.4, 0.9) * 260)
    sheet = np.full((rows + 2 * margin_y, columns + 2 * margin_x), 255, np.uint8)
    _write_lines(sheet, margin_y, dice)
    sheet[margin_y : margin_y + rows, margin_x : margin_x + columns] = code
    ink, paper = (
        (dice.uniform(60, 130), dice.uniform(185, 225)) if faded else (dice.uniform(15, 50), dice.uniform(200, 250))
    )
    grain = cv2.GaussianBlur(
        dice.normal(0, 7, (sheet.shape[0] // 4, sheet.shape[1] // 4)).astype(np.float32), (0, 0), 1
    )
    toned = ink + sheet.astype(np.float32) * ((paper - ink) / 255) + cv2.resize(grain, sheet.shape[::-1])
    if creased:
        toned = _creased(toned, dice)
    dots = np.clip(toned, 0, 255).astype(np.uint8)
    return Sheet(dots, (margin_x + columns / 2, margin_y + rows / 2))


def draw_desk(dice: np.random.Generator, width: int, height: int) -> Grey:
    """Return wood, cloth or stone: soft noise, stretched or not, of some brightness."""
    stretched = (int(dice.integers(3, 9)), int(dice.integers(3, 120)))
    noise = dice.normal(0, 1, (height // 2, width // 2)).astype(np.float32)
    soft = cv2.blur(noise, stretched) * np.sqrt(stretched[0] * stretched[1])
    desk = dice.uniform(40, 200) + soft * dice.uniform(4, 22)
    return np.clip(cv2.resize(desk.astype(np.float32), (width, height)), 0, 255).astype(np.uint8)


def _printed(content: Content, dice: np.random.Generator, *, faded: bool) -> Grey:
    """Dots spread a little when they are printed, or stay thin; an old head has elements that print nothing."""
    dark = np.repeat(content.modules, content.height, axis=0)
    quiet = QUIET * 2 if content.height > 1 else QUIET
    dark = np.pad(dark, ((QUIET, QUIET), (quiet, quiet)))
    dots = np.kron(np.where(dark, 0, 255).astype(np.uint8), np.ones((DOTS, DOTS), np.uint8))
    if dice.random() < 0.5:
        kernel = np.ones((2, 2), np.uint8)
        dots = (cv2.erode if dice.random() < 0.6 else cv2.dilate)(dots, kernel).astype(np.uint8)
    if faded:
        for _ in range(int(dice.integers(1, 5))):
            at = int(dice.integers(0, dots.shape[0]))
            dots[at : at + int(dice.integers(2, 4)), :] = 255  # a third of a module: one of a printer's three dots
        patches = cv2.resize(dice.random((6, 9)).astype(np.float32), dots.shape[::-1], interpolation=cv2.INTER_CUBIC)
        worn = np.clip((patches - 0.45) * dice.uniform(0.4, 1.1), 0, 0.7)
        dots = (dots + (255 - dots) * worn).astype(np.uint8)
    return dots


def _write_lines(sheet: Grey, margin: int, dice: np.random.Generator) -> None:
    """Words as grey blocks of letters: what readers meet around every real code."""
    for top in (*range(20, margin - 30, 34), *range(len(sheet) - margin + 30, len(sheet) - 20, 34)):
        at = 30
        while at < sheet.shape[1] - 60:
            letters = "".join(chr(int(one)) for one in dice.integers(97, 123, int(dice.integers(2, 8))))
            cv2.putText(sheet, letters, (at, top), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0,), 2, cv2.LINE_AA)
            at += 17 * len(letters) + 22


def _creased(sheet: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """Fold it some times: the paper bends (dots move), the sides are lit differently, the fold itself is worn white."""
    height, width = sheet.shape
    down, across = np.mgrid[:height, :width].astype(np.float32)
    moved_x, moved_y = across.copy(), down.copy()
    light = np.ones_like(sheet)
    worn = np.zeros_like(sheet)
    for _ in range(int(dice.integers(2, 6))):
        angle = dice.uniform(0, np.pi)
        x, y = dice.uniform(0.2, 0.8) * width, dice.uniform(0.2, 0.8) * height
        away = (across - x) * np.cos(angle) + (down - y) * np.sin(angle)
        bend = np.exp(-np.abs(away) / dice.uniform(30, 90)) * dice.uniform(-0.9, 0.9) * DOTS
        moved_x += bend * np.cos(angle)
        moved_y += bend * np.sin(angle)
        light *= 1 - dice.uniform(0.05, 0.3) / (1 + np.exp(-np.clip(away / 8, -50, 50))) * np.exp(-np.abs(away) / 300)
        worn = np.maximum(worn, dice.uniform(0.2, 0.9) * np.exp(-((away / dice.uniform(1.5, 4)) ** 2)))
    bent = cv2.remap(sheet, moved_x, moved_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return (bent + (235 - bent) * worn) * light
