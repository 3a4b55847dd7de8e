"""Reading what statistics are counted from. Days are the hall's, from the first up to but not including the last."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from kiosk.queue.statistics import HelpTime, Leg, Period

LEG_COLUMNS = 6  # of the query below, before those of a period


def legs(db: sqlite3.Connection, since: str, until: str) -> Iterator[Leg]:
    """Yield the legs of the days, the legs of a ticket together. Read them inside `store.reading()`."""
    cursor = db.cursor()
    cursor.row_factory = None  # plain tuples: there are many
    rows = cursor.execute(
        """SELECT leg.ticket, leg.seq, leg.day, leg.service, leg.state,
                  CASE WHEN leg.state = 'done' THEN rating.value END,
                  period.state, period.counter, period.from_ms, period.until_ms
           FROM leg LEFT JOIN period ON period.leg = leg.id LEFT JOIN rating ON rating.ticket = leg.ticket
           WHERE leg.day >= ? AND leg.day < ? ORDER BY leg.ticket, leg.seq, period.n""",
        (since, until),
    )
    for of_leg, group in groupby(rows, itemgetter(*range(LEG_COLUMNS))):
        ticket, seq, day, service, state, rating = of_leg
        periods = tuple(Period(*row[LEG_COLUMNS:]) for row in group if row[LEG_COLUMNS])
        yield Leg(ticket, seq, day, service, state, periods, rating)


def help_times(db: sqlite3.Connection, since: str, until: str) -> Iterator[HelpTime]:
    rows = db.execute(
        "SELECT day, called_ms, answered_ms FROM help_call WHERE day >= ? AND day < ? ORDER BY called_ms",
        (since, until),
    )
    return (HelpTime(*row) for row in rows)


def reasons(db: sqlite3.Connection, since: str, until: str) -> Counter[str]:
    """Return how often each reason (a text id) was picked, for tickets that are done (that can be taken back)."""
    counts = Counter[str]()
    rows = db.execute(
        """SELECT rating.reasons FROM rating JOIN ticket ON ticket.id = rating.ticket
           WHERE ticket.day >= ? AND ticket.day < ?
           AND EXISTS (SELECT 1 FROM leg WHERE leg.ticket = rating.ticket AND leg.state = 'done')""",
        (since, until),
    )
    for row in rows:
        counts.update(json.loads(row[0]))
    return counts


def first_day(db: sqlite3.Connection) -> str | None:
    """Return the first day with a ticket."""
    return db.execute("SELECT MIN(day) FROM ticket").fetchone()[0]
