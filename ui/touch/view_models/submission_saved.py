"""Saved, to go on later: the slip comes out, and what it is for."""

from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import Property, Signal, Slot

from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.forms.definition import Says
from ui.touch.notices import Notices
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.view_models.submission_faces import published
from ui.touch.view_models.submission_form import TakeNumber
from ui.touch.view_models.submission_visit import SubmissionVisit
from ui.touch.view_models.ticket import paper_of
from ui.touch.words import Words


class Prints(Protocol):
    """What knows how far a slip is; kiosk.forms.resume.Resuming is the real one."""

    def print_state(self, job: str) -> str: ...


@dataclass(frozen=True, slots=True)
class SavedFace:
    """`paper` is printing, printed or missing; `again` the words of the button that prints once more."""

    code: str
    kept: str
    paper: str
    paper_text: str
    finish: str
    again: str


def describe_saved(code: str, until: str, paper: str, words: Says) -> SavedFace:
    finish = "" if paper == "printing" else words.say("touch.done" if paper == "printed" else "submission.remembered")
    again = words.say("saved.again") if paper == "missing" else ""
    kept = words.say("saved.kept", date=until) if until else ""
    return SavedFace(code, kept, paper, words.say(f"saved.paper.{paper}"), finish, again)


class SubmissionSavedModel(ScreenModel):
    """
    Args:
        take_number: joins the queue with this draft.
    """

    name = "submission_saved"
    file = "screens/SubmissionSavedScreen.qml"
    changed = Signal()

    def __init__(
        self,
        words: Words,
        way: Way,
        notices: Notices,
        visit: SubmissionVisit,
        clock: Clock,
        prints: Prints,
        take_number: TakeNumber,
    ) -> None:
        super().__init__(words, way)
        self._notices, self._visit, self._clock = notices, visit, clock
        self._prints, self._take_number = prints, take_number
        self._asked_at = 0.0
        self._job, self._paper = "", "printing"

    @Property(dict, notify=changed)
    def face(self) -> dict[str, Any]:
        if self._visit.journey is None:
            return {}
        until = f"{self._visit.kept_until:%d/%m/%Y}" if self._visit.kept_until else ""
        return published(describe_saved(self._visit.code, until, self._paper, self.words))

    def spoken(self, title: str) -> str:
        return sentences(title, self.say(f"saved.paper.{self._paper}"), self.say("saved.how"))

    @Slot()
    def printAgain(self) -> None:
        self._print()

    @Slot()
    def takeNumber(self) -> None:
        form = self._visit.form
        if form is not None:
            self._take_number(form.field, form.procedure, self._visit.code)

    @Slot()
    def finish(self) -> None:
        self.way.startOver()

    def enter(self) -> None:
        self._print()

    def tick(self) -> None:
        before = self._paper
        if self._job and before == "printing":
            self._paper = paper_of(self._prints.print_state(self._job), self._clock.monotonic() - self._asked_at)
        self.way.hold(self._paper != "printed")
        if self._paper != before:
            self.changed.emit()

    def wipe(self) -> None:
        self._job, self._paper = "", "printing"
        self.changed.emit()

    def _print(self) -> None:
        self._job, self._paper, self._asked_at = "", "printing", self._clock.monotonic()
        self.way.hold(True)
        self.changed.emit()
        self._visit.print_slip(self._asked, self._failed)

    def _asked(self, job: str) -> None:
        self._job = job
        self.changed.emit()

    def _failed(self, error: KioskError) -> None:
        self._paper = "missing"
        self._notices.show_error(error)
        self.changed.emit()
