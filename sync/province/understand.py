"""Reading again what an earlier version of this server stored without understanding it."""

from sqlalchemy import Connection, select, update

from sync.messages import Event
from sync.province import effects
from sync.province.database import Database
from sync.province.devices import Device, present_incarnation
from sync.province.effects import InvalidError, Understood
from sync.province.journal import note
from sync.province.tables import device, ingest_event, ingest_key

AT_ONCE = 500


def understand_stored(database: Database, now_ms: int) -> tuple[int, int]:
    """Let every event that was not understood do what it asks for, each once.

    Returns:
        how many are understood now, and how many still are not.
    """
    done, left, after = 0, 0, ("", "")
    while True:
        with database.write() as db:
            rows = _waiting(db, after)
            for row in rows:
                understood = _read(row.event)
                if understood is None:
                    left += 1
                    continue
                effects.apply(database, db, row.sender, [understood], now_ms)
                db.execute(
                    update(ingest_event)
                    .where(
                        ingest_event.c.device_id == row.sender.device_id,
                        ingest_event.c.event_id == row.event.event_id,
                    )
                    .values(understood=1)
                )
                done += 1
            if rows and done:
                note(db, now_ms, "office", "events.understood", "events", count=done)
        if not rows:
            return done, left
        after = (rows[-1].sender.device_id, rows[-1].event.event_id)


class _Waiting:
    def __init__(self, sender: Device, event: Event) -> None:
        self.sender, self.event = sender, event


def _waiting(db: Connection, after: tuple[str, str]) -> list[_Waiting]:
    """Return the next events behind (device, event id) that nobody understood, as they were sent."""
    incarnation = present_incarnation(db)
    columns = ingest_event.c
    wanted = (
        select(ingest_event, ingest_key.c.epoch, ingest_key.c.seq, device.c.hall, device.c.agency)
        .join(
            ingest_key,
            (ingest_key.c.device_id == columns.device_id) & (ingest_key.c.event_id == columns.event_id),
        )
        .join(device, device.c.device_id == columns.device_id)
        .where(columns.understood == 0)
        .order_by(columns.device_id, columns.event_id)
        .limit(AT_ONCE)
    )
    if after[0]:
        behind = (columns.device_id == after[0]) & (columns.event_id > after[1])
        wanted = wanted.where((columns.device_id > after[0]) | behind)
    return [
        _Waiting(
            Device(row.device_id, row.hall, row.agency, incarnation),
            Event.model_validate({name: getattr(row, name) for name in Event.model_fields}),
        )
        for row in db.execute(wanted)
    ]


def _read(event: Event) -> Understood | None:
    try:
        understood = effects.understand(event)
    except InvalidError:  # it was taken with a promise to keep it, and stays
        return None
    return understood if understood.understood else None
