"""A resume slip was held to the reader: whose last digits are asked, or the question where the draft stopped."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Property, Signal, Slot

from kiosk.dossiers.pad import typed_digits
from kiosk.errors import KioskError, WrongLastDigitsError
from kiosk.forms.journey import REVIEW
from kiosk.forms.resume import LAST_DIGITS, Resumable, Resumed
from kiosk.forms.resume_code import ResumeCode
from kiosk.scanning.meaning import CardScan
from ui.touch.jobs import Jobs
from ui.touch.notices import EXPLAIN, Notices
from ui.touch.view_models.screen import LooksFor, ScreenModel, Way
from ui.touch.view_models.submission import SubmissionReviewModel
from ui.touch.view_models.submission_form import SubmissionFormModel
from ui.touch.view_models.submission_visit import SubmissionVisit
from ui.touch.words import Words


class Resuming(Protocol):
    """What opens drafts by their slips; kiosk.forms.resume.Resuming is the real one."""

    def look(self, slip: ResumeCode) -> Resumable: ...
    def open(self, slip: ResumeCode, last_digits: str = "") -> Resumed: ...


class SubmissionResumeModel(ScreenModel):
    """The last four digits of the ID number in the draft; a draft without one opens at once."""

    name = "submission_resume"
    file = "screens/SubmissionResumeScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, jobs: Jobs, visit: SubmissionVisit, resuming: Resuming
    ) -> None:
        super().__init__(words, way)
        self._notices, self._jobs, self._visit, self._resuming = notices, jobs, visit, resuming
        self._held: Resumable | None = None
        self._digits = ""
        self._visit_number = 0

    def show(self, slip: ResumeCode) -> None:
        """Take a slip that was read on any screen."""
        if self._visit.journey is not None and self._visit.status is None:
            same = self._visit.code == slip.code.text
            self._notices.show(EXPLAIN, "resume.open_already" if same else "resume.busy")
            return
        number = self._visit_number

        def found(held: Resumable) -> None:
            if number != self._visit_number:
                return
            self._held, self._digits = held, ""
            if held.asks_digits:
                self.way.go(self.name)
                self.changed.emit()
            else:
                self._open("")

        self._jobs.do(lambda: self._resuming.look(slip), found, self._failed(number))

    @Property(str, notify=changed)
    def whose(self) -> str:
        return self.say(self._held.whose) if self._held and self._held.whose else ""

    @Property(list, notify=changed)
    def cells(self) -> list[dict[str, str]]:
        """Four boxes: `kind` is digit, next or empty."""
        typed = len(self._digits)
        kinds = ("digit" if at < typed else "next" if at == typed else "empty" for at in range(LAST_DIGITS))
        return [{"kind": kind, "text": self._digits[at : at + 1]} for at, kind in enumerate(kinds)]

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        return len(self._digits) == LAST_DIGITS

    @property
    def looks_for(self) -> LooksFor:
        return "card"

    @Slot(str)
    def type(self, letter: str) -> None:
        self._set(typed_digits(self._digits, letter, LAST_DIGITS))

    @Slot(str)
    def act(self, act: str) -> None:
        self._set(self._digits[:-1] if act == "backspace" else "")

    @Slot()
    def look(self) -> None:
        """Try the digits; those that do not fit are gone. A second tap is no second try."""
        if not self.ready:
            return
        digits = self._digits
        self._set("")
        self._open(digits)

    @Slot()
    def toStaff(self) -> None:
        """Without the digits the desk opens it."""
        code = self._held.slip.code.text if self._held else ""
        self._notices.show_with_person(EXPLAIN, "resume.at_desk", code=code)

    def take_scan(self, scan: object) -> bool:
        """Take the digits from the card itself."""
        if isinstance(scan, CardScan) and self._held is not None:
            self._open(scan.card.number[-LAST_DIGITS:])
            return True
        return False

    def wipe(self) -> None:
        self._visit_number += 1
        self._held = None
        self._set("")

    def _open(self, digits: str) -> None:
        held, number = self._held, self._visit_number
        if held is None:
            return

        def opened(resumed: Resumed) -> None:
            if number != self._visit_number or self._held is not held:
                return
            self._held = None
            self._visit.take_up(resumed)
            at_review = resumed.journey.at == REVIEW
            self.way.go(SubmissionReviewModel.name if at_review else SubmissionFormModel.name)

        self._jobs.do(lambda: self._resuming.open(held.slip, digits), opened, self._failed(number))

    def _failed(self, number: int) -> Callable[[KioskError], None]:
        def failed(error: KioskError) -> None:
            if number != self._visit_number:
                return
            if not isinstance(error, WrongLastDigitsError) and self._held is not None:
                self._held = None
                self.way.home()
            self._notices.show_error(error)

        return failed

    def _set(self, digits: str) -> None:
        self._digits = digits
        self.changed.emit()
