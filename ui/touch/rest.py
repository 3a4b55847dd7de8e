"""What the touch screen may do only while nobody is there: end itself, to start anew with other settings."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.touch.journey import ATTRACT
from ui.touch.navigator import Navigator

LOOK_MS = 2000

AtRest = Callable[[], int | None]  # the code to end the process with, None to go on


class Rest(QObject):
    """Asks `at_rest` again and again while the attract screen is up.

    Args:
        end: ends the process with a code.
    """

    def __init__(self, navigator: Navigator, at_rest: AtRest, end: Callable[[int], None]) -> None:
        super().__init__()
        self._navigator, self._at_rest, self._end = navigator, at_rest, end
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def run(self) -> None:
        self._timer.start()

    def look(self) -> None:
        """Ask once, unless somebody is there."""
        if self._navigator.present() != ATTRACT:
            return
        code = self._at_rest()
        if code is not None:
            self._timer.stop()
            self._end(code)
