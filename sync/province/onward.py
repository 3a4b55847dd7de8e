"""What a province sends on to a nation: the outbox, of which each row is made by the transaction that stores the event.

A row is pending, acked (the nation has it) or dead (the nation refused it; a person looks), as in a hall's outbox. An
acked one goes when it is old and the nation says that it is safe.
Rows are chosen by their state and never by how far somebody has read, so that a transaction that commits late loses
nothing. What travels names the machine, the hall and the event it came from; its own id follows from these, so that a
province restored from a backup gives it again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    tuple_,
    update,
)
from uuid6 import uuid7

from kiosk.store.canonical import canonical
from sync.messages import Safe
from sync.province.database import Database
from sync.province.tables import device, ingest_event, nation, nation_outbox

KIND = "hall.event"
PENDING, ACKED, DEAD = "pending", "acked", "dead"
WAITING: dict[str, ColumnElement[Any]] = {
    "state": literal(PENDING), "attempts": literal(0), "next_try_ms": literal(0),
}  # fmt: skip
_SPACE = UUID("5b1c2f0e-7d0a-4c57-9c55-3f0f6f2d8a11")  # any; it keeps our ids apart from those of others
_ID = tuple_(nation_outbox.c.device_id, nation_outbox.c.event_id)

Identity = tuple[str, str]  # of the machine and of its event
Place = tuple[int, str, str]  # when it was received, and its identity
_NONE = str(UUID(int=0))
_ASKED_ABOUT = {
    **WAITING, "state": literal(ACKED), "acked_incarnation": cast(_NONE, nation_outbox.c.acked_incarnation.type),
}  # fmt: skip
START: Place = (-(2**62), _NONE, _NONE)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits, and the event as it goes on the wire."""

    identity: Identity
    attempts: int
    event: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Onward:
    """How forwarding stands; `dead` as (machine, event, reason)."""

    device_id: str
    last_ok_ms: int | None
    last_error: str | None
    waiting: int
    dead: list[tuple[str, str, str]]


def join(database: Database, device_id: str) -> None:
    """Forward from now on as `device_id` of the nation, beginning with all that is stored.

    Under another name than before, the nation is first asked about whatever it was sent under the old one.
    """
    with database.write() as db:
        if database.is_postgresql:
            # Who stores has read this table: they are waited for, and who comes later sees our row.
            db.execute(text("LOCK TABLE nation IN ACCESS EXCLUSIVE MODE"))
        known = db.execute(select(nation.c.device_id)).scalar()
        if known is None:
            db.execute(insert(nation).values(one=1, device_id=device_id, epoch=str(uuid7()), last_seq=0))
        elif known != device_id:
            db.execute(update(nation).values(device_id=device_id, incarnation=_NONE))
            renumber(db)
        event = ingest_event.c
        # At a later time, a row that is not there was acknowledged and removed: it is asked about, not blindly sent.
        waiting = WAITING if known is None else _ASKED_ABOUT
        stored = select(
            *waiting.values(), event.device_id, event.event_id, event.received_ms, device.c.hall, device.c.agency
        ).join(device, device.c.device_id == event.device_id)
        columns = [*waiting, "device_id", "event_id", "received_ms", "hall", "agency"]
        # WHERE: without it SQLite takes the ON CONFLICT for a join.
        new = database.insert_new(nation_outbox, ("device_id", "event_id"))
        db.execute(new.from_select(columns, stored.where(event.received_ms.is_not(None))))


def who(db: Connection) -> tuple[str, str | None] | None:
    """Return our name at the nation and the incarnation it had last; None before `join`."""
    row = db.execute(select(nation.c.device_id, nation.c.incarnation)).first()
    return (row.device_id, row.incarnation) if row else None


def waits(db: Connection, now_ms: int) -> bool:
    """Return whether a row's turn has come."""
    return db.execute(select(literal(1)).where(nation_outbox.c.state == PENDING, nation_outbox.c.next_try_ms <= now_ms)
                      .limit(1)).first() is not None  # fmt: skip


def take(db: Connection, now_ms: int, limit: int) -> list[Waiting]:
    """Return what waits, oldest first, after giving each its number: it keeps that, however often it is sent."""
    row, event = nation_outbox.c, ingest_event.c
    same = (
        (event.device_id == row.device_id) & (event.event_id == row.event_id) & (event.received_ms == row.received_ms)
    )
    wanted = (
        select(nation_outbox, *(one for one in event if one.name not in row))
        .join(ingest_event, same)
        .where(row.state == PENDING, row.next_try_ms <= now_ms)
        .order_by(row.received_ms, row.event_id)
        .limit(limit)
    )
    found = db.execute(wanted).mappings().all()
    epoch, last = db.execute(select(nation.c.epoch, nation.c.last_seq)).one()
    new = [one for one in found if one["seq"] is None]
    numbers = {(one["device_id"], one["event_id"]): (epoch, last + n) for n, one in enumerate(new, start=1)}
    if new:
        rows = [{"machine": one[0], "event": one[1], "given": seq} for one, (_, seq) in numbers.items()]
        machine, event_id = (nation_outbox.c.device_id == bindparam("machine"), row.event_id == bindparam("event"))
        db.execute(update(nation_outbox).where(machine, event_id).values(epoch=epoch, seq=bindparam("given")), rows)
        db.execute(update(nation).values(last_seq=last + len(new)))
    return [_waiting(one, numbers) for one in found]


def acknowledge(db: Connection, held: Collection[Identity], incarnation: str) -> None:
    """The nation has these, in its present `incarnation`."""
    if held:
        values = {"state": ACKED, "acked_incarnation": incarnation, "last_error": None}
        db.execute(update(nation_outbox).where(_ID.in_(held)).values(**values))


def postpone(db: Connection, identity: Identity, problem: str, next_try_ms: int, *, refused: bool) -> None:
    """Let others go first until `next_try_ms`; a refusal counts, a line that broke does not."""
    attempts = nation_outbox.c.attempts + int(refused)
    db.execute(_row(*identity).values(attempts=attempts, last_error=problem[:200], next_try_ms=next_try_ms))


def bury(db: Connection, identity: Identity, problem: str) -> None:
    """Set aside what the nation will never take: kept, shown, not sent again by itself."""
    db.execute(_row(*identity).values(state=DEAD, last_error=problem[:200]))


def revive(db: Connection) -> int:
    """Let dead letters be sent again, once a person has removed the reason; returns how many."""
    dead = update(nation_outbox).where(nation_outbox.c.state == DEAD)
    return db.execute(dead.values(state=PENDING, attempts=0, next_try_ms=0)).rowcount


def renumber(db: Connection) -> None:
    """Begin a new epoch: the nation has seen our numbers with other events, so this is a restored database."""
    db.execute(update(nation).values(epoch=str(uuid7()), last_seq=0))
    db.execute(update(nation_outbox).where(nation_outbox.c.state == PENDING).values(epoch=None, seq=None))


def acked_elsewhen(db: Connection, incarnation: str, after: tuple[int, str, str], limit: int) -> list[Place]:
    """Return the page behind `after` of what another incarnation acknowledged."""
    row = nation_outbox.c
    place = tuple_(row.received_ms, row.device_id, row.event_id)
    found = db.execute(
        select(row.received_ms, row.device_id, row.event_id)
        .where(row.state == ACKED, row.acked_incarnation != incarnation, row.received_ms >= after[0], place > after)
        .order_by(row.received_ms, row.device_id, row.event_id)
        .limit(limit)
    )
    return [(one[0], one[1], one[2]) for one in found]


def reopen(db: Connection, missing: Collection[Identity]) -> None:
    """The nation has lost these: they wait again."""
    if missing:
        db.execute(update(nation_outbox).where(_ID.in_(missing)).values(state=PENDING, attempts=0, next_try_ms=0))


def acked_before(db: Connection, before_ms: int) -> bool:
    """Return whether something that was received before then is acknowledged."""
    old = select(literal(1)).where(nation_outbox.c.state == ACKED, nation_outbox.c.received_ms < before_ms)
    return db.execute(old.limit(1)).first() is not None


def prune(db: Connection, safe: Sequence[Safe], incarnation: str, before_ms: int, limit: int) -> int:
    """Remove up to `limit` rows of what was received before then, which the nation's present `incarnation` has and says
    are `safe`; returns how many. The events themselves stay."""
    row, gone = nation_outbox.c, 0
    for mark in safe:
        numbers = (row.epoch == mark.epoch, row.seq <= mark.through, row.seq.not_in(mark.holes))
        had = (row.state == ACKED, row.acked_incarnation == incarnation, row.received_ms < before_ms)
        some = select(row.device_id, row.event_id).where(*had, *numbers).limit(limit - gone)
        gone += db.execute(delete(nation_outbox).where(_ID.in_(some))).rowcount
        if gone >= limit:
            break
    return gone


def note(db: Connection, **values: Any) -> None:
    """Keep what became of the last round, or the nation's incarnation."""
    db.execute(update(nation).values(**values))


def status(db: Connection) -> Onward | None:
    """Return how forwarding stands; None where this province forwards nothing."""
    row = db.execute(select(nation)).first()
    if row is None:
        return None
    outbox = nation_outbox.c
    waiting = db.execute(select(func.count()).where(outbox.state == PENDING)).scalar_one()
    dead = select(outbox.device_id, outbox.event_id, outbox.last_error).where(outbox.state == DEAD)
    letters = [(one[0], one[1], one[2] or "") for one in db.execute(dead.order_by(outbox.received_ms))]
    return Onward(row.device_id, row.last_ok_ms, row.last_error, waiting, letters)


def sent_id(identity: Identity) -> str:
    """Return the id under which an event goes on."""
    return str(uuid5(_SPACE, " ".join(identity)))


def _row(device_id: str, event_id: str) -> Any:
    return update(nation_outbox).where(nation_outbox.c.device_id == device_id, nation_outbox.c.event_id == event_id)


def _waiting(row: Any, numbers: dict[Identity, tuple[str, int]]) -> Waiting:
    identity = (row["device_id"], row["event_id"])
    epoch, seq = numbers.get(identity) or (row["epoch"], row["seq"])
    # Only what never changes: the same event with another body would be a conflict.
    body = {"device": identity[0], "event_id": identity[1], **{name: row[name] for name in _TOLD}}
    return Waiting(
        identity,
        row["attempts"],
        {
            "event_id": sent_id(identity), "epoch": epoch, "seq": seq, "kind": KIND, "v": 1, "wall_ms": row["wall_ms"],
            "mono_ms": row["mono_ms"], "boot_id": row["boot_id"], "clock_quality": row["clock_quality"],
            "body": canonical(body),
        },
    )  # fmt: skip


_TOLD = ("hall", "agency", "kind", "v", "body")
