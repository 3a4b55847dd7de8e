"""Telling a machine what this province has of what the machine believes to be here, and what of it is safe for good."""

import json
from dataclasses import dataclass

from pydantic import ValidationError
from sqlalchemy import Connection, func, select

from sync.messages import ProblemCode, ReconcileRequest, Safe
from sync.province.life_tables import backup_blob
from sync.province.problems import ProvinceError
from sync.province.tables import backup_mark, blob, device, ingest_key


@dataclass(frozen=True, slots=True)
class Compared:
    """`backup_ms`: when the newest tested backup was taken; None before the first."""

    missing_events: list[str]
    missing_blobs: list[str]
    safe: list[Safe]
    safe_blobs: list[str]
    backup_ms: int | None


def read_request(raw: bytes) -> ReconcileRequest:
    """Return what a machine asks.

    Raises:
        ProvinceError: the body is not what ReconcileRequest describes.
    """
    try:
        return ReconcileRequest.model_validate_json(raw)
    except ValidationError as error:
        where = error.errors(include_input=False)[0]["loc"]
        raise ProvinceError(ProblemCode.BAD_REQUEST, ".".join(str(one) for one in where)) from error


def compare(db: Connection, device_id: str, hall: str, asked: ReconcileRequest) -> Compared:
    """Compare what a machine holds as acknowledged with what is stored here.

    What came under any name of a machine in its hall counts: it may have been enrolled anew, with a new key.
    """
    names = {*db.execute(select(device.c.device_id).where(device.c.hall == hall)).scalars(), device_id}
    events = select(ingest_key.c.event_id).where(
        ingest_key.c.device_id.in_(names), ingest_key.c.event_id.in_(asked.events)
    )
    blobs = select(blob.c.blob_id).where(
        blob.c.device_id.in_(names), blob.c.blob_id.in_(asked.blobs), blob.c.whole_ms.is_not(None)
    )
    # What was handed over to the dossier system, and erased here because of that, is as safe.
    handed = select(blob.c.blob_id).where(
        blob.c.device_id.in_(names), blob.c.blob_id.in_(asked.blobs), blob.c.erased_ms.is_not(None)
    )
    copied = select(backup_blob.c.blob_id).where(
        backup_blob.c.device_id.in_(names), backup_blob.c.blob_id.in_(asked.blobs)
    )
    marks = db.execute(select(backup_mark).where(backup_mark.c.device_id == device_id)).all()
    here = set(db.execute(events).scalars()) if asked.events else set[str]()
    whole = set(db.execute(blobs).scalars()) if asked.blobs else set[str]()
    return Compared(
        missing_events=[one for one in asked.events if one not in here],
        missing_blobs=[one for one in asked.blobs if one not in whole],
        safe=[Safe(epoch=one.epoch, through=one.through, holes=json.loads(one.holes)) for one in marks],
        safe_blobs=[one for one in db.execute(copied.union(handed)).scalars() if one in whole] if asked.blobs else [],
        backup_ms=db.execute(select(func.max(backup_mark.c.at_ms))).scalar(),
    )
