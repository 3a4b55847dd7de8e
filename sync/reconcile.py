"""Finding out what the province still has of what it acknowledged, after it was restored, and what of it is safe.

Each acknowledged message and paper names the incarnation that has it. Whatever names another one than the present is
asked about, a page at a time; each page is settled in one transaction. So there is nothing to resume: after a cut or a
power failure the pages that are left still name the old one.
"""

import logging

from kiosk.clock import milliseconds
from kiosk.store import blob_queue, outbox, sync_state
from kiosk.store.database import Act
from sync.messages import IDS_PER_RECONCILE, Reconciled
from sync.session import Session, as_json
from sync.transport import NoSuchPathError

log = logging.getLogger(__name__)


class ReconcileLane:
    """Settles what another incarnation acknowledged. `reopened` counts what had to be sent again."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._store = session.store
        self.reopened = 0

    def step(self) -> bool:
        """Settle one page; returns False when nothing is left.

        Raises:
            SyncError: the page is not settled.
        """
        known = sync_state.known_incarnation(self._store.db)
        if known is None:
            return False
        events = outbox.acked_elsewhere(self._store.db, known, IDS_PER_RECONCILE)
        blobs = blob_queue.sent_elsewhere(self._store.db, known, IDS_PER_RECONCILE)
        if not events and not blobs:
            return False
        try:
            answer = self.ask(events, blobs)
        except NoSuchPathError:
            self._send_all_again(events, blobs, known)
            return True
        with self._store.act() as act:
            self._session.meet(act, answer.incarnation)
            self._settle(act, events, blobs, answer)
        return True

    def claim(self) -> None:
        """After an enrolment under a new name: take what reached the province under the old one as sent.

        Raises:
            SyncError: not all of it was asked about; nothing is sent before.
        """
        if not sync_state.has_new_name(self._store.db):
            return
        waiting = outbox.pending_ids(self._store.db)
        for at in range(0, len(waiting), IDS_PER_RECONCILE):
            page = waiting[at : at + IDS_PER_RECONCILE]
            try:
                answer = self.ask(page, [])
            except NoSuchPathError:
                break
            missing = set(answer.missing_events)
            with self._store.act() as act:
                there = [one for one in page if one not in missing]
                outbox.acknowledge(act.db, there, answer.incarnation, milliseconds(act.now))
        with self._store.act() as act:
            sync_state.used_to_name(act.db)

    def ask(self, events: list[str], blobs: list[str]) -> Reconciled:
        """Ask about these.

        Raises:
            SyncError: no answer now.
        """
        body, transport = as_json({"events": events, "blobs": blobs}), self._session.transport
        reply = self._session.with_token(
            lambda token: transport.post("/reconcile", Reconciled, body, token, packed=True)
        )
        return self._session.heard(reply).answer_or_down()

    def _send_all_again(self, events: list[str], blobs: list[str], known: str) -> None:
        """A province that cannot be asked is told again; what it has is a duplicate."""
        with self._store.act() as act:
            outbox.confirm(act.db, events, known)
            blob_queue.confirm(act.db, blobs, known)
            self.reopened += outbox.reopen(act.db, events) + blob_queue.pending_again(act.db, blobs)

    def _settle(self, act: Act, events: list[str], blobs: list[str], answer: Reconciled) -> None:
        missing = set(answer.missing_events).intersection(events)
        lost_blobs = set(answer.missing_blobs).intersection(blobs)
        outbox.confirm(act.db, events, answer.incarnation)
        again = outbox.reopen(act.db, missing)
        blob_queue.confirm(act.db, blobs, answer.incarnation)
        papers = blob_queue.pending_again(act.db, lost_blobs)
        gone = len(missing) - again
        sync_state.forgotten_there(act.db, gone)
        self.reopened += again + papers
        if missing or lost_blobs:
            act.record("sync.reconciled", answer.incarnation, events=again, papers=papers, gone=gone)
            log.warning("the province had lost %s events and %s papers; %s are sent again",
                        len(missing), len(lost_blobs), again + papers)  # fmt: skip
