"""Builds the touch screen out of its parts. `build` makes everything and shows nothing; ui.touch.run is the process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.assets import assets
from kiosk.config import Settings
from kiosk.errors import KioskError
from ui.touch.camera.camera import Camera
from ui.touch.camera.picture import register_picture
from ui.touch.finger import Finger
from ui.touch.fonts import load_fonts
from ui.touch.helper import Helper
from ui.touch.jobs import Jobs
from ui.touch.journey import PLACES, Journey
from ui.touch.measure import pixels_per_mm
from ui.touch.navigator import Navigator
from ui.touch.notices import Notices
from ui.touch.parts import Parts, Tools
from ui.touch.scanners import Scanner
from ui.touch.screens import make_screens
from ui.touch.speech import Speech
from ui.touch.typist import Typist
from ui.touch.view_models.my_ticket import MyTicketModel
from ui.touch.view_models.result import ResultModel
from ui.touch.view_models.screen import ScreenModel
from ui.touch.view_models.submission_resume import SubmissionResumeModel
from ui.touch.wedge import Scans, WedgeFilter, wait_for, wedge_for
from ui.touch.words import Words

QML = Path(__file__).parent / "qml"
DEFAULT_SIZE = (1080, 1920)


class ScreenBrokenError(KioskError):
    """The screens could not be loaded: a damaged installation."""

    text_id = "error.screen"


@dataclass(slots=True)
class Touch:
    """The built touch screen. Keep it while the window lives; `close` takes it down in the right order."""

    engine: QQmlApplicationEngine
    window: QQuickWindow
    navigator: Navigator
    notices: Notices
    finger: Finger
    scans: Scans
    jobs: Jobs
    line: Jobs
    speech: Speech
    camera: Camera
    scanners: tuple[Scanner, ...]
    keeps: tuple[QObject, ...]  # what Qt uses and Python must not let go

    def close(self) -> None:
        self.speech.close()
        self.camera.close()
        for scanner in self.scanners:
            scanner.close()
        self.jobs.close()
        self.line.close(wait=False)
        self.window.close()
        self.engine.deleteLater()
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Presence(QObject):
    """Sees every touch and key of the window: nobody is thrown out while doing something, or talked over."""

    EVENTS = frozenset(
        {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.TouchBegin, QEvent.Type.KeyPress}
    )

    PRESSES = EVENTS - {QEvent.Type.MouseButtonRelease}

    def __init__(self, navigator: Navigator, speech: Speech) -> None:
        super().__init__()
        self._navigator, self._speech = navigator, speech

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in self.PRESSES:
            self._speech.touched()
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
        moves: False keeps the attract screen still, for pictures that must not differ.
    Raises:
        ScreenBrokenError: the QML could not be loaded.
    """
    settings, clock = parts.settings, parts.clock
    words = Words(settings.kiosk.languages)
    notices, finger, jobs, line = Notices(words), Finger(clock), Jobs(), Jobs()
    journey = Journey(PLACES, settings.screen.idle_seconds, settings.screen.idle_warning_seconds, clock.monotonic())
    navigator = Navigator(journey, clock)
    helper = Helper(
        parts.call_help, parts.help_call, parts.remind_help, lambda: f"{settings.kiosk.letter} {journey.screen}",
        notices, jobs, clock, navigator.stay,
    )  # fmt: skip
    notices.offer_person(helper.call)
    navigator.ticked.connect(helper.tick)
    navigator.forget_also(words.wipe, notices.dismiss, helper.wipe)
    speech = Speech(parts.aloud, words, navigator, clock, settings.voice.screens)
    models = make_screens(parts, Tools(words, navigator, notices, jobs, line, clock), moves)
    for model in models:
        navigator.add(model)
    show_result = next((one.show for one in models if isinstance(one, ResultModel)), None)
    mine = next((one for one in models if isinstance(one, MyTicketModel)), None)
    resume = next((one.show for one in models if isinstance(one, SubmissionResumeModel)), None)
    scans = Scans(navigator, notices, clock, show_result, mine and mine.show, mine and mine.show_number, resume)
    camera = Camera(words, navigator, parts.open_camera, parts.open_reader, scans.arrive_together, navigator.take_page)
    for model in models:
        model.changed.connect(camera.follow)
    scanners = tuple(open_one() for open_one in parts.scanners)
    for scanner in scanners:
        scanner.read.connect(scans.arrive)
        scanner.start()
    seen_by_qml: dict[str, QObject] = {
        "navigator": navigator, "book": words, "notices": notices, "finger": finger, "helper": helper, "jobs": jobs,
        "speech": speech, "camera": camera,
    }  # fmt: skip
    factor = pixels_per_mm(*size, settings.screen.pixels_per_mm, physical)
    engine, window = _load(seen_by_qml, settings, models, size, factor)
    typist = Typist(lambda: None if notices.kind or navigator.warning else navigator.model, wait_for(settings.scanner))
    presence, wedge = Presence(navigator, speech), WedgeFilter(wedge_for(settings.scanner), scans.arrive_typed, typist)
    for sense in (wedge, presence):  # the one installed last sees an event first
        window.installEventFilter(sense)
    keeps = (words, helper, presence, wedge, typist, *models)
    return Touch(engine, window, navigator, notices, finger, scans, jobs, line, speech, camera, scanners, keeps)


def _load(
    seen_by_qml: Mapping[str, QObject],
    settings: Settings,
    models: Sequence[ScreenModel],
    size: tuple[int, int],
    factor: float,
) -> tuple[QQmlApplicationEngine, QQuickWindow]:
    """Load Main.qml with what it may see."""
    load_fonts(assets() / "fonts")
    register_picture()
    engine = QQmlApplicationEngine()
    context = engine.rootContext()
    for name, thing in seen_by_qml.items():
        context.setContextProperty(name, thing)
    context.setContextProperty("pictures", QUrl.fromLocalFile(str(assets() / "pictures")).toString() + "/")
    hall, warning = settings.hall, settings.screen.idle_warning_seconds
    context.setContextProperty("hall", {"name": hall.name, "centre": hall.centre, "warningSeconds": warning})
    screens = [{"name": one.name, "file": one.file, "model": one} for one in models]
    engine.setInitialProperties({"screens": screens, "pixelsPerMm": factor, "width": size[0], "height": size[1]})
    engine.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
    window = next(iter(engine.rootObjects()), None)
    if not isinstance(window, QQuickWindow):
        raise ScreenBrokenError()
    return engine, window
