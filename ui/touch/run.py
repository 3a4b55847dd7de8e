"""The process around the touch screen: the application, where its warnings go, how big the window is, how it ends."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

from kiosk.errors import KioskError
from ui.touch.app import DEFAULT_SIZE, Touch, build
from ui.touch.notices import ERROR
from ui.touch.parts import Parts
from ui.touch.rest import AtRest, Rest

log = logging.getLogger("kiosk.touch")

SETTLED_MS = 1500  # by then the first screens are loaded

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def run(
    parts: Parts,
    fullscreen: bool = False,
    size: tuple[int, int] | None = None,
    drive: Path | None = None,
    when_shown: Callable[[], None] = lambda: None,
    at_rest: AtRest | None = None,
) -> int:
    """Show the kiosk and stay until the window is closed or the process is told to end; returns the exit code.

    Args:
        size: of the window in pixels; without it an upright 1080x1920, or the whole screen when `fullscreen`.
        drive: path of the socket of ui.touch.remote; nothing of it exists without this.
        when_shown: called once, some time after the first picture is on the glass: the place for what may wait.
        at_rest: asked every few seconds while nobody is there; a code ends the process with it.
    """
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")  # sizes come from millimetres, not from a desktop's scale
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    application = QGuiApplication(["mot-cua"])
    qInstallMessageHandler(_say)
    touch = _open(application, parts, fullscreen, size or DEFAULT_SIZE)

    def first_picture() -> None:
        touch.window.frameSwapped.disconnect(first_picture)
        QTimer.singleShot(SETTLED_MS, when_shown)

    touch.window.frameSwapped.connect(first_picture, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = partial(_confess, touch)
    touch.navigator.run()
    remote = _drive(drive, touch) if drive else None
    rest = Rest(touch.navigator, at_rest or (lambda: None), application.exit)
    rest.run()

    def end(number: int, frame: FrameType | None) -> None:
        application.quit()

    # Python sees a signal only between two of its own steps: the navigator's timer takes one four times a second.
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    code = application.exec()
    if remote is not None:
        remote.deleteLater()
    touch.close()
    return code


def _open(application: QGuiApplication, parts: Parts, fullscreen: bool, size: tuple[int, int]) -> Touch:
    """Build the window and show it."""
    if not fullscreen:
        touch = build(parts, size)
        touch.window.show()
        return touch
    application.setOverrideCursor(Qt.CursorShape.BlankCursor)
    whole, physical = application.primaryScreen().size(), application.primaryScreen().physicalSize()
    touch = build(parts, (whole.width(), whole.height()), (physical.width(), physical.height()))
    touch.window.showFullScreen()
    return touch


def _confess(touch: Touch, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A mistake of ours behind a tap: the log gets all of it, the villager is told to fetch a person."""
    log.error("unexpected", exc_info=(kind, error, trace))
    touch.notices.show(ERROR, KioskError.text_id)


def _drive(socket: Path, touch: Touch) -> QObject:
    from ui.touch.hand import Hand
    from ui.touch.remote import Remote

    return Remote(socket, Hand(touch.window, touch.finger), touch.navigator.present)


def _say(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Qt's own words go to our log, with the place they come from."""
    where = f" ({context.file}:{context.line})" if context.file else ""
    log.log(_LEVELS.get(kind, logging.WARNING), "%s%s", message, where)
