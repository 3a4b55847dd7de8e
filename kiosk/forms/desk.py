"""The desk's side of submissions: today's list, and opening one with the desk's key. Every opening is journalled."""

from dataclasses import dataclass
from datetime import date

from kiosk.dossiers.provisional import parse
from kiosk.errors import NoDeskKeyError
from kiosk.forms.review import ReviewGroup, review
from kiosk.forms.submissions import Status, Submissions
from kiosk.languages import texts
from kiosk.ports import Opener
from kiosk.store.database import Store


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission as the list shows it: its title in words, and nothing of its content."""

    status: Status
    title: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission as its clerk reads it, in the order and groups of the villager's own check screen."""

    status: Status
    title: str
    groups: tuple[ReviewGroup, ...]


class SubmissionDesk:
    """
    Args:
        opener: the desk's key; None where it was not given, and then nothing can be opened.
    """

    def __init__(self, store: Store, submissions: Submissions, opener: Opener | None) -> None:
        self._store, self._submissions, self._opener = store, submissions, opener

    @property
    def can_open(self) -> bool:
        return self._opener is not None

    def of_day(self, day: date | None = None) -> list[Listed]:
        """Return the submissions begun on a day, oldest first; today unless given."""
        return [Listed(one, self._title(one.procedure)) for one in self._submissions.of_day(day)]

    def open(self, code: str, clerk: str) -> Opened:
        """Open a draft or a saved submission by its provisional code, as typed or scanned.

        Raises:
            NoDeskKeyError, SealError: it stays closed.
            NotADossierCodeError, UnknownDraftError
        """
        found = parse(code).text
        if self._opener is None:
            raise NoDeskKeyError()
        opened = self._submissions.open_at_desk(found, self._opener)
        with self._store.act() as act:
            act.record("submission.opened", found, clerk=clerk)
        groups = review(opened.journey, texts(), masked=False)
        return Opened(opened.status, self._title(opened.status.procedure), groups)

    def paper(self, code: str, page: str, clerk: str) -> bytes:
        """Return the PDF of a paper that was photographed at the kiosk.

        Args:
            page: the row of the check screen (`Opened.groups`) that says so.
        Raises:
            NoDeskKeyError, SealError: it stays closed, is gone or damaged.
            NotADossierCodeError, UnknownDraftError
        """
        found = parse(code).text
        if self._opener is None:
            raise NoDeskKeyError()
        pdf = self._submissions.paper_at_desk(found, page, self._opener)
        with self._store.act() as act:
            act.record("submission.paper_opened", found, clerk=clerk)
        return pdf

    def _title(self, procedure: str) -> str:
        form = self._submissions.forms.for_procedure(procedure)
        return texts().say(form.title) if form else procedure
