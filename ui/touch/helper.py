"""The amber button: calls a person, says so only when the call is on disk, and shows how far the answer is."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from uuid6 import uuid7

from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.queue.help import HelpCall
from ui.touch.jobs import Jobs
from ui.touch.notices import Notices

LOOK_SECONDS = 1.0  # between two looks at the answer
WAIT_SECONDS = 180.0  # so long an open panel counts as somebody who waits here
SHOWN_SECONDS = 8.0  # how long "done" stands before the panel closes by itself

CallHelp = Callable[[str, str], HelpCall]  # (request id, where) -> recorded, or raises KioskError
LookAtHelp = Callable[[str], HelpCall]  # call id -> how far the answer is


class Helper(QObject):
    """
    Args:
        call_help: records the call, e.g. kiosk.queue.help.call_help with the hall's store; may take seconds.
        look: returns at once how far the answer is.
        remind: lets calls that nobody answers ring again; the hall server does it too, each call rings again once.
        where: says which kiosk and screen it comes from; asked at the moment of the tap.
        stay: tells the kiosk that somebody is there, waiting.
    """

    changed = Signal()
    personCalled = Signal()

    def __init__(
        self,
        call_help: CallHelp,
        look: LookAtHelp,
        remind: Callable[[], object],
        where: Callable[[], str],
        notices: Notices,
        jobs: Jobs,
        clock: Clock,
        stay: Callable[[], None],
    ) -> None:
        super().__init__()
        self._call_help, self._look, self._remind, self._where = call_help, look, remind, where
        self._notices, self._jobs, self._clock, self._stay = notices, jobs, clock, stay
        self._request, self._visit = "", 0
        self._busy = False
        self._call: HelpCall | None = None
        self._called_at = self._looked_at = self._done_at = 0.0
        self._shown = False

    @Property(bool, notify=changed)
    def called(self) -> bool:
        """Somebody was called during this visit and has not been here yet."""
        return self._call is not None and self._call.state != "done"

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """The panel that tells of the answer is up."""
        return self._shown

    @Property(str, notify=changed)
    def state(self) -> str:
        """called, seen, coming or done; empty while nobody was called."""
        return self._call.state if self._call else ""

    @Property(bool, notify=changed)
    def again(self) -> bool:
        """The call has rung a second time."""
        return self._call is not None and self._call.again

    @Property(int, notify=changed)
    def seconds(self) -> int:
        """Seconds since the call."""
        return int(self._clock.monotonic() - self._called_at) if self._call else 0

    @Slot()
    def call(self) -> None:
        """Call a person, or show how far the answer is when one was called and has not been here."""
        if self.called:
            self._show()
        elif not self._busy:
            self._ask()

    @Slot()
    def hide(self) -> None:
        """Go on meanwhile; the call stays."""
        self._shown = False
        self.changed.emit()

    def tick(self) -> None:
        """Look at the answer; called a few times a second."""
        now = self._clock.monotonic()
        if self._call is None or now - self._looked_at < LOOK_SECONDS:
            return
        self._looked_at = now
        if self._call.state == "done":
            if self._shown and now - self._done_at >= SHOWN_SECONDS:
                self.hide()
            return
        self._follow(now)
        self.changed.emit()

    def wipe(self) -> None:
        """The next villager has not called anybody; the desks still see the call."""
        self._visit += 1
        self._request, self._call, self._shown, self._busy = "", None, False, False
        self.changed.emit()

    def _ask(self) -> None:
        """Call a person; a call that failed is the same call when it is tried again."""
        self._request, self._busy = self._request or str(uuid7()), True
        request, where, visit = self._request, self._where(), self._visit

        def called(call: HelpCall) -> None:
            if visit != self._visit:
                return
            self._request, self._busy, self._call = "", False, call
            self._called_at = self._looked_at = self._clock.monotonic()
            self.personCalled.emit()
            self._show()

        def failed(error: KioskError) -> None:
            if visit == self._visit:
                self._busy = False
                self._notices.show_failed_call(error)

        self._jobs.do(lambda: self._call_help(request, where), called, failed)

    def _show(self) -> None:
        self._shown = True
        self.changed.emit()

    def _follow(self, now: float) -> None:
        """Read the answer. While nobody can tell, what was known last stays on the screen."""
        call = self._call
        if call is None:
            return
        try:
            self._remind()
            self._call = self._look(call.id)
        except KioskError:
            return
        finally:
            if self._shown and now - self._called_at < WAIT_SECONDS:
                self._stay()
        if self._call.state == "done":
            self._done_at = now
