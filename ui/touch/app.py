"""Builds the touch screen out of its parts and shows it. `build` makes everything; `run` is the process around it."""

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.assets import assets
from kiosk.errors import KioskError
from ui.touch.finger import Finger
from ui.touch.fonts import load_fonts
from ui.touch.helper import Helper
from ui.touch.jobs import Jobs
from ui.touch.journey import PLACES, Journey
from ui.touch.measure import pixels_per_mm
from ui.touch.navigator import Navigator
from ui.touch.notices import Notices
from ui.touch.parts import Parts, Tools
from ui.touch.screens import make_screens
from ui.touch.words import Words

QML = Path(__file__).parent / "qml"
DEFAULT_SIZE = (1080, 1920)

log = logging.getLogger("kiosk.touch")


class ScreenBrokenError(KioskError):
    """The screens could not be loaded: a damaged installation."""

    text_id = "error.screen"


@dataclass(slots=True)
class Touch:
    """The built touch screen. Keep it while the window lives; `close` takes it down in the right order."""

    engine: QQmlApplicationEngine
    window: QQuickWindow
    navigator: Navigator
    words: Words
    notices: Notices
    finger: Finger
    jobs: Jobs
    keeps: tuple[QObject, ...]  # what QML uses and Python must not let go

    def close(self) -> None:
        self.jobs.close()
        self.window.close()
        self.engine.deleteLater()
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Presence(QObject):
    """Sees every touch and key of the window, so that nobody is thrown out while doing something."""

    EVENTS = frozenset(
        {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}
    )

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # While the warning is up the touch belongs to the warning: it must not reach the button below.
        if event.type() in self.EVENTS and not self._navigator.warning:
            self._navigator.touched()
        return super().eventFilter(watched, event)


def build(
    parts: Parts,
    size: tuple[int, int] = DEFAULT_SIZE,
    physical: tuple[float, float] | None = None,
    moves: bool = True,
) -> Touch:
    """Make the window (not shown yet) and everything behind it. A QGuiApplication must exist.

    Args:
        size: of the window in pixels.
        physical: of the screen in mm, when the window is going to fill it.
        moves: False keeps the attract screen still.
    Raises:
        ScreenBrokenError: the QML could not be loaded.
    """
    settings = parts.settings
    words = Words(settings.kiosk.languages)
    notices = Notices(words)
    finger = Finger(parts.clock)
    jobs = Jobs()
    journey = Journey(
        PLACES, settings.screen.idle_seconds, settings.screen.idle_warning_seconds, parts.clock.monotonic()
    )
    navigator = Navigator(journey, parts.clock)
    helper = Helper(parts.call_help, lambda: f"{settings.kiosk.letter} {journey.screen}", notices, parts.clock)
    navigator.forget_also(words.wipe, notices.dismiss, helper.wipe)
    models = make_screens(parts, Tools(words, navigator, notices, jobs, parts.clock), moves)
    for model in models:
        navigator.add(model)
    load_fonts(assets() / "fonts")
    engine = QQmlApplicationEngine()
    context = engine.rootContext()
    for name, thing in {
        "navigator": navigator, "book": words, "notices": notices, "finger": finger, "helper": helper,
    }.items():  # fmt: skip
        context.setContextProperty(name, thing)
    context.setContextProperty("pictures", QUrl.fromLocalFile(str(assets() / "pictures")).toString() + "/")
    context.setContextProperty(
        "hall",
        {
            "name": settings.hall.name,
            "centre": settings.hall.centre,
            "warningSeconds": settings.screen.idle_warning_seconds,
        },
    )
    engine.setInitialProperties(
        {
            "screens": [{"name": one.name, "file": one.file, "model": one} for one in models],
            "pixelsPerMm": pixels_per_mm(*size, settings.screen.pixels_per_mm, physical),
            "width": size[0],
            "height": size[1],
        }
    )
    engine.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
    roots = engine.rootObjects()
    if not roots or not isinstance(roots[0], QQuickWindow):
        raise ScreenBrokenError()
    window = roots[0]
    presence = Presence(navigator)
    window.installEventFilter(presence)
    return Touch(engine, window, navigator, words, notices, finger, jobs, (helper, presence, *models))
