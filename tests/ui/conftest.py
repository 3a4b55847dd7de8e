"""A real kiosk window over a real store, and the finger that taps on it. Any warning of Qt or QML fails the test."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from kiosk.clock import SetClock
from kiosk.config import Settings
from kiosk.queue.help import call_help
from kiosk.store.database import Store
from tests.ui.kiosk_window import KioskWindow
from ui.touch.app import build
from ui.touch.parts import Parts


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    return QGuiApplication


@pytest.fixture
def parts(settings: Settings, clock: SetClock, store: Store) -> Parts:
    """The core behind the screen, all of it real."""
    return Parts(settings=settings, clock=clock, call_help=lambda request, where: call_help(store, request, where))


@pytest.fixture
def kiosk_window(parts: Parts, clock: SetClock, qtbot: QtBot, qapp: QGuiApplication) -> Iterator[KioskWindow]:
    """1366x768, the small reference screen."""
    touch = build(parts, (1366, 768), moves=False)
    touch.window.show()
    qtbot.waitUntil(touch.window.isExposed)
    yield KioskWindow(touch, clock, qtbot)
    touch.close()
