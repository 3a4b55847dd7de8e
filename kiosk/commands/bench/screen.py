"""From starting the program to a home screen that takes a tap, beside a bare QML window with eight buttons."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.commands.bench.figure import Figure
from kiosk.commands.children import Child, kiosk_command
from kiosk.commands.demo.driver import Driver

RUNS = 3
# Byte code is kept, as in a hall: some test machines switch that off, and every start would compile all sources.
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software", "PYTHONDONTWRITEBYTECODE": ""}
BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
app = QGuiApplication([])
engine = QQmlApplicationEngine()
engine.loadData(b'''
import QtQuick
import QtQuick.Controls.Basic
Window {
    width: 1080; height: 1920; visible: true
    Grid { columns: 2; Repeater { model: 8; Button { width: 500; height: 400; text: "Button " + index } } }
}''')
window = engine.rootObjects()[0]
def shown():
    with open("/proc/self/smaps_rollup") as file:
        print(sum(int(line.split()[1]) for line in file if line.startswith("Private_")), flush=True)
    sys.stdin.readline()
    app.quit()
window.frameSwapped.connect(lambda: QTimer.singleShot(0, shown))
app.exec()
"""


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield time and memory of the touch screen; the best of some runs each, since noise only adds."""
    floors = [_bare() for _ in range(RUNS)]
    _home(folder)  # the first start of all lays the file and the catalogue
    ours = [_home(folder) for _ in range(RUNS)]
    floor, floor_memory = min(one[0] for one in floors), min(one[1] for one in floors)
    name = "bare QML window, eight buttons"
    yield Figure("start to a home screen that takes a tap", min(one[0] for one in ours), "s", 3, floor, name)
    memory = min(one[1] for one in ours)
    yield Figure("private memory of the touch screen", memory, "MB", 200)
    yield Figure("private memory beside the bare window", memory, "MB", None, floor_memory, name)


def _bare() -> tuple[float, float]:
    began = time.perf_counter()
    window = subprocess.Popen(
        [sys.executable, "-c", BARE], env={**os.environ, **OFFSCREEN}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert window.stdout is not None  # noqa: S101
    memory = int(window.stdout.readline()) / 1024
    taken = time.perf_counter() - began
    window.communicate(b"\n")
    return taken, memory


def _home(folder: Path) -> tuple[float, float]:
    socket = folder / "drive"
    began = time.perf_counter()
    touch = Child(
        "touch", kiosk_command("touch", "--size", "1080x1920", "--drive", str(socket)),
        {**OFFSCREEN, "KIOSK_HOME": str(folder)}, folder / "touch.log",
    )  # fmt: skip
    process = touch.start()
    try:
        driver = Driver(socket)
        driver.tap("begin-vi")
        driver.wait_screen("home")
        driver.shot(folder / "home.bmp")
        taken = time.perf_counter() - began
        memory = private_mb(process.pid)
        driver.close()
    finally:
        touch.stop()
    return taken, memory


def private_mb(pid: int) -> float:
    """Return what only this process holds of the memory, in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024
