"""What this hall can do about a dossier: whom to phone, at which desk to take a number, a slip of what it lacks."""

from dataclasses import dataclass

from kiosk.catalogue.guidance import Guidance
from kiosk.config import Settings
from kiosk.dossiers.results import KnownResult
from kiosk.errors import UnknownProcedureError
from kiosk.papers.missing import missing_paper
from kiosk.store import print_jobs
from kiosk.store.database import Store


@dataclass(frozen=True, slots=True)
class Advice:
    """`procedure` is its short name, "" where it is not known; `service` is the letter of the queue to stand in."""

    procedure: str
    service: str
    counters: tuple[int, ...]
    official: str
    phone: str


class ResultAdvice:
    """Knows desks and officials of the hall in `settings`; where `guidance` knows nothing, the general desk serves."""

    def __init__(self, store: Store, settings: Settings, guidance: Guidance | None = None) -> None:
        self._store, self._settings, self._guidance = store, settings, guidance

    def about(self, procedure: str | None) -> Advice:
        """Return the advice for a dossier of this procedure; None where that may not be told, or is not known."""
        try:
            page = self._guidance.page(procedure) if self._guidance is not None and procedure else None
        except UnknownProcedureError:
            page = None
        if page is None:
            service = self._settings.service_for_field("").letter
            return Advice("", service, (), "", self._settings.hall.phone)
        return Advice(page.procedure.short_name, page.desk.service, page.desk.counters, page.official, page.phone)

    def print_missing(self, request_id: str, result: KnownResult, language: str = "vi") -> str:
        """Ask for the slip of what the dossier lacks; returns the id of the print job. Neither the job nor the journal
        says which dossier it is. The same request again prints nothing more.

        Raises:
            StoreError: nothing was printed.
        """
        advice, what = self.about(result.procedure), "missing"
        with self._store.act() as act:
            if (before := act.answered(request_id, what)) is not None:
                return str(before["job"])
            paper = missing_paper(
                hall=self._settings.hall.centre,
                procedure=advice.procedure,
                missing=result.missing,
                as_of=result.as_of,
                counters=advice.counters,
                official=advice.official,
                phone=advice.phone,
                language=language,
            )
            job = act.print("missing", result.procedure or "", paper.as_json())
            act.record("dossier.missing_printed", result.procedure or "", job=job)
            act.remember(request_id, what, {"job": job})
        return job

    def print_state(self, job: str) -> str:
        """Return waiting, sending, printed, failed, or "none" for a job nobody knows."""
        return print_jobs.state_of(self._store.db, job) or "none"
