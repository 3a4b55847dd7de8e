"""A person at a keyboard that is plugged in: the keys go to the field of the present screen, a scanner's never stay."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.touch.view_models.screen import ScreenModel, TakeBack

PAUSE_MS = 200.0  # after this long the next key begins something new


class Typist(QObject):
    """Keys wait a moment, until it is clear that they did not come as fast as a scanner's; what got through all the
    same, because the machine stood still in the middle of a code, is taken back when the code is whole.

    Args:
        present: the screen that would take keys now, None while something lies over it.
        wait_ms: longer than a scanner needs from one key to the next; 0 where scans are told by a frame of keys.
    """

    def __init__(self, present: Callable[[], ScreenModel | None], wait_ms: int) -> None:
        super().__init__()
        self._present, self._wait_ms = present, wait_ms
        self._held: list[str] = []
        self._take_back: TakeBack | None = None  # to the state before the first key since a pause
        self._last_ms = float("-inf")
        self._timer = QTimer(self, interval=max(0, wait_ms), singleShot=True)
        self._timer.timeout.connect(self._hand_over)

    @property
    def wanted(self) -> bool:
        """Whether there is a field to type in."""
        model = self._present()
        return model is not None and model.takes_keys

    def key(self, key: str, at_ms: float) -> None:
        """Take a letter, a sign, "space" or "backspace"."""
        gap, self._last_ms = at_ms - self._last_ms, at_ms
        if not 0 <= gap <= self._wait_ms:
            self._hand_over()
        if not 0 <= gap <= PAUSE_MS:
            self._take_back = None
        self._held.append(key)
        if self._wait_ms:
            self._timer.start()
        else:
            self._hand_over()

    def scanned(self) -> None:
        """What came last was a scan."""
        self._timer.stop()
        self._held.clear()
        if self._take_back is not None:
            self._take_back()
        self._take_back = None

    def _hand_over(self) -> None:
        self._timer.stop()
        keys, self._held = self._held, []
        model = self._present()
        if model is None or not model.takes_keys:
            return
        for key in keys:
            take_back = model.take_key(key)
            self._take_back = self._take_back or take_back
