"""New settings ask for a new start, but only good ones."""

from pathlib import Path

import pytest

from kiosk.commands.house import anew_with_new_settings
from kiosk.commands.parent import ANEW
from kiosk.config import default_settings_file

GOOD = default_settings_file().read_text("utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "hall.toml").write_text(GOOD, "utf-8")
    return tmp_path


def test_new_settings_ask_for_a_new_start(home: Path):
    look = anew_with_new_settings(home)
    (home / "hall.toml").write_text(GOOD.replace("idle_seconds = 60", "idle_seconds = 90"), "utf-8")
    assert look() == ANEW


@pytest.mark.parametrize(
    "text", [GOOD, "", GOOD.partition(" 60")[0], GOOD.replace("idle_seconds = 60", "idle_seconds = 0")]
)
def test_settings_that_are_the_same_or_wrong_change_nothing(home: Path, text: str):
    look = anew_with_new_settings(home)
    (home / "hall.toml").write_text(text, "utf-8")
    assert look() is None


def test_a_file_that_is_gone_changes_nothing(home: Path):
    look = anew_with_new_settings(home)
    (home / "hall.toml").unlink()
    assert look() is None


def test_the_first_file_of_a_hall_asks_for_a_new_start(tmp_path: Path):
    look = anew_with_new_settings(tmp_path)
    (tmp_path / "hall.toml").write_text(GOOD, "utf-8")
    assert look() == ANEW
