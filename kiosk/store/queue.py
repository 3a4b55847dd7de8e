"""The tables of the queue: tickets, legs, periods, calls and counters."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = sqlite3.Row

LEG = """SELECT leg.*, ticket.number, ticket.issued_ms, ticket.procedure, ticket.submission, ticket.source,
                ticket.print_job, COALESCE(print_job.state, 'none') AS print
         FROM leg JOIN ticket ON ticket.id = leg.ticket LEFT JOIN print_job ON print_job.id = ticket.print_job """


def last_counter_value(db: sqlite3.Connection, day: str, service: str, numbers: tuple[int, int]) -> int:
    """Return the last number of a service that was given out of `numbers` (first, last), or the one before them."""
    row = db.execute(
        "SELECT MAX(counter_value) FROM ticket WHERE day = ? AND service = ? AND counter_value BETWEEN ? AND ?",
        (day, service, *numbers),
    ).fetchone()
    return row[0] or numbers[0] - 1


def newest_day(db: sqlite3.Connection) -> str | None:
    """Return the latest day that has a ticket."""
    return db.execute("SELECT MAX(day) FROM ticket").fetchone()[0]


def issued(db: sqlite3.Connection, day: str, service: str) -> int:
    """Return how many numbers of a service reached somebody on a day, or may still do, whatever became of them."""
    return db.execute(
        """SELECT COUNT(*) FROM ticket WHERE day = ? AND service = ? AND EXISTS (
               SELECT 1 FROM leg JOIN period ON period.leg = leg.id
               WHERE leg.ticket = ticket.id
                 AND (leg.state = 'held' OR period.state NOT IN ('held', 'cancelled', 'expired') AND period.n >
                      (SELECT COALESCE(MAX(n), 0) FROM period AS held WHERE held.leg = leg.id AND held.state = 'held'))
           )""",
        (day, service),
    ).fetchone()[0]


def insert_ticket(db: sqlite3.Connection, ticket: dict[str, Any], place_ms: int) -> None:
    """Add a ticket and its first, waiting leg; the leg has the ticket's id."""
    db.execute(
        """INSERT INTO ticket (id, day, service, counter_value, number, class, procedure, submission, source, issued_ms,
                               print_job)
           VALUES (:id, :day, :service, :counter_value, :number, :class, :procedure, :submission, :source,
                   :issued_ms, :print_job)""",
        ticket,
    )
    leg = {"id": ticket["id"], "ticket": ticket["id"], "day": ticket["day"], "service": ticket["service"]}
    insert_leg(db, {**leg, "class": ticket["class"], "place_ms": place_ms}, ticket["issued_ms"])


def insert_leg(db: sqlite3.Connection, leg: dict[str, Any], now_ms: int) -> None:
    """Add a waiting leg and its first period. Columns left out are those of a first leg."""
    values: dict[str, Any] = {
        "seq": 1, "version": 1, "for_counter": None, "came_from": None, "undo": None, "acted_ms": None, "no_shows": 0,
        **leg,
    }  # fmt: skip
    db.execute(
        """INSERT INTO leg (id, ticket, seq, day, service, class, state, version, place_ms, not_before_ms, no_shows,
                            for_counter, came_from, undo, acted_ms)
           VALUES (:id, :ticket, :seq, :day, :service, :class, 'waiting', :version, :place_ms, 0, :no_shows,
                   :for_counter, :came_from, :undo, :acted_ms)""",
        values,
    )
    _open_period(db, values["id"], values["version"], "waiting", None, None, now_ms)


def delete_leg(db: sqlite3.Connection, leg: str) -> None:
    """Take back a leg, as only an undone transfer may."""
    db.execute("DELETE FROM leg WHERE id = ?", (leg,))


def set_print_job(db: sqlite3.Connection, ticket: str, job: str) -> None:
    db.execute("UPDATE ticket SET print_job = ? WHERE id = ?", (job, ticket))


def leg_of(db: sqlite3.Connection, ticket: str) -> Row | None:
    """Return the present (last) leg of a ticket with its number and paper, or None."""
    return db.execute(LEG + "WHERE leg.ticket = ? ORDER BY leg.seq DESC LIMIT 1", (ticket,)).fetchone()


def leg(db: sqlite3.Connection, leg: str) -> Row | None:
    """Return a leg by its own id."""
    return db.execute(LEG + "WHERE leg.id = ?", (leg,)).fetchone()


def leg_at(db: sqlite3.Connection, day: str, counter: int) -> Row | None:
    """Return the leg that the counter is called or serving now, or None."""
    return db.execute(
        LEG + "WHERE leg.day = ? AND leg.counter = ? AND leg.state IN ('called', 'serving')", (day, counter)
    ).fetchone()


def leg_numbered(db: sqlite3.Connection, day: str, number: str) -> Row | None:
    """Return the present leg of the ticket with this number, or None."""
    return db.execute(
        LEG + "WHERE ticket.day = ? AND ticket.number = ? ORDER BY leg.seq DESC", (day, number)
    ).fetchone()


def waiting_rows(db: sqlite3.Connection, whom: "Whom") -> list[Row]:
    """Return the legs of who waits, in no order."""
    condition, values = whom.condition
    return db.execute(LEG + f"WHERE {condition}", values).fetchall()


def waiting_counts(db: sqlite3.Connection, day: str) -> dict[str, int]:
    """Return how many wait for each service; a service nobody waits for is left out."""
    rows = db.execute(
        "SELECT service, COUNT(*) FROM leg WHERE day = ? AND state = 'waiting' GROUP BY service", (day,)
    ).fetchall()
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a counter may call: the one condition behind its list and its "next".

    Args:
        services: any of these, when nobody else is wanted.
        counter: also who waits for this one; None: whoever waits for the services, wanted elsewhere or not.
        others_open: people who wait for one of these counters are theirs,
        overdue_before_ms: unless they have waited since before this moment: then whoever serves the service calls.
    """

    day: str
    services: tuple[str, ...]
    counter: int | None = None
    others_open: tuple[int, ...] = ()
    overdue_before_ms: int = 0

    @property
    def condition(self) -> tuple[str, tuple[Any, ...]]:
        services = ",".join("?" * len(self.services))
        sql = f"leg.day = ? AND leg.state = 'waiting' AND (leg.service IN ({services}) OR leg.for_counter = ?)"
        values: tuple[Any, ...] = (self.day, *self.services, self.counter)
        if self.others_open:
            others = ",".join("?" * len(self.others_open))
            sql += f" AND (leg.for_counter IS NULL OR leg.for_counter NOT IN ({others}) OR leg.place_ms < ?)"
            values += (*self.others_open, self.overdue_before_ms)
        return sql, values


Person = tuple[str, str, int, int]  # leg, class, place, not before


def waiting_people(db: sqlite3.Connection, whom: Whom) -> list[Person]:
    """Return who waits, in no order."""
    condition, values = whom.condition
    sql = f"SELECT id, class, place_ms, not_before_ms FROM leg INDEXED BY leg_waiting WHERE {condition}"  # noqa: S608
    return db.execute(sql, values).fetchall()


def waiting_heads(db: sqlite3.Connection, whom: Whom, resting_ms: tuple[int, int]) -> list[Person]:
    """Return of each service and class the one who waits longest and does not rest: the head of the order is there.

    Args:
        resting_ms: who rests until behind the first and not behind the second moment is left out.
    """
    condition, values = whom.condition
    return db.execute(
        f"""SELECT id, class, place_ms, not_before_ms FROM leg WHERE id IN (
                SELECT (SELECT leg.id FROM leg INDEXED BY leg_waiting
                        WHERE {condition} AND leg.service = kind.service AND leg.class = kind.class
                          AND NOT (leg.not_before_ms > ? AND leg.not_before_ms <= ?)
                        ORDER BY leg.place_ms, leg.id LIMIT 1)
                FROM (SELECT DISTINCT service, class FROM leg INDEXED BY leg_waiting WHERE {condition}) AS kind
            )""",  # noqa: S608
        (*values, *resting_ms, *values),
    ).fetchall()


def last_place(db: sqlite3.Connection, day: str, services: Sequence[str]) -> int:
    """Return the place of who joined last and still waits; 0 when nobody waits."""
    row = db.execute(
        """SELECT MAX((SELECT MAX(place_ms) FROM leg WHERE day = ? AND state = 'waiting' AND service = one.value))
           FROM json_each(?) AS one""",
        (day, json.dumps(services)),
    ).fetchone()
    return row[0] or 0


def rows_in(db: sqlite3.Connection, day: str, state: str | None, service: str | None) -> list[Row]:
    """Return the present leg of every ticket of the day, oldest first, narrowed by state and service."""
    return db.execute(
        LEG
        + """WHERE leg.day = :day AND (:state IS NULL OR leg.state = :state)
             AND (:service IS NULL OR leg.service = :service)
             AND leg.state <> 'transferred'
             ORDER BY leg.place_ms, leg.id""",
        {"day": day, "state": state, "service": service},
    ).fetchall()


def ready_counts(
    db: sqlite3.Connection, day: str, service: str, resting_ms: tuple[int, int], overdue_before_ms: int
) -> tuple[dict[str, int], int]:
    """Return (ready and not overdue people by class, overdue people) of a service.

    Args:
        resting_ms: whose rest ends behind the first and not behind the second moment is not ready.
    """
    counts: dict[str, int] = {}
    overdue = 0
    rows = db.execute(
        """SELECT class, COUNT(*), SUM(place_ms < ?) FROM leg INDEXED BY leg_waiting
           WHERE day = ? AND state = 'waiting' AND service = ? AND NOT (not_before_ms > ? AND not_before_ms <= ?)
           GROUP BY class""",
        (overdue_before_ms, day, service, *resting_ms),
    )
    for klass, people, late in rows:
        counts[klass] = people - late
        overdue += late
    return counts, overdue


def oldest_waiting(db: sqlite3.Connection, day: str, most: int) -> list[tuple[str, str, str, int, int | None]]:
    """Return (leg, service, class, place, for counter) of the `most` people who wait longest, oldest first."""
    return db.execute(
        """SELECT id, service, class, place_ms, for_counter FROM leg INDEXED BY leg_waiting
           WHERE day = ? AND state = 'waiting' ORDER BY place_ms, id LIMIT ?""",
        (day, most),
    ).fetchall()


def latest_tickets(db: sqlite3.Connection, most: int) -> list[tuple[str, str, str, int]]:
    """Return (day, service, class, issued) of the tickets issued last, newest first: their ids are in order of time."""
    return db.execute("SELECT day, service, class, issued_ms FROM ticket ORDER BY id DESC LIMIT ?", (most,)).fetchall()


def counter_times(db: sqlite3.Connection, day: str, service: str, last: int) -> list[int]:
    """Return how many ms the last served legs of a service kept their counters, from call to end.

    A leg during which the clock was set back has no length that means anything; it is left out.
    """
    rows = db.execute(
        """SELECT ended_ms - called_ms AS length FROM leg
           WHERE day = ? AND state = 'done' AND service = ? AND length >= 0 ORDER BY ended_ms DESC LIMIT ?""",
        (day, service, last),
    )
    return [row[0] for row in rows]


def last_day_before(db: sqlite3.Connection, day: str) -> str | None:
    """Return the last day before `day` on which anybody took a ticket, or None."""
    return db.execute("SELECT MAX(day) FROM leg WHERE day < ?", (day,)).fetchone()[0]


def services_at_counters(db: sqlite3.Connection, day: str) -> dict[int, str]:
    """Return the service of whom each busy counter is called to or serving."""
    rows = db.execute("SELECT counter, service FROM leg WHERE day = ? AND state IN ('called', 'serving')", (day,))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def change_leg(db: sqlite3.Connection, leg: Row, now_ms: int, clerk: str | None, **changes: Any) -> None:
    """Change a leg and count its version up. A new state closes the present period and opens the next."""
    columns = ", ".join(f"{name} = :{name}" for name in changes)
    db.execute(
        f"UPDATE leg SET {columns}, version = version + 1 WHERE id = :leg AND version = :version",  # noqa: S608
        {**changes, "leg": leg["id"], "version": leg["version"]},
    )
    state = changes.get("state", leg["state"])
    if state != leg["state"]:
        counter = changes.get("counter", leg["counter"])
        begin_ms = _close_period(db, leg["id"], now_ms)
        _open_period(db, leg["id"], leg["version"] + 1, state, counter, clerk, begin_ms)


def set_undo(db: sqlite3.Connection, leg: str, undo: str) -> None:
    """Replace what the last act on a leg left for its undoing; nothing that anybody sees changes."""
    db.execute("UPDATE leg SET undo = ? WHERE id = ?", (undo, leg))


def restore_leg(db: sqlite3.Connection, leg: str, version: int, **values: Any) -> None:
    """Give a leg the values it had before its last act, and take back the period that act opened."""
    columns = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(
        f"UPDATE leg SET {columns}, undo = NULL, acted_ms = NULL, version = :version WHERE id = :leg",  # noqa: S608
        {**values, "leg": leg, "version": version},
    )
    db.execute("DELETE FROM period WHERE leg = ? AND until_ms IS NULL", (leg,))
    db.execute(
        "UPDATE period SET until_ms = NULL WHERE leg = :leg AND n = (SELECT MAX(n) FROM period WHERE leg = :leg)",
        {"leg": leg},
    )


def _close_period(db: sqlite3.Connection, leg: str, now_ms: int) -> int:
    """Close the open period of a leg; returns when. No period is shorter than nothing, whatever the clock did."""
    row = db.execute(
        "UPDATE period SET until_ms = MAX(from_ms, ?) WHERE leg = ? AND until_ms IS NULL RETURNING until_ms",
        (now_ms, leg),
    ).fetchone()
    return row[0] if row else now_ms


def _open_period(
    db: sqlite3.Connection, leg: str, n: int, state: str, counter: int | None, clerk: str | None, now_ms: int
) -> None:
    db.execute(
        "INSERT INTO period (leg, n, state, counter, clerk, from_ms) VALUES (?, ?, ?, ?, ?, ?)",
        (leg, n, state, counter, clerk, now_ms),
    )


def open_legs_before(db: sqlite3.Connection, day: str) -> list[Row]:
    """Return the legs of earlier days that nobody closed."""
    return db.execute(
        LEG + "WHERE leg.day < ? AND leg.state IN ('held', 'waiting', 'called', 'serving', 'parked')"
        " ORDER BY leg.day, leg.id",
        (day,),
    ).fetchall()


def insert_call(db: sqlite3.Connection, leg: Row, counter: int, recall: bool, now_ms: int) -> int:
    """Record a call; returns its id, which is what boards tell a new call by."""
    done = db.execute(
        "INSERT INTO call (day, ticket, number, counter, class, recall, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (leg["day"], leg["ticket"], leg["number"], counter, leg["class"], recall, now_ms),
    )
    return done.lastrowid or 0


def calls(db: sqlite3.Connection, day: str, after: int = 0, limit: int = 20) -> list[Row]:
    """Return today's calls behind id `after`, newest first.

    `live` is 1 while the ticket is called or served where the call sent it, and no later call of it began anew.
    """
    return db.execute(
        """SELECT call.*, EXISTS (
               SELECT 1 FROM leg WHERE leg.ticket = call.ticket AND leg.counter = call.counter
                                   AND leg.state IN ('called', 'serving')
           ) AND NOT EXISTS (
               SELECT 1 FROM call AS later WHERE later.ticket = call.ticket AND later.id > call.id
                                             AND NOT later.recall AND NOT later.undone
           ) AS live
           FROM call WHERE day = ? AND id > ? AND NOT undone ORDER BY id DESC LIMIT ?""",
        (day, after, limit),
    ).fetchall()


def undo_calls(db: sqlite3.Connection, ticket: str, first: int) -> None:
    """Let boards forget a call that was a slip of the finger, and the recalls that followed it."""
    db.execute("UPDATE call SET undone = 1 WHERE ticket = ? AND id >= ?", (ticket, first))


def last_call_id(db: sqlite3.Connection) -> int:
    return db.execute("SELECT COALESCE(MAX(id), 0) FROM call").fetchone()[0]


def counter_rows(db: sqlite3.Connection) -> list[Row]:
    return db.execute("SELECT * FROM counter_state").fetchall()


def set_counter(db: sqlite3.Connection, counter: int, state: str, services: Sequence[str], now_ms: int) -> None:
    db.execute(
        """INSERT INTO counter_state (counter, state, services, since_ms) VALUES (?, ?, ?, ?)
           ON CONFLICT (counter) DO UPDATE SET state = excluded.state, services = excluded.services,
           since_ms = excluded.since_ms""",
        (counter, state, ",".join(services), now_ms),
    )


def cycle_of(db: sqlite3.Connection, day: str, counter: int) -> dict[str, int]:
    row = db.execute("SELECT counts FROM queue_cycle WHERE day = ? AND counter = ?", (day, counter)).fetchone()
    return json.loads(row[0]) if row else {}


def cycles(db: sqlite3.Connection, day: str) -> dict[int, str]:
    """Return every counter's cycle as it is stored."""
    return dict(db.execute("SELECT counter, counts FROM queue_cycle WHERE day = ?", (day,)).fetchall())


def set_cycle(db: sqlite3.Connection, day: str, counter: int, counts: Mapping[str, int]) -> None:
    db.execute(
        """INSERT INTO queue_cycle (day, counter, counts) VALUES (?, ?, ?)
           ON CONFLICT (day, counter) DO UPDATE SET counts = excluded.counts""",
        (day, counter, json.dumps(dict(counts))),
    )
