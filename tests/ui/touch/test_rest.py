"""The touch screen ends itself for new settings only while nobody is there."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from kiosk.commands.parent import ANEW
from kiosk.config import default_settings_file
from tests.ui.kiosk_window import KioskWindow
from ui.touch.rest import Rest


def test_nobody_is_thrown_out_for_new_settings(kiosk_window: KioskWindow):
    codes: list[int] = []
    rest = Rest(kiosk_window.touch.navigator, lambda: ANEW, codes.append)
    kiosk_window.open()
    rest.look()
    assert codes == []


def test_at_rest_the_process_ends_with_the_code(kiosk_window: KioskWindow):
    codes: list[int] = []
    Rest(kiosk_window.touch.navigator, lambda: ANEW, codes.append).look()
    assert codes == [ANEW]


def test_without_a_code_it_goes_on(kiosk_window: KioskWindow):
    codes: list[int] = []
    Rest(kiosk_window.touch.navigator, lambda: None, codes.append).look()
    assert codes == []


def test_the_real_process_asks_to_be_started_again_with_new_settings(tmp_path: Path):
    place = {**os.environ, "KIOSK_HOME": str(tmp_path)}
    words = [sys.executable, "-m", "kiosk", "touch", "--starts-anew", "--size", "1366x768"]
    with subprocess.Popen(words, env=place, stderr=subprocess.DEVNULL) as process:
        end, pause = time.monotonic() + 60, threading.Event()
        while not (tmp_path / "hall.db").exists() and time.monotonic() < end:
            pause.wait(0.05)
        text = default_settings_file().read_text("utf-8")
        (tmp_path / "hall.toml").write_text(text.replace("idle_seconds = 60", "idle_seconds = 90"), "utf-8")
        try:
            code = process.wait(60)
        finally:
            process.kill()
    assert code == ANEW
