"""From an answer to the painted next question, with every page sealed and committed in between.

Beside it, in turn: what no program of this kind can save, a page painted anew and a raw commit that waits for the disk.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue.units import Units
from kiosk.clock import SystemClock
from kiosk.commands.bench.answering import prepare
from kiosk.commands.bench.figure import Figure, share
from kiosk.config import default_settings_file, read_settings
from kiosk.forms.answers import Answer
from kiosk.forms.library import Forms, load_forms
from kiosk.forms.submissions import Draft, Status, Submissions
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.queue.help import call_help, help_call, remind_help
from kiosk.store.database import Store
from sync.seal import AgeOpener, AgeSealer, make_identity

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtQuick import QQuickWindow

    from ui.touch.app import Touch

FORMS = ("1.001193", "1.004222", "1.001612")  # khai sinh, thường trú, hộ kinh doanh: cards, lists, places, loops
PAGES_A_FORM = 40
SIZE = (1080, 1920)
SEALED = 512  # bytes, about what one answer is when sealed
PATIENCE_MS = 10_000
BARE = b"""
import QtQuick
Window {
    property int page: 0
    width: 1080; height: 1920; visible: true
    Rectangle { anchors.fill: parent; color: page % 2 ? "#F7F4EC" : "#FFFFFF" }
    Text { anchors.centerIn: parent; font.pixelSize: 40; text: "Question " + page }
}"""


@dataclass(slots=True)
class Kept:
    """The real submissions, and how long each page took to be sealed and committed."""

    real: Submissions
    ms: list[float] = field(default_factory=list[float])

    @property
    def forms(self) -> Forms:
        return self.real.forms

    def start(self, procedure: str, request_id: str) -> Draft:
        return self.real.start(procedure, request_id)

    def save_pages(self, code: str, answers: Mapping[str, Answer], stands_at: str) -> None:
        began = time.perf_counter()
        self.real.save_pages(code, answers, stands_at)
        self.ms.append((time.perf_counter() - began) * 1000)

    def finish(self, code: str, answers: Mapping[str, Answer]) -> Status:
        return self.real.finish(code, answers)

    def status(self, code: str) -> Status:
        return self.real.status(code)


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the time of a page on the screen itself and its share on the disk."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickWindow, QSGRendererInterface

    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    application = QGuiApplication.instance() or QGuiApplication([])
    store = Store(folder / "hall.db", SystemClock())
    make_identity(folder / "desk.key")
    sealer = AgeSealer([AgeOpener(folder / "desk.key").recipient])
    kept = Kept(Submissions(store, sealer, read_settings(default_settings_file()), load_forms()))
    touch, bare = _window(store, kept), _Bare(folder)
    ours: list[float] = []
    floor: list[float] = []
    for procedure in FORMS:
        for taken in _walk(touch, kept, procedure):
            ours.append(taken)
            floor.append(bare.page())
    ours, floor, sealed = sorted(ours), sorted(floor), sorted(kept.ms)
    name = "bare page painted and raw FULL commit"
    what = f"from an answer to the next question painted: p95 of {len(ours)}"
    yield Figure(what, share(ours, 0.95), "ms", 4, share(floor, 0.95), name, goal=150)
    yield Figure("the same: median", share(ours, 0.5), "ms", None, share(floor, 0.5), name)
    yield Figure("of it, sealing and committing a page: p95", share(sealed, 0.95), "ms")
    touch.close()
    bare.close()
    store.close()
    del application


def _window(store: Store, kept: Kept) -> "Touch":
    from ui.touch.app import build
    from ui.touch.parts import Parts

    clock, settings = SystemClock(), read_settings(default_settings_file())
    desk = Desk(store, settings, draw_ticket)
    parts = Parts(
        settings=settings, clock=clock,
        call_help=partial(call_help, store), help_call=partial(help_call, store),
        remind_help=partial(remind_help, store, settings),
        desk=desk, print_state=desk.overview.print_state, services=desk.overview.services,
        submissions=kept, units=Units(),
    )  # fmt: skip
    touch = build(parts, SIZE, moves=False)
    touch.window.show()
    return touch


def _walk(touch: "Touch", kept: Kept, procedure: str) -> Iterator[float]:
    """Answer the questions of one form; yields the ms of each that was kept on disk and led to another question."""
    from ui.touch.view_models.submission import SubmissionModel
    from ui.touch.view_models.submission_form import SubmissionFormModel

    touch.navigator.startOver()
    touch.navigator.go("submission")
    first = touch.navigator.model
    if not isinstance(first, SubmissionModel):
        return
    _until(touch.window, lambda: first.begin(procedure), touch.navigator.screenChanged)
    for _ in range(PAGES_A_FORM):
        form = touch.navigator.model
        if not isinstance(form, SubmissionFormModel) or (act := prepare(form)) is None:
            return
        before = len(kept.ms)
        taken = _until(touch.window, act, form.changed, touch.navigator.screenChanged)
        if len(kept.ms) > before and touch.navigator.model is form:
            yield taken


def _until(window: "QQuickWindow", act: Callable[[], object], *arrived: "SignalInstance") -> float:
    """Return the ms from `act` to the end of the first whole picture painted after one of `arrived`; without any,
    after `act` itself.
    """
    from PySide6.QtCore import QEventLoop, QTimer, SignalInstance

    loop, patience, there = QEventLoop(), QTimer(singleShot=True, interval=PATIENCE_MS), not arrived
    patience.timeout.connect(loop.quit)

    def came() -> None:
        nonlocal there
        there = True
        window.update()

    def painted() -> None:
        if there:
            loop.quit()

    wired: list[tuple[SignalInstance, Callable[[], None]]] = [(window.frameSwapped, painted)]
    wired += [(signal, came) for signal in arrived]
    for signal, slot in wired:
        signal.connect(slot)
    began = time.perf_counter()
    act()
    window.update()
    patience.start()
    loop.exec()
    taken = (time.perf_counter() - began) * 1000
    for signal, slot in wired:
        signal.disconnect(slot)
    return taken


class _Bare:
    """A page of one sentence, and one blob put into SQLite as safely as ours."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtQml import QQmlApplicationEngine
        from PySide6.QtQuick import QQuickWindow

        self._engine = QQmlApplicationEngine()
        self._engine.loadData(BARE)
        window = self._engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)  # noqa: S101
        self._window = window
        self._db = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE page (sealed BLOB)")

    def page(self) -> float:
        """Return the ms of one commit and one painted change."""

        def turn() -> None:
            self._db.execute("INSERT INTO page VALUES (?)", (os.urandom(SEALED),))
            self._window.setProperty("page", self._window.property("page") + 1)

        return _until(self._window, turn)

    def close(self) -> None:
        self._db.close()
        self._window.close()
        self._engine.deleteLater()
