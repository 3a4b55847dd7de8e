"""Door 4, its beginning, its check screen and its end: which paper, is all of it right, and what happens now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Property, Signal, Slot

from kiosk.catalogue.describe import fees_by_channel
from kiosk.catalogue.guidance import Page
from kiosk.catalogue.procedures import Procedure
from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.forms.checks import POST
from kiosk.forms.definition import FormDefinition, Kind, Says
from kiosk.forms.journey import Journey
from kiosk.forms.review import review
from kiosk.forms.submissions import Status
from kiosk.forms.walk import Step
from ui.touch.view_models.lookup import SubmissionSearchModel
from ui.touch.view_models.pages import pages_of, turned
from ui.touch.view_models.peek import Peek
from ui.touch.view_models.read_out import choices, sentences
from ui.touch.view_models.screen import LooksFor, ScreenModel, Way
from ui.touch.view_models.submission_faces import published
from ui.touch.view_models.submission_form import SubmissionFormModel, TakeNumber
from ui.touch.view_models.submission_visit import SubmissionVisit
from ui.touch.view_models.ticket import paper_of
from ui.touch.words import Say, Words

ROWS_A_PAGE = 8
AFTERWARDS = frozenset({"received", "accepted", "refused", "supplement"})  # states after which the counter knows it


@dataclass(frozen=True, slots=True)
class FormTile:
    procedure: str
    number: int
    text: str
    picture: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`staff` rows are left to the clerk; `masked` ones hide a number that the eye shows."""

    page: str
    label: str
    text: str
    open: bool
    staff: bool
    masked: bool


@dataclass(frozen=True, slots=True)
class ReviewFace:
    """One page of the check screen: a group, or a part of a long one. `fee` stands on the last one."""

    title: str
    rows: tuple[ReviewRow, ...]
    page: int
    pages: int
    next: str
    last: bool
    fee: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptFace:
    """`paper` is printing, printed or missing, as on the ticket screen; `next` what to do now."""

    code: str
    state: str
    next: str
    tone: str
    paper: str
    paper_text: str
    finish: str


def by_use(forms: Sequence[FormDefinition], wanted: Sequence[str]) -> tuple[FormDefinition, ...]:
    """Return the forms, those of `wanted` procedures first and in its order."""
    place = {code: at for at, code in enumerate(wanted)}
    return tuple(sorted(forms, key=lambda one: place.get(one.procedure, len(place))))


def describe_forms(forms: Sequence[FormDefinition], say: Say) -> list[FormTile]:
    return [FormTile(one.procedure, at, say(one.title), one.picture) for at, one in enumerate(forms, 1)]


def describe_review(journey: Journey, page: int, words: Says, masked: bool = True, fee: str = "") -> ReviewFace:
    """Derive page `page` (from 0) of the check screen."""
    sheets: list[tuple[str, tuple[ReviewRow, ...]]] = []
    for group in review(journey, words, masked):
        rows = [ReviewRow(one.page, one.label, one.text, one.open, one.staff, one.masked) for one in group.rows]
        sheets += [(group.title, tuple(rows[at : at + ROWS_A_PAGE])) for at in range(0, len(rows), ROWS_A_PAGE)]
    page = min(page, len(sheets) - 1)
    title, rows = sheets[page]
    last = page == len(sheets) - 1
    goes_on = words.say("submission.save" if last else "touch.next")
    return ReviewFace(title, rows, page, len(sheets), goes_on, last, fee if last else "")


def describe_fee(procedure: Procedure | None, by_post: bool, words: Says) -> str:
    """Return what each way to hand in costs, and that the counter knows the postage of a result sent home."""
    ways = fees_by_channel(procedure, words.say) if procedure else (("counter", words.say("procedure.ask")),)
    fees = " · ".join(f"{words.say(f'procedure.channel.{kind}')}: {text}" for kind, text in ways)
    postage = f" {words.say('submission.postage')}" if by_post else ""
    return f"{words.say('submission.review.fee', fees=fees)}{postage}"


def read_review(journey: Journey, page: int, words: Says) -> str:
    """Return a page of the check screen as it is read when somebody asks for it: what it is for, whose names stand on
    it, how much is left to the clerk. Numbers and everything else stay unsaid: others stand near.
    """
    shown = {row.page for row in describe_review(journey, page, words).rows}
    rows = [row for group in review(journey, words) for row in group.rows if row.page in shown]
    names = (f"{row.label}: {row.text}" for row in rows if row.name)
    left = sum(row.staff for row in rows)
    staff = words.say("submission.review.staff", count=left) if left else ""
    return sentences(words.say(journey.form.title), *names, staff)


def describe_receipt(status: Status, paper: str, words: Says) -> ReceiptFace:
    """Derive the last screen from what is true of the submission and of its slip."""
    tone = {"received": "good", "accepted": "good", "refused": "warn", "supplement": "warn"}.get(status.state, "plain")
    told = words.say(f"submission.receipt.next.{status.state if status.state in AFTERWARDS else 'saved'}")
    finish = "" if paper == "printing" else words.say("touch.done" if paper == "printed" else "submission.remembered")
    printed = words.say(f"submission.paper.{paper}")
    return ReceiptFace(status.code, status.in_words(words), told, tone, paper, printed, finish)


def _value(step: Step) -> object:
    return step.answer.value if step.answer else None


class SubmissionModel(ScreenModel):
    """Which paper: six tiles a page, the most wanted first, and a search for every other one.

    Args:
        wanted: procedure codes, the most wanted first; other forms come behind them.
        show_before: shows what one needs for a procedure before it begins.
        can_search: whether this machine has the catalogue to look for another procedure.
    """

    name = "submission"
    file = "screens/SubmissionScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, visit: SubmissionVisit, wanted: Sequence[str] = (),
        show_before: Callable[[str], None] | None = None, can_search: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._visit, self._wanted = visit, wanted
        self._show_before, self._can_search = show_before or self.begin, can_search
        self._page = 0

    @Property(list, notify=changed)
    def tiles(self) -> list[dict[str, Any]]:
        """The fields of FormTile, those of the present page."""
        return [published(one) for one in describe_forms(self._shown(), self.say)]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return len(self._pages())

    @Property(str, notify=changed)
    def note(self) -> str:
        """What to do with a slip from another day; empty where none is printed."""
        return self.say("resume.hint") if self._visit.prints_slips else ""

    @property
    def looks_for(self) -> LooksFor:
        return "code" if self._visit.prints_slips else ""

    @Property(bool, constant=True)
    def canSearch(self) -> bool:
        return self._can_search

    def spoken(self, title: str) -> str:
        others = [self.say("submission.other")] if self._can_search else []
        return sentences(title, choices(self.say(one.title) for one in self._shown()), *others)

    @Slot(int)
    def turn(self, step: int) -> None:
        self._page = turned(self._page, step, len(self._pages()))
        self.changed.emit()

    @Slot()
    def search(self) -> None:
        self.way.go(SubmissionSearchModel.name)

    @Slot(str)
    def choose(self, procedure: str) -> None:
        """Say what it takes; a form that was begun in this visit goes on where it was left."""
        if self._visit.stands_in(procedure):
            self.begin(procedure)
        else:
            self._show_before(procedure)

    def begin(self, procedure: str) -> None:
        """Begin this form, or go on where it was left in this visit."""
        self._visit.begin(procedure, lambda: self.way.go(SubmissionFormModel.name))

    def wipe(self) -> None:
        self._page = 0
        self.changed.emit()

    def _pages(self) -> list[Sequence[FormDefinition]]:
        return pages_of(by_use(self._visit.desk.forms.newest(), self._wanted))

    def _shown(self) -> Sequence[FormDefinition]:
        pages = self._pages()
        return pages[min(self._page, len(pages) - 1)]


class SubmissionReviewModel(ScreenModel):
    """All answers in groups, each with "Sửa"; the last page saves.

    Args:
        find: what the catalogue says of a code; None where this machine has no catalogue.
    """

    name = "submission_review"
    file = "screens/SubmissionReviewScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, visit: SubmissionVisit, clock: Clock, find: Callable[[str], Page] | None = None
    ) -> None:
        super().__init__(words, way)
        self._visit, self._find, self._peek = visit, find, Peek(clock)
        self._page = 0

    @Property(dict, notify=changed)
    def face(self) -> dict[str, Any]:
        journey = self._visit.journey
        if journey is None:
            return {}
        masked = not self._peek.is_open
        return published(describe_review(journey, self._page, self.words, masked, self._fee(journey)))

    def spoken(self, title: str) -> str:
        journey = self._visit.journey
        return sentences(title, read_review(journey, self._page, self.words)) if journey else title

    @Slot()
    def peek(self) -> None:
        """Show the numbers of this page for a few seconds."""
        self._peek.open()
        self.changed.emit()

    def tick(self) -> None:
        if self._peek.ended():
            self.changed.emit()

    def leave(self) -> None:
        self._peek.close()

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._visit.code

    @Property(str, notify=changed)
    def later(self) -> str:
        """As on the questions: save, go on later."""
        return self.say("submission.later") if self._visit.can_wait else ""

    @Slot()
    def saveForLater(self) -> None:
        self.way.go("submission_saved")

    @Slot(str)
    def edit(self, page: str) -> None:
        journey = self._visit.journey
        if journey is not None:
            self._visit.journey = journey.edit(page)
            self.way.go(SubmissionFormModel.name)

    @Slot()
    def goOn(self) -> None:
        """The next page; behind the last one, save. What is still open is asked first."""
        journey = self._visit.journey
        if journey is None:
            return
        face = describe_review(journey, self._page, self.words)
        unfinished = journey.unfinished()
        if not face.last:
            self._turn(face.page + 1)
        elif unfinished is not None:
            self.edit(unfinished[0])
        else:
            self._visit.finish(lambda: self.way.go(SubmissionReceiptModel.name))

    @Slot()
    def back(self) -> None:
        """The page before; before the first one, the last question."""
        journey = self._visit.journey
        if journey is None or self._page:
            self._turn(max(0, self._page - 1))
            return
        self._visit.journey = journey.back()
        self.way.go(SubmissionFormModel.name)

    def enter(self) -> None:
        self.changed.emit()

    def wipe(self) -> None:
        self._turn(0)

    def _fee(self, journey: Journey) -> str:
        try:
            procedure = self._find(journey.form.procedure).procedure if self._find is not None else None
        except KioskError:  # a procedure that the catalogue has not
            procedure = None
        sent = any(one.question.kind is Kind.DELIVERY and _value(one) == POST for one in journey.steps)
        return describe_fee(procedure, sent, self.words)

    def _turn(self, page: int) -> None:
        self._page = page
        self._peek.close()
        self.changed.emit()


class SubmissionReceiptModel(ScreenModel):
    """The code, what is true of the submission, and a number for the queue.

    Args:
        take_number: joins the queue with this submission.
    """

    name = "submission_receipt"
    file = "screens/SubmissionReceiptScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, visit: SubmissionVisit, clock: Clock, take_number: TakeNumber) -> None:
        super().__init__(words, way)
        self._visit, self._clock, self._take_number = visit, clock, take_number
        self._came_at = 0.0
        self._paper = "printing"

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str]:
        status = self._visit.status
        return published(describe_receipt(status, self._paper, self.words)) if status else {}

    def spoken(self, title: str) -> str:
        return sentences(title, self.say(f"submission.paper.{self._paper}"))

    @Slot()
    def takeNumber(self) -> None:
        form = self._visit.form
        if form is not None:
            self._take_number(form.field, form.procedure, self._visit.code)

    @Slot()
    def finish(self) -> None:
        self.way.startOver()

    def enter(self) -> None:
        self._came_at = self._clock.monotonic()
        self._look(self._visit.status)
        self.changed.emit()

    def tick(self) -> None:
        """The slip comes out, the province answers: say so when it is true."""
        before, paper = self._visit.status, self._paper
        if before is None:
            return
        self._visit.status = self._visit.desk.status(before.code)
        self._look(self._visit.status)
        if (self._visit.status, self._paper) != (before, paper):
            self.changed.emit()

    def wipe(self) -> None:
        self._paper = "printing"
        self.changed.emit()

    def _look(self, status: Status | None) -> None:
        waited = self._clock.monotonic() - self._came_at
        self._paper = paper_of(status.print_state or "", waited) if status else "printing"
        self.way.hold(self._paper != "printed")
