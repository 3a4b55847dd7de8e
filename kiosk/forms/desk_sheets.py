"""What stands on the forms 01, 02 and 03 of one submission: its answers, what the counter said, and the hall's name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.catalogue.describe import say_time
from kiosk.catalogue.procedures import Procedure
from kiosk.clock import HALL_ZONE, moment
from kiosk.config import Settings
from kiosk.errors import NoSheetError
from kiosk.forms.answers import State
from kiosk.forms.desk import SubmissionDesk
from kiosk.forms.desk_book import Book
from kiosk.forms.desk_outcome import RECEIPT, receipt_papers
from kiosk.forms.journey import Journey
from kiosk.forms.review import answer_in_words
from kiosk.languages import texts
from kiosk.papers.sheets import Sheet, fill_sheet, read_sources


@dataclass(frozen=True, slots=True)
class ProvincesWord:
    """What the province says of a dossier: when it was received, when it is due."""

    received: datetime | None
    due: datetime | None


class DeskSheets:
    """
    Args:
        home: where a hall's own templates lie, in papers/.
        procedure_of: the catalogue's entry, None where it has none.
        word_of: what the province has told of an official code, None while it has not.
    """

    def __init__(
        self,
        desk: SubmissionDesk,
        settings: Settings,
        home: Path,
        procedure_of: Callable[[str], Procedure | None],
        word_of: Callable[[str], ProvincesWord | None],
    ) -> None:
        self._desk, self._settings, self._home = desk, settings, home
        self._procedure_of, self._word_of = procedure_of, word_of

    def sheet(self, code: str, form: str, clerk: str, name: str) -> Sheet:
        """Return one form of a submission, to be printed and not kept. The making is journalled.

        Args:
            clerk: who asks, for the journal; `name` stands on a receipt whose code came from the province.
        Raises:
            NoSheetError: nothing was asked for, refused or accepted.
            NoDeskKeyError, SealError: it stays closed.
            ConfigError: the hall's template cannot be read.
            UnknownDraftError, NotADossierCodeError
        """
        book = self._desk.book.open(code)
        said = book.sheets.get(form) or (self._from_province(book, name) if form == RECEIPT else None)
        if said is None:
            raise NoSheetError(form=form)
        with self._desk.book.store.act() as act:
            act.record("submission.sheet", book.row.code, clerk=clerk, form=form)
        values = {**self._hall(), **self._applicant(book.journey), **self._said(book, said)}
        rows = {
            "papers": [_paper(one) for one in said.get("papers", [])],
            "items": [dict(one) for one in said.get("items", [])],
            "basis": [{"name": one} for one in said.get("basis", [])],
        }
        return fill_sheet(form, values, rows, self._home)

    def _from_province(self, book: Book, name: str) -> dict[str, Any] | None:
        """Return what a receipt says when the code came over the line and no clerk entered it."""
        if book.row.official_code is None:
            return None
        papers = receipt_papers(self._desk.view(book).papers)
        return {"official_code": book.row.official_code, "papers": papers, "clerk": name}

    def _hall(self) -> dict[str, str]:
        hall = self._settings.hall
        return {
            "authority": f"UBND {hall.name}".upper(), "centre": hall.centre, "centre_phone": hall.phone,
            "place": hall.name, "sets": "01",
        }  # fmt: skip

    def _applicant(self, journey: Journey) -> dict[str, str]:
        values = {field: _first(journey, pages) for field, pages in read_sources(self._home).items()}
        if not values.get("delivery"):
            values["delivery"] = self._settings.hall.centre
        return {**values, "applicant_or_blank": values.get("applicant", "")}

    def _said(self, book: Book, said: Mapping[str, Any]) -> dict[str, str]:
        official = str(said.get("official_code", ""))
        word = self._word_of(official) if official else None
        at = moment(said["at_ms"]) if "at_ms" in said else None
        due = moment(said["due_ms"]) if said.get("due_ms") else None
        procedure = self._procedure_of(book.row.procedure)
        form = self._desk.book.submissions.forms.get(book.row.form, book.row.form_version)
        made = at or self._desk.book.store.clock.now()
        return {
            "official_code": official,
            "provisional_code": book.row.code,
            "procedure": procedure.name if procedure else texts().say(form.title),
            "procedure_code": book.row.procedure,
            "term": say_time(procedure.time_limit, texts().say) if procedure else "",
            "received": _hour((word.received if word else None) or at),
            "due": _hour((word.due if word else None) or due),
            "issued": _hour(made),
            "issued_day": _day(made),
            "reason": str(said.get("reason", "")),
            "clerk": str(said.get("clerk", "")),
        }


def _first(journey: Journey, pages: list[str]) -> str:
    answers = {step.page: step for step in journey.steps if step.answer and step.answer.state is State.GIVEN}
    step = next((answers[page] for page in pages if page in answers), None)
    return answer_in_words(step.question, step.answer, texts(), masked=False) if step else ""


def _paper(raw: Mapping[str, Any]) -> dict[str, str]:
    medium = "sheet.medium.electronic" if raw["electronic"] else "sheet.medium.paper"
    counts = {name: str(raw[name] or "") or "0" for name in ("originals", "copies")}
    return {"name": raw["name"], **counts, "medium": texts().say(medium)}


def _hour(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(HALL_ZONE)
    return texts().say("sheet.hour", hour=f"{local:%H}", minute=f"{local:%M}", day=f"{local:%d/%m/%Y}")


def _day(at: datetime) -> str:
    local = at.astimezone(HALL_ZONE)
    return texts().say("sheet.day", day=f"{local:%d}", month=f"{local:%m}", year=f"{local:%Y}")
