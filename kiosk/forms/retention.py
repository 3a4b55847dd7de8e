"""How long villagers' answers stay on this machine: a draft some days, what the province has some days, then nothing.

A clerk still sees that there was one and why it is gone (`Status.in_words`). The journal says which and why, never
what. Files of photographed papers go after the act, and whatever a power cut leaves of them is swept at the next run.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from threading import Event

from kiosk.clock import HALL_ZONE, hall_day, milliseconds
from kiosk.config import Settings
from kiosk.store import blobs, retention
from kiosk.store.blobs import BlobFolder
from kiosk.store.database import Act, Store
from kiosk.store.retention import Due

LOOK_SECONDS = 3600.0  # between two looks whether a new day has begun

log = logging.getLogger("kiosk.forms")


@dataclass(frozen=True, slots=True)
class Expired:
    """What a run erased, or would. `scrubbed` is False while SQLite's log still holds it (sealed)."""

    drafts: tuple[str, ...]
    sent: tuple[str, ...]
    scrubbed: bool = True


class Retention:
    """Erases what is due. Runs at the start and once a day in the process that keeps the hall."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._blobs = BlobFolder(store.file.parent / "blobs")

    def run(self, stop: Event) -> None:
        """Look now and then whether a new day has begun, until told to stop."""
        done = None
        while True:
            today = hall_day(self._store.clock.now())
            if today != done:
                try:
                    done = today if self.expire().scrubbed else None
                except Exception:  # whatever it is, it is tried again; answers must not stay because of it
                    log.exception("expired answers were not erased")
            if stop.wait(LOOK_SECONDS):
                return

    def due(self) -> list[Due]:
        """Return what may be erased now: nothing that the province does not have, and nothing by a doubtful clock."""
        if self._store.clock.doubt():
            return []
        wish = self._settings.submissions
        drafts = retention.stale_drafts(self._store.db, self._day_before(wish.keep_draft_days))
        sent = retention.handed_in(
            self._store.db, self._day_before(wish.keep_sent_days), self._day_before(0),
            self._day_before(max(wish.keep_sent_days, wish.keep_lacking_days)),
            self._day_before(self._settings.sync.keep_unsafe_days),
        )  # fmt: skip
        return [*drafts, *sent]

    def expire(self, *, dry_run: bool = False) -> Expired:
        """Erase what is due, each in an act of its own.

        Raises:
            StoreError: what is not erased yet stays whole.
        """
        due = self.due()
        if dry_run:
            return _expired(due)
        done = [one for one in due if self._erased(one)]
        with self._store.act() as act:
            self._blobs.sweep(blobs.known(act.db))
        return _expired(done, retention.scrub(self._store.db))

    def _erased(self, one: Due) -> bool:
        """Erase one submission, unless a counter has changed it since it was found."""
        with self._store.act() as act:
            if not retention.unchanged(act.db, one):
                return False
            files = erase(act, one)
        self._blobs.erase(files)
        return True

    def _day_before(self, days: int) -> int:
        """Return the moment (Unix ms) that whatever was last touched before has been kept for `days` whole days."""
        first = hall_day(self._store.clock.now()) - timedelta(days=days)
        return milliseconds(datetime.combine(first, time(), HALL_ZONE))


def _expired(due: Iterable[Due], scrubbed: bool = True) -> Expired:
    codes = [(one.code, one.why == "expired") for one in due]
    drafts, sent = (tuple(code for code, draft in codes if draft is wanted) for wanted in (True, False))
    return Expired(drafts, sent, scrubbed)


def erase(act: Act, one: Due) -> list[str]:
    """Erase one submission's content inside an act; returns the files to erase when the act has ended."""
    files = retention.erase(act.db, one, milliseconds(act.now))
    act.record("submission.erased", one.code, why=one.why)
    return files
