"""The window as a villager and a scanner meet it, for tests that type their fixture."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from kiosk.clock import SetClock
from ui.touch.app import Touch
from ui.touch.hand import CannotTapError, Hand, tree

A_MOMENT = timedelta(seconds=2)  # between two taps of a person; longer than any guard against second taps


class KioskWindow:
    """The window as a villager and a scanner meet it. Time stands still unless it is moved: `pass_time`."""

    A_MOMENT = A_MOMENT

    def __init__(self, touch: Touch, clock: SetClock, qtbot: QtBot) -> None:
        self.touch, self.clock, self._qtbot = touch, clock, qtbot
        self.hand = Hand(touch.window, touch.finger)

    @property
    def screen(self) -> str:
        return self.touch.navigator.present()

    def open(self, *names: str) -> None:
        """Tap the attract screen, then one item after the other."""
        self.tap("attract")
        for name in names:
            self.tap(name)

    def tap(self, name: str) -> None:
        """Wait until the item is there and nothing says "please wait", then tap it, a moment after the tap before."""
        self._qtbot.waitUntil(lambda: self.hand.find(name) is not None and self.hand.find("busy") is None)
        self.clock.forward(A_MOMENT)
        try:
            self.hand.tap(name)
        except (
            CannotTapError
        ):  # it has only just come and may not be laid out yet: the next picture shows it in its place
            self.hand.shot()
            self.hand.tap(name)

    def text(self, name: str) -> str:
        """Wait until the item is there and return its text."""
        self._qtbot.waitUntil(lambda: self.hand.find(name) is not None)
        return self.hand.read(name) or ""

    def texts_under(self, name: str) -> list[str]:
        """Return the texts that can be seen inside the item."""
        item = self.hand.find(name)
        return [] if item is None else [text for one in tree(item) if (text := str(one.property("text") or ""))]

    def wait_for(self, screen: str) -> None:
        self.wait_until(lambda: self.screen == screen)

    def wait_until(self, true: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(true)

    def settle(self) -> None:
        """Wait until everything that was begun off the GUI thread has come to its end and is on the screen."""
        done: list[None] = []
        self.touch.jobs.do(lambda: None, done.append, lambda _: None)
        self._qtbot.waitUntil(lambda: bool(done))

    def type_scan(self, text: str) -> None:
        """Let a wedge scanner type `text` and Enter."""
        self.hand.type(text + "\n", 1)

    def read_scan(self, text: str) -> None:
        """Let a scanner on a serial line read `text`: no keys, so no rhythm that a busy machine could spoil. What it
        shows is laid out before anybody taps on it.
        """
        self.touch.scans.arrive(text)
        self.hand.shot()

    def pass_time(self, seconds: float) -> None:
        """Move the clock and let the kiosk notice."""
        self.clock.forward(timedelta(seconds=seconds))
        self.touch.navigator.tick()

    def shot(self, file: Path) -> None:
        self.hand.shot().save(str(file))
