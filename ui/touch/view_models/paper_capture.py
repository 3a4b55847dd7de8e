"""Photographing one paper of a submission: from the live camera or a USB stick to sealed pages on disk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeGuard, TypeVar

from PySide6.QtCore import Property, QByteArray, QObject, Signal, Slot

from kiosk.clock import Clock
from kiosk.config import PapersSettings
from kiosk.errors import BroughtFileError, KioskError
from kiosk.forms.answers import State
from kiosk.forms.capturing import BroughtPdf, Sitting
from kiosk.forms.definition import Kind, Question
from kiosk.papers.brought import look_at
from ui.touch.jobs import Jobs
from ui.touch.sticks import StickFile, Sticks
from ui.touch.view_models.paper_face import CaptureFace, Shown, describe_capture, file_pages
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.submission_faces import published
from ui.touch.view_models.submission_visit import SubmissionVisit
from ui.touch.words import Words

if TYPE_CHECKING:
    from kiosk.scanning.page_watch import PageGlimpse, TakenPage

_T = TypeVar("_T")

PATIENCE_S = 20.0  # without a page that can be used: that is one failure
STEADY_S = 0.8  # what the camera says stands at least so long
STICK_EVERY_S = 1.5


class PaperCapture(QObject):
    """
    Args:
        jobs: reads sticks and files, and makes pages of pictures.
    """

    changed = Signal()
    stageChanged = Signal()  # the camera may be wanted, or not any more
    done = Signal()  # the page is answered and on disk

    def __init__(
        self, words: Words, visit: SubmissionVisit, jobs: Jobs, clock: Clock, sticks: Sticks, settings: PapersSettings
    ) -> None:
        super().__init__()
        self._words, self._visit, self._jobs, self._clock = words, visit, jobs, clock
        self._sticks, self._settings = sticks, settings
        self._sittings: dict[str, Sitting] = {}  # of this visit, by page
        self._page = ""
        self._live = self._wrong = ""
        self._files: tuple[StickFile, ...] | None = None
        self._at = 0  # page of the list of files
        self._busy = False
        self._round = 0  # what comes back from an earlier round is not shown
        self._since = self._said_at = self._looked_at = 0.0
        words.languageChanged.connect(self.changed)

    @Property(dict, notify=changed)
    def face(self) -> dict[str, Any]:
        face = self._face()
        return published(face) if face is not None else {}

    @Property(QByteArray, notify=changed)
    def jpeg(self) -> QByteArray:
        """The page to look at; empty where there is none."""
        sitting = self._sitting
        page = sitting.shown or (sitting.pages[-1] if sitting.pages and sitting.stage == "kept" else None)
        return QByteArray(page.preview if self._page and page is not None else b"")

    @property
    def open(self) -> bool:
        return self._page != ""

    @property
    def looking(self) -> bool:
        """The camera is wanted."""
        return self.open and self._sitting.stage == "looking"

    def spoken(self) -> str:
        face = self._face()
        if face is None:
            return ""
        said = "" if face.stage == "file" else face.said  # there it is the name of a file
        return sentences(face.title, said, face.next, face.again, face.more, face.usb, face.staff)

    def follow(self) -> None:
        """Open the present page where it asks for a photograph, else look at nothing."""
        question = self._question
        page = question.id if question is not None else ""
        if question is not None:
            on_disk = self._pages_on_disk()
            sitting = self._sittings.get(page)
            if sitting is None or sitting.on_disk != on_disk:
                sitting = Sitting.begin(self._settings.most_pages, on_disk)
            self._sittings[page] = sitting.opened()
        if page != self._page:
            self._page = page
            self._begin_stage()

    def see(self, seen: object) -> None:
        """Take what the camera saw (kiosk.scanning.page_watch.PageGlimpse)."""
        if not self.looking or not _is_glimpse(seen):
            return
        if seen.taken is not None:
            self._set(self._sitting.taken(seen.taken))
            return
        if seen.refused:
            self._set(self._sitting.failed())
            self._since = self._clock.monotonic()
        live = f"capture.live.{seen.flaw}" if seen.flaw else "capture.soon" if seen.corners else ""
        self._say(live)

    def tick(self) -> None:
        """Wait for a page, or for a stick, no longer than people do."""
        now = self._clock.monotonic()
        if self.looking and now - self._since >= PATIENCE_S:
            self._since = now
            self._set(self._sitting.failed())
        if self.open and self._sitting.stage == "files" and not self._busy and now - self._looked_at >= STICK_EVERY_S:
            self._list()

    @Slot()
    def goOn(self) -> None:
        """The green button: keep the page or the file, or go on with what is kept."""
        journey, sitting = self._visit.journey, self._sitting
        if journey is None or self._busy:
            return
        if sitting.shown is not None or sitting.file is not None:
            self._keep(stay=False)
        elif journey.current is not None and journey.current.answer is not None:
            self._visit.keep(journey.answer(journey.current.answer.value), self.done.emit)

    @Slot()
    def more(self) -> None:
        if self._busy or not self._sitting.may_have_more:
            return
        if self._sitting.stage == "shown":
            self._keep(stay=True)
        else:
            self._set(self._sitting.more())

    @Slot()
    def again(self) -> None:
        if not self._busy:
            sitting = self._sitting
            self._set(sitting.look_for_files() if sitting.stage == "file" else sitting.again())

    @Slot()
    def lookForFiles(self) -> None:
        self._files, self._at = None, 0
        self._set(self._sitting.look_for_files())
        self._list()

    @Slot()
    def useCamera(self) -> None:
        if not self._busy:
            self._set(self._sitting.again())

    @Slot(int)
    def turn(self, step: int) -> None:
        self._at = max(0, min(file_pages(self._files) - 1, self._at + step))
        self.changed.emit()

    @Slot(int)
    def pick(self, at: int) -> None:
        """A file of the list was tapped; `at` counts from 0 over the whole list."""
        if self._busy or self._files is None or not 0 <= at < len(self._files):
            return
        file = self._files[at]
        self._work(lambda: self._opened(file), self._brought)

    def back(self) -> bool:
        """Go one step back inside the paper; False when its page is to be left."""
        before = self._sitting.back() if self.open else None
        if before is None:
            return False
        if not self._busy:
            self._set(before)
        return True

    def wipe(self) -> None:
        """Forget every page."""
        self._sittings.clear()
        self._page = self._live = self._wrong = ""
        self._files, self._at, self._busy = None, 0, False
        self._round += 1
        self.changed.emit()

    @property
    def _sitting(self) -> Sitting:
        return self._sittings.get(self._page) or Sitting(self._settings.most_pages)

    @property
    def _question(self) -> Question | None:
        journey = self._visit.journey
        step = journey.current if journey is not None else None
        return step.question if step is not None and step.question.kind is Kind.PAPER_CAPTURE else None

    def _pages_on_disk(self) -> int:
        step = self._visit.journey.current if self._visit.journey is not None else None
        answer = step.answer if step is not None else None
        if answer is None or answer.state is not State.GIVEN or not isinstance(answer.value, dict):
            return 0
        return int(answer.value["pages"])

    def _face(self) -> CaptureFace | None:
        question = self._question
        if not self.open or question is None:
            return None
        shown = Shown(
            self._sitting, self._words.say(question.hint), question.picture, self._live, self._wrong, self._files,
            self._at, takes_files=bool(self._settings.usb),
        )  # fmt: skip
        return describe_capture(shown, self._words)

    def _set(self, sitting: Sitting) -> None:
        moved = sitting.stage != self._sitting.stage
        self._sittings[self._page] = sitting
        if moved:
            self._begin_stage()
        else:
            self.changed.emit()

    def _begin_stage(self) -> None:
        self._live = self._wrong = ""
        self._since, self._said_at = self._clock.monotonic(), 0.0
        self.changed.emit()
        self.stageChanged.emit()

    def _say(self, live: str) -> None:
        now = self._clock.monotonic()
        if live != self._live and (now - self._said_at >= STEADY_S or not self._live):
            self._live, self._said_at = live, now
            self.changed.emit()

    def _keep(self, stay: bool) -> None:
        sitting, at_page = self._sitting, self._page
        self._busy = True

        def make() -> tuple[bytes, int]:
            from kiosk.scanning.page_pdf import to_pdf

            if sitting.file is not None:
                return sitting.file.data, sitting.file.pages
            return to_pdf([one.page for one in sitting.to_keep]), len(sitting.to_keep)

        def kept() -> None:
            self._busy = False
            if stay:
                self._set(sitting.more())
            else:
                self._sittings[at_page] = sitting.kept()
                self.done.emit()

        def failed() -> None:
            self._busy = False

        self._visit.keep_paper(make, stay, kept, failed)

    def _list(self) -> None:
        self._looked_at = self._clock.monotonic()

        def look() -> tuple[StickFile, ...] | None:
            return tuple(self._sticks.files()) if self._sticks.there() else None

        def found(files: tuple[StickFile, ...] | None) -> None:
            if files != self._files:
                self._files, self._at = files, 0
                self.changed.emit()

        self._work(look, found)

    def _opened(self, file: StickFile) -> "BroughtPdf | TakenPage":
        data = self._sticks.read(file)
        brought = look_at(data, self._settings.file_mb)
        if brought.kind == "pdf":
            return BroughtPdf(data, brought.pages, file.name)
        from kiosk.scanning.page_file import page_of_file
        from kiosk.scanning.page_watch import rules_of

        return page_of_file(data, rules_of(self._settings))

    def _brought(self, file: "BroughtPdf | TakenPage") -> None:
        sitting = self._sitting
        self._set(sitting.brought(file) if isinstance(file, BroughtPdf) else sitting.taken(file))

    def _work(self, call: Callable[[], _T], then: Callable[[_T], None]) -> None:
        """Run one call off the GUI thread; what comes back after the list was left is not shown."""
        self._busy = True
        begun_in, at_page = self._round, self._page

        def mine() -> bool:
            if begun_in != self._round:
                return False
            self._busy = False
            return at_page == self._page and self._sitting.stage == "files"

        def came(value: _T) -> None:
            if mine():
                then(value)

        def failed(error: KioskError) -> None:
            if mine() and isinstance(error, BroughtFileError):
                self._wrong = self._words.say(error.text_id, **error.values)
                self._set(self._sitting.failed())

        self._jobs.do(call, came, failed)


def _is_glimpse(seen: object) -> "TypeGuard[PageGlimpse]":
    return all(hasattr(seen, name) for name in ("corners", "flaw", "refused", "taken"))
