"""What waits for the national exchange: one row a step of a dossier, written in the transaction that made the step.

waiting -> sent, or after REFUSALS refusals dead, until an official lets it go again. Rows that were sent are kept for
KEEP; a dossier without any is sent as a new one, which the far side answers as a duplicate.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from sync.province.tables import exchange_outbox

WAITING, SENT, DEAD = "waiting", "sent", "dead"
REFUSALS = 8  # of one item, over about a day
DOSSIERS_PER_ROUND = 200
KEEP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits and what officials must look at; `oldest_ms`: when the longest waiting one is due."""

    waiting: int
    dead: int
    oldest_ms: int | None


def due(db: Connection, now_ms: int) -> list[str]:
    """Return the dossiers with something to send now, the longest waiting first."""
    code, next_ms = exchange_outbox.c.official_code, func.min(exchange_outbox.c.next_ms)
    ready = select(code).where(exchange_outbox.c.state == WAITING).group_by(code).having(next_ms <= now_ms)
    return list(db.execute(ready.order_by(next_ms, code).limit(DOSSIERS_PER_ROUND)).scalars())


def waiting(db: Connection, code: str) -> list[Row[Any]]:
    """Return what waits of a dossier, in the order of its steps."""
    wanted = select(exchange_outbox).where(_of(code), exchange_outbox.c.state == WAITING)
    return list(db.execute(wanted.order_by(exchange_outbox.c.number)))


def is_known(db: Connection, code: str) -> bool:
    """Whether the far side took something of this dossier before."""
    sent = select(exchange_outbox.c.number).where(_of(code), exchange_outbox.c.state == SENT).limit(1)
    return db.execute(sent).first() is not None


def begin(db: Connection, code: str, number: int, now_ms: int | None) -> None:
    """Note that a sending begins; None: that it ended, and nothing came of it."""
    db.execute(update(exchange_outbox).where(_of(code, number)).values(begun_ms=now_ms))


def done(db: Connection, code: str, number: int, now_ms: int) -> None:
    db.execute(update(exchange_outbox).where(_of(code, number)).values(state=SENT, begun_ms=None, done_ms=now_ms))


def refused(db: Connection, item: Row[Any], next_ms: int, error_code: str, message: str) -> bool:
    """Note a refusal; returns whether the item is dead now."""
    attempts = item.attempts + 1
    state = DEAD if attempts >= REFUSALS else WAITING
    values = {"state": state, "attempts": attempts, "next_ms": next_ms, "error_code": error_code, "message": message}
    db.execute(update(exchange_outbox).where(_of(item.official_code, item.number)).values(**values))
    return state == DEAD


def later(db: Connection, code: str, next_ms: int) -> None:
    """Let a dossier wait that got no answer."""
    db.execute(update(exchange_outbox).where(_of(code), exchange_outbox.c.state == WAITING).values(next_ms=next_ms))


def forget_old(db: Connection, now_ms: int) -> None:
    before = now_ms - round(KEEP.total_seconds() * 1000)
    db.execute(delete(exchange_outbox).where(exchange_outbox.c.state == SENT, exchange_outbox.c.done_ms < before))


def backlog(db: Connection) -> Backlog:
    counts = select(exchange_outbox.c.state, func.count(), func.min(exchange_outbox.c.next_ms))
    found = {row[0]: (row[1], row[2]) for row in db.execute(counts.group_by(exchange_outbox.c.state))}
    return Backlog(found.get(WAITING, (0, None))[0], found.get(DEAD, (0, None))[0], found.get(WAITING, (0, None))[1])


def dead_letters(db: Connection, limit: int = 500) -> list[Row[Any]]:
    """Return the items the far side refused for good, with its reasons."""
    dead = select(exchange_outbox).where(exchange_outbox.c.state == DEAD)
    return list(db.execute(dead.order_by(exchange_outbox.c.official_code, exchange_outbox.c.number).limit(limit)))


def revive(db: Connection, now_ms: int) -> int:
    """Let what was refused go again; returns how many items."""
    dead = update(exchange_outbox).where(exchange_outbox.c.state == DEAD)
    return db.execute(dead.values(state=WAITING, attempts=0, next_ms=now_ms)).rowcount


def _of(code: str, number: int | None = None) -> ColumnElement[bool]:
    of_dossier = exchange_outbox.c.official_code == code
    return of_dossier if number is None else of_dossier & (exchange_outbox.c.number == number)
