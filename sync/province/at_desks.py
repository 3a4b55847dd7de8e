"""What counters in the halls did about submissions, as the province keeps it."""

import base64
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, insert, select, update

from kiosk.dossiers.codes import DossierCode, parse_dossier_code
from kiosk.errors import ReadingError
from sync.messages import STREAM_DOSSIERS, DeskAct, Event
from sync.province.devices import Device
from sync.province.feed import Publisher
from sync.province.journal import note
from sync.province.tables import desk_act, dossier
from sync.province.told import dossiers, status_of

RECEIVED = 2
CHANGED = "changed"
FIRST_DAY_MS, LAST_DAY_MS = 946_684_800_000, 7_258_118_400_000  # 2000 to 2200: outside of that a day is a mistake


def keep(db: Connection, device: Device, acts: Sequence[tuple[Event, DeskAct]], now_ms: int) -> None:
    """Keep acts of counters; an accepted submission becomes the dossier whose code the clerk entered."""
    rows = [
        {
            "device_id": device.device_id, "event_id": event.event_id, "saved": act.saved, "code": act.code,
            "act": event.kind.rpartition(".")[2], "version": act.version, "sealed": base64.b64decode(act.sealed),
            "arrived_ms": now_ms,
        }
        for event, act in acts
    ]  # fmt: skip
    db.execute(insert(desk_act), rows)
    if accepted := [(event, act) for event, act in acts if event.kind.endswith(".accepted")]:
        publisher = Publisher(db, now_ms)
        for event, act in accepted:  # one by one: two of one batch may claim the same code
            _enter(db, publisher, device, event, act, now_ms)


def newest_answers(db: Connection, device_id: str, saved: str) -> bytes | None:
    """Return the sealed answers as a counter left them, None where no counter changed any."""
    return db.execute(
        select(desk_act.c.sealed)
        .where(desk_act.c.device_id == device_id, desk_act.c.saved == saved, desk_act.c.act == CHANGED)
        .order_by(desk_act.c.version.desc())
        .limit(1)
    ).scalar()


def last_act(db: Connection, device_id: str, saved: str) -> str | None:
    """Return the last way out of a counter: supplement, refused or accepted; None before."""
    return db.execute(
        select(desk_act.c.act)
        .where(desk_act.c.device_id == device_id, desk_act.c.saved == saved, desk_act.c.act != CHANGED)
        .order_by(desk_act.c.version.desc())
        .limit(1)
    ).scalar()


def _enter(db: Connection, publisher: Publisher, device: Device, event: Event, act: DeskAct, now_ms: int) -> None:
    """Open the dossier, or join the one that is there; a code that belongs to something else is only noted."""
    official = str(act.official_code)
    try:
        code = parse_dossier_code(official, date.max)
    except ReadingError:
        code = None
    own = code is not None and (code.agency == device.agency or code.agency.startswith(f"{device.agency}."))
    if code is None or not own:
        note(db, now_ms, device.device_id, "dossier.not_entered", act.code, reason="agency" if code else "code")
        return
    there = db.execute(
        select(dossier).where(
            (dossier.c.official_code == official)
            | ((dossier.c.device_id == device.device_id) & (dossier.c.event_id == act.saved))
            | (
                (dossier.c.agency == code.agency)
                & (dossier.c.day == code.received.isoformat())
                & (dossier.c.number == int(code.sequence))
            )
        )
    ).first()
    if there is None:
        # A counter's clock may be wrong, and nothing was received in the future.
        _open(db, device, act, code, event.wall_ms if FIRST_DAY_MS <= event.wall_ms <= now_ms else now_ms)
    elif there.official_code == official and there.device_id is None and there.procedure == act.procedure:
        origin = {"device_id": device.device_id, "event_id": act.saved, "provisional_code": act.code}
        db.execute(update(dossier).where(dossier.c.official_code == official).values(**origin))
    elif (there.official_code, there.device_id, there.event_id) != (official, device.device_id, act.saved):
        note(db, now_ms, device.device_id, "dossier.not_entered", act.code, reason="taken")
        return
    row = db.execute(dossiers().where(dossier.c.official_code == official)).one()
    publisher.publish(STREAM_DOSSIERS, row.hall, official, status_of(db, row).model_dump())
    note(db, now_ms, device.device_id, "dossier.entered", official, provisional=act.code)


def _open(db: Connection, device: Device, act: DeskAct, code: DossierCode, received_ms: int) -> None:
    is_day = act.due_ms is not None and FIRST_DAY_MS <= act.due_ms <= LAST_DAY_MS
    db.execute(
        insert(dossier).values(
            official_code=code.text, agency=code.agency, day=code.received.isoformat(), number=int(code.sequence),
            hall=device.hall, procedure=act.procedure, provisional_code=act.code, device_id=device.device_id,
            event_id=act.saved, status=RECEIVED, received_ms=received_ms,
            due_ms=act.due_ms if is_day else None,
        )
    )  # fmt: skip
