"""The demo's finger: JSON lines over a socket that only its owner may open."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from tests.ui.kiosk_window import KioskWindow
from ui.touch.remote import Remote


class Line:
    """The other end of the socket."""

    def __init__(self, socket: QLocalSocket, qtbot: QtBot) -> None:
        self._socket, self._qtbot = socket, qtbot

    def ask(self, order: Any) -> dict[str, Any]:
        self._socket.write((json.dumps(order) + "\n").encode())
        self._qtbot.waitUntil(self._socket.canReadLine)
        return json.loads(bytes(self._socket.readLine().data()))


@pytest.fixture
def address(tmp_path: Path) -> Path:
    return tmp_path / "drive"


@pytest.fixture
def line(kiosk_window: KioskWindow, address: Path, qtbot: QtBot) -> Iterator[Line]:
    remote = Remote(address, kiosk_window.hand, kiosk_window.touch.navigator.present)
    socket = QLocalSocket()
    socket.connectToServer(str(address))
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.ConnectedState)
    yield Line(socket, qtbot)
    socket.abort()
    remote.deleteLater()


def test_a_tap_order_taps(line: Line, kiosk_window: KioskWindow) -> None:
    line.ask({"tap": "attract"})
    assert kiosk_window.screen == "home"


def test_a_paint_order_taps_and_says_how_long_the_picture_took(line: Line, kiosk_window: KioskWindow) -> None:
    assert line.ask({"paint": "attract"})["value"] > 0
    assert kiosk_window.screen == "home"


def test_only_the_owner_may_open_the_socket(line: Line, address: Path) -> None:
    assert stat.S_IMODE(address.stat().st_mode) == 0o600


def test_a_text_is_read(line: Line) -> None:
    assert line.ask({"read": "invitation"}) == {"ok": True, "value": "Chạm vào màn hình để bắt đầu"}


def test_the_screen_is_named(line: Line) -> None:
    assert line.ask({"read": {"screen": True}}) == {"ok": True, "value": "attract"}


def test_what_is_not_there_cannot_be_tapped(line: Line) -> None:
    assert line.ask({"tap": "door-services"})["ok"] is False


def test_waiting_in_vain_says_what_is_there_instead(line: Line) -> None:
    answer = line.ask({"wait": {"screen": "home"}, "timeout": 0.05})
    assert answer == {"ok": False, "error": "TimeoutError: the screen is attract"}


def test_typed_keys_are_a_scan(line: Line) -> None:
    line.ask({"type": "H12.34-261120-0001\n"})
    assert line.ask({"wait": {"screen": "result"}}) == {"ok": True}


def test_a_picture_is_written(line: Line, tmp_path: Path) -> None:
    answer = line.ask({"shot": str(tmp_path / "home.png")})
    assert (answer["width"], (tmp_path / "home.png").stat().st_size > 10_000) == (1366, True)


@pytest.mark.parametrize("order", [{"tap": 5}, {}, [], "tap", {"dance": True}], ids=str)
def test_an_order_nobody_knows_is_refused_and_the_line_lives_on(line: Line, order: Any) -> None:
    assert line.ask(order)["ok"] is False
    assert line.ask({"read": {"screen": True}})["ok"] is True
