"""The lane of photographed papers: sealed files go up piece by piece, and go on wherever a line broke.

Nothing about a paper on its way is kept here but that it is not sent yet. Each begins with a PUT, which is harmless
as a repeat and tells how far the province has it; so a killed process, a cut line, a lost reply, a restored province
and a transfer that still runs over there are all the same case. A file is hashed before its first byte goes, because
what is sealed cannot be made anew: a damaged one is a dead letter, and the rest goes on.
"""

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import milliseconds
from kiosk.errors import BlobError, LinkDownError, RefusedError, RevokedError
from kiosk.store import blob_queue
from kiosk.store.blob_queue import WaitingPaper
from kiosk.store.blobs import BlobFolder
from sync.messages import DIGEST_HEADER, OFFSET_HEADER, PIECE_TYPE, BlobState, content_digest
from sync.schedule import Piece, Schedule
from sync.session import Session, as_json
from sync.transport import NoSuchPathError, NotFoundError, OffsetWrongError, Reply, StaleTokenError, UnavailableError

REFUSALS = 10  # after so many a paper is a dead letter
TROUBLES = 3  # breaks without a byte that came through; then the next paper has its turn
REST_SECONDS = 60.0  # of the lane, where the province asks for patience and does not say how long
OLD_PROVINCE_SECONDS = 900.0  # between two looks whether the province takes papers by now
_READ = 1024 * 1024

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Sending:
    """A paper whose file was found whole; `offset` is None where the province has to be asked."""

    paper: WaitingPaper
    offset: int | None = None
    heard: int = 0  # how far the province had it when it last said so
    troubles: int = 0


class PaperLane:
    """Sends the papers of saved submissions, the oldest submission first. `accepted` counts bytes the province took."""

    def __init__(self, session: Session, schedule: Schedule, piece: Piece) -> None:
        self._session = session
        self._store = session.store
        self._schedule = schedule
        self._piece = piece
        self._folder = BlobFolder(session.store.file.parent / "blobs")
        self._now: _Sending | None = None
        self._passed_by: set[str] = set()  # the line broke with each of them; the others go first
        self._rests_until = float("-inf")
        self.accepted = 0

    def step(self) -> bool:
        """Ask how far a paper is, or send one piece of it; returns False when nothing waits, or the lane rests.

        Raises:
            SyncError: the line broke, or the province does not let us in; what came of the piece is kept over there.
        """
        if self._store.clock.monotonic() < self._rests_until:
            return False
        self._now = now = self._now or self._next()
        if now is None:
            return False
        try:
            self._go_on(now)
        except UnavailableError as error:
            # A province without room for papers may still have it for events.
            self._rest(now, "unavailable", error.retry_after or REST_SECONDS)
        except NoSuchPathError:
            self._rest(now, "older_province", OLD_PROVINCE_SECONDS)
        except LinkDownError:
            self._trouble(now)
            raise
        except (NotFoundError, OffsetWrongError):
            now.offset = None
        except (RevokedError, StaleTokenError):
            self._now = None
            raise
        except (RefusedError, BlobError) as error:
            self._refused(now, error)
        return True

    def _next(self) -> _Sending | None:
        """Return the paper whose turn it is; one whose file is gone or damaged is set aside."""
        while paper := self._waiting():
            if self._is_whole(paper):
                return _Sending(paper)
            self._bury(paper, "damaged")
        return None

    def _waiting(self) -> WaitingPaper | None:
        now_ms = milliseconds(self._store.clock.now())
        paper = blob_queue.next_waiting(self._store.db, now_ms, self._passed_by)
        if paper is None and self._passed_by:
            self._passed_by.clear()
            return blob_queue.next_waiting(self._store.db, now_ms)
        return paper

    def _go_on(self, now: _Sending) -> None:
        if now.offset is None:
            body, headers = as_json({"bytes": now.paper.size}), {"Content-Type": "application/json"}
            self._hear(now, self._ask("PUT", now.paper, body, headers).answer_or_down())
            return
        piece = _read(self._folder.path(now.paper.blob), now.offset, self._piece.bytes)
        headers = {"Content-Type": PIECE_TYPE, OFFSET_HEADER: str(now.offset), DIGEST_HEADER: content_digest(piece)}
        reply = self._ask("PATCH", now.paper, piece, headers)
        self._piece = self._piece.after_success(len(piece), reply.seconds)
        self._hear(now, reply.answer_or_down())

    def _ask(self, method: str, paper: WaitingPaper, body: bytes, headers: dict[str, str]) -> Reply[BlobState]:
        path, transport, limit = f"/blobs/{paper.blob}", self._session.transport, self._piece.limit
        return self._session.heard(
            self._session.with_token(lambda token: transport.send(method, path, BlobState, body, headers, token, limit))
        )

    def _hear(self, now: _Sending, said: BlobState) -> None:
        """Note how far the province has a paper; once it is whole there, it is sent."""
        if said.offset > now.heard:
            self.accepted += said.offset - now.heard
            now.troubles = 0
        now.heard = now.offset = said.offset
        if not said.whole:
            return
        self._now = None
        with self._store.act() as act:
            self._session.meet(act, said.incarnation)
            blob_queue.mark_sent(act.db, now.paper.blob, said.incarnation, milliseconds(act.now))

    def _trouble(self, now: _Sending) -> None:
        """The line broke: send less next time, and after some times let another paper go first."""
        now.offset = None
        now.troubles += 1
        self._piece = self._piece.after_trouble()
        if now.troubles >= TROUBLES:
            self._passed_by.add(now.paper.blob)
            self._now = None

    def _rest(self, now: _Sending, why: str, seconds: float) -> None:
        self._rests_until = self._store.clock.monotonic() + seconds
        log.warning("papers rest for %.0f s: %s", seconds, why)
        self._put_off(now, why, 0)

    def _refused(self, now: _Sending, error: RefusedError | BlobError) -> None:
        paper, why = now.paper, str(error.values.get("reason", ""))
        self._piece = self._piece.after_trouble()
        if not self._is_whole(paper):
            self._bury(paper, "damaged")
        elif paper.attempts + 1 >= REFUSALS:
            self._bury(paper, why)
        else:
            self._put_off(now, why, round(1000 * self._schedule.ceiling(paper.attempts + 1)), refused=True)

    def _put_off(self, now: _Sending, why: str, pause_ms: int, *, refused: bool = False) -> None:
        self._now = None
        with self._store.act() as act:
            blob_queue.postpone(act.db, now.paper.blob, why, milliseconds(act.now) + pause_ms, refused=refused)

    def _bury(self, paper: WaitingPaper, why: str) -> None:
        self._now = None
        with self._store.act() as act:
            blob_queue.bury(act.db, paper.blob, why)
            act.record("sync.dead_paper", paper.submission, blob=paper.blob, problem=why)
        log.warning("paper %s is a dead letter: %s", paper.blob, why)

    def _is_whole(self, paper: WaitingPaper) -> bool:
        """Return whether the file still holds what was sealed."""
        said = hashlib.sha256()
        try:
            with self._folder.path(paper.blob).open("rb") as file:
                while some := file.read(_READ):
                    said.update(some)
        except OSError:
            return False
        return said.hexdigest() == paper.blob


def _read(file: Path, offset: int, size: int) -> bytes:
    """Return the piece at `offset`.

    Raises:
        BlobError: there is none: the file is gone, or the province has more than it holds.
    """
    try:
        with file.open("rb") as opened:
            opened.seek(offset)
            piece = opened.read(size)
    except OSError as error:
        raise BlobError from error
    if not piece:
        raise BlobError
    return piece
