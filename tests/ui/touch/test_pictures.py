"""Every picture a screen names is there, can be drawn, and holds no words."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtSvg import QSvgRenderer

import ui.touch
from kiosk.assets import assets
from kiosk.config import Settings
from kiosk.dossiers.statuses import STATUSES, UNKNOWN
from ui.touch.view_models.home import DOORS
from ui.touch.view_models.rating import BEST_FIRST

PICTURES = sorted((assets() / "pictures").rglob("*.svg"))


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_picture_can_be_drawn(file: Path, qapp: QGuiApplication) -> None:
    assert QSvgRenderer(str(file)).isValid()


@pytest.mark.parametrize("file", PICTURES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_picture_holds_no_words(file: Path) -> None:
    assert "<text" not in file.read_text("utf-8")


def test_every_picture_that_a_screen_names_is_there(settings: Settings) -> None:
    named = {one.picture for one in DOORS} | {f"services/{one.picture}" for one in settings.services}
    named |= {f"priority/{one.picture}" for one in settings.queue.declared} | {
        f"result/{one.picture}" for one in (*STATUSES, UNKNOWN)
    }
    named |= {f"rating/{one}" for one in BEST_FIRST}
    named |= {f"ticket/{one}" for one in ("closed_now", "holiday", "no_counter", "no_numbers", "go", "served", "over")}
    for file in Path(ui.touch.__file__).parent.rglob("*.qml"):
        qml = file.read_text("utf-8")
        named |= {f"icons/{one}" for one in re.findall(r'(?:icon|nextIcon)\s*:\s*"([a-z]+)"', qml)}
        named |= set(re.findall(r'"((?:attract|ticket|result|help|services|rating)/[a-z-]+)"', qml))
    there = {file.relative_to(assets() / "pictures").with_suffix("").as_posix() for file in PICTURES}
    assert sorted(named - there) == []
