"""One villager's submission while it is being prepared: what the four screens of door 4 share. Gone with the visit.

What is answered goes to disk on the worker thread; only when it is there does the next question show.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from uuid6 import uuid7

from kiosk.clock import Clock, hall_day
from kiosk.errors import KioskError
from kiosk.forms.answers import Answer, Value
from kiosk.forms.definition import FormDefinition
from kiosk.forms.dropoff import VisitCount
from kiosk.forms.journey import Journey, Outcome
from kiosk.forms.library import Forms
from kiosk.forms.resume import Resumed, worth_a_slip
from kiosk.forms.submissions import Draft, Status
from ui.touch.jobs import Jobs
from ui.touch.notices import Notices

_T = TypeVar("_T")

log = logging.getLogger("kiosk.touch")


class Desk(Protocol):
    """What keeps submissions; kiosk.forms.submissions.Submissions is the real one."""

    @property
    def forms(self) -> Forms: ...
    def start(self, procedure: str, request_id: str) -> Draft: ...
    def save_pages(self, code: str, answers: Mapping[str, Answer], stands_at: str) -> None: ...
    def seal_paper(self, pdf: bytes, pages: int) -> Value: ...
    def finish(self, code: str, answers: Mapping[str, Answer]) -> Status: ...
    def status(self, code: str) -> Status: ...


class Slips(Protocol):
    """What prints resume slips; kiosk.forms.resume.Resuming is the real one."""

    def print_slip(self, draft: Draft) -> str: ...
    def until(self, code: str) -> date: ...


class Counts(Protocol):
    """What adds a visit to the day's totals; kiosk.forms.dropoff.DropOff is the real one."""

    def add(self, count: VisitCount) -> None: ...


class SubmissionVisit:
    """
    Args:
        counts: None where nobody counts what happens on the screens.
        notices: where an error of the disk or the seal is said; the question stays up then.
        slips: None where this machine prints no resume slips.
    """

    def __init__(
        self, desk: Desk, jobs: Jobs, notices: Notices, clock: Clock, slips: Slips | None = None,
        counts: Counts | None = None,
    ) -> None:  # fmt: skip
        self._slips = slips
        self._draft: Draft | None = None
        self._has_slip = False  # printed, and nothing was answered since
        self.kept_until: date | None = None  # told when the slip was asked for
        self.desk = desk
        self._jobs, self._notices, self._clock = jobs, notices, clock
        self.code = ""
        self._journey: Journey | None = None
        self._counts = counts
        self._count: VisitCount | None = None
        self.status: Status | None = None
        self._request = str(uuid7())
        self._visit = 0
        self._busy = False

    @property
    def journey(self) -> Journey | None:
        return self._journey

    @journey.setter
    def journey(self, journey: Journey | None) -> None:
        before, self._journey = self._journey, journey
        at = self._clock.monotonic()
        if journey is None or before is None or before.form is not journey.form:
            self._end_count()
            self._count = VisitCount(journey, at) if journey is not None else None
        elif self._count is not None:
            self._count.move(journey, at)

    def called_help(self) -> None:
        """A person was called while a question was up."""
        if self._count is not None:
            self._count.called_help()

    @property
    def form(self) -> FormDefinition | None:
        return self.journey.form if self.journey else None

    def stands_in(self, procedure: str) -> bool:
        """Whether a form of this procedure was begun in this visit and is not saved yet."""
        return self.journey is not None and self.journey.form.procedure == procedure and self.status is None

    def begin(self, procedure: str, then: Callable[[], None]) -> None:
        """Begin a submission, or go on with the one of this procedure that was begun in this visit."""
        if self.stands_in(procedure):
            then()
            return
        request = self._request

        def begun(draft: Draft) -> None:
            self._request = str(uuid7())
            self._leave_slip()  # of the form that this one takes the place of
            self._end_count()
            self.code, self.status = draft.code, None
            self._draft, self._has_slip = draft, False
            self.journey = Journey.begin(draft.form, hall_day(self._clock.now()))
            then()

        self._do(lambda: self.desk.start(procedure, request), begun)

    def keep(self, outcome: Outcome, then: Callable[[], None]) -> None:
        """Put what was answered on disk, then move there."""
        code, journey = self.code, outcome.journey

        def kept(_: None) -> None:
            self.journey, self._has_slip = journey, False
            then()

        self._do(lambda: self.desk.save_pages(code, outcome.changed, journey.at), kept)

    def keep_paper(
        self, make: Callable[[], tuple[bytes, int]], stay: bool, then: Callable[[], None], failed: Callable[[], None]
    ) -> None:
        """Put a photographed paper on disk as the answer to the present page, then move on (or stay).

        Args:
            make: makes the PDF and counts its pages, on the worker thread.
            failed: called after the error was said, or where another call still runs; nothing has changed then.
        """
        journey, code = self.journey, self.code
        if journey is None:
            return

        def keep() -> Journey:
            value = self.desk.seal_paper(*make())
            outcome = journey.hold(value) if stay else journey.answer(value)
            self.desk.save_pages(code, outcome.changed, outcome.journey.at)
            return outcome.journey

        def kept(moved: Journey) -> None:
            self.journey = moved
            then()

        self._do(keep, kept, failed)

    def finish(self, then: Callable[[], None]) -> None:
        """Save the whole submission."""
        if self.journey is None:
            return
        code, answers = self.code, self.journey.final_answers()

        def finished(status: Status) -> None:
            self.status = status
            self._end_count()
            then()

        self._do(lambda: self.desk.finish(code, answers), finished)

    @property
    def prints_slips(self) -> bool:
        return self._slips is not None

    @property
    def can_wait(self) -> bool:
        """Whether this form can be left now, to go on with later by a slip."""
        return self._slips is not None and self.journey is not None and self.status is None

    def take_up(self, resumed: Resumed) -> None:
        """Go on with a draft that was left before."""
        self._draft, self.code = resumed.draft, resumed.draft.code
        self.journey = resumed.journey
        self.status, self._has_slip = None, False

    def print_slip(self, asked: Callable[[str], None], failed: Callable[[KioskError], None]) -> None:
        """Ask for the slip of the present draft; `asked` gets the print job."""
        slips, draft, visit = self._slips, self._draft, self._visit
        if slips is None or draft is None:
            return

        def came(answer: tuple[str, date]) -> None:
            if visit == self._visit:
                self._has_slip = True
                job, self.kept_until = answer
                asked(job)

        def went_wrong(error: KioskError) -> None:
            if visit == self._visit:
                failed(error)

        self._jobs.do(lambda: (slips.print_slip(draft), slips.until(draft.code)), came, went_wrong)

    def wipe(self) -> None:
        """Forget everything. Whoever has answered much and walked away finds a slip in the printer."""
        self._leave_slip()
        self.journey = None
        self._visit += 1
        self._busy = False
        self._draft, self._has_slip, self.kept_until = None, False, None
        self.code, self.status = "", None
        self._request = str(uuid7())

    def _end_count(self) -> None:
        """The form was left: finished, put aside with a slip, or given up."""
        count, counts, self._count = self._count, self._counts, None
        if count is None or counts is None:
            return
        if self.status is None and not self._has_slip:
            count.gave_up()
        self._jobs.do(lambda: counts.add(count), lambda _: None, lambda error: log.warning("%s", error))

    def _leave_slip(self) -> None:
        slips, draft, journey = self._slips, self._draft, self.journey
        if slips is None or draft is None or not draft.secret or journey is None or self.status is not None:
            return
        if not self._has_slip and worth_a_slip(journey):
            self._jobs.do(lambda: slips.print_slip(draft), lambda _: None, lambda error: log.warning("%s", error))

    def _do(self, call: Callable[[], _T], then: Callable[[_T], None], but: Callable[[], None] = lambda: None) -> None:
        """Run one call at a time; what comes back after the visit has ended is not shown. `but` is called where this
        one does not run, or ends with an error.
        """
        if self._busy:
            but()
            return
        self._busy, visit = True, self._visit

        def came(value: _T) -> None:
            if visit == self._visit:
                self._busy = False
                then(value)

        def failed(error: KioskError) -> None:
            if visit == self._visit:
                self._busy = False
                self._notices.show_error(error)
                but()

        self._jobs.do(call, came, failed)
