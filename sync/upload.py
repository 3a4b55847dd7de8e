"""The lane up: what waits in the outbox goes to the province, and only its verdict on an event settles that event.

What cannot be taken steps aside and never holds up what stands behind it: a damaged or refused event becomes a dead
letter, and one with which the line breaks each time is passed by until the others are through.
"""

import logging
from typing import Any

from kiosk.clock import milliseconds
from kiosk.errors import LinkDownError
from kiosk.store import outbox, sync_state
from kiosk.store.database import Act
from kiosk.store.outbox import Message
from sync.messages import HELD, INFLATED_LIMIT, RAW_BYTES_PER_BATCH, EventVerdict, MachineStatus, Verdict, Verdicts
from sync.schedule import BatchSize, Schedule
from sync.session import Session, as_json
from sync.telling import Describe, Telling
from sync.transport import BatchRefusedError, Reply

REFUSALS = 10  # after so many an event is a dead letter
_FRAME = 1024  # bytes around the events of a batch, at most

_NEW = frozenset({Verdict.STORED, Verdict.NOT_YET_UNDERSTOOD})  # behind these the province kept our journal's end

log = logging.getLogger(__name__)


class UploadLane:
    """Sends the outbox, and how the machine is. `settled` counts the events that the province has taken."""

    def __init__(self, session: Session, schedule: Schedule, describe: Describe | None = None) -> None:
        self._session = session
        self._telling = Telling(describe, session.store.clock.monotonic)
        self._store = session.store
        self._schedule = schedule
        self._batch = BatchSize()
        self._passed_by = 0  # events at the head that did not get through alone; those behind them go first
        self.settled = 0

    @property
    def alone(self) -> bool:
        """Whether events go one by one, because more at once did not get through."""
        return self._batch.events == 1

    def step(self) -> bool:
        """Send one batch; returns False when nothing waits.

        Raises:
            SyncError: nothing was settled; all of it stays pending.
        """
        messages = self._next_batch()
        head, machine = sync_state.journal_head(self._store.db), self._telling.due(self._session.offset_ms)
        if not messages and machine is None:
            return False
        try:
            reply = self._post(messages, head, machine)
        except LinkDownError:
            self._passed_by += len(messages) == 1
            self._batch = self._batch.after_trouble()
            raise
        except BatchRefusedError as error:
            self._batch = self._batch.after_trouble()
            if len(messages) == 1:
                with self._store.act() as act:
                    self._refuse(act, messages[0], str(error.values.get("reason", "")))
            return True
        self._settle(messages, head, reply.answer_or_down(), machine)
        if messages:
            self._batch = self._batch.after_success(reply.seconds)
        return bool(messages)

    def _next_batch(self) -> list[Message]:
        """Return what goes into the next request; what could never arrive is set aside."""
        now_ms = milliseconds(self._store.clock.now())
        waiting = outbox.pending(self._store.db, now_ms, self._passed_by + self._batch.events)
        if len(waiting) <= self._passed_by:
            self._passed_by = 0
            waiting = waiting[: self._batch.events]
        chosen: list[Message] = []
        hopeless: list[tuple[Message, str]] = []
        size = 0
        for message in waiting[self._passed_by :]:
            size += (own := len(as_json(_event(message))))
            if not message.whole or own > INFLATED_LIMIT - _FRAME:
                hopeless.append((message, "too_large" if message.whole else "damaged"))
                continue
            if chosen and size > RAW_BYTES_PER_BATCH:
                break
            chosen.append(message)
        if not hopeless:
            return chosen
        with self._store.act() as act:
            for message, problem in hopeless:
                _bury(act, message, problem)
        return chosen or self._next_batch()

    def _post(
        self, messages: list[Message], head: tuple[int, bytes] | None, machine: MachineStatus | None
    ) -> Reply[Verdicts]:
        said: dict[str, Any] = {"events": [_event(one) for one in messages]}
        if head:
            said["journal"] = {"seq": head[0], "hash": head[1].hex()}
        if machine:
            said["machine"] = machine.model_dump(exclude_defaults=True)
        body = as_json(said)
        transport = self._session.transport
        return self._session.heard(
            self._session.with_token(lambda token: transport.post("/events", Verdicts, body, token, packed=True))
        )

    def _settle(
        self, messages: list[Message], head: tuple[int, bytes] | None, answer: Verdicts, machine: MachineStatus | None
    ) -> None:
        """Write the verdicts, by id."""
        said = {one.event_id: one for one in answer.verdicts}
        held = [one.event_id for one in messages if one.event_id in said and said[one.event_id].verdict in HELD]
        with self._store.act() as act:
            if not self._session.meet(act, answer.incarnation) and _went_back(act, answer):
                self._session.doubt(act, "journal")
            outbox.acknowledge(act.db, held, answer.incarnation, milliseconds(act.now))
            words = [self._judge(act, one, said.get(one.event_id)) for one in messages]
            if head and (machine or _NEW.intersection(words)):
                sync_state.tell_journal(act.db, head[0])
            if Verdict.SEQ_CONFLICT in words:
                act.record("sync.epoch", outbox.renumber(act.db))
        self.settled += len(held)
        if machine:
            self._telling.told(machine)

    def _judge(self, act: Act, message: Message, verdict: EventVerdict | None) -> str:
        """Do what a verdict asks for; without one, or with one we do not know, the event counts as refused."""
        word = verdict.verdict if verdict else "no_verdict"
        reason = verdict.reason if verdict else None
        if word in (Verdict.CONFLICT, Verdict.INVALID):
            _bury(act, message, f"{word}: {reason}" if reason else word)
        elif word not in HELD:
            self._refuse(act, message, word)
        return word

    def _refuse(self, act: Act, message: Message, problem: str) -> None:
        if message.attempts + 1 >= REFUSALS:
            _bury(act, message, problem)
            return
        # The number of a message that was taken is another one in the next request. If that does not help, it waits
        # like all the others: with a province that refuses every number this would else go on without end or pause.
        renumbered = problem == Verdict.SEQ_CONFLICT and message.attempts == 0
        pause = 0.0 if renumbered else self._schedule.ceiling(message.attempts + 1)
        outbox.postpone(act.db, message.event_id, problem, milliseconds(act.now) + round(1000 * pause))


def _went_back(act: Act, answer: Verdicts) -> bool:
    """Whether the province knows less of our journal than it has confirmed."""
    return answer.heard is not None and answer.heard < sync_state.told_journal(act.db)


def _bury(act: Act, message: Message, problem: str) -> None:
    outbox.bury(act.db, message.event_id, problem)
    act.record("sync.dead_letter", message.event_id, kind_of_event=message.kind, problem=problem)
    log.warning("event %s is a dead letter: %s", message.event_id, problem)


def _event(message: Message) -> dict[str, Any]:
    """Return a message as it stands on the wire (sync.messages.Event)."""
    return {
        "event_id": message.event_id,
        "epoch": message.epoch,
        "seq": message.seq,
        "kind": message.kind,
        "v": message.v,
        "wall_ms": message.wall_ms,
        "mono_ms": message.mono_ms,
        "boot_id": message.boot_id,
        "clock_quality": message.clock_quality,
        "body": message.body,
    }
