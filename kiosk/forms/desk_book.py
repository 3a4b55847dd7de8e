"""Reading and writing a submission at a counter: opened with the desk's key, written only as the clerk saw it."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.clock import milliseconds
from kiosk.dossiers.provisional import parse
from kiosk.errors import NoDeskKeyError, SealError, StaleSubmissionError
from kiosk.forms.journey import Journey
from kiosk.forms.submissions import Submissions, open_sealed
from kiosk.ports import Opener
from kiosk.store import desk as table
from kiosk.store import requests
from kiosk.store.database import Act, Store
from kiosk.store.submissions import SubmissionRow


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants what done, once.

    Attributes:
        request: made once for one intention; the same again has no second effect.
        code: the provisional one, as it is written.
        version: of the submission as the clerk saw it.
        clerk: their id, for the journal; `name` is what stands on papers.
    """

    request: str
    code: str
    version: int
    clerk: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A submission that lies open. `sheets` are the counter's own, by kind."""

    row: SubmissionRow
    journey: Journey = field(repr=False)
    sheets: Mapping[str, dict[str, Any]] = field(repr=False)


class DeskBook:
    """
    Args:
        opener: the desk's key; None where it was not given, and then nothing can be opened.
    """

    def __init__(self, store: Store, submissions: Submissions, opener: Opener | None) -> None:
        self.store, self.submissions, self._opener = store, submissions, opener

    @property
    def can_open(self) -> bool:
        return self._opener is not None

    def open(self, code: str) -> Book:
        """Open a submission by its provisional code, as typed or scanned.

        Raises:
            NoDeskKeyError, SealError: it stays closed.
            NotADossierCodeError, UnknownDraftError
        """
        found = parse(code).text
        if self._opener is None:
            raise NoDeskKeyError()
        with self.store.reading():  # answers and sheets of one moment
            opened = self.submissions.open_at_desk(found, self._opener)
            row = self.submissions.row(found)
            sealed = table.sheets(self.store.db, found)
        return Book(row, opened.journey, {kind: self._sheet(row, one, self._opener) for kind, one in sealed.items()})

    def paper(self, code: str, page: str) -> bytes:
        """Return the PDF of a photographed paper.

        Raises:
            NoDeskKeyError, SealError: it stays closed, is gone or damaged.
            UnknownDraftError
        """
        if self._opener is None:
            raise NoDeskKeyError()
        return self.submissions.paper_at_desk(code, page, self._opener)

    def answered(self, wish: Wish, verb: str) -> bool:
        """Say whether this very wish was done before.

        Raises:
            RequestReusedError: its id was used for another one.
        """
        return requests.answered(self.store.db, wish.request, f"{verb} {wish.code}") is not None

    def write(self, wish: Wish, verb: str, do: Callable[[Act, SubmissionRow], None]) -> None:
        """Do one act in one transaction, unless it was done before.

        Raises:
            StaleSubmissionError: the submission changed since the clerk saw it; nothing was done.
        """
        with self.store.act() as act:
            what = f"{verb} {wish.code}"
            if act.answered(wish.request, what) is not None:
                return
            row = self.submissions.row(wish.code)
            if row.version != wish.version:
                raise StaleSubmissionError(code=wish.code)
            do(act, row)
            act.remember(wish.request, what, True)

    def seal_sheet(self, row: SubmissionRow, kind: str, content: dict[str, Any]) -> bytes:
        return self.submissions.seal(row, {"sheet": kind, **content})

    def message(self, row: SubmissionRow, sealed: bytes) -> dict[str, Any]:
        """Return what the province is told of an act, inside the act and after what it writes."""
        return {
            "code": row.code, "procedure": row.procedure, "saved": row.event_id,
            "version": self.submissions.row(row.code).version, "sealed": b64encode(sealed).decode("ascii"),
        }  # fmt: skip

    @staticmethod
    def put_sheet(act: Act, row: SubmissionRow, kind: str, sealed: bytes) -> None:
        table.put_sheet(act.db, row.code, kind, sealed, milliseconds(act.now))

    @staticmethod
    def _sheet(row: SubmissionRow, sealed: bytes, opener: Opener) -> dict[str, Any]:
        try:
            return open_sealed(row, sealed, opener)
        except (ValueError, KeyError, TypeError):
            raise SealError from None  # what these errors quote is somebody's
