"""The steps of a dossier: every status it had and since when, and the due date that follows from its pauses.

While it waits for papers (5), for money (6) or because work was stopped (8), the days are not counted. Each step of a
dossier whose code was made here is also what the national exchange must hear of, put there in the same transaction.
"""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, insert, select

from kiosk.catalogue.procedures import TimeUnit
from kiosk.clock import milliseconds, moment
from kiosk.dossiers.calendar import present
from kiosk.dossiers.statuses import status
from kiosk.dossiers.terms import moved
from sync.province.tables import dossier_step, dossier_term, exchange_outbox


def begin(
    db: Connection, official_code: str, status: int, at_ms: int, due_ms: int | None, unit: TimeUnit | None,
    applicant_kind: int | None,
) -> None:  # fmt: skip
    """Note the reception of a dossier whose code was made here."""
    db.execute(insert(dossier_term).values(official_code=official_code, unit=unit, applicant_kind=applicant_kind))
    _put(db, official_code, 1, status, at_ms, due_ms, None, ours=True)


def add(
    db: Connection, before: Row[Any], new_status: int, note: str | None, now_ms: int, promised_ms: int | None = None
) -> int | None:
    """Note that a dossier went on; returns its due date, later by what its pauses took.

    Args:
        before: its row in `dossier` as it was.
        promised_ms: another due date, promised now; only the pauses from then on move it.
    """
    code: str = before.official_code
    term = db.execute(select(dossier_term.c.unit).where(dossier_term.c.official_code == code)).first()
    known = of_dossier(db, code)
    if not known:  # entered by a counter, or older than this table
        since = now_ms if _paused(before.status) or before.received_ms is None else before.received_ms
        _put(db, code, 1, before.status, since, before.due_ms, before.note, ours=False)
        known = of_dossier(db, code)
    at_ms = max(now_ms, known[-1].at_ms)
    due_ms = promised_ms or _due(known, at_ms, cast("TimeUnit", (term.unit if term else None) or "working_day"))
    put_off = promised_ms is not None
    _put(db, code, known[-1].number + 1, new_status, at_ms, due_ms, note, ours=term is not None, put_off=put_off)
    return due_ms


def of_dossier(db: Connection, official_code: str) -> list[Row[Any]]:
    """Return the steps of a dossier, oldest first."""
    wanted = select(dossier_step).where(dossier_step.c.official_code == official_code)
    return list(db.execute(wanted.order_by(dossier_step.c.number)))


def pauses(known: list[Row[Any]], until_ms: int) -> list[tuple[datetime, datetime]]:
    """Return when the clock stood still; the last pause ends at `until_ms` if it still lasts."""
    ends = [one.at_ms for one in known[1:]] + [until_ms]
    return [(moment(one.at_ms), moment(end)) for one, end in zip(known, ends, strict=True) if _paused(one.status)]


def _due(known: list[Row[Any]], now_ms: int, unit: TimeUnit) -> int | None:
    """Return the due date from the last promise, of the reception or of form 04, and the pauses since then."""
    promise = max((place for place, one in enumerate(known) if one.put_off), default=0)
    first: int | None = known[promise].due_ms
    if first is None:
        return None
    return milliseconds(moved(moment(first), pauses(known[promise:], now_ms), unit, present()))


def _paused(code: int) -> bool:
    return status(str(code)).time == "paused"


def _put(
    db: Connection, code: str, number: int, status: int, at_ms: int, due_ms: int | None, note: str | None, *,
    ours: bool, put_off: bool = False,
) -> None:  # fmt: skip
    db.execute(
        insert(dossier_step).values(
            official_code=code,
            number=number,
            status=status,
            at_ms=at_ms,
            due_ms=due_ms,
            note=note,
            put_off=int(put_off),
        )
    )
    if ours:
        db.execute(
            insert(exchange_outbox).values(
                official_code=code, number=number, state="waiting", attempts=0, next_ms=at_ms
            )
        )
