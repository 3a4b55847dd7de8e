"""What a camera costs the touch screen: nothing while no screen asks for it, little while it looks.

Frames are played into the sink that a camera feeds; the readers run in a process of their own and are not counted.
"""

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from kiosk.catalogue.library import Library
from kiosk.clock import SystemClock
from kiosk.commands.bench.figure import Figure, times_ms
from kiosk.config import default_settings_file, read_settings
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.secret import lookup_secret
from kiosk.queue.help import call_help, help_call, remind_help
from kiosk.scanning.apart import Apart
from kiosk.scanning.picture import Grey
from kiosk.store.database import Store

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

    from ui.touch.app import Touch
    from ui.touch.camera.played import PlayedSource

SECONDS = 4.0
EVERY_MS = 33
BEAT_MS = 10


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the processor's share and the longest waits of the window; nothing where Qt has no multimedia."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.touch.camera.source import hush

    hush()
    try:
        from ui.touch.camera.played import as_frame
    except ImportError:
        return
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    application = QGuiApplication.instance() or QGuiApplication([])
    frames = [as_frame(_table(at)) for at in range(8)]
    yield from _grey(frames[0])
    store = Store(folder / "hall.db", SystemClock())
    Library(store)
    sources: list[PlayedSource] = []
    touch = _window(store, folder, sources)
    _spin(3.0)  # screens nobody has opened yet are prepared meanwhile
    yield Figure("processor while no screen asks for the camera", _share(SECONDS), "%", 15)
    touch.navigator.go("result_scan")
    yield from _looking(sources[0], frames)
    touch.navigator.home()
    yield Figure("processor after the camera has looked", _share(SECONDS), "%", 15)
    touch.close()
    store.close()
    del application


def _window(store: Store, folder: Path, sources: list["PlayedSource"]) -> "Touch":
    from ui.touch.app import build
    from ui.touch.camera.played import PlayedSource
    from ui.touch.parts import Parts

    def open_camera() -> PlayedSource:
        sources.append(PlayedSource())
        return sources[-1]

    clock, settings = SystemClock(), read_settings(default_settings_file())
    parts = Parts(
        settings=settings, clock=clock,
        call_help=partial(call_help, store), help_call=partial(help_call, store),
        remind_help=partial(remind_help, store, settings),
        results=ResultCheck(store, lookup_secret(folder), clock),
        open_camera=open_camera, open_reader=Apart,
    )  # fmt: skip
    touch = build(parts)
    touch.window.show()
    touch.navigator.run()
    touch.navigator.go("home")
    return touch


def _looking(source: "PlayedSource", frames: list["QVideoFrame"]) -> Iterator[Figure]:
    from PySide6.QtCore import QTimer

    at, beats = 0, [time.perf_counter()]

    def send() -> None:
        nonlocal at
        at += 1
        source.send(frames[at % len(frames)])

    sending, beating = QTimer(interval=EVERY_MS), QTimer(interval=BEAT_MS)
    sending.timeout.connect(send)
    beating.timeout.connect(lambda: beats.append(time.perf_counter()))
    sending.start()
    _spin(2.0)  # until the readers are there
    beating.start()
    beats[:] = [time.perf_counter()]
    yield Figure("processor of the window while the camera looks", _share(SECONDS), "%")
    gaps = np.diff(beats) * 1000 - BEAT_MS
    yield Figure("a tap waits for the camera, 99 of 100 at most", float(np.percentile(gaps, 99)), "ms", goal=50)


def _grey(frame: "QVideoFrame") -> Iterator[Figure]:
    from PySide6.QtGui import QImage

    from ui.touch.camera.frames import WHOLE, QtFrame

    ours = QtFrame(frame, WHOLE, mirror=False)
    floor = times_ms(lambda _: frame.toImage().convertToFormat(QImage.Format.Format_Grayscale8), 30, 3)
    plane = times_ms(lambda _: ours.grey(), 100, 3)
    yield Figure("grey of a 1280x720 frame", median(plane), "ms", 0.5, median(floor), "through QImage")


def _table(at: int) -> Grey:
    """A frame with noise and something pale that moves, without a code: the readers try everything."""
    frame = np.random.default_rng(at).normal(110, 5, (720, 1280))
    frame[100:600, 300 + at * 10 : 900] += 90
    return frame.clip(0, 255).astype(np.uint8)


def _share(seconds: float) -> float:
    """Return this process's part of one core, in percent, over some seconds of its event loop."""
    began, used = time.perf_counter(), time.process_time()
    _spin(seconds)
    return (time.process_time() - used) / (time.perf_counter() - began) * 100


def _spin(seconds: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
