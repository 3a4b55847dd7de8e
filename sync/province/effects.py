"""What an event does in the province besides being stored, and which events this version understands."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import from_json
from sqlalchemy import Connection, insert

from sync.messages import DeskAct, Event, SubmissionSaved
from sync.province import at_desks
from sync.province.database import Database
from sync.province.devices import Device
from sync.province.tables import blob_ref, submission

SUBMISSION_SAVED = "submission.saved"
DESK_ACTS = frozenset(f"submission.{act}" for act in ("changed", "supplement", "refused", "accepted"))
AGE_HEADER = b"age-encryption.org/v1\n"

# Kinds whose first version is a plain fact to keep; everything before the first dot.
FACTS = frozenset({"ticket", "counter", "help", "rating", "service", "kiosk", "hall"})

Sealed = TypeVar("Sealed", SubmissionSaved, DeskAct)


def _no_number(word: str) -> None:
    """NaN and Infinity are no JSON, whatever Python thinks."""
    raise ValueError(word)


_DECODER = json.JSONDecoder(parse_constant=_no_number)


class InvalidError(ValueError):
    """The event can never be stored; the text says why, in a word for technicians."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An event after reading: `submission` when it is one, `desk_act` when a counter did something about one."""

    event: Event
    understood: bool
    submission: SubmissionSaved | None = None
    desk_act: DeskAct | None = None


def understand(event: Event) -> Understood:
    """Read the body of an event.

    Raises:
        InvalidError: the body is not what its kind and version say.
    """
    _must_be_object(event.body)
    if event.kind == SUBMISSION_SAVED and event.v == 1:
        return Understood(event, True, _read(event, SubmissionSaved))
    if event.kind in DESK_ACTS and event.v == 1:
        return Understood(event, True, desk_act=_desk_act(event))
    return Understood(event, event.v == 1 and event.kind.partition(".")[0] in FACTS)


def apply(database: Database, db: Connection, device: Device, fresh: Sequence[Understood], now_ms: int) -> None:
    """Do what the events ask for, in the transaction that stores them."""
    saved = [(one.event, one.submission) for one in fresh if one.submission]
    if saved:
        db.execute(insert(submission), [_submission_row(device, event, said, now_ms) for event, said in saved])
    papers = [
        {"device_id": device.device_id, "event_id": event.event_id, "blob_id": one.blob, "size": one.bytes}
        for event, said in saved
        for one in said.blobs
    ]
    if papers:
        # A paper may be named twice in one submission.
        db.execute(database.insert_new(blob_ref, ("device_id", "event_id", "blob_id")), papers)
    acts = [(one.event, one.desk_act) for one in fresh if one.desk_act]
    if acts:
        at_desks.keep(db, device, acts, now_ms)


def _must_be_object(body: str) -> None:
    try:
        value = _json(body.encode())
    except (ValueError, RecursionError) as error:
        raise InvalidError("body_not_json") from error
    if not isinstance(value, dict):
        raise InvalidError("body_not_an_object")


def _json(body: bytes) -> Any:
    try:
        return from_json(body, allow_inf_nan=False)
    except ValueError:  # the slower reader takes bodies that are nested deeper, and larger numbers
        return _DECODER.decode(body.decode())


def _submission_row(device: Device, event: Event, said: SubmissionSaved, now_ms: int) -> dict[str, Any]:
    return {
        "device_id": device.device_id, "event_id": event.event_id, "hall": device.hall, "agency": device.agency,
        "code": said.code, "procedure": said.procedure, "form": said.form, "form_version": said.form_version,
        "day": said.day, "sealed": base64.b64decode(said.sealed), "arrived_ms": now_ms,
    }  # fmt: skip


def _desk_act(event: Event) -> DeskAct:
    act = _read(event, DeskAct)
    if event.kind == "submission.accepted" and act.official_code is None:
        raise InvalidError("field official_code")
    return act


def _read(event: Event, model: type[Sealed]) -> Sealed:
    """Return the body as `model` describes it, after asking that what is sealed in it is an age file."""
    try:
        said = model.model_validate_json(event.body)
        sealed = base64.b64decode(said.sealed, validate=True)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors(include_input=False)[0]["loc"])
        raise InvalidError(f"field {field}") from error
    except ValueError as error:
        raise InvalidError("field sealed") from error
    if not sealed.startswith(AGE_HEADER):
        raise InvalidError("field sealed")
    return said
