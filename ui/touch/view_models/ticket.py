"""Taking a number, and the screen that shows it until it was read or printed."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

from PySide6.QtCore import Property, Signal, Slot
from uuid6 import uuid7

from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.errors import KioskError
from kiosk.queue.tickets import TicketView
from kiosk.waits import wait_in_words
from ui.touch.jobs import Jobs
from ui.touch.notices import SUCCESS, Notices, Offer
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.view_models.waiting import counters_in_words
from ui.touch.words import Say, Words

PATIENCE_WITH_PRINTER = 15.0  # seconds after which the number must not wait for its paper any longer
AT_LEAST_PRINTING = 2.0  # a second try that fails at once must be seen to have been one
CANCEL_SECONDS = 30.0  # who walked away has no other person cancel the number


class TicketDesk(Protocol):
    """What gives numbers; kiosk.queue.desk.Desk is the real one."""

    def take(
        self, request_id: str, service: str, *, priority: bool | str = False, procedure: str | None = None,
        submission: str | None = None, source: str = "kiosk",
    ) -> TicketView: ...  # fmt: skip

    def change(self, verb: Literal["cancel"], request_id: str, ticket: str, version: int) -> TicketView: ...

    def reprint(self, request_id: str, ticket: str) -> TicketView: ...


PrintState = Callable[[str], str]  # ticket id -> waiting, sending, printed, failed or none


@dataclass(frozen=True, slots=True)
class TicketFace:
    """Everything the screen shows. `paper` is printing, printed or missing; missing waits for "Tôi đã nhớ".

    `group` names why the number is called earlier; empty for everybody else.
    """

    number: str
    group: str
    ahead: str
    wait: str
    counters: str
    paper: str
    paper_text: str
    finish: str


def describe_ticket(ticket: TicketView, paper: str, settings: Settings, say: Say, *, again: bool = False) -> TicketFace:
    """Derive the screen from the ticket and from what is true of its paper; `again`: it was tried a second time."""
    finish = {"printing": "", "printed": say("touch.done"), "missing": say("ticket.remembered")}[paper]
    return TicketFace(
        number=ticket.number,
        group=group_in_words(ticket.klass, settings, say),
        ahead=_ahead(ticket.ahead, say),
        wait=wait_in_words(ticket.wait_minutes, say),
        counters=counters_in_words(ticket.counters, settings, say),
        paper=paper,
        paper_text=say(paper_said(paper, again)),
        finish=finish,
    )


def _ahead(ahead: int | None, say: Say) -> str:
    """Return how many are called before; "" while this machine cannot know."""
    if ahead is None:
        return ""
    return say("ticket.ahead", count=ahead) if ahead else say("ticket.ahead.none")


def number_in_words(ticket: TicketView, say: Say) -> str:
    """Return what a voice says of a number that was just taken: the number, and how many come before."""
    said = say("ticket.spoken", number=ticket.number)
    if ticket.ahead is None:
        return said
    then = say("ticket.spoken.ahead", count=ticket.ahead) if ticket.ahead else say("ticket.spoken.next")
    return f"{said}, {then}"


def group_in_words(klass: str, settings: Settings, say: Say) -> str:
    """Return why a ticket stands in a line of its own; "" for everybody else."""
    found = next((one for one in settings.queue.classes if one.id == klass), None)
    if found is None or found.when == "otherwise":
        return ""
    return say("ticket.group.priority", group=say(found.text)) if found.when == "declared" else say(found.text)


def paper_said(paper: str, again: bool) -> str:
    """Return the text id of what is said of the paper."""
    return "ticket.paper.dead" if paper == "missing" and again else f"ticket.paper.{paper}"


def paper_of(print_state: str, waited: float) -> str:
    """Return what to say of the paper: a printer that says nothing for long has not printed it."""
    if print_state == "printed":
        return "printed"
    if print_state in ("waiting", "sending") and waited < PATIENCE_WITH_PRINTER:
        return "printing"
    return "missing"


class TicketModel(ScreenModel):
    """Other screens call `issue`; this one shows what came of it.

    Args:
        print_state: what is true of a ticket's paper now.
    """

    name = "ticket"
    file = "screens/TicketScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, jobs: Jobs, clock: Clock, settings: Settings,
        desk: TicketDesk, print_state: PrintState,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._notices, self._jobs, self._clock, self._settings = notices, jobs, clock, settings
        self._desk, self._print_state = desk, print_state
        self._requests: dict[tuple[Any, ...], str] = {}
        self._busy = False
        self._visit = 0
        self._ticket: TicketView | None = None
        self._paper, self._asked_at, self._issued_at = "printing", 0.0, 0.0
        self._can_cancel = self._again = False

    def issue(
        self, service: str, group: str | None = None, procedure: str | None = None, submission: str | None = None
    ) -> None:
        """Take a number and show it. The same wish again, before it was shown, is the same ticket.

        Args:
            group: id of the class the villager belongs to.
        """
        wish = (service, group, procedure, submission)
        self._do(
            wish,
            lambda request: self._desk.take(
                request, service, priority=group or False, procedure=procedure, submission=submission
            ),
            self._show,
        )

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str]:
        """The fields of TicketFace, or nothing while there is no ticket."""
        if self._ticket is None:
            return {}
        return asdict(describe_ticket(self._ticket, self._paper, self._settings, self.say, again=self._again))

    @Property(bool, notify=changed)
    def canReprint(self) -> bool:
        """There was to be a paper, and it did not come."""
        return self._ticket is not None and self._paper == "missing" and self._ticket.print != "none"

    @Property(bool, notify=changed)
    def canCancel(self) -> bool:
        return self._can_cancel

    @Slot()
    def finish(self) -> None:
        """The villager has the paper, or has learnt the number: the next one may come."""
        self.way.startOver()

    @Slot()
    def reprint(self) -> None:
        ticket = self._ticket
        if ticket is None or self._paper != "missing" or self._busy:
            return
        self._again, self._paper = True, "printing"
        self._do(("reprint", ticket.id), lambda request: self._desk.reprint(request, ticket.id), self._wait_for)
        self.changed.emit()

    @Slot()
    def askCancel(self) -> None:
        """Ask before the number is given up: a finger may have slipped."""
        if self._ticket is not None:
            self.way.stay()
            offer = Offer("ticket.cancel.yes", self._cancel)
            self._notices.ask("ticket.cancel.question", "ticket.cancel.no", offer, number=self._ticket.number)

    def announced(self) -> str:
        ticket = self._ticket
        if ticket is None:
            return ""
        return sentences(
            number_in_words(ticket, self.say), counters_in_words(ticket.counters, self._settings, self.say)
        )

    def spoken(self, title: str) -> str:
        return sentences(self.announced(), self.say(paper_said(self._paper, self._again)) if self._ticket else title)

    def tick(self) -> None:
        if self._ticket is None:
            return
        now = self._clock.monotonic()
        if self._can_cancel and now - self._issued_at >= CANCEL_SECONDS:
            self._can_cancel = False
            self.changed.emit()
        if self._paper != "printed" and not self._busy:
            self._look_at_paper(self._ticket.id, now)

    def leave(self) -> None:
        self._can_cancel = False

    def wipe(self) -> None:
        self._visit += 1
        self._requests.clear()
        self._ticket = None
        self._busy = self._can_cancel = self._again = False
        self.changed.emit()

    def _do(self, wish: tuple[Any, ...], call: Callable[[str], TicketView], then: Callable[[TicketView], None]) -> None:
        """Do one thing at a time. What comes back for a villager who has left meanwhile is not shown to the next."""
        if self._busy:
            return
        request, visit = self._requests.setdefault(wish, str(uuid7())), self._visit
        self._busy = True

        def answered(ticket: TicketView) -> None:
            if visit == self._visit:
                self._busy = False
                self._requests.clear()
                then(ticket)

        def failed(error: KioskError) -> None:
            if visit == self._visit:
                self._busy = False
                self._notices.show_error(error)

        self._jobs.do(lambda: call(request), answered, failed)

    def _show(self, ticket: TicketView) -> None:
        self._issued_at, self._can_cancel, self._again = self._clock.monotonic(), True, False
        self._wait_for(ticket)
        self.way.go(self.name)
        self._let_go()

    def _wait_for(self, ticket: TicketView) -> None:
        """Show the ticket and begin to wait for its paper."""
        self._ticket, self._asked_at = ticket, self._clock.monotonic()
        self._paper = "printing" if self._again else paper_of(ticket.print, 0.0)
        self._let_go()
        self.changed.emit()

    def _cancel(self) -> None:
        ticket = self._ticket
        if ticket is not None:
            self._do(
                ("cancel", ticket.id),
                lambda request: self._desk.change("cancel", request, ticket.id, ticket.version),
                self._cancelled,
            )

    def _cancelled(self, ticket: TicketView) -> None:
        self._ticket, self._can_cancel = None, False
        self.changed.emit()
        self.way.home()
        self._notices.show(SUCCESS, "ticket.cancel.done", number=ticket.number)

    def _look_at_paper(self, ticket: str, now: float) -> None:
        try:
            state = self._print_state(ticket)
        except KioskError:  # nobody knows what became of the paper: the number must be remembered
            state = "failed"
        waited = now - self._asked_at
        paper = paper_of(state, waited)
        if paper == "missing" and self._again and waited < AT_LEAST_PRINTING:
            return
        if paper != self._paper:
            self._paper = paper
            self._let_go()
            self.changed.emit()

    def _let_go(self) -> None:
        """Only a printed ticket may leave the screen by itself; its ten seconds start when the paper is out."""
        self.way.hold(self._paper != "printed")
        self.way.stay()
