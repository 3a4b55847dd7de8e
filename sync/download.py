"""The lane down: pages of changes, each applied in one transaction with the cursor that says so."""

import logging
import sqlite3
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.errors import LinkDownError, StoreError
from kiosk.store import sync_state
from kiosk.store.database import Act
from sync.messages import PUT, Change, Changes
from sync.session import Session
from sync.transport import CursorGoneError

log = logging.getLogger(__name__)

Apply = Callable[[Act, Change, str], None]


def _nothing(act: Act) -> None:
    """Do nothing more."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the hall does with a stream, inside the transaction that moves its cursor.

    Attributes:
        apply: writes one change; told also the incarnation of the province, in which alone change numbers compare. An
            exception skips that change (it is noted in the journal) and goes on with the next.
        page_done: called once behind the changes of a page.
        caught_up: called when the province has nothing newer.
    """

    apply: Apply
    page_done: Callable[[Act], None] = _nothing
    caught_up: Callable[[Act], None] = _nothing


class DownloadLane:
    """Reads the streams that `readers` names. `applied` counts the changes that came down."""

    def __init__(self, session: Session, readers: Mapping[str, Reader]) -> None:
        self._session = session
        self._store = session.store
        self.readers = readers
        self.applied = 0

    def read(self, stream: str) -> bool:
        """Read and apply one page; returns True when more waits.

        Raises:
            SyncError: nothing was applied.
        """
        known = sync_state.known_incarnation(self._store.db) or ""
        at = sync_state.position(self._store.db, stream, known)
        path, transport = f"/changes/{stream}?after={at.after}", self._session.transport
        try:
            reply = self._session.with_token(lambda token: transport.get(path, Changes, token, at.etag))
        except CursorGoneError:
            if at.after == 0:
                raise
            with self._store.act() as act:
                sync_state.move(act.db, stream, known, sync_state.Position(0, None))
            return True
        page = self._session.heard(reply).answer
        if page is None:
            return False
        _check(stream, at.after, page)
        return self._apply(stream, page, reply.etag)

    def _apply(self, stream: str, page: Changes, etag: str | None) -> bool:
        reader = self.readers[stream]
        with self._store.act() as act:
            if self._session.meet(act, page):
                return True  # asked with the cursor of another life: ask again from the start of this one
            for change in page.changes:
                with _alone(act, stream, change.change_seq):
                    if change.op != PUT:
                        raise ValueError(change.op)
                    reader.apply(act, change, page.incarnation)
            if page.changes:
                with _alone(act, stream, page.next):
                    reader.page_done(act)
            quiet = not page.changes and not page.more
            sync_state.move(act.db, stream, page.incarnation, sync_state.Position(page.next, etag if quiet else None))
        self.applied += len(page.changes)
        return page.more


def _check(stream: str, after: int, page: Changes) -> None:
    """Refuse a page that is not the answer to our question."""
    order = [after, *(one.change_seq for one in page.changes)]
    stands_still = page.next < order[-1] or (page.more and page.next == after)
    if page.stream != stream or stands_still or sorted(set(order)) != order:
        raise LinkDownError


@contextmanager
def _alone(act: Act, stream: str, change_seq: int) -> Generator[None]:
    """Do a part that may fail: what cannot be applied must not hold up what comes behind it."""
    try:
        with sync_state.attempt(act):
            yield
    except (sqlite3.OperationalError, StoreError):
        raise
    except Exception as error:
        problem = type(error).__name__
        act.record("sync.change_skipped", stream, change_seq=change_seq, problem=problem)
        log.warning("change %s of %s skipped: %s", change_seq, stream, problem)
