"""One real kiosk for all stories of this folder, as in a hall: villager after villager at the same screen."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests import conftest as everywhere
from tests.ui import conftest as real

qapp_cls = real.qapp_cls


def once(fixture: Callable[..., Any]) -> Any:
    """Return a fixture of the other tests that lives as long as this folder's module."""
    return pytest.fixture(scope="module")(inspect.unwrap(fixture))


opened_once, forms, units = real.opened_once, real.forms, real.units
clock, settings = once(everywhere.clock), once(everywhere.settings)
store, desk, opener = once(real.store), once(real.desk), once(real.opener)
submissions, parts, kiosk_window = once(real.submissions), once(real.parts), once(real.kiosk_window)


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
