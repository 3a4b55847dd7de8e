"""One real kiosk for all stories of this folder, as in a hall: villager after villager at the same screen."""

import inspect
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests import conftest as everywhere
from tests.ui import conftest as real

# What other tests build anew for each test lives here as long as the stories do.
FIXTURES = [everywhere.clock, everywhere.settings, *(one for one in vars(real).values() if hasattr(one, "__wrapped__"))]
globals().update({one.__name__: pytest.fixture(scope="module")(inspect.unwrap(one)) for one in FIXTURES})

qapp_cls = real.qapp_cls


@pytest.fixture(scope="module")
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hall")


@pytest.fixture(scope="module")
def qtbot(qapp: QGuiApplication, request: pytest.FixtureRequest) -> QtBot:
    return QtBot(request)


@pytest.fixture(scope="module")
def size() -> tuple[int, int]:
    """The small reference screen: what fits here fits everywhere."""
    return 1366, 768
