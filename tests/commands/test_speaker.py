"""`kiosk speaker` on a machine without sound: it says so once, lives on, and ends when told to."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.config import default_settings_file, read_settings
from kiosk.queue.desk import Desk
from kiosk.store.database import Store
from tests.ui_web.people import new

# Neither ALSA nor PulseAudio finds a device with these, whatever the machine has.
NO_SOUND = {"ALSA_CONFIG_PATH": os.devnull, "PULSE_SERVER": "unix:/nowhere", "JACK_DEFAULT_SERVER": "nowhere"}

Process = subprocess.Popen[str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A hall that is open at all hours."""
    lines = default_settings_file().read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "hall.toml").write_text(
        "".join("hours = []\n" if one.startswith("hours = [") else one for one in lines)
    )
    return tmp_path


@pytest.fixture
def speaker(home: Path) -> Iterator[Process]:
    command = [sys.executable, "-u", "-m", "kiosk", "speaker"]
    environment = {**os.environ, **NO_SOUND, "KIOSK_HOME": str(home)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        yield process
        process.kill()


def until(process: Process, words: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return
    raise AssertionError("it ended")


def test_without_sound_it_says_so_and_lives_on(speaker: Process, home: Path):
    until(speaker, "Loa đọc số")
    with_a_call(home)
    until(speaker, "Không phát được tiếng")
    assert speaker.poll() is None


def test_it_ends_calmly_when_told_to(speaker: Process):
    until(speaker, "Loa đọc số")
    speaker.send_signal(signal.SIGTERM)
    assert speaker.wait(20) == 0


def with_a_call(home: Path) -> None:
    store = Store(home / "hall.db", SystemClock())
    desk = Desk(store, read_settings(home / "hall.toml"))
    desk.set_counter(1, "open")
    desk.take(new(), "A")
    desk.next(new(), 1)
    store.close()
