"""A province as a client of a nation's server, which is the same program: what it stored goes on, each event once.

The words, the verdicts and the retry rules are those of a hall (sync.upload); what differs is the outbox behind them,
which all workers of a province share, and that nothing is read from a nation.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

from kiosk.errors import KioskError, LinkDownError, NotJoinedError, RefusedError
from sync.keys import DeviceKey
from sync.messages import (
    HELD,
    IDS_PER_RECONCILE,
    INFLATED_LIMIT,
    RAW_BYTES_PER_BATCH,
    Answer,
    Enrolled,
    Hello,
    Reconciled,
    Token,
    Verdict,
    Verdicts,
    token_challenge,
)
from sync.province import onward
from sync.province.onward import Waiting
from sync.province.province import Province
from sync.schedule import BatchSize, Schedule
from sync.session import as_json
from sync.transport import BatchRefusedError, NoSuchPathError, Reply, StaleTokenError, Transport
from sync.upload import REFUSALS

LOOK_MS = 60_000
DAY_MS = 86_400_000
KEEP_MS = 30 * DAY_MS  # as a hall: what is in one tested backup may be needed again if an older one is restored
ROWS_AT_ONCE = 2000
FRAME = 1024  # bytes around the events of a batch, at most

log = logging.getLogger(__name__)

T = TypeVar("T")


class Forwarder:
    """Sends what `province` stored on over `transport`. Only one at a time may run (ForwardWorker)."""

    def __init__(self, province: Province, transport: Transport, key: DeviceKey, schedule: Schedule) -> None:
        self._province = province
        self._database = province.database
        self._transport = transport
        self._key = key
        self._schedule = schedule
        self._batch = BatchSize()
        self._token: str | None = None
        self._looked_ms = -LOOK_MS  # when we last saw which life the nation lives
        self._pruned_ms = -DAY_MS
        self.settled = 0

    def join(self, code: str, software: str = "") -> Enrolled:
        """Make this province known to the nation with a one-time code; all that is stored waits to be sent then.

        Raises:
            LinkDownError: no nation there.
            RefusedError: the code is wrong, used or too old.
        """
        body = as_json({"code": code, "public_key": self._key.public, "software": software})
        enrolled = self._transport.post("/enrol", Enrolled, body).answer_or_down()
        onward.join(self._database, enrolled.device_id)
        return enrolled

    def waits(self) -> bool:
        """Whether something can be sent now."""
        with self._database.read() as db:
            return onward.waits(db, self._province.now_ms)

    def round(self) -> None:
        """Send all that waits, see whether the nation lives a new life, and once a day remove what is safe there.

        Raises:
            SyncError: why it ended early; what was settled before stays settled.
        """
        try:
            if not 0 <= self._province.now_ms - self._looked_ms < LOOK_MS:
                self._meet(self._transport.get("/hello", Hello).answer_or_down())
                self._looked_ms = self._province.now_ms
            while self.send():
                pass
            self._prune()
        except KioskError as error:
            self._note(last_error=error.text_id)
            raise
        self._note(last_ok_ms=self._province.now_ms, last_error=None)

    def send(self) -> bool:
        """Send one batch; returns False when nothing waits.

        Raises:
            SyncError: nothing was settled; all of it stays pending.
        """
        waiting = self._next_batch()
        if not waiting:
            return False
        try:
            reply = self._post(waiting)
        except LinkDownError:
            self._batch = self._batch.after_trouble()
            if len(waiting) == 1:  # it may itself be the reason: the others need not wait for it
                with self._database.write() as db:
                    self._step_aside(db, waiting[0], "link_down", refused=False)
            raise
        except BatchRefusedError as error:
            self._batch = self._batch.after_trouble()
            if len(waiting) == 1:
                with self._database.write() as db:
                    self._step_aside(db, waiting[0], str(error.values.get("reason", "")), refused=True)
            return True
        self._settle(waiting, reply.answer_or_down())
        self._batch = self._batch.after_success(reply.seconds)
        return True

    def _next_batch(self) -> list[Waiting]:
        """Return what goes into the next request; what could never arrive is set aside."""
        chosen: list[Waiting] = []
        size = 0
        with self._database.write() as db:
            for one in onward.take(db, self._province.now_ms, self._batch.events):
                size += (own := len(as_json(one.event)))
                if own > INFLATED_LIMIT - FRAME:
                    onward.bury(db, one.identity, "too_large")
                elif chosen and size > RAW_BYTES_PER_BATCH:
                    break
                else:
                    chosen.append(one)
        return chosen

    def _post(self, waiting: list[Waiting]) -> Reply[Verdicts]:
        body = as_json({"events": [one.event for one in waiting]})
        return self._with_token(lambda token: self._transport.post("/events", Verdicts, body, token, packed=True))

    def _settle(self, waiting: list[Waiting], answer: Verdicts) -> None:
        """Write the verdicts, by id; without one, or with one we do not know, an event counts as refused."""
        said = {one.event_id: one for one in answer.verdicts}
        verdicts = [(one, said.get(one.event["event_id"])) for one in waiting]
        held = [one.identity for one, verdict in verdicts if verdict and verdict.verdict in HELD]
        with self._database.write() as db:
            onward.acknowledge(db, held, answer.incarnation)
            for one, verdict in verdicts:
                word = verdict.verdict if verdict else "no_verdict"
                if verdict and word in (Verdict.CONFLICT, Verdict.INVALID):
                    onward.bury(db, one.identity, f"{word}: {verdict.reason}" if verdict.reason else word)
                elif word not in HELD and word != Verdict.SEQ_CONFLICT:
                    self._step_aside(db, one, word, refused=True)
            if any(verdict and verdict.verdict == Verdict.SEQ_CONFLICT for _, verdict in verdicts):
                onward.renumber(db)
        self.settled += len(held)
        self._meet(answer)

    def _step_aside(self, db: Connection, one: Waiting, problem: str, *, refused: bool) -> None:
        if refused and one.attempts + 1 >= REFUSALS:
            onward.bury(db, one.identity, problem)
            return
        pause = self._schedule.ceiling(one.attempts + 1)
        onward.postpone(db, one.identity, problem, self._province.now_ms + round(1000 * pause), refused=refused)

    def _meet(self, answer: Answer) -> None:
        """After the nation was restored from a backup, ask what of the acknowledged it lost.

        Whatever ends this early, it goes on later: what was asked about carries the new incarnation.
        """
        with self._database.read() as db:
            _, known = _known(onward.who(db))
        if known == answer.incarnation:
            return
        if known is not None:
            log.warning("the nation answers with a new incarnation; %s events are sent again", self._reconcile(answer))
        self._note(incarnation=answer.incarnation)

    def _reconcile(self, answer: Answer) -> int:
        after, lost = onward.START, 0
        while True:
            with self._database.read() as db:
                page = onward.acked_elsewhen(db, answer.incarnation, after, IDS_PER_RECONCILE)
            if not page:
                return lost
            after = page[-1]
            sent = {onward.sent_id(one): one for one in (place[1:] for place in page)}
            missing = {sent[one] for one in self._missing(list(sent), answer.incarnation) if one in sent}
            with self._database.write() as db:
                onward.acknowledge(db, set(sent.values()) - missing, answer.incarnation)
                onward.reopen(db, missing)
            lost += len(missing)

    def _prune(self) -> None:
        """Once a day, remove what is old and lies in a backup that the nation restored for a test."""
        now_ms = self._province.now_ms
        if 0 <= now_ms - self._pruned_ms < DAY_MS:
            return
        with self._database.read() as db:
            old = onward.acked_before(db, now_ms - KEEP_MS)
        if old:
            self._prune_before(now_ms - KEEP_MS)
        self._pruned_ms = now_ms

    def _prune_before(self, before_ms: int) -> None:
        try:
            reply = self._compare([])
        except NoSuchPathError:  # an older release, which knows of no backups
            return
        answer, gone = reply.answer_or_down(), ROWS_AT_ONCE
        self._meet(answer)
        while gone == ROWS_AT_ONCE:
            with self._database.write() as db:
                gone = onward.prune(db, answer.safe, answer.incarnation, before_ms, ROWS_AT_ONCE)

    def _missing(self, ids: list[str], incarnation: str) -> list[str]:
        """Return which of `ids` the nation does not have; all where it cannot say, since a repeat does no harm."""
        try:
            reply = self._compare(ids)
        except RefusedError:  # an older release
            return ids
        answer = reply.answer_or_down()
        if answer.incarnation != incarnation:
            raise LinkDownError  # restored once more meanwhile: the next round begins anew
        return answer.missing_events

    def _compare(self, ids: list[str]) -> Reply[Reconciled]:
        body = as_json({"events": ids, "blobs": []})
        return self._with_token(lambda token: self._transport.post("/reconcile", Reconciled, body, token))

    def _with_token(self, ask: Callable[[str], T]) -> T:
        """Run `ask` with a token; a used-up one is replaced once."""
        if self._token is not None:
            try:
                return ask(self._token)
            except StaleTokenError:
                self._token = None
        self._token = self._new_token()
        return ask(self._token)

    def _new_token(self) -> str:
        with self._database.read() as db:
            device, _ = _known(onward.who(db))
        nonce = self._transport.get("/hello", Hello).answer_or_down().nonce
        signature = self._key.sign(token_challenge(device, nonce))
        body = as_json({"device_id": device, "nonce": nonce, "signature": signature})
        answer = self._transport.post("/token", Token, body).answer_or_down()
        self._token = answer.token
        self._meet(answer)
        return answer.token

    def _note(self, **values: Any) -> None:
        with self._database.write() as db:
            onward.note(db, **values)


def _known(who: tuple[str, str | None] | None) -> tuple[str, str | None]:
    if who is None:
        raise NotJoinedError
    return who
