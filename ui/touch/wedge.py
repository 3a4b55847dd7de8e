"""What was read, by whatever reader, and the scanner that types: its keys go to the wedge and nowhere else."""

from collections.abc import Callable, Sequence
from typing import assert_never

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from kiosk.clock import Clock, hall_day
from kiosk.config import ScannerSettings
from kiosk.errors import KioskError
from kiosk.forms.resume_code import ResumeCode, is_resume_code
from kiosk.scanning.meaning import (
    CardScan,
    DossierScan,
    Meaning,
    OpaqueLink,
    ProvisionalScan,
    ResumeScan,
    TicketLinkScan,
    TicketScan,
    UnknownScan,
    understand,
)
from kiosk.scanning.typing_fault import typing_fault
from kiosk.scanning.wedge import Framed, Rhythm, Typed, Wedge
from ui.touch.navigator import Navigator
from ui.touch.notices import EXPLAIN, Notices
from ui.touch.typist import Typist

BURST_MS = 200  # an Enter this soon after a letter belongs to the scanner, not to a focused button
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# The keys that may frame a code (kiosk.config.FRAME_KEYS); none of them means anything else here but Tab.
FRAME_NAMES = {int(Qt.Key.Key_F1) + at: f"F{at + 1}" for at in range(12)} | {int(Qt.Key.Key_Tab): "Tab"}

ShowResult = Callable[[str], None]  # takes the code of a dossier or a submission and shows what became of it
Resume = Callable[[ResumeCode], None]  # takes a resume slip and opens its draft
ShowTicket = Callable[[str], None]  # takes the id, or today's number, of a ticket and shows its place


class Scans(QObject):
    """What was scanned, as a meaning: the present screen may take it, then the result check, else it is explained.

    Args:
        show_result: None when this machine has no result check.
        show_ticket, show_number: None when this machine knows no tickets.
        resume: None when this machine keeps no drafts.
    """

    scanned = Signal(object)  # a kiosk.scanning.meaning.Meaning

    def __init__(
        self, navigator: Navigator, notices: Notices, clock: Clock, show_result: ShowResult | None = None,
        show_ticket: ShowTicket | None = None, show_number: ShowTicket | None = None, resume: Resume | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self._resume = resume
        self._show_ticket, self._show_number = show_ticket, show_number
        self._navigator, self._notices, self._clock, self._show_result = navigator, notices, clock, show_result

    def arrive_typed(self, text: str) -> None:
        """Take what a scanner typed: a keyboard layout or an input method may have changed it on the way."""
        fault, model = typing_fault(text, hall_day(self._clock.now())), self._navigator.model
        # Where no card is asked for, that its accents are lost is not what the villager must know.
        card_is_asked = model is not None and model.looks_for == "card"
        if fault is None or (fault == "accents" and not card_is_asked):
            self.arrive(text)
        else:
            self._unread(f"touch.scan.{fault}")

    def arrive_together(self, texts: Sequence[str | None]) -> None:
        """Take what was read in one look: a receipt may bear a link for phones beside its code."""
        today, readable = hall_day(self._clock.now()), [one for one in texts if one is not None]
        known = [one for one in readable if not isinstance(understand(one, today), UnknownScan | OpaqueLink)]
        known.sort(key=lambda one: not is_resume_code(one))  # a resume slip bears its draft's code too
        self.arrive(next(iter(known or readable), None))

    def arrive(self, text: str | None) -> None:
        """Take what a reader read, None when its bytes are no text. Nothing of the text itself is kept or logged."""
        if text is None:
            self._unread("touch.scan.garbled")
            return
        meaning = understand(text, hall_day(self._clock.now()))
        self._navigator.touched()
        self._notices.dismiss()
        self.scanned.emit(meaning)
        model = self._navigator.model
        if model is not None and model.take_scan(meaning):
            return
        try:
            self._answer(meaning)
        except KioskError as error:
            self._notices.show_error(error)

    def _unread(self, why: str) -> None:
        self._navigator.touched()
        self._notices.show_with_person(EXPLAIN, why)

    def _answer(self, meaning: Meaning) -> None:
        match meaning:
            case DossierScan(code) | ProvisionalScan(code) if self._show_result is not None:
                self._show_result(code.text)
            case ResumeScan(slip) if self._resume is not None:
                self._resume(slip)
            case DossierScan() | ProvisionalScan() | ResumeScan():
                self._notices.show(EXPLAIN, "touch.door.closed")
            case TicketLinkScan(ticket) if self._show_ticket is not None:
                self._show_ticket(ticket)
            case TicketScan(code) if self._show_number is not None and code.day == hall_day(self._clock.now()):
                self._show_number(code.number)
            case TicketScan() if self._show_number is not None:
                self._notices.show(EXPLAIN, "ticket.mine.expired")
            case TicketLinkScan() | TicketScan():
                self._notices.show(EXPLAIN, "touch.scan.ticket")
            case CardScan():
                self._notices.show(EXPLAIN, "touch.scan.card")
            case OpaqueLink():
                self._notices.show(EXPLAIN, "touch.scan.link")
            case UnknownScan():
                self._notices.show_with_person(EXPLAIN, meaning.text_id)
            case _:
                assert_never(meaning)


class WedgeFilter(QObject):
    """Installed on the window, and only there: an application-wide filter would see every key twice.

    Args:
        arrive: takes the text of a scan, after the key that ended it has been dealt with.
        typist: takes the keys that are not a scanner's.
    """

    _read = Signal(str)

    def __init__(self, wedge: Typed, arrive: Callable[[str], None], typist: Typist) -> None:
        super().__init__()
        self._wedge, self._typist = wedge, typist
        self._read.connect(arrive, Qt.ConnectionType.QueuedConnection)
        self._last_letter_ms: float | None = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        """Feed the wedge; True keeps the key from everything below."""
        at_ms = float(event.timestamp())
        enter = event.key() in ENTERS
        in_burst = self._last_letter_ms is not None and 0 <= at_ms - self._last_letter_ms <= BURST_MS
        letter = event.text() if event.text().isprintable() else ""
        framed = self._wedge if isinstance(self._wedge, Framed) else None
        name = letter or (FRAME_NAMES.get(event.key(), "") if framed else "")
        scan = self._wedge.key("\r" if enter else name, at_ms, auto_repeat=event.isAutoRepeat())
        in_frame = framed is not None and framed.inside
        if letter or in_frame:
            self._last_letter_ms = at_ms
        if scan is not None:
            self._typist.scanned()
            self._read.emit(scan.text)
        elif not in_frame and self._typist.wanted and (typed := _typed(event, letter)):
            self._typist.key(typed, at_ms)
            return True
        # A lone space or Enter presses the button that has the focus; everything else a scanner may type.
        if enter or letter == " " or name == "Tab":
            return in_burst
        return name != ""


def _typed(event: QKeyEvent, letter: str) -> str:
    """Return what the key means in a field; a letter held down is one letter, for fingers that rest on the keys."""
    if event.key() == Qt.Key.Key_Backspace:
        return "backspace"
    if not letter or event.isAutoRepeat():
        return ""
    return "space" if letter == " " else letter


def wedge_for(settings: ScannerSettings) -> Typed:
    """Return what tells the scans of this hall's scanner from a person's keys."""
    rhythm = Rhythm(median_ms=settings.gap_ms)
    return Framed(settings.prefix, settings.suffix, rhythm) if settings.prefix else Wedge(rhythm)


def wait_for(settings: ScannerSettings) -> int:
    """Return how long in ms a key waits to be taken for a person's."""
    return 0 if settings.prefix else round(settings.gap_ms) + 5
