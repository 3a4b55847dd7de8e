"""Giving guidance: printing the slip to take home. The law asks that guidance given is kept on record."""

from kiosk.catalogue.describe import desk_of
from kiosk.catalogue.library import Library
from kiosk.config import Settings
from kiosk.papers.guide import guide_paper
from kiosk.store import print_jobs
from kiosk.store.database import Store

DOTS_PER_MM = 8  # of a receipt printer


class Guidance:
    """Prints slips for procedures of `library` in the hall of `settings`."""

    def __init__(self, store: Store, settings: Settings, library: Library) -> None:
        self._store, self._settings, self._library = store, settings, library

    def print_slip(self, request_id: str, code: str, language: str = "vi") -> str:
        """Ask for the slip of `code`; returns the id of the print job. The same request again prints nothing more.

        Raises:
            UnknownProcedureError, StoreError: nothing was printed.
        """
        procedure = self._library.procedure(code)
        desk, hall = desk_of(procedure, self._settings), self._settings.hall
        what = f"guide {procedure.code}"
        with self._store.act() as act:
            if (before := act.answered(request_id, what)) is not None:
                return str(before["job"])
            paper = guide_paper(
                procedure,
                hall=hall.centre,
                counters=desk.counters,
                printed_at=act.now,
                width_mm=self._settings.printer.dots / DOTS_PER_MM,
                phone=hall.phone,
                language=language,
            )
            job = act.print("guide", procedure.code, paper.as_json())
            act.record("guidance.printed", procedure.code, job=job)
            act.remember(request_id, what, {"job": job})
        return job

    def print_state(self, job: str) -> str:
        """Return waiting, sending, printed, failed, or "none" for a job nobody knows."""
        return print_jobs.state_of(self._store.db, job) or "none"
