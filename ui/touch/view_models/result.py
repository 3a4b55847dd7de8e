"""Door 3: hand in the receipt, or type its code, and read what became of the dossier."""

from collections.abc import Callable
from dataclasses import asdict, dataclass

from PySide6.QtCore import Property, Signal, Slot

from kiosk.dossiers.check import KnownResult, Result, SavedResult
from kiosk.errors import KioskError, ReadingError
from ui.touch.notices import ERROR, Notices
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import LooksFor, ScreenModel, Way
from ui.touch.words import Say, Words

LookUp = Callable[[str], Result]  # kiosk.dossiers.check.ResultCheck.look_up
LONGEST_CODE = 40
FAILURES_BEFORE_STAFF = 2
WAITS = ("1", "2", "4")  # national states in which the villager has nothing to do; "9" is good news


@dataclass(frozen=True, slots=True)
class ResultFace:
    """What the screen shows; an empty text is not shown. `tone`: good, act (the villager must do something), plain."""

    code: str
    picture: str
    tone: str
    sentence: str
    due: str
    next: str
    note: str
    as_of: str


def describe_result(result: Result, say: Say) -> ResultFace:
    """Derive the screen from what this machine knows."""
    if isinstance(result, KnownResult):
        return _known(result, say)
    if isinstance(result, SavedResult):
        tone = "act" if result.state in ("draft", "refused") else "plain"
        return ResultFace(
            result.code, "result/saved", tone, say(f"dossier.saved.{result.state}"), "",
            say(f"dossier.saved.{result.state}.next"), "", _as_of(result, say),
        )  # fmt: skip
    reason = say("dossier.unseen.other_machine" if result.provisional else "dossier.unseen.mistyped")
    age = _as_of(result, say) if result.as_of else say("dossier.never_told")
    return ResultFace(
        result.code, "result/unseen", "plain", say("dossier.unseen"), "", say("dossier.unseen.next"), reason, age
    )


def _known(result: KnownResult, say: Say) -> ResultFace:
    status = result.status
    due = say("dossier.due", time=f"{result.due:%H:%M}", date=f"{result.due:%d/%m/%Y}") if result.due else ""
    if result.timeliness in ("overdue", "due_today", "paused"):
        due = f"{due}. {say(f'dossier.timeliness.{result.timeliness}')}"
    tone = "good" if status.code == "9" else "plain" if status.code in (*WAITS, "10") else "act"
    return ResultFace(
        result.code, f"result/{status.picture}", tone, say(status.sentence_id), due, say(status.next_id), result.note,
        _as_of(result, say),
    )  # fmt: skip


def _as_of(result: Result, say: Say) -> str:
    at = result.as_of
    return say("dossier.as_of", time=f"{at:%H:%M}", date=f"{at:%d/%m}") if at else ""


class ResultModel(ScreenModel):
    """The answer. It hides itself after its seconds; "Xem thêm" gives them again."""

    name = "result"
    file = "screens/ResultScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, look_up: LookUp) -> None:
        super().__init__(words, way)
        self._look_up = look_up
        self._result: Result | None = None

    def show(self, text: str) -> None:
        """Look up a code and show the answer.

        Raises:
            ReadingError: the text cannot be a code; the screen stays where it is.
            StoreError: the local copy cannot be read.
        """
        self._result = self._look_up(text)
        self.changed.emit()
        self.way.go(self.name)

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str]:
        """The fields of ResultFace, or nothing while there is no result."""
        return asdict(describe_result(self._result, self.say)) if self._result else {}

    def spoken(self, title: str) -> str:
        """The code and the clerk's note stay unsaid: they may tell who it is."""
        face = describe_result(self._result, self.say) if self._result else None
        return sentences(face.sentence, face.due, face.next) if face else title

    @Slot()
    def readOn(self) -> None:
        self.way.stay()

    @Slot()
    def finish(self) -> None:
        self.way.startOver()

    def wipe(self) -> None:
        self._result = None
        self.changed.emit()


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
        self.way.go(ResultCodeModel.name)


class ResultCodeModel(ScreenModel):
    """The code, typed from the receipt.

    Args:
        example: how a code of this hall looks.
    """

    name = "result_code"
    file = "screens/ResultCodeScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, notices: Notices, show: Callable[[str], None], example: str) -> None:
        super().__init__(words, way)
        self._notices, self._show, self._example = notices, show, example
        self._code, self._failures = "", 0

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._code

    @Property(str, constant=True)
    def example(self) -> str:
        return self._example

    @Slot(str)
    def type(self, letter: str) -> None:
        self._set(self._code + letter)

    @Slot(str)
    def act(self, act: str) -> None:
        self._set(self._code[:-1] if act == "backspace" else "")

    @Slot()
    def look(self) -> None:
        """Look the code up. What was typed stays when it is not a code."""
        try:
            self._show(self._code)
        except ReadingError as error:
            self._failures += 1
            if self._failures < FAILURES_BEFORE_STAFF:
                self._notices.show_error(error)
            else:
                self._notices.show(ERROR, "result.code.staff")
        except KioskError as error:
            self._notices.show_error(error)

    def wipe(self) -> None:
        self._failures = 0
        self._set("")

    def _set(self, code: str) -> None:
        if len(code) <= LONGEST_CODE and code != self._code:
            self._code = code
            self.changed.emit()
