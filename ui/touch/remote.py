"""`kiosk touch --drive SOCKET`: the demo's finger. Only its owner may open the socket; a JSON line in, a JSON line out.

    {"tap": "door-services"}                        {"type": "H12.34-261123-0001\\n", "gap_ms": 5}
    {"paint": "key-a"} taps, and answers with the ms until the screen shows what came of it
    {"shot": "/tmp/home.png"}                       {"read": "ticket-number"} or {"read": {"screen": true}}
    {"wait": {"screen": "home"}, "timeout": 5}      {"wait": {"text": ["ticket-paper", "lấy phiếu"]}, "timeout": 5}

An answer is {"ok": true} (with "value" after a read or a paint) or {"ok": false, "error": "..."}. It does nothing that
a finger, a scanner or an eye could not.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtTest import QTest

from kiosk.errors import KioskError
from kiosk.store.canonical import canonical
from ui.touch.hand import Hand

LOOK_MS = 5
DEFAULT_TIMEOUT = 5.0


class Remote(QObject):
    """
    Args:
        socket: path of the socket; a file left there by an earlier run is replaced.
        screen: names the present screen.
    """

    def __init__(self, socket: Path, hand: Hand, screen: Callable[[], str]) -> None:
        super().__init__()
        self._hand, self._screen = hand, screen
        self._waiting: list[tuple[QLocalSocket, bytes]] = []
        self._working = False
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        socket.unlink(missing_ok=True)
        if not self._server.listen(os.fspath(socket)):
            raise OSError(self._server.errorString())
        socket.chmod(0o600)

    def _meet(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.readyRead.connect(lambda: self._hear(connection))

    def _hear(self, connection: QLocalSocket) -> None:
        while connection.canReadLine():
            self._waiting.append((connection, bytes(connection.readLine().data())))
        self._work()

    def _work(self) -> None:
        """Answer one after the other: a command that waits lets the window live, and must not be overtaken."""
        if self._working:
            return
        self._working = True
        try:
            while self._waiting:
                connection, line = self._waiting.pop(0)
                connection.write((canonical(self._answer(line)) + "\n").encode())
                connection.flush()
        finally:
            self._working = False

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            return {"ok": True, **self._obey(json.loads(line))}
        except KioskError as error:
            return {"ok": False, "error": error.sentence("en")}
        except (ValueError, TypeError, KeyError, OSError) as error:
            return {"ok": False, "error": f"{type(error).__name__}: {error}"}

    def _obey(self, order: dict[str, Any]) -> dict[str, Any]:
        match order:
            case {"tap": str(name)}:
                self._hand.tap(name)
            case {"paint": str(name)}:
                return {"value": self._hand.painted_ms(name)}
            case {"type": str(text)}:
                self._hand.type(text, int(order.get("gap_ms", 5)))
            case {"shot": str(file)}:
                image = self._hand.shot()
                if not image.save(file):
                    raise OSError(f"cannot write {file}")
                return {"width": image.width(), "height": image.height()}
            case {"read": str(name)}:
                text = self._hand.read(name)
                if text is None:
                    raise ValueError(f"{name} is not on the screen")
                return {"value": text}
            case {"read": {"screen": _}}:
                return {"value": self._screen()}
            case {"wait": {"screen": str(screen)}}:
                self._wait(lambda: self._screen() == screen, order, lambda: f"the screen is {self._screen()}")
            case {"wait": {"text": [str(name), str(part)]}}:
                self._wait(
                    lambda: part in (self._hand.read(name) or ""), order, lambda: f"it reads {self._hand.read(name)!r}"
                )
            case _:
                raise ValueError(f"unknown order {sorted(order)}")
        return {}

    def _wait(self, met: Callable[[], bool], order: dict[str, Any], seen: Callable[[], str]) -> None:
        """Let the window live until `met`.

        Raises:
            TimeoutError: an OSError that says what is there instead.
        """
        timer, limit = QElapsedTimer(), float(order.get("timeout", DEFAULT_TIMEOUT)) * 1000
        timer.start()
        while not met():
            if timer.elapsed() > limit:
                raise TimeoutError(seen())
            QTest.qWait(LOOK_MS)
