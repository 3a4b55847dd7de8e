"""When things happened at the halls, for statistics: corrected where a machine's clock could not be believed.

The order of events is (device, epoch, seq) and never a time. A time that the machine doubts is replaced by what its
steady clock says, counted from when we first heard of that run; without that, no event lies behind its arrival.
"""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, case, func, select

from sync.province.life_tables import boot_time
from sync.province.tables import ingest_event, ingest_key

GOOD = "good"


def events_in_order() -> Select[Any]:
    """Return the query of all events in their order, each with `happened_ms` and `doubtful` (1 or 0)."""
    key = (ingest_key.c.device_id == ingest_event.c.device_id) & (ingest_key.c.event_id == ingest_event.c.event_id)
    return (
        select(ingest_event, ingest_key.c.epoch, ingest_key.c.seq, happened_ms().label("happened_ms"),
               case((ingest_event.c.clock_quality == GOOD, 0), else_=1).label("doubtful"))
        .select_from(ingest_event.join(ingest_key, key).outerjoin(boot_time, _run()))
        .order_by(ingest_key.c.device_id, ingest_key.c.epoch, ingest_key.c.seq)
    )  # fmt: skip


def happened_ms() -> ColumnElement[int]:
    """Return the corrected time of a row of `ingest_event` that is joined with `boot_time`."""
    wall, arrived = ingest_event.c.wall_ms, ingest_event.c.received_ms
    by_run = boot_time.c.zero_ms + ingest_event.c.mono_ms
    not_later = case((wall > arrived, arrived), else_=wall)
    return case((ingest_event.c.clock_quality == GOOD, wall), else_=func.coalesce(by_run, not_later)).cast(BigInteger)


def doubtful_count(db: Connection, since_ms: int, until_ms: int) -> dict[str, int]:
    """Return how many events that arrived in [since, until) had a doubtful clock, by machine."""
    columns = ingest_event.c
    rows = db.execute(
        select(columns.device_id, func.count())
        .where(columns.received_ms >= since_ms, columns.received_ms < until_ms, columns.clock_quality != GOOD)
        .group_by(columns.device_id)
    )
    return {row[0]: row[1] for row in rows}


def _run() -> ColumnElement[bool]:
    return (boot_time.c.device_id == ingest_event.c.device_id) & (boot_time.c.boot_id == ingest_event.c.boot_id)
