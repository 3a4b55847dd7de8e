"""Reading a batch of events: usually in one go; where that fails, each event by itself, so that one which is wrong
gets its verdict and the others are taken."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ValidationError

from kiosk.store.outbox import digest
from sync.messages import (
    EVENTS_PER_BATCH,
    Event,
    EventBatch,
    EventVerdict,
    JournalHead,
    MachineStatus,
    ProblemCode,
    Verdict,
)
from sync.province import effects
from sync.province.effects import InvalidError, Understood
from sync.province.problems import ProvinceError


class _Envelope(BaseModel):
    """The frame of a batch."""

    events: list[dict[str, Any]]
    journal: JournalHead | None = None
    machine: Any = None


@dataclass
class EventsRead:
    """A batch on its way: what could be read, each with the hash of what it says (hex), and the verdicts so far, both
    by place."""

    raw: bytes
    size: int
    journal: JournalHead | None
    machine: MachineStatus | None = None
    heard: int = 0  # heard.heard_before, when it is stored
    read: dict[int, tuple[Understood, str]] = field(default_factory=dict[int, tuple[Understood, str]])
    verdicts: dict[int, EventVerdict] = field(default_factory=dict[int, EventVerdict])
    hashes: dict[str, str] = field(default_factory=dict[str, str])  # of the events so far, by id

    @cached_property
    def items(self) -> list[dict[str, Any]]:
        """The events as they were sent, with fields that we know nothing of."""
        return json.loads(self.raw)["events"]

    def add(self, place: int, event: Event) -> None:
        """Take an event in, or give its verdict at once: it is invalid, or stands twice in the batch."""
        event_id = event.event_id
        try:
            understood = effects.understand(event)
        except InvalidError as error:
            self.verdicts[place] = verdict_on(event_id, Verdict.INVALID, str(error))
            return
        sha256 = digest(event_id, event.kind, event.v, event.wall_ms, event.body).hex()
        if event_id in self.hashes:
            same = self.hashes[event_id] == sha256
            self.verdicts[place] = verdict_on(event_id, Verdict.DUPLICATE if same else Verdict.CONFLICT)
            return
        self.hashes[event_id] = sha256
        self.read[place] = (understood, sha256)


def read_batch(raw: bytes) -> EventsRead:
    """Return the events in a request's body.

    Raises:
        ProvinceError: the whole is not what EventBatch describes.
    """
    try:
        said = EventBatch.model_validate_json(raw)
    except (ValidationError, ValueError):
        return _each_by_itself(raw)
    batch = EventsRead(raw, len(said.events), said.journal, said.machine)
    for place, event in enumerate(said.events):
        batch.add(place, event)
    return batch


def verdict_on(event_id: str, verdict: Verdict, reason: str | None = None) -> EventVerdict:
    return EventVerdict(event_id=event_id, verdict=verdict.value, reason=reason)


def _each_by_itself(raw: bytes) -> EventsRead:
    try:
        envelope = _Envelope.model_validate(json.loads(raw))
    except ValidationError as error:
        where = error.errors(include_input=False)[0]["loc"]
        raise ProvinceError(ProblemCode.BAD_REQUEST, ".".join(str(one) for one in where)) from error
    except (ValueError, RecursionError) as error:
        raise ProvinceError(ProblemCode.NOT_JSON) from error
    if len(envelope.events) > EVENTS_PER_BATCH:
        raise ProvinceError(ProblemCode.TOO_LARGE)
    if not all(_has_name(one) for one in envelope.events):
        raise ProvinceError(ProblemCode.BAD_REQUEST, "events.event_id")
    batch = EventsRead(raw, len(envelope.events), envelope.journal, _machine(envelope.machine))
    for place, item in enumerate(envelope.events):
        try:
            batch.add(place, Event.model_validate(item))
        except ValidationError as error:
            loc = error.errors(include_input=False)[0]["loc"]
            field = f"field {'.'.join(str(one) for one in loc)}"
            batch.verdicts[place] = verdict_on(item["event_id"], Verdict.INVALID, field)
    return batch


def _machine(said: Any) -> MachineStatus | None:
    """Return how the machine is; one that cannot be read must not hold up its events."""
    try:
        return MachineStatus.model_validate(said) if said is not None else None
    except ValidationError:
        return None


def _has_name(item: dict[str, Any]) -> bool:
    """Whether a verdict can be given by id."""
    event_id = item.get("event_id")
    return isinstance(event_id, str) and event_id.isascii() and 0 < len(event_id) <= 64
