"""The page of one procedure: what to bring, how long, what it costs, where, how, and from which month that is."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from PySide6.QtCore import Property, Signal, Slot
from uuid6 import uuid7

from kiosk.catalogue.describe import (
    Desk,
    desk_of,
    head_and_detail,
    say_channel,
    say_fee,
    say_month,
    say_quantity,
    say_time,
)
from kiosk.catalogue.procedures import Document, Procedure
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.errors import KioskError
from ui.touch.jobs import Jobs
from ui.touch.notices import ERROR, Notices
from ui.touch.view_models.pages import pages_by_lines, turned
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.view_models.ticket import PATIENCE_WITH_PRINTER
from ui.touch.words import Say, Words

Tab = Literal["papers", "steps", "cost", "law"]
TABS: tuple[Tab, ...] = ("papers", "steps", "cost", "law")
LONG_HEAD = 110  # letters; longer ones are set in the smaller type
LARGE = 1.27  # the larger type's size in that of the smaller one
LEAST_LINES = 2.3  # a row is never lower than its picture
BETWEEN = 0.35  # lines of white between two rows
MOST_LAWS = 12
CHANNELS = ("counter", "online", "post")  # the order in which a villager thinks of them

FindProcedure = Callable[[str], Procedure]
PrintSlip = Callable[[str, str, str], str]  # (request id, code, language) -> print job
SlipState = Callable[[str], str]  # print job -> waiting, sending, printed, failed or none
TakeNumber = Callable[[str, str], None]  # (service letter, procedure code)
Prepare = Callable[[str], None]  # begins a submission for a procedure code
HasForm = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of a tab: a picture or a number, what counts in `head`, the rest in `detail`, and a quantity."""

    head: str
    detail: str = ""
    picture: str = ""
    number: int = 0
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureFace:
    """What stands on the page whatever the tab.

    `caveat` is empty where nothing is in doubt; `short_note` is age and doubt in one line, for little room.
    """

    name: str
    time: str
    fee: str
    where: str
    as_of: str
    caveat: str
    short_note: str


def describe_procedure(procedure: Procedure, desk: Desk, say: Say) -> ProcedureFace:
    """Derive the page's lasting part."""
    numbers = ", ".join(str(one) for one in desk.counters)
    month, posted = say_month(procedure.as_of, say), say("procedure.posted")
    return ProcedureFace(
        name=procedure.short_name,
        time=say_time(procedure.time_limit, say) or say("procedure.ask"),
        fee=say_fee(procedure.fee, say) or say("procedure.ask"),
        where=say("procedure.where.counters", numbers=numbers) if numbers else say("procedure.ask"),
        as_of=f"{month} {posted}",
        caveat=procedure.caveat or "",
        short_note=f"{month} {say('procedure.caveat.see') if procedure.caveat else posted}",
    )


def describe_tab(procedure: Procedure, tab: Tab, say: Say) -> tuple[PageRow, ...]:
    """Return the rows of one tab."""
    return {"papers": _papers, "steps": _steps, "cost": _cost, "law": _law}[tab](procedure, say)


def _papers(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    rows = [
        PageRow(*head_and_detail(one.name), picture=_picture(one), quantity=say_quantity(one, say))
        for one in procedure.documents
    ]
    return tuple(rows) or (PageRow(say("procedure.no_papers"), picture="papers/ask"),)


def _picture(document: Document) -> str:
    if document.present_only:
        return "papers/show"
    if document.form:
        return "papers/form"
    return "papers/copy" if document.copies and not document.originals else "papers/original"


def _steps(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    rows = [PageRow(one, number=number) for number, one in enumerate(procedure.steps, 1)]
    if procedure.result:
        rows.append(PageRow(say("procedure.result"), procedure.result, picture="papers/result"))
    return tuple(rows)


def _cost(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    rows = [
        PageRow(say(f"procedure.channel.{one.kind}"), say_channel(one, say), picture=f"channels/{one.kind}")
        for one in sorted(procedure.channels, key=lambda one: CHANNELS.index(one.kind))
    ]
    notes = (
        ("procedure.note.time", procedure.time_limit.text, "channels/time"),
        ("procedure.note.fee", procedure.fee.text, "channels/fee"),
        ("procedure.conditions", procedure.conditions, "papers/ask"),
    )
    rows += [PageRow(say(text_id), text, picture=picture) for text_id, text, picture in notes if text]
    return tuple(dict.fromkeys(rows)) or (PageRow(say("procedure.ask"), picture="papers/ask"),)


def _law(procedure: Procedure, say: Say) -> tuple[PageRow, ...]:
    level = say(f"procedure.level.{procedure.level}") if procedure.level else ""
    laws = [one.title if one.number in one.title else f"{one.title} {one.number}" for one in procedure.laws]
    facts = (
        ("procedure.caveat", procedure.caveat or "", "papers/ask"),
        ("procedure.law.agency", procedure.agency, "channels/counter"),
        ("procedure.law.level", level, "channels/online"),
        ("procedure.law.code", procedure.code if procedure.has_national_code else "", "papers/original"),
        ("procedure.law.list", "; ".join(laws[:MOST_LAWS]), "papers/law"),
    )
    return tuple(PageRow(say(text_id), text, picture=picture) for text_id, text, picture in facts if text)


def is_small(row: PageRow) -> bool:
    """Whether a row is set in the smaller type; steps are read like a text and keep one size."""
    return row.number == 0 and len(row.head) > LONG_HEAD


def lines_of(row: PageRow, letters: int) -> float:
    """Return how many lines of the smaller type a row takes; such a line holds `letters` letters."""
    size = 1.0 if is_small(row) else LARGE
    head = _wrapped(row.head, int(letters / size)) * size
    rest = _wrapped(" · ".join(one for one in (row.quantity, row.detail) if one), letters)
    return max(LEAST_LINES, head + rest) + BETWEEN


def _wrapped(text: str, letters: int) -> int:
    return sum(len(textwrap.wrap(line, letters)) for line in text.split("\n"))


class ProcedureModel(ScreenModel):
    """
    Args:
        find: the procedure of a code, or UnknownProcedureError.
        print_slip: None where nothing can be printed.
        take_number: None where this machine gives no numbers.
        prepare: None where this machine takes no submissions; `has_form` says for which codes it does.
    """

    name = "procedure"
    file = "screens/ProcedurePage.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, jobs: Jobs, clock: Clock, settings: Settings,
        find: FindProcedure, print_slip: PrintSlip | None, slip_state: SlipState | None,
        take_number: TakeNumber | None = None, prepare: Prepare | None = None, has_form: HasForm | None = None,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._notices, self._jobs, self._clock, self._settings = notices, jobs, clock, settings
        self._find, self._print, self._slip_state = find, print_slip, slip_state
        self._take, self._begin, self._has_form = take_number, prepare, has_form
        self._procedure: Procedure | None = None
        self._tab: Tab = "papers"
        self._page, self._letters, self._room = 0, 50, 12.0
        self._request, self._job, self._slip, self._asked_at = "", "", "", 0.0

    def show(self, code: str) -> None:
        """Show the page of `code`; where there is none, say so and stay."""
        try:
            procedure = self._find(code)
        except KioskError as error:
            self._notices.show_error(error)
            return
        self._procedure, self._tab, self._page = procedure, "papers", 0
        self._forget_slip()
        self.changed.emit()
        self.way.go(self.name)

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str]:
        """The fields of ProcedureFace, or nothing while there is no procedure."""
        if self._procedure is None:
            return {}
        return asdict(describe_procedure(self._procedure, desk_of(self._procedure, self._settings), self.say))

    @Property(list, notify=changed)
    def tabs(self) -> list[dict[str, str | bool]]:
        return [{"name": one, "text": self.say(f"procedure.tab.{one}"), "chosen": one == self._tab} for one in TABS]

    @Property(list, notify=changed)
    def rows(self) -> list[dict[str, Any]]:
        """The fields of PageRow, those of the present page of the present tab; `small` asks for the smaller type."""
        pages = self._pages()
        return [asdict(one) | {"small": is_small(one)} for one in pages[min(self._page, len(pages) - 1)]]

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._page

    @Property(int, notify=changed)
    def pages(self) -> int:
        return len(self._pages())

    @Property(str, notify=changed)
    def printText(self) -> str:
        """The words on the print button; empty where nothing can be printed."""
        if self._print is None or self._procedure is None:
            return ""
        busy = {"waiting": "procedure.printing", "printed": "procedure.printed"}
        return self.say(busy.get(self._slip, "procedure.print"))

    @Property(bool, notify=changed)
    def canPrint(self) -> bool:
        return self._slip == ""

    @Property(bool, notify=changed)
    def canPrepare(self) -> bool:
        has_form, procedure = self._has_form, self._procedure
        return self._begin is not None and procedure is not None and has_form is not None and has_form(procedure.code)

    @Property(bool, notify=changed)
    def canTakeNumber(self) -> bool:
        return self._take is not None

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

    @Slot()
    def printSlip(self) -> None:
        """Ask for the slip to take home. The same wish again, before it came out, prints nothing more."""
        if self._print is None or self._procedure is None or not self.canPrint:
            return
        self._request = self._request or str(uuid7())
        self._slip, self._asked_at = "waiting", self._clock.monotonic()
        self.changed.emit()
        call, request, code, language = self._print, self._request, self._procedure.code, self.words.language
        self._jobs.do(lambda: call(request, code, str(language)), self._printing, self._failed)

    @Slot()
    def prepare(self) -> None:
        if self._begin is not None and self._procedure is not None:
            self._begin(self._procedure.code)

    @Slot()
    def takeNumber(self) -> None:
        if self._take is not None and self._procedure is not None:
            self._take(desk_of(self._procedure, self._settings).service, self._procedure.code)

    def tick(self) -> None:
        if self._slip != "waiting" or not self._job or self._slip_state is None:
            return
        state = self._slip_state(self._job)
        if state == "printed":
            self._slip = "printed"
            self.changed.emit()
        elif state == "failed" or self._clock.monotonic() - self._asked_at > PATIENCE_WITH_PRINTER:
            self._forget_slip()
            self.changed.emit()
            self._notices.show(ERROR, "procedure.print.missing")

    def wipe(self) -> None:
        self._procedure = None
        self._tab, self._page = "papers", 0
        self._forget_slip()
        self.changed.emit()

    def _pages(self) -> list[Sequence[PageRow]]:
        if self._procedure is None:
            return [()]
        rows = describe_tab(self._procedure, self._tab, self.say)
        return pages_by_lines(rows, [lines_of(one, self._letters) for one in rows], self._room)

    def _printing(self, job: str) -> None:
        if self._slip == "waiting":
            self._job = job

    def _failed(self, error: KioskError) -> None:
        self._forget_slip()
        self.changed.emit()
        self._notices.show_error(error)

    def _forget_slip(self) -> None:
        self._request = self._job = self._slip = ""
