"""The page of one procedure: what to bring, how long, what it costs, where, how, and from which month that is."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Property, Signal, Slot

from kiosk.catalogue.guidance import Page
from kiosk.clock import Clock
from kiosk.errors import KioskError
from ui.touch.jobs import Jobs
from ui.touch.notices import ERROR, EXPLAIN, Notices
from ui.touch.view_models.pages import pages_by_lines, turned
from ui.touch.view_models.paper_wish import PaperWish
from ui.touch.view_models.procedure_face import (
    TABS,
    PageRow,
    ProcedureFace,
    Tab,
    describe_procedure,
    describe_tab,
    is_small,
    lines_of,
)
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Words

LITTLE_ROOM = 14.0  # lines of a panel below which long explanations wait behind a button
LONG_DETAIL = 40  # letters

FindPage = Callable[[str], Page]
KeepShown = Callable[[str], None]  # keeps on record that the page of a code was shown
PrintSlip = Callable[[str, str, str], str]  # (request id, code, language) -> print job
SlipState = Callable[[str], str]  # print job -> waiting, sending, printed, failed or none
TakeNumber = Callable[[str, str], None]  # (service letter, procedure code)
Prepare = Callable[[str], None]  # begins a submission for a procedure code
HasForm = Callable[[str], bool]


class ProcedureModel(ScreenModel):
    """
    Args:
        find: what the page of a code says, or UnknownProcedureError.
        print_slip: None where nothing can be printed.
        take_number: None where this machine gives no numbers.
        prepare: None where this machine takes no submissions; `has_form` says for which codes it does.
    """

    name = "procedure"
    file = "screens/ProcedurePage.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, jobs: Jobs, clock: Clock, find: FindPage, shown: KeepShown,
        print_slip: PrintSlip | None, slip_state: SlipState | None,
        take_number: TakeNumber | None = None, prepare: Prepare | None = None, has_form: HasForm | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._notices, self._jobs = notices, jobs
        self._find, self._keep, self._print = find, shown, print_slip
        self._take, self._begin, self._has_form = take_number, prepare, has_form
        self._shown_page: Page | None = None
        self._tab: Tab = "papers"
        self._page, self._letters, self._room = 0, 50, 12.0
        self._paged: list[Sequence[PageRow]] = [()]
        self._paged_for: object = None
        self._slip = PaperWish(
            jobs, clock, slip_state or (lambda _: "none"), self.changed.emit,
            lambda: notices.show(ERROR, "procedure.print.missing"), notices.show_error,
        )  # fmt: skip

    def show(self, code: str) -> None:
        """Show the page of `code`; where there is none, say so and stay."""
        try:
            page = self._find(code)
        except KioskError as error:
            self._notices.show_error(error)
            return
        self._shown_page, self._tab, self._page = page, "papers", 0
        self._slip.forget()
        self.way.go(self.name)
        keep = self._keep
        self._jobs.do(lambda: keep(code), _nothing, _nothing)  # a page is shown also where that cannot be kept

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str]:
        """The fields of ProcedureFace, or nothing while there is no procedure."""
        face = self._face()
        return asdict(face) if face else {}

    @Property(list, notify=changed)
    def tabs(self) -> list[dict[str, str | bool]]:
        return [{"name": one, "text": self.say(f"procedure.tab.{one}"), "chosen": one == self._tab} for one in TABS]

    @Property(list, notify=changed)
    def rows(self) -> list[dict[str, Any]]:
        """The fields of PageRow, with `small` for the smaller type, `short` for a button instead of the explanation."""
        return [asdict(one) | {"small": is_small(one), "short": self._is_short(one)} for one in self._shown()]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return len(self._pages())

    @Property(str, notify=changed)
    def printText(self) -> str:
        """The words on the print button; empty where nothing can be printed."""
        if self._print is None or self._shown_page is None:
            return ""
        busy = {"waiting": "procedure.printing", "printed": "procedure.printed"}
        return self.say(busy.get(self._slip.state, "procedure.print"))

    @Property(bool, notify=changed)
    def canPrint(self) -> bool:
        return self._slip.state == ""

    @Property(bool, notify=changed)
    def canPrepare(self) -> bool:
        has_form, code = self._has_form, self._code
        return self._begin is not None and has_form is not None and bool(code) and has_form(code)

    @Property(bool, notify=changed)
    def canTakeNumber(self) -> bool:
        return self._take is not None

    def spoken(self, title: str) -> str:
        face = self._face()
        told = (("time", face.time), ("fee", face.fee), ("where", face.where)) if face else ()
        facts = (f"{self.say(f'procedure.fact.{one}')}: {text}" for one, text in told)
        heads = [f"{one.head}, {one.quantity}" if one.quantity else one.head for one in self._shown()]
        notice = face.notice if face else ""
        return sentences(title, *facts, self.say(f"procedure.tab.{self._tab}"), *heads, notice)

    @Slot(str)
    def choose(self, tab: str) -> None:
        for one in TABS:
            if one == tab:
                self._tab, self._page = one, 0
        self.changed.emit()

    @Slot(int)
    def turn(self, step: int) -> None:
        self._page = turned(self._page, step, len(self._pages()))
        self.changed.emit()

    @Slot(int, float)
    def fits(self, letters: int, lines: float) -> None:
        """The screen says how much room its panel has: letters in a line of the smaller type, and lines."""
        if (letters, lines) != (self._letters, self._room) and letters > 0 and lines > 0:
            self._letters, self._room = letters, lines
            self._page = turned(self._page, 0, len(self._pages()))
            self.changed.emit()

    @Slot(int)
    def tell(self, row: int) -> None:
        """Tell the whole of a row whose explanation waits behind a button."""
        shown = self._shown()
        if 0 <= row < len(shown):
            head, detail = shown[row].head, shown[row].detail
            self._notices.show(EXPLAIN, "procedure.whole", head=head, detail=detail)

    @Slot()
    def printSlip(self) -> None:
        """Ask for the slip to take home. The same wish again, before it came out, prints nothing more."""
        call, code, language = self._print, self._code, str(self.words.language)
        if call is not None and code:
            self._slip.ask(lambda request: call(request, code, language))

    @Slot()
    def prepare(self) -> None:
        if self._begin is not None and self._code:
            self._begin(self._code)

    @Slot()
    def takeNumber(self) -> None:
        if self._take is not None and self._shown_page is not None:
            self._take(self._shown_page.desk.service, self._code)

    def tick(self) -> None:
        self._slip.tick()

    def wipe(self) -> None:
        self._shown_page = None
        self._tab, self._page = "papers", 0
        self._slip.forget()

    def _face(self) -> ProcedureFace | None:
        return describe_procedure(self._shown_page, self.say) if self._shown_page else None

    @property
    def _code(self) -> str:
        return self._shown_page.procedure.code if self._shown_page else ""

    def _shown(self) -> Sequence[PageRow]:
        pages = self._pages()
        return pages[min(self._page, len(pages) - 1)]

    def _pages(self) -> list[Sequence[PageRow]]:
        """Return the rows of the tab by pages; they are asked for several times after every change."""
        key = (self._shown_page, self._tab, self._letters, self._room, self.words.language)
        if key != self._paged_for:
            self._paged_for, self._paged = key, self._in_pages()
        return self._paged

    def _in_pages(self) -> list[Sequence[PageRow]]:
        if self._shown_page is None:
            return [()]
        rows = describe_tab(self._shown_page, self._tab, self.say)
        lines = [lines_of(one, self._letters, self._is_short(one)) for one in rows]
        heads = [one.title for one in rows]
        return pages_by_lines(rows, lines, self._room, heads)

    def _is_short(self, row: PageRow) -> bool:
        """Whether a row's explanation waits behind a button: of papers, where the panel is low."""
        return self._tab == "papers" and self._room < LITTLE_ROOM and len(row.detail) > LONG_DETAIL


def _nothing(_: object) -> None:
    pass
