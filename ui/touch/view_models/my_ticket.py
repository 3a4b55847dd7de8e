"""A ticket that was taken before: scanned or typed, it shows its place now, or, once it is served, asks how it was."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Property, Signal, Slot
from uuid6 import uuid7

from kiosk.clock import Clock, hall_day
from kiosk.config import Settings
from kiosk.errors import KioskError, UnknownTicketError
from kiosk.queue.ratings import RatingView
from kiosk.queue.tickets import TicketView
from kiosk.waits import wait_in_words
from ui.touch.jobs import Jobs
from ui.touch.notices import EXPLAIN, SUCCESS, Notices
from ui.touch.view_models.read_out import sentences
from ui.touch.view_models.screen import LooksFor, ScreenModel, Way
from ui.touch.view_models.ticket import group_in_words
from ui.touch.view_models.waiting import counters_in_words, directions
from ui.touch.words import Say, Words

LOOK_SECONDS = 2.0  # between two looks at the ticket
LOOK_AGAIN_SECONDS = 10.0  # after a look that failed: a server that is away must not keep the screen busy
DIGITS = 3
OVER = ("cancelled", "expired")


class MyTickets(Protocol):
    """What is known of tickets that were taken, at the hall's own kiosk or at a second one. Calls may take a moment."""

    def ticket(self, ticket: str) -> TicketView: ...
    def reprint(self, request_id: str, ticket: str) -> TicketView: ...
    def rating_of(self, ticket: str) -> RatingView: ...
    def by_number(self, number: str) -> RatingView: ...


Found = TicketView | RatingView
ShowNumber = Callable[[str, Callable[[], None]], None]  # (number, called when nobody took it)


@dataclass(frozen=True, slots=True)
class MyTicketFace:
    """What the screen shows; an empty text is not shown. `tone`: good (go there now), act, plain."""

    number: str
    group: str
    picture: str
    tone: str
    headline: str
    wait: str
    counters: str
    paper: str


def describe_my_ticket(
    ticket: TicketView, today: bool, settings: Settings, say: Say, *, again: bool = False
) -> MyTicketFace:
    """Derive the screen from the ticket.

    Args:
        today: False for a paper from another day.
        again: its paper was tried a second time.
    """
    state = ticket.state if today else "expired"
    state = "waiting" if state == "held" else state  # a second kiosk is about to say that it was shown
    headline, wait, counters = _said(ticket, state, settings, say)
    pictures = {"waiting": "wait", "parked": "wait", "called": "go", "serving": "served", "missed": "missed"}
    tone = "good" if state == "called" else "act" if state in (*OVER, "missed") else "plain"
    lost = state == "waiting" and ticket.print == "failed"
    return MyTicketFace(
        number=ticket.number,
        group=group_in_words(ticket.klass, settings, say) if today else "",
        picture=f"ticket/{pictures.get(state, 'over')}",
        tone=tone,
        headline=headline,
        wait=wait,
        counters=counters,
        paper=say("ticket.paper.dead" if again else "ticket.mine.paper") if lost else "",
    )


def _said(ticket: TicketView, state: str, settings: Settings, say: Say) -> tuple[str, str, str]:
    """Return headline, wait and counters."""
    if state == "waiting" and ticket.ahead is not None:
        ahead = say("ticket.ahead.left", count=ticket.ahead) if ticket.ahead else say("ticket.ahead.next")
        wait = wait_in_words(ticket.wait_minutes, say)
        return ahead, wait, counters_in_words(ticket.counters, settings, say)
    if state in ("called", "serving") and ticket.counter is not None:
        there = "\n".join(directions([ticket.counter], settings, say))
        return say(f"ticket.mine.{state}", counter=ticket.counter), "", there
    return say("wait.unknown" if state == "waiting" else f"ticket.mine.{state}"), "", ""


class MyTicketModel(ScreenModel):
    """The place of one ticket now. It looks again by itself, and closes by itself.

    Args:
        rate: shows the question how it was, for a ticket that was served.
    """

    name = "my_ticket"
    file = "screens/MyTicketScreen.qml"
    changed = Signal()

    def __init__(
        self, words: Words, way: Way, notices: Notices, jobs: Jobs, clock: Clock, settings: Settings,
        tickets: MyTickets, rate: Callable[[RatingView], None],
    ) -> None:  # fmt: skip
        super().__init__(words, way)
        self._notices, self._clock, self._settings, self._tickets = notices, clock, settings, tickets
        self._jobs, self._rate = jobs, rate
        self._ticket: TicketView | None = None
        self._look_at = 0.0
        self._reprint, self._again = "", False
        self._busy, self._visit = False, 0

    def show(self, ticket: str) -> None:
        """Show the ticket with this id, or ask how it was when it is served. What goes wrong is said on the screen."""
        self._drop()
        self._find(lambda: self._state_of(ticket), self._show, self._notices.show_error)

    def show_number(self, number: str, unknown: Callable[[], None] = lambda: None) -> None:
        """The same by today's number; `unknown` hears that nobody took it."""

        def failed(error: KioskError) -> None:
            if isinstance(error, UnknownTicketError):
                unknown()
                self._notices.show_with_person(EXPLAIN, "ticket.mine.unknown", number=number)
            else:
                self._notices.show_error(error)

        self._drop()
        self._find(lambda: self._state_of(self._tickets.by_number(number).ticket), self._show, failed)

    @Property(dict, notify=changed)
    def face(self) -> dict[str, str]:
        """The fields of MyTicketFace, or nothing while there is no ticket."""
        face = self._face()
        return asdict(face) if face else {}

    def spoken(self, title: str) -> str:
        face = self._face()
        return sentences(face.number, face.headline, face.wait, face.counters, face.paper) if face else title

    @Slot()
    def reprint(self) -> None:
        """Print the paper that did not come; a wish that failed is the same wish when it is tried again."""
        if self._ticket is None:
            return
        try:
            self._set(self._tickets.reprint(self._reprint, self._ticket.id))
        except KioskError as error:
            self._notices.show_error(error)
        else:
            self._reprint, self._again = str(uuid7()), True
            self._notices.show(SUCCESS, "ticket.reprint.done")

    @Slot()
    def finish(self) -> None:
        self.way.startOver()

    def tick(self) -> None:
        ticket = self._ticket
        if ticket is not None and self._clock.monotonic() >= self._look_at:
            self._find(lambda: self._state_of(ticket.id), self._renew, self._wait_longer)

    def leave(self) -> None:
        self._drop()

    def wipe(self) -> None:
        self._drop()
        self._ticket = None
        self.changed.emit()

    def _drop(self) -> None:
        """Whatever was asked before is not waited for any more."""
        self._visit += 1
        self._busy = False

    def _find(
        self, call: Callable[[], Found], then: Callable[[Found], None], failed: Callable[[KioskError], None]
    ) -> None:
        """Ask one thing at a time. What comes back when the villager has gone on meanwhile is not shown any more."""
        if self._busy:
            return
        visit, self._busy = self._visit, True

        def told(then: Callable[[Any], None], what: Any) -> None:
            if visit == self._visit:
                self._busy = False
                then(what)

        self._jobs.do(call, partial(told, then), partial(told, failed))

    def _state_of(self, ticket: str) -> Found:
        """Return the ticket, or what can be said of it when it was served today."""
        view = self._tickets.ticket(ticket)
        return self._tickets.rating_of(ticket) if view.state == "done" and self._is_todays(view) else view

    def _show(self, found: Found) -> None:
        if isinstance(found, RatingView):
            self._ask(found)
            return
        self._reprint, self._again = str(uuid7()), False
        self._set(found)
        self.way.go(self.name)

    def _renew(self, found: Found) -> None:
        if isinstance(found, RatingView):
            self._ask(found)
        else:
            self._set(found)

    def _wait_longer(self, error: KioskError) -> None:
        """What was known last stays, and the screen closes by itself."""
        del error
        self._look_at = self._clock.monotonic() + LOOK_AGAIN_SECONDS

    def _face(self) -> MyTicketFace | None:
        if self._ticket is None:
            return None
        return describe_my_ticket(
            self._ticket, self._is_todays(self._ticket), self._settings, self.say, again=self._again
        )

    def _ask(self, rating: RatingView) -> None:
        if rating.state in ("open", "changeable"):
            self._rate(rating)
        else:
            self._notices.show(EXPLAIN, f"rating.{rating.state}", number=rating.number)

    def _set(self, ticket: TicketView) -> None:
        self._look_at = self._clock.monotonic() + LOOK_SECONDS
        if ticket != self._ticket:
            self._ticket = ticket
            self.changed.emit()

    def _is_todays(self, ticket: TicketView) -> bool:
        return hall_day(ticket.issued_at) == hall_day(self._clock.now())


class MyNumberModel(ScreenModel):
    """The number typed from the paper or from memory: one letter, up to three digits.

    Args:
        letters: of the hall's services.
        show: shows what is known of the number, or calls back when nobody took it.
    """

    name = "my_number"
    file = "screens/MyNumberScreen.qml"
    changed = Signal()

    def __init__(self, words: Words, way: Way, letters: tuple[str, ...], show: ShowNumber) -> None:
        super().__init__(words, way)
        self._letters, self._show = letters, show
        self._letter = letters[0] if len(letters) == 1 else ""
        self._digits = ""

    @property
    def looks_for(self) -> LooksFor:
        return "code"

    @Property(list, constant=True)
    def letters(self) -> list[str]:
        return list(self._letters)

    @Property(str, notify=changed)
    def letter(self) -> str:
        return self._letter

    @Property(str, notify=changed)
    def number(self) -> str:
        """What was chosen and typed so far: "B17"."""
        return self._letter + self._digits

    @Property(bool, notify=changed)
    def complete(self) -> bool:
        return bool(self._letter and self._digits and int(self._digits))

    @Slot(str)
    def choose(self, letter: str) -> None:
        self._letter = letter
        self.changed.emit()

    @Slot(str)
    def type(self, digit: str) -> None:
        if len(self._digits) < DIGITS:
            self._digits += digit
            self.changed.emit()

    @Slot(str)
    def act(self, act: str) -> None:
        self._digits = self._digits[:-1] if act == "backspace" else ""
        self.changed.emit()

    @Slot()
    def look(self) -> None:
        number = f"{self._letter}{int(self._digits or 0):0{DIGITS}d}"
        self._show(number, self.wipe)

    def enter(self) -> None:
        self.wipe()

    def wipe(self) -> None:
        self._digits = ""
        self._letter = self._letters[0] if len(self._letters) == 1 else ""
        self.changed.emit()
