"""Giving guidance: what a page of a procedure says in this hall, and the slip to take home.

The law asks that guidance given is kept on record: that a page was shown and a slip was printed stands in the journal,
for which procedure, never for whom.
"""

from dataclasses import dataclass

from kiosk.catalogue.describe import Desk, desk_of
from kiosk.catalogue.library import Library
from kiosk.catalogue.loading import day_of
from kiosk.catalogue.local import LocalFacts, local_facts, with_local_fees
from kiosk.catalogue.notices import notices_about
from kiosk.catalogue.procedures import Procedure
from kiosk.config import Settings
from kiosk.papers.guide import guide_paper
from kiosk.store import catalogue as tables
from kiosk.store import print_jobs
from kiosk.store.database import Store

DOTS_PER_MM = 8  # of a receipt printer


@dataclass(frozen=True, slots=True)
class Page:
    """A procedure as it holds in this hall today.

    `phone` and `official` are whom to ask: the official in charge where the hall has named one, else the hall.
    `notices` are text ids; `changes_on` is the day of the next version ("2027-03-01"), "" where none is known.
    """

    procedure: Procedure
    desk: Desk
    local: LocalFacts
    phone: str = ""
    official: str = ""
    notices: tuple[str, ...] = ()
    changes_on: str = ""


class Guidance:
    """Shows pages and prints slips of `library` in the hall of `settings`."""

    def __init__(self, store: Store, settings: Settings, library: Library) -> None:
        self._store, self._settings, self._library = store, settings, library

    def page(self, code: str) -> Page:
        """Return what is said about a procedure today.

        Raises:
            UnknownProcedureError: the catalogue has no such code.
        """
        procedure = self._library.procedure(code)
        local = local_facts(self._store, procedure)
        return Page(
            with_local_fees(procedure, local),
            desk_of(procedure, self._settings, local.counters),
            local,
            local.phone or self._settings.hall.phone,
            local.official,
            notices_about(procedure, day_of(self._store.clock.now())),
            self._library.changes_on(code),
        )

    def shown(self, code: str) -> None:
        """Keep on record that a page was shown; the most looked at are found first.

        Raises:
            StoreError: nothing was kept.
        """
        with self._store.act() as act:
            tables.add_use(act, day_of(act.now), code)
            act.record("guidance.shown", code)

    def print_slip(self, request_id: str, code: str, language: str = "vi") -> str:
        """Ask for the slip of `code`; returns the id of the print job. The same request again prints nothing more.

        Raises:
            UnknownProcedureError, StoreError: nothing was printed.
        """
        page = self.page(code)
        what = f"guide {page.procedure.code}"
        with self._store.act() as act:
            if (before := act.answered(request_id, what)) is not None:
                return str(before["job"])
            paper = guide_paper(
                page.procedure,
                hall=self._settings.hall.centre,
                counters=page.desk.counters,
                printed_at=act.now,
                width_mm=self._settings.printer.dots / DOTS_PER_MM,
                phone=page.phone,
                official=page.official,
                notices=page.notices,
                language=language,
            )
            job = act.print("guide", page.procedure.code, paper.as_json())
            act.record("guidance.printed", page.procedure.code, job=job)
            act.remember(request_id, what, {"job": job})
        return job

    def print_state(self, job: str) -> str:
        """Return waiting, sending, printed, failed, or "none" for a job nobody knows."""
        return print_jobs.state_of(self._store.db, job) or "none"
