"""The lane down: pages of changes, each applied in one transaction with the cursor that says so."""

import logging
import random
import sqlite3
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.errors import LinkDownError, StoreError
from kiosk.store import sync_state
from kiosk.store.database import Act
from sync.messages import PUT, Change, Changes
from sync.session import Session
from sync.snapshot import PIECE, Arriving, Swap, lay_all
from sync.transport import CursorGoneError, NoSuchPathError, SnapshotGoneError, UpgradeRequiredError

IDLE_SECONDS = 60.0

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
        swap: replaces all rows by a snapshot; without it, a stream that cannot go on is read from its start.
    """

    apply: Apply
    page_done: Callable[[Act], None] = _nothing
    caught_up: Callable[[Act], None] = _nothing
    swap: Swap | None = None


class DownloadLane:
    """Reads the streams that `readers` names, in their order, once in about `idle` seconds.

    `applied` counts the changes that came down. `dice`: random numbers in [0, 1), so that halls do not ask in step.
    """

    def __init__(
        self,
        session: Session,
        readers: Mapping[str, Reader],
        idle: float = IDLE_SECONDS,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._session = session
        self._store = session.store
        self._idle = idle
        self._dice = dice
        self._readers = readers
        self._left: list[str] = []  # streams that this look has not read to their end
        self._life: str | None = None  # the province's incarnation when this look began
        self.begin_look()
        self._next_look = float("-inf")
        self.applied = 0
        self._arriving: dict[str, Arriving] = {}

    @property
    def seconds_left(self) -> float:
        """How long until it is time to look for news again."""
        return max(0.0, self._next_look - self._store.clock.monotonic())

    def look_now(self) -> None:
        """Let the next step look for news from the first stream on, whatever the time."""
        self.begin_look()
        self._next_look = float("-inf")

    def step(self) -> bool:
        """Read one page of the streams in their turn; returns False while it is too early to look again.

        Raises:
            SyncError: nothing was applied.
        """
        if self.seconds_left:
            return False
        if not self._session.reads:
            self._left = []
        try:
            if self._left and not self.read(self._left[0]):
                self._left.pop(0)
        except UpgradeRequiredError:
            self._session.reads = False  # until the next token asks what the province speaks
            self._left = []
        if not self._left:
            self._end_look()
        return True

    def read(self, stream: str) -> bool:
        """Read and apply one page; returns True when more waits.

        Raises:
            SyncError: nothing was applied.
        """
        known = sync_state.known_incarnation(self._store.db) or ""
        at, swap = sync_state.position(self._store.db, stream, known), self._readers[stream].swap
        if swap is not None and (stream in self._arriving or at is None):
            return self._piece(stream, swap)
        at = at or sync_state.Position(0, None)
        path, transport = f"/changes/{stream}?after={at.after}", self._session.transport
        try:
            reply = self._session.with_token(lambda token: transport.get(path, Changes, token, at.etag))
        except CursorGoneError:
            if swap is not None:
                return self._piece(stream, swap)
            if at.after == 0:
                raise
            self._start_over(stream, known)
            return True
        page = self._session.heard(reply).answer
        if page is None:
            return False
        _check(stream, at.after, page)
        return self._apply(stream, page, reply.etag)

    def _start_over(self, stream: str, incarnation: str) -> None:
        with self._store.act() as act:
            sync_state.move(act.db, stream, incarnation, sync_state.Position(0, None))

    def _piece(self, stream: str, swap: Swap) -> bool:
        """Download a piece of the snapshot, and apply it when it is whole; returns True, because more may wait."""
        arriving = self._arriving.setdefault(stream, Arriving())
        transport = self._session.transport
        try:
            piece = self._session.with_token(
                lambda token: transport.piece(f"/snapshots/{stream}", arriving.offset, PIECE, token, arriving.etag)
            )
        except (SnapshotGoneError, NoSuchPathError) as error:
            del self._arriving[stream]
            if isinstance(error, NoSuchPathError):  # an older province has none
                self._start_over(stream, sync_state.known_incarnation(self._store.db) or "")
            return True
        arriving.add(piece.content, piece.offset, piece.total, piece.etag)
        if arriving.whole:
            del self._arriving[stream]
            self._swap_in(stream, swap, *arriving.read(stream), piece.incarnation)
        return True

    def _swap_in(self, stream: str, swap: Swap, stands_for: int, changes: list[Change], incarnation: str) -> None:
        lay_all(self._store, swap, changes, incarnation)
        with self._store.act() as act:
            if not self._session.meet(act, incarnation):
                before = sync_state.position(act.db, stream, incarnation)
                if before is not None and before.after > stands_for:
                    self._session.doubt(act, "changes")
            swap.swap(act)
            sync_state.move(act.db, stream, incarnation, sync_state.Position(stands_for, None))
            act.record("sync.snapshot", stream, change_seq=stands_for, count=len(changes))
        self.applied += len(changes)

    def begin_look(self) -> None:
        """Let a look that was broken off ask again also for what it had read to its end: that may be old by now."""
        self._left, self._life = list(self._readers), sync_state.known_incarnation(self._store.db)

    def _end_look(self) -> None:
        """All streams were read to their end: what waits is sent and what is new is known.

        Unless another life of the province came to answer meanwhile: then none was read to its end in that one.
        """
        if self._life != sync_state.known_incarnation(self._store.db):
            self.begin_look()
            return
        with self._store.act() as act:
            sync_state.note_success(act.db, act.now, self._session.offset_ms)
            for reader in self._readers.values() if self._session.reads else ():
                reader.caught_up(act)
        self.begin_look()
        self._next_look = self._store.clock.monotonic() + self._idle * (0.8 + 0.4 * self._dice())

    def _apply(self, stream: str, page: Changes, etag: str | None) -> bool:
        reader = self._readers[stream]
        with self._store.act() as act:
            if self._session.meet(act, page.incarnation):
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
