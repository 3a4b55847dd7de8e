"""Villagers who photograph a paper, with the kiosk's own code, and what lies in the province afterwards."""

import random
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from kiosk.config import Settings
from kiosk.forms.answers import Answer
from kiosk.forms.submissions import Submissions
from kiosk.store.database import Store
from sync.province.tables import blob
from sync.seal import AgeSealer
from tests.forms.papers import BIRTH, PAPER, forms_with_captures
from tests.sync.parts import Running


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved submission with one photographed paper."""

    code: str
    event: str
    blob: str
    pdf: bytes


class Photographer:
    """Saves submissions in a hall's file, sealed to the province."""

    def __init__(self, store: Store, province: Running, settings: Settings) -> None:
        sealer = AgeSealer([province.province.keys.recipient])
        self._store = store
        self._submissions = Submissions(store, sealer, settings, forms_with_captures())
        self._number = 0

    def save(self, size: int = 600_000) -> Saved:
        """Save a submission whose paper is a PDF of `size` bytes."""
        self._number += 1
        pdf = b"%PDF-1.7\n" + random.Random(self._number).randbytes(size - 9)
        code = self._submissions.start(BIRTH, f"request-{self._number}").code
        value = self._submissions.seal_paper(pdf, 1)
        assert isinstance(value, dict)
        self._submissions.save_pages(code, {PAPER: Answer(value)}, PAPER)
        self._submissions.finish(code, {PAPER: Answer(value)})
        row = self._store.row("SELECT event_id FROM submission WHERE code = ?", (code,))
        assert row is not None
        return Saved(code, row["event_id"], value["blob"], pdf)

    def state(self, saved: Saved) -> str:
        """Return what screens say of it."""
        return self._submissions.status(saved.code).state

    def file(self, saved: Saved) -> Path:
        return self._store.file.parent / "blobs" / saved.blob


def begun(province: Running) -> dict[str, bool]:
    """Return the papers that the province knows, and whether each is whole."""
    with province.province.database.read() as db:
        rows = db.execute(select(blob.c.blob_id, blob.c.whole_ms)).all()
    return {row.blob_id: row.whole_ms is not None for row in rows}


def opened(province: Running, saved: Saved) -> bytes:
    """Return the paper as an official opens it; fails unless the list says that all has come."""
    (line,) = [one for one in province.office("GET", "/submissions").json() if one["event_id"] == saved.event]
    assert (line["complete"], [one["blob"] for one in line["papers"]]) == (True, [saved.blob])
    answer = province.office("GET", f"/submissions/{line['device_id']}/{saved.event}/papers/{saved.blob}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return answer.content
