"""The amber button: calls a person, and says so only when the call is on disk."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from uuid6 import uuid7

from kiosk.clock import Clock
from kiosk.errors import KioskError
from ui.touch.notices import HELP, Notices

ONE_CALL_SECONDS = 60.0  # tapping again within this time is the same call, not another one

CallHelp = Callable[[str, str], object]  # (request id, where) -> recorded, or raises KioskError


class Helper(QObject):
    """
    Args:
        call_help: records the call, e.g. kiosk.queue.help.call_help with the hall's store.
        where: says which kiosk and screen it comes from; asked at the moment of the tap.
    """

    calledChanged = Signal()

    def __init__(self, call_help: CallHelp, where: Callable[[], str], notices: Notices, clock: Clock) -> None:
        super().__init__()
        self._call_help, self._where, self._notices, self._clock = call_help, where, notices, clock
        self._request = ""
        self._asked_at = float("-inf")
        self._called = False

    @Property(bool, notify=calledChanged)
    def called(self) -> bool:
        """Somebody was called during this visit."""
        return self._called

    @Slot()
    def call(self) -> None:
        now = self._clock.monotonic()
        if not self._request or now - self._asked_at > ONE_CALL_SECONDS:
            self._request, self._asked_at = str(uuid7()), now
        try:
            self._call_help(self._request, self._where())
        except KioskError as error:
            self._notices.show_error(error)
            return
        self._set_called(True)
        self._notices.show(HELP, "touch.help.called")

    def wipe(self) -> None:
        """The next villager has not called anybody."""
        self._request = ""
        self._set_called(False)

    def _set_called(self, called: bool) -> None:
        if called != self._called:
            self._called = called
            self.calledChanged.emit()
