"""Publishes the journey to QML: the present screen, the idle warning, the way back. Keeps the view-models in step."""

import logging
from collections.abc import Callable

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot

from kiosk.clock import Clock
from ui.touch.journey import ATTRACT, HOME, Journey, Standing
from ui.touch.view_models.screen import ScreenModel

TICK_MS = 250

log = logging.getLogger("kiosk.touch")


class Navigator(QObject):
    """The one place where the screen changes.

    Args:
        journey: the map and the idle rules.
        clock: where the seconds come from.
    """

    screenChanged = Signal()
    standingChanged = Signal()
    visitEnded = Signal()
    ticked = Signal()

    def __init__(self, journey: Journey, clock: Clock) -> None:
        super().__init__()
        self._journey, self._clock = journey, clock
        self._forget: tuple[Callable[[], None], ...] = ()
        self._models: dict[str, ScreenModel] = {}
        self._standing = Standing()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)

    def add(self, model: ScreenModel) -> None:
        """Let `model` know when its screen comes and goes.

        Raises:
            KeyError: the journey has no screen of that name.
        """
        self._models[self._journey.places[model.name].name] = model

    def forget_also(self, *forget: Callable[[], None]) -> None:
        """Call these at the end of every visit, after the view-models have forgotten (language, notices)."""
        self._forget += forget

    def run(self) -> None:
        """Begin to watch the time."""
        self._timer.start()

    @property
    def model(self) -> ScreenModel | None:
        """The view-model of the present screen."""
        return self._models.get(self._journey.screen)

    def take_page(self, seen: object) -> None:
        """Hand what the camera saw of a paper to the present screen."""
        if self.model is not None:
            self.model.take_page(seen)

    def present(self) -> str:
        """Return the name of the screen that is up."""
        return self._journey.screen

    @Property(str, notify=screenChanged)
    def screen(self) -> str:
        return self._journey.screen

    @Property(bool, notify=screenChanged)
    def canGoBack(self) -> bool:
        return self._journey.can_go_back

    @Property(bool, notify=screenChanged)
    def canGoHome(self) -> bool:
        return self._journey.screen not in (ATTRACT, HOME)

    @Property(bool, notify=standingChanged)
    def warning(self) -> bool:
        """Nobody has touched anything for long: ask whether somebody is there."""
        return self._standing.warning

    @Property(int, notify=standingChanged)
    def warningSeconds(self) -> int:
        return round(self._standing.left)

    @Property(int, notify=standingChanged)
    def leavingSeconds(self) -> int:
        """Seconds until this screen closes by itself; 0 while it does not."""
        return round(self._standing.leaving)

    @Slot(str)
    def go(self, name: str) -> None:
        self._move(lambda: self._journey.go(name, self._clock.monotonic()))

    @Slot()
    def back(self) -> None:
        self._move(lambda: self._journey.back(self._clock.monotonic()))

    @Slot()
    def home(self) -> None:
        self._move(lambda: self._journey.home(self._clock.monotonic()))

    @Slot()
    def startOver(self) -> None:
        """End the visit: forget everything and show the attract screen."""
        self._move(lambda: self._journey.start_over(self._clock.monotonic()))
        for model in self._models.values():
            model.wipe()
        for forget in self._forget:
            forget()
        self.visitEnded.emit()

    @Slot()
    def touched(self) -> None:
        self._journey.touch(self._clock.monotonic())
        self._look()

    @Slot()
    def stay(self) -> None:
        """Give the present screen its whole time again."""
        self._journey.stay(self._clock.monotonic())
        self._look()

    def hold(self, held: bool) -> None:
        """Keep the present screen from closing by itself, or let it again."""
        self._journey.hold(held)
        self._look()

    @Slot()
    def tick(self) -> None:
        """Look at the clock; called by a timer, or by whoever moves the clock."""
        self._look()
        if self._standing.over:
            self.startOver()
        elif self.model is not None:
            self.model.tick()
        self.ticked.emit()

    def _move(self, step: Callable[[], None]) -> None:
        before, old = self._journey.screen, self.model
        step()
        self._look()
        if self._journey.screen == before:
            return
        if old is not None:
            old.leave()
        if self.model is not None:
            self.model.enter()
        log.info("screen %s", self._journey.screen)
        self.screenChanged.emit()

    def _look(self) -> None:
        standing = self._journey.standing(self._clock.monotonic())
        if standing != self._standing:
            self._standing = standing
            self.standingChanged.emit()
