"""Taking a number, and the screen that shows it until it was read or printed."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from PySide6.QtCore import Property, Signal, Slot
from uuid6 import uuid7

from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.queue.tickets import TicketView
from ui.touch.jobs import Jobs
from ui.touch.notices import Notices
from ui.touch.view_models.screen import ScreenModel, Way
from ui.touch.words import Say, Words

PATIENCE_WITH_PRINTER = 15.0  # seconds after which the number must not wait for its paper any longer


class TicketDesk(Protocol):
    """What takes a number; kiosk.queue.desk.Desk is the real one."""

    def take(
        self, request_id: str, service: str, *, priority: bool = False, procedure: str | None = None,
        submission: str | None = None, source: str = "kiosk",
    ) -> TicketView: ...  # fmt: skip


PrintState = Callable[[str], str]  # ticket id -> waiting, sending, printed, failed or none


@dataclass(frozen=True, slots=True)
class TicketFace:
    """Everything the screen shows. `paper` is printing, printed or missing; missing waits for "Tôi đã nhớ"."""

    number: str
    ahead: str
    wait: str
    counters: str
    paper: str
    paper_text: str
    finish: str


def describe_ticket(ticket: TicketView, paper: str, say: Say) -> TicketFace:
    """Derive the screen from the ticket and from what is true of its paper."""
    ahead = say("ticket.ahead", count=ticket.ahead) if ticket.ahead else say("ticket.ahead.none")
    finish = {"printing": "", "printed": say("touch.done"), "missing": say("ticket.remembered")}[paper]
    return TicketFace(
        number=ticket.number,
        ahead=ahead,
        wait=_describe_wait(ticket.wait_minutes, say),
        counters=_describe_counters(ticket.counters, say),
        paper=paper,
        paper_text=say(f"ticket.paper.{paper}"),
        finish=finish,
    )


def paper_of(print_state: str, waited: float) -> str:
    """Return what to say of the paper: a printer that says nothing for long has not printed it."""
    if print_state == "printed":
        return "printed"
    if print_state in ("waiting", "sending") and waited < PATIENCE_WITH_PRINTER:
        return "printing"
    return "missing"


def _describe_wait(minutes: tuple[int, int] | None, say: Say) -> str:
    if minutes is None:
        return say("ticket.wait.unknown")
    least, most = minutes
    if most == 0:
        return say("ticket.wait.soon")
    if least == 0:
        return say("ticket.wait.most", most=most)
    return say("ticket.wait.about", most=most) if least == most else say("ticket.wait", least=least, most=most)


def _describe_counters(counters: tuple[int, ...], say: Say) -> str:
    if not counters:
        return say("ticket.counters.none")
    return say("ticket.counters", numbers=", ".join(str(one) for one in counters))


class TicketModel(ScreenModel):
    """Other screens call `issue`; this one shows what came of it.

    Args:
        print_state: what is true of a ticket's paper now.
    """

    name = "ticket"
    file = "screens/TicketScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, jobs: Jobs, clock: Clock, desk: TicketDesk,
        print_state: PrintState,
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._notices, self._jobs, self._clock = notices, jobs, clock
        self._desk, self._print_state = desk, print_state
        self._requests: dict[tuple[Any, ...], str] = {}
        self._busy = False
        self._visit = 0
        self._ticket: TicketView | None = None
        self._paper, self._issued_at = "printing", 0.0

    def issue(
        self, service: str, priority: bool = False, procedure: str | None = None, submission: str | None = None
    ) -> None:
        """Take a number and show it. The same wish again, before it was shown, is the same ticket."""
        if self._busy:
            return
        wish = (service, priority, procedure, submission)
        request, visit = self._requests.setdefault(wish, str(uuid7())), self._visit
        self._busy = True
        self._jobs.do(
            lambda: self._desk.take(request, service, priority=priority, procedure=procedure, submission=submission),
            lambda ticket: self._show(ticket, visit),
            lambda error: self._fail(error, visit),
        )

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str]:
        """The fields of TicketFace, or nothing while there is no ticket."""
        return asdict(describe_ticket(self._ticket, self._paper, self.say)) if self._ticket else {}

    @Slot()
    def finish(self) -> None:
        """The villager has the paper, or has learnt the number: the next one may come."""
        self.way.startOver()

    def tick(self) -> None:
        if self._ticket is None or self._paper == "printed":
            return
        try:
            state = self._print_state(self._ticket.id)
        except KioskError:  # nobody knows what became of the paper: the number must be remembered
            state = "failed"
        paper = paper_of(state, self._clock.monotonic() - self._issued_at)
        if paper != self._paper:
            self._paper = paper
            self._let_go()
            self.changed.emit()

    def wipe(self) -> None:
        self._visit += 1
        self._requests.clear()
        self._ticket = None
        self._busy = False
        self.changed.emit()

    def _show(self, ticket: TicketView, visit: int) -> None:
        if visit != self._visit:  # the villager left meanwhile; the ticket stands in the queue and on paper
            return
        self._busy = False
        self._requests.clear()
        self._ticket, self._issued_at = ticket, self._clock.monotonic()
        self._paper = paper_of(ticket.print, 0.0)
        self.changed.emit()
        self.way.go(self.name)
        self._let_go()

    def _let_go(self) -> None:
        """Only a printed ticket may leave the screen by itself; its ten seconds start when the paper is out."""
        self.way.hold(self._paper != "printed")
        self.way.stay()

    def _fail(self, error: KioskError, visit: int) -> None:
        if visit == self._visit:
            self._busy = False
            self._notices.show_error(error)
