"""Speaks to `kiosk touch --drive SOCKET`: taps, types, looks, waits. Every order must succeed or the demo fails."""

import json
import socket
import time
from pathlib import Path
from typing import Any

START_SECONDS = 60.0


class DriveError(Exception):
    """The screen could not do what a villager's finger would have done."""


class Driver:
    """A finger, a scanner and an eye at the touch screen of another process."""

    def __init__(self, address: Path) -> None:
        self._socket = _connect(address)
        self._lines = self._socket.makefile("rb")

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def tap(self, name: str) -> None:
        self._order({"tap": name})

    def painted_ms(self, name: str) -> float:
        """Tap, and return the ms until the screen shows what came of it."""
        return float(self._order({"paint": name})["value"])

    def type(self, text: str, gap_ms: int = 5) -> None:
        """Type `text` as keys; a scanner types with gaps of a few ms and ends with Enter ("\\n")."""
        self._order({"type": text, "gap_ms": gap_ms})

    def shot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._order({"shot": str(path)})

    def read(self, name: str) -> str:
        """Return the text that the item `name` shows."""
        return str(self._order({"read": name})["value"])

    def screen(self) -> str:
        return str(self._order({"read": {"screen": True}})["value"])

    def wait_screen(self, name: str, seconds: float = 15.0) -> None:
        self._order({"wait": {"screen": name}, "timeout": seconds})

    def wait_text(self, name: str, part: str, seconds: float = 15.0) -> None:
        self._order({"wait": {"text": [name, part]}, "timeout": seconds})

    def _order(self, order: dict[str, Any]) -> dict[str, Any]:
        self._socket.sendall(json.dumps(order).encode() + b"\n")
        line = self._lines.readline()
        if not line:
            raise DriveError(f"{order}: the screen is gone")
        answer = json.loads(line)
        if not answer.get("ok"):
            raise DriveError(f"{order}: {answer.get('error', answer)}")
        return answer


def _connect(address: Path) -> socket.socket:
    deadline = time.monotonic() + START_SECONDS
    while True:
        one = socket.socket(socket.AF_UNIX)
        try:
            one.connect(str(address))
        except OSError:
            one.close()
            if time.monotonic() > deadline:
                raise DriveError(f"nobody listens at {address}") from None
            time.sleep(0.01)
        else:
            return one
