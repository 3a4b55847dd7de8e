"""Once a day: what of this machine's is safe at the province, and erasing what has been kept for long enough."""

import logging
from dataclasses import dataclass

from kiosk.clock import milliseconds
from kiosk.errors import LinkDownError, RefusedError
from kiosk.store import blob_queue, safe, sync_state
from kiosk.store.database import Store
from kiosk.store.safe import SafeMark
from sync.messages import IDS_PER_RECONCILE, Reconciled
from sync.reconcile import ReconcileLane

DAY_MS = 86_400_000
ROWS_AT_ONCE = 2000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many days a message stays after the province has it: once it is safe, and without ever being safe."""

    days: int = 30
    unsafe_days: int = 90


class Upkeep:
    def __init__(self, store: Store, lane: ReconcileLane, keeping: Keeping) -> None:
        self._store, self._lane, self._keeping = store, lane, keeping

    def look(self) -> None:
        """Ask and erase, if that was not done today and the clock can be believed; without an answer, next time.

        Raises:
            RevokedError: the province does not take this machine's word.
        """
        now_ms, asked = milliseconds(self._store.clock.now()), safe.asked_ms(self._store.db)
        if self._store.clock.doubt() or (asked is not None and abs(now_ms - asked) < DAY_MS):
            return
        if not safe.anything_from_before(self._store.db, now_ms - DAY_MS):
            return
        papers = blob_queue.not_safe(self._store.db)
        pages = [papers[at : at + IDS_PER_RECONCILE] for at in range(0, len(papers), IDS_PER_RECONCILE)] or [[]]
        try:
            for page in pages:
                if not self._keep(page, self._lane.ask([], page), now_ms):
                    return
        except (LinkDownError, RefusedError):
            return  # not now; or an older province, which knows of no backups
        self._erase(now_ms)

    def _keep(self, papers: list[str], answer: Reconciled, now_ms: int) -> bool:
        """Keep what is safe, and send again the papers that are lost over there, as after the death of a disk; False
        when another incarnation than the known one answers."""
        with self._store.act() as act:
            if sync_state.known_incarnation(act.db) != answer.incarnation:
                return False
            marks = [SafeMark(one.epoch, one.through, one.holes) for one in answer.safe]
            safe.keep_marks(act.db, marks, answer.backup_ms, now_ms)
            blob_queue.mark_safe(act.db, answer.safe_blobs)
            if again := blob_queue.pending_again(act.db, set(answer.missing_blobs).intersection(papers)):
                act.record("sync.papers_lost", answer.incarnation, papers=again)
                log.warning("the province had lost %s papers; they are sent again", again)
        return True

    def _erase(self, now_ms: int) -> None:
        before, anyway = now_ms - self._keeping.days * DAY_MS, now_ms - self._keeping.unsafe_days * DAY_MS
        while True:
            with self._store.act() as act:
                gone = safe.prune(act.db, before, min(anyway, before), ROWS_AT_ONCE)
                if gone.safe or gone.unsafe:
                    act.record("outbox.erased", "outbox", safe=gone.safe, unsafe=gone.unsafe)
            if gone.unsafe:
                log.warning("%s messages were erased that lie in no tested backup of the province", gone.unsafe)
            if gone.safe + gone.unsafe < ROWS_AT_ONCE:
                return
