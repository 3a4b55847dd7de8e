"""The other way into door 3: the code typed from the paper, then the digits that prove whose it is."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Property, Signal, Slot

from kiosk.dossiers.pad import Shape, typed_digits
from kiosk.errors import KioskError, ReadingError
from kiosk.scanning.meaning import CardScan
from ui.touch.notices import ERROR, EXPLAIN, Notices
from ui.touch.view_models.result import CODE_SCREEN, DIGITS_SCREEN
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Words

LONGEST_CODE = 40
FAILURES_BEFORE_STAFF = 2
PROOF_DIGITS = 4

Kind = Literal["receipt", "slip", "other"]
KINDS: tuple[Kind, ...] = ("receipt", "slip", "other")


class ResultCodeModel(ScreenModel):
    """The code, typed from the paper: digits into the boxes of a code of this hall, letters for any other.

    Args:
        shapes: how receipts and slips of this hall look.
        show: takes the whole code.
    """

    name = CODE_SCREEN
    file = "screens/ResultCodeScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, show: Callable[[str], None], receipt: Shape, slip: Shape
    ) -> None:
        super().__init__(words, way)
        self._notices, self._show = notices, show
        self._shapes: dict[Kind, Shape] = {"receipt": receipt, "slip": slip}
        self._kind: Kind = "receipt"
        self._digits, self._letters, self._failures = "", "", 0

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._kind

    @Property(list, notify=changed)
    def kinds(self) -> list[dict[str, str | bool]]:
        return [{"name": one, "text": self.say(f"result.kind.{one}"), "chosen": one == self._kind} for one in KINDS]

    @Property(list, notify=changed)
    def cells(self) -> list[dict[str, str]]:
        """The boxes of the code: `kind` is prefix, dash, digit, next or empty."""
        shape = self._shape
        return [{"kind": one.kind, "text": one.text} for one in shape.cells(self._digits)] if shape else []

    @Property(str, notify=changed)
    def code(self) -> str:
        """The code as far as it is typed."""
        return self._typed()

    @Property(str, constant=True)
    def example(self) -> str:
        return self._shapes["receipt"].prefix + "-261120-0001"

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        shape = self._shape
        return len(self._digits) >= shape.fewest if shape else len(self._letters) > 5

    @Slot(str)
    def choose(self, kind: str) -> None:
        for one in KINDS:
            if one == kind and one != self._kind:
                self._kind, self._digits, self._letters = one, "", ""
                self.changed.emit()

    @Slot(str)
    def type(self, letter: str) -> None:
        shape = self._shape
        if shape:
            self._digits = typed_digits(self._digits, letter, shape.most)
        elif len(self._letters) < LONGEST_CODE:
            self._letters += letter
        self.changed.emit()

    @Slot(str)
    def act(self, act: str) -> None:
        """Do what a key says: "backspace", or "clear"."""
        keep = -1 if act == "backspace" else 0
        self._digits, self._letters = self._digits[:keep], self._letters[:keep]
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        """Look the code up. What was typed stays when it is not a code."""
        try:
            self._show(self._typed())
        except ReadingError as error:
            self._failures += 1
            if self._failures < FAILURES_BEFORE_STAFF:
                self._notices.show_error(error)
            else:
                self._notices.show_with_person(ERROR, "result.code.staff")
        except KioskError as error:
            self._notices.show_error(error)

    def wipe(self) -> None:
        self._kind, self._digits, self._letters, self._failures = "receipt", "", "", 0
        self.changed.emit()

    def _typed(self) -> str:
        shape = self._shape
        return shape.code(self._digits) if shape else self._letters

    @property
    def _shape(self) -> Shape | None:
        return self._shapes.get(self._kind)


class ResultDigitsModel(ScreenModel):
    """The last four digits of the applicant's ID number, for who typed the code without the paper in hand.

    Args:
        prove: takes the digits; False where they did not fit and the status is all that is told.
        show_status: shows what is told without them.
    """

    name = DIGITS_SCREEN
    file = "screens/ResultDigitsScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, prove: Callable[[str], bool], show_status: Callable[[], None]
    ) -> None:
        super().__init__(words, way)
        self._notices, self._prove, self._show_status = notices, prove, show_status
        self._digits = ""

    @Property(list, notify=changed)
    def cells(self) -> list[dict[str, str]]:
        """Four boxes: `kind` is digit, next or empty."""
        typed = len(self._digits)
        kinds = ("digit" if at < typed else "next" if at == typed else "empty" for at in range(PROOF_DIGITS))
        return [{"kind": kind, "text": self._digits[at : at + 1]} for at, kind in enumerate(kinds)]

    @Property(bool, notify=changed)
    def ready(self) -> bool:
        return len(self._digits) == PROOF_DIGITS

    @Slot(str)
    def type(self, letter: str) -> None:
        self._set(typed_digits(self._digits, letter, PROOF_DIGITS))

    @Slot(str)
    def act(self, act: str) -> None:
        self._set(self._digits[:-1] if act == "backspace" else "")

    @Slot()
    def look(self) -> None:
        """Try the digits; those that do not fit are gone."""
        digits, self._digits = self._digits, ""
        self.changed.emit()
        try:
            if not self._prove(digits):
                self._notices.show_with_person(EXPLAIN, "result.proof.tried")
        except KioskError as error:
            self._notices.show_error(error)

    @Slot()
    def skip(self) -> None:
        self._show_status()

    def enter(self) -> None:
        self._set("")

    def take_scan(self, scan: object) -> bool:
        """Take the digits from the card itself."""
        if isinstance(scan, CardScan):
            self._digits = scan.card.number[-PROOF_DIGITS:]
            self.look()
            return True
        return False

    def wipe(self) -> None:
        self._set("")

    def _set(self, digits: str) -> None:
        self._digits = digits
        self.changed.emit()
