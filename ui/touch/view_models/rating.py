"""How was it? Three faces; who was not satisfied may touch why; then thanks. The first touch is kept at once."""

from collections.abc import Callable, Sequence
from typing import Any, cast

from PySide6.QtCore import Property, Signal, Slot
from uuid6 import uuid7

from kiosk.errors import KioskError
from kiosk.queue.ratings import REASONS, RatingView, Value
from ui.touch.jobs import Jobs
from ui.touch.notices import Notices
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Words

BEST_FIRST: tuple[Value, ...] = (3, 2, 1)
NOT_SATISFIED: Value = 1

Rate = Callable[[str, str, Value, Sequence[str]], RatingView]  # (request id, ticket, value, reasons)


class RatingModel(ScreenModel):
    """
    Args:
        rate: keeps what was said; the last word counts.
    """

    name = "rating"
    file = "screens/RatingScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, notices: Notices, jobs: Jobs, rate: Rate) -> None:
        super().__init__(words, way)
        self._notices, self._jobs, self._rate = notices, jobs, rate
        self._rating: RatingView | None = None
        self._reasons: list[str] = []
        self._asks_why = self._busy = False
        self._visit = 0

    def show(self, rating: RatingView) -> None:
        """Ask about the service of this ticket."""
        self._rating, self._asks_why, self._reasons = rating, False, []
        self.changed.emit()
        self.way.go(self.name)

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._rating.number if self._rating else ""

    @Property(list, constant=True)
    def values(self) -> list[int]:
        return list(BEST_FIRST)

    @Property(list, notify=changed)
    def faces(self) -> list[str]:
        """The words under the faces."""
        return [self.say(f"rating.value.{one}") for one in BEST_FIRST]

    @Property(bool, notify=changed)
    def asksWhy(self) -> bool:
        return self._asks_why

    @Property(list, notify=changed)
    def reasons(self) -> list[dict[str, Any]]:
        """What may be touched: id, text, and whether it was."""
        return [{"id": one, "text": self.say(one), "chosen": one in self._reasons} for one in REASONS[NOT_SATISFIED]]

    def spoken(self, title: str) -> str:
        offered = REASONS[NOT_SATISFIED] if self._asks_why else [f"rating.value.{one}" for one in BEST_FIRST]
        return sentences(title, *(self.say(one) for one in offered))

    @Slot(int)
    def choose(self, value: int) -> None:
        """Keep the answer; who is not satisfied is asked why, the others are thanked."""
        self._keep(cast("Value", value), (), self._ask_why if value == NOT_SATISFIED else self._thank)

    @Slot(str)
    def touch(self, reason: str) -> None:
        """A reason, or not that one after all."""
        self._reasons = [one for one in [*self._reasons, reason] if one != reason or reason not in self._reasons]
        self.changed.emit()

    @Slot()
    def finish(self) -> None:
        """Keep the reasons, where there are any."""
        if self._reasons:
            self._keep(NOT_SATISFIED, tuple(self._reasons), self._thank)
        else:
            self._thank()

    def leave(self) -> None:
        """Whoever goes away in the middle has said what was touched."""
        if self._asks_why and self._reasons and not self._busy:
            self._keep(NOT_SATISFIED, tuple(self._reasons), lambda: None)
        self._asks_why, self._reasons = False, []

    def wipe(self) -> None:
        self._visit += 1
        self._rating, self._asks_why, self._reasons, self._busy = None, False, [], False
        self.changed.emit()

    def _keep(self, value: Value, reasons: tuple[str, ...], then: Callable[[], None]) -> None:
        rating, request, visit = self._rating, str(uuid7()), self._visit
        if rating is None or self._busy:
            return
        self._busy = True

        def kept(view: RatingView) -> None:
            if visit == self._visit:
                self._busy = False
                then()

        def failed(error: KioskError) -> None:
            if visit == self._visit:
                self._busy = False
                self._notices.show_error(error)

        self._jobs.do(lambda: self._rate(request, rating.ticket, value, reasons), kept, failed)

    def _ask_why(self) -> None:
        self._asks_why = True
        self.way.stay()
        self.changed.emit()

    def _thank(self) -> None:
        self._asks_why, self._reasons = False, []
        self.way.go(ThanksModel.name)


class ThanksModel(ScreenModel):
    """Thanks; it closes by itself."""

    name = "thanks"
    file = "screens/ThanksScreen.qml"
    changed = Signal()

    def spoken(self, title: str) -> str:
        return sentences(title, self.say("rating.thanks.why"))

    @Slot()
    def finish(self) -> None:
        self.way.startOver()
