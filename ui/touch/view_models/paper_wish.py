"""A paper that a villager asked for on a screen: asked for once, then followed until it is out or did not come."""

from collections.abc import Callable

from uuid6 import uuid7

from kiosk.clock import Clock
from kiosk.errors import KioskError
from ui.touch.jobs import Jobs
from ui.touch.view_models.ticket import PATIENCE_WITH_PRINTER

PrintState = Callable[[str], str]  # print job -> waiting, sending, printed, failed or none


class PaperWish:
    """`state` is "" (not asked for), "waiting" or "printed".

    Args:
        look: what is true of a print job.
        changed: called when `state` is another one.
        missing: called when the paper did not come out.
        failed: called when it could not even be asked for.
    """

    def __init__(
        self, jobs: Jobs, clock: Clock, look: PrintState, changed: Callable[[], None], missing: Callable[[], None],
        failed: Callable[[KioskError], None],
    ) -> None:  # fmt: skip
        self._jobs, self._clock, self._look = jobs, clock, look
        self._changed, self._missing, self._failed = changed, missing, failed
        self.state, self._job, self._asked_at = "", "", 0.0

    def ask(self, call: Callable[[str], str]) -> None:
        """Ask for it by `call` (request id -> print job), unless it was asked for already."""
        if self.state:
            return
        request = str(uuid7())
        self.state, self._job, self._asked_at = "waiting", request, self._clock.monotonic()
        self._changed()

        def begun(job: str) -> None:
            if self._job == request:
                self._job = job

        def refused(error: KioskError) -> None:
            if self._job == request:
                self.forget()
                self._failed(error)

        self._jobs.do(lambda: call(request), begun, refused)

    def tick(self) -> None:
        if self.state != "waiting":
            return
        state = self._look(self._job)
        if state == "printed":
            self.state = "printed"
            self._changed()
        elif state == "failed" or self._clock.monotonic() - self._asked_at > PATIENCE_WITH_PRINTER:
            self.forget()
            self._missing()

    def forget(self) -> None:
        self.state, self._job = "", ""
        self._changed()
