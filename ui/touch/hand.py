"""A finger, a scanner and an eye from outside, for the demo and the tests: they go through the window, as people do."""

import time
from collections.abc import Iterator

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from kiosk.errors import KioskError
from ui.touch.finger import Finger


class CannotTapError(KioskError):
    """A finger could not have done this."""

    text_id = "error.cannot_tap"


class Hand:
    """
    Args:
        finger: the window's own guard against second taps; a tap waits until it would count, as a person does.
    """

    def __init__(self, window: QQuickWindow, finger: Finger) -> None:
        self._window, self._finger = window, finger

    def find(self, name: str) -> QQuickItem | None:
        """Return the visible item with this objectName; screens that are kept but not shown do not count."""
        return next((one for one in tree(self._window.contentItem()) if one.objectName() == name), None)

    def tap(self, name: str) -> None:
        """Press and release in the middle of the item.

        Raises:
            CannotTapError: it is not there, not enabled, outside the window or under something else.
        """
        item = self.find(name)
        if item is None:
            raise CannotTapError(name=name, problem="not on the screen")
        if not item.isEnabled():
            raise CannotTapError(name=name, problem="not enabled")
        centre = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        if not self._window.contentItem().contains(centre):
            raise CannotTapError(name=name, problem="outside the window")
        on_top = self._touched_at(centre)
        if on_top is None or not (on_top is item or item.isAncestorOf(on_top)):
            raise CannotTapError(name=name, problem="under something else")
        while (deaf := self._finger.deaf_for()) > 0:
            QTest.qWait(int(deaf * 1000) + 1)
        self.tap_at(centre.toPoint())

    def painted_ms(self, name: str) -> float:
        """Tap, and return the ms until a whole picture that was begun after the tap is painted."""
        began, painted = time.perf_counter(), QEventLoop()
        self.tap(name)
        self._window.frameSwapped.connect(painted.quit)
        self._window.update()
        painted.exec()
        self._window.frameSwapped.disconnect(painted.quit)
        return (time.perf_counter() - began) * 1000

    def tap_at(self, point: QPoint) -> None:
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)

    def type(self, text: str, gap_ms: int = 5) -> None:
        """Send real key events, "\\n" as Enter: what a wedge scanner does."""
        click, no_modifier = QTest.KeyAction.Click, Qt.KeyboardModifier.NoModifier
        for letter in text:
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            QTest.qWait(gap_ms)
            QTest.sendKeyEvent(click, self._window, key, "\r" if letter == "\n" else letter, no_modifier, 0)
        QTest.qWait(1)

    def read(self, name: str) -> str | None:
        """Return the text of the visible item, or None when it is not there."""
        item = self.find(name)
        return None if item is None else str(item.property("text") or "")

    def shot(self) -> QImage:
        """Return what the screen shows now."""
        return self._window.grabWindow()

    def _touched_at(self, point: QPointF) -> QQuickItem | None:
        """Return the topmost item at `point` that would take a press."""
        found = None
        for one in tree(self._window.contentItem()):
            if one.acceptedMouseButtons() != Qt.MouseButton.NoButton and one.contains(one.mapFromScene(point)):
                found = one
        return found


def tree(item: QQuickItem) -> Iterator[QQuickItem]:
    """Yield what can be seen, in painting order."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        if one is not item:
            yield one
        seen = [child for child in one.childItems() if child.isVisible() and child.opacity() > 0]
        waiting += sorted(seen, key=lambda child: child.z())[::-1]
