"""Door 3: hand in the receipt, or type its code, and read what became of the dossier."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Protocol

from PySide6.QtCore import Property, Signal, Slot

from kiosk.clock import Clock
from kiosk.dossiers.advice import Advice
from kiosk.dossiers.check import Claim
from kiosk.dossiers.results import KnownResult, Result, UnseenResult
from kiosk.errors import KioskError, WrongDigitsError
from ui.touch.jobs import Jobs
from ui.touch.notices import ERROR, EXPLAIN, Notices
from ui.touch.view_models.paper_wish import PaperWish
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.result_face import ResultFace, describe_result, whole_note
from ui.touch.view_models.screen import LooksFor, ScreenModel, Way
from ui.touch.words import Words

TakeNumber = Callable[[str, str | None], None]  # (service letter, procedure code or None)
DIGITS_SCREEN, CODE_SCREEN = "result_digits", "result_code"


class Results(Protocol):
    """What knows about dossiers; kiosk.dossiers.check.ResultCheck is the real one. `ask` may take seconds."""

    def look_up(self, claim: Claim | str) -> Result: ...
    def should_ask(self, result: Result) -> bool: ...
    def ask(self, claim: Claim) -> Result: ...


class Adviser(Protocol):
    """kiosk.dossiers.advice.ResultAdvice is the real one."""

    def about(self, procedure: str | None) -> Advice: ...
    def print_missing(self, request_id: str, result: KnownResult, language: str = "vi") -> str: ...
    def print_state(self, job: str) -> str: ...


class ResultModel(ScreenModel):
    """The answer. It hides itself after its seconds; "Xem thêm" gives them again.

    Args:
        line: runs questions to the province, apart from `jobs`: nobody waits for a ticket because the line is slow.
        take_number: None where this machine gives no numbers.
    """

    name = "result"
    file = "screens/ResultScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, jobs: Jobs, line: Jobs, clock: Clock, results: Results,
        adviser: Adviser, take_number: TakeNumber | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._notices, self._line = notices, line
        self._results, self._adviser, self._take = results, adviser, take_number
        self._claim, self._asking = Claim(""), ""
        self._result: Result | None = None
        self._advice = adviser.about(None)
        self._paper = PaperWish(
            jobs, clock, adviser.print_state, self.changed.emit,
            lambda: notices.show(ERROR, "procedure.print.missing"), notices.show_error,
        )  # fmt: skip

    def show(self, code: str, typed: bool = False) -> None:
        """Look up a code and show the answer, or ask for the digits that prove whose it is.

        Raises:
            ReadingError: the text cannot be a code; the screen stays where it is.
            StoreError: the local copy cannot be read.
        """
        self._answer(Claim(code, typed))

    def prove(self, digits: str) -> bool:
        """Try the digits; returns False where they did not fit and nothing more is told for them.

        Raises:
            WrongDigitsError: they do not fit, and may be tried again.
        """
        self._answer(Claim(self._claim.code, typed=True, digits=digits))
        return not (isinstance(self._result, KnownResult) and self._result.told == "status")

    def show_status(self) -> None:
        """Show what is told without the digits."""
        self.way.go(self.name)

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str | bool]:
        """The fields of ResultFace, or nothing while there is no result."""
        face = self._face()
        return asdict(face) if face else {}

    @Property(str, notify=changed)
    def offerText(self) -> str:
        """The words of the button that does something about it; empty where there is none."""
        face = self._face()
        if face is None or (face.offer in ("collect", "staff") and self._take is None):
            return ""
        if face.offer == "print":
            busy = {"waiting": "result.printing", "printed": "result.printed"}
            return self.say(busy.get(self._paper.state, "result.print"))
        names = {"collect": "result.take.collect", "staff": "result.take.staff", "again": "result.again"}
        return self.say(names[face.offer]) if face.offer else ""

    @Property(bool, notify=changed)
    def canOffer(self) -> bool:
        return self._paper.state == ""

    def spoken(self, title: str) -> str:
        """The code, the procedure and the clerk's note stay unsaid: they may tell who it is."""
        face = self._face()
        return sentences(face.sentence, face.due, face.next, face.who) if face else title

    @Slot()
    def offer(self) -> None:
        """Do what the button says."""
        face, result = self._face(), self._result
        if face is None or not self.canOffer:
            return
        if face.offer == "again":
            self.way.go(CODE_SCREEN)
        elif face.offer in ("collect", "staff") and self._take is not None:
            self._take(self._advice.service, result.procedure if isinstance(result, KnownResult) else None)
        elif face.offer == "print" and isinstance(result, KnownResult):
            language = self.words.language
            self.way.stay()
            self._paper.ask(lambda request: self._adviser.print_missing(request, result, str(language)))

    @Slot()
    def readWhole(self) -> None:
        if self._result is not None:
            self.way.stay()
            self._notices.show(EXPLAIN, "result.whole", note=whole_note(self._result, self.say))

    @Slot()
    def readOn(self) -> None:
        self.way.stay()

    @Slot()
    def finish(self) -> None:
        self.way.startOver()

    def tick(self) -> None:
        self._paper.tick()

    def leave(self) -> None:
        self._asking = ""

    def wipe(self) -> None:
        self._claim, self._result, self._asking = Claim(""), None, ""
        self._advice = self._adviser.about(None)
        self._paper.forget()

    def _answer(self, claim: Claim) -> None:
        """Show what this machine knows now, and what the province knows when it has answered."""
        result, before = self._results.look_up(claim), self._result
        self._claim, self._asking = claim, ""
        self._paper.forget()
        self._present(result)
        if self._asks(result) or not self._results.should_ask(result):
            return
        self._asking = "asking"
        self.changed.emit()

        def answered(found: Result) -> None:
            if self._waits_for(claim):
                self._asking = ""
                # The province does not forget what it once told: a hall that knows more keeps what it knows.
                self._present(result if isinstance(found, UnseenResult) else found)
                self.way.stay()

        def failed(error: KioskError) -> None:
            if not self._waits_for(claim):
                return
            self._asking = "failed"
            if isinstance(error, WrongDigitsError) and before is not None:
                self._present(before)  # it asked for the digits
                self._notices.show_error(error)
            self.changed.emit()

        self._line.do(lambda: self._results.ask(claim), answered, failed)

    def _present(self, result: Result) -> None:
        self._result = result
        self._advice = self._adviser.about(result.procedure if isinstance(result, KnownResult) else None)
        self.changed.emit()
        self.way.go(DIGITS_SCREEN if self._asks(result) else self.name)

    def _asks(self, result: Result) -> bool:
        return isinstance(result, KnownResult) and result.told == "asks"

    def _waits_for(self, claim: Claim) -> bool:
        return self._asking == "asking" and self._claim is claim

    def _face(self) -> ResultFace | None:
        return describe_result(self._result, self._advice, self._asking, self.say) if self._result else None


class ResultScanModel(ScreenModel):
    """Hand the receipt to the reader. The scan itself arrives from outside (ui.touch.wedge, ui.touch.camera)."""

    name = "result_scan"
    file = "screens/ResultScanScreen.qml"
    changed = Signal()

    @property
    def looks_for(self) -> LooksFor:
        return "code"

    @Slot()
    def typeCode(self) -> None:
        self.way.go(CODE_SCREEN)
