"""What halls sent lies in one table a month in PostgreSQL: an old month can be moved, archived and dropped alone.

Whoever needs a month makes it, with those that follow, ahead of time. Where that did not succeed, and for a clock that
strays, there is a table for all other months: it never keeps an event out, and its rows move when their month is made.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, text

from kiosk.clock import HALL_ZONE, milliseconds, moment
from sync.province.tables import PARTED

AHEAD = 2  # months made before they begin


def make_months(db: Connection, now_ms: int) -> int:
    """Make the tables of this month and of the next ones; returns when this is to be done again, in Unix ms."""
    month = _month_of(now_ms)
    again = _begin_ms(_next(month))
    for _ in range(1 + AHEAD):
        for whole in PARTED:
            make_month(db, whole, month)
        month = _next(month)
    return again


def make_month(db: Connection, whole: str, month: date) -> None:
    """Make the table of the month that begins on the day `month`, unless it is there."""
    begin, end = _begin_ms(month), _begin_ms(_next(month))
    part, others = f"{whole}_{month:%Y_%m}", other_months(whole)
    if db.execute(text("SELECT to_regclass(:part)"), {"part": part}).scalar() is not None:
        return
    # Locked first: a row that came into it after the move would make the last statement fail.
    db.execute(text(f"LOCK TABLE {others} IN ACCESS EXCLUSIVE MODE"))
    db.execute(text(f"CREATE TABLE {part} (LIKE {whole} INCLUDING DEFAULTS)"))
    moved = f"DELETE FROM {others} WHERE received_ms >= {begin} AND received_ms < {end} RETURNING *"  # noqa: S608
    db.execute(text(f"WITH moved AS ({moved}) INSERT INTO {part} SELECT * FROM moved"))  # noqa: S608
    db.execute(text(f"ALTER TABLE {whole} ATTACH PARTITION {part} FOR VALUES FROM ({begin}) TO ({end})"))


def other_months(whole: str) -> str:
    """Return the name of the table for rows whose month has none."""
    return f"{whole}_other"


def _month_of(ms: int) -> date:
    return moment(ms).astimezone(HALL_ZONE).date().replace(day=1)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _begin_ms(month: date) -> int:
    return milliseconds(datetime(month.year, month.month, 1, tzinfo=HALL_ZONE))
