"""How many drawn frames each reader reads, kind by kind and condition by condition: ours beside single libraries."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import cv2
import zxingcpp
from pyzbar import pyzbar

from kiosk.commands.bench.figure import share
from kiosk.commands.bench.frames import CONDITIONS, KINDS, Frame
from kiosk.scanning.decode import read_codes
from kiosk.scanning.picture import Grey

OURS, ZXING, ZBAR, CV2 = "Một Cửa", "zxing-cpp", "pyzbar", "cv2 QR"
ALL = "all with a code"
_KINDS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2, zxingcpp.BarcodeFormat.Code128])
_SYMBOLS = [pyzbar.ZBarSymbol.QRCODE, pyzbar.ZBarSymbol.CODE128]
_DETECTOR = cv2.QRCodeDetector()


def _ours(picture: Grey) -> list[str | None]:
    return [one.text for one in read_codes(picture)]


def _zxing(picture: Grey) -> list[str | None]:
    return [one.text for one in zxingcpp.read_barcodes(picture, formats=_KINDS)]


def _zbar(picture: Grey) -> list[str | None]:
    return [
        bytes(one.data).decode("utf-8", "replace")
        for one in cast("list[Any]", pyzbar.decode(picture, symbols=_SYMBOLS))
    ]


def _cv2(picture: Grey) -> list[str | None]:
    try:
        _, texts, _, _ = _DETECTOR.detectAndDecodeMulti(picture)
    except (cv2.error, UnicodeDecodeError):
        return []
    return [one for one in texts if one]


READERS: dict[str, Callable[[Grey], list[str | None]]] = {OURS: _ours, ZXING: _zxing, ZBAR: _zbar, CV2: _cv2}


@dataclass(slots=True)
class Score:
    """`wrong` counts frames that gave a text that is not on them."""

    asked: int = 0
    read: int = 0
    wrong: int = 0
    times_ms: list[float] = field(default_factory=list[float])

    def add(self, frame: Frame, texts: list[str | None], taken_ms: float) -> None:
        self.asked += 1
        self.read += frame.text in texts
        self.wrong += any(one != frame.text for one in texts)
        self.times_ms.append(taken_ms)

    @property
    def percent(self) -> float:
        return 100 * self.read / self.asked

    def ms(self, part: float) -> float:
        return share(sorted(self.times_ms), part)


Scores = dict[str, Score]  # by kind, by condition, "no code" and ALL


def scores(frames: Iterable[Frame]) -> dict[str, Scores]:
    """Return the scores of every reader; they take turns, so that all see the same noise of the machine."""
    kept: dict[str, Scores] = {name: defaultdict(Score) for name in READERS}
    for frame in frames:
        rows = (ALL, frame.kind, frame.condition) if frame.text else (frame.kind,)
        for name, read in READERS.items():
            began = time.perf_counter()
            texts = read(frame.picture)
            taken = (time.perf_counter() - began) * 1000
            for row in rows:
                kept[name][row].add(frame, texts, taken)
    return kept


def every_ms(score: Scores) -> list[float]:
    """Return the sorted times of all frames, with a code and without."""
    return sorted(score[ALL].times_ms + score["no code"].times_ms)


def wrong(score: Scores) -> int:
    return score[ALL].wrong + score["no code"].wrong


def table(title: str, kept: dict[str, Scores]) -> Iterator[str]:
    """Yield lines: per reader the share read, frames with a wrong text, median and 95th percentile in ms."""
    yield f"{title:<24}" + "".join(f"{name:>30}" for name in kept)
    yield f"{'':<24}" + f"{'read':>12}{'wrong':>6}{'p50':>6}{'p95':>6}" * len(kept)
    for row in (one for one in (*KINDS, *CONDITIONS, ALL, "no code") if one in kept[OURS]):
        line = f"{f'{row} ({kept[OURS][row].asked})':<24}"
        for score in (one[row] for one in kept.values()):
            read = "-" if row == "no code" else f"{score.percent:.1f}%"
            line += f"{read:>12}{score.wrong:>6}{score.ms(0.5):>6.0f}{score.ms(0.95):>6.0f}"
        yield line
