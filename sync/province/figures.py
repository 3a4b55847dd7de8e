"""The public figures: on time and late, by commune, field and day; what came from kiosks; what villagers said.

On time is meant by the day, as everywhere in this software (kiosk.dossiers.due): a result given on the day it was due
is on time, one without a due date too, and an open dossier is late from the day after. While a dossier waits for the
villager (statuses 5, 6, 8) it is counted apart. Counted by indexes alone (page_tables), and kept for a minute.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from kiosk.catalogue.fold import fold
from kiosk.clock import HALL_ZONE, hall_day, milliseconds
from sync.province.database import Database
from sync.province.dossier_list import PAUSED, RUNNING
from sync.province.hiding import PARTS, Counts, Shown, hide_small
from sync.province.names import Names, called, halls_of, procedure_names
from sync.province.page_tables import rating
from sync.province.tables import dossier

KEPT_MS = 60_000
ZONE_MS, DAY_MS = 7 * 3_600_000, 86_400_000  # Vietnam has kept UTC+7 without summer time since 1975
MONTHS, YEARS = 12, 3  # how far back one can look
_EPOCH = date(1970, 1, 1)

Query = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Period:
    """A month "2026-11" or a year "2026"; `last` belongs to it. Nothing shorter: differences would tell of days."""

    name: str
    first: date
    last: date

    @property
    def step(self) -> Literal["day", "month"]:
        return "day" if len(self.name) == 7 else "month"


@dataclass(frozen=True, slots=True)
class Line:
    """A row: `key` is a hall's id, a field's name or a day; `counts` by the names in hiding.PARTS."""

    key: str
    name: str
    counts: Shown


@dataclass(frozen=True, slots=True)
class Figures:
    """`hall` is "" for the whole province, whose `halls` are then the rows of the communes."""

    counted_ms: int
    period: Period
    hall: str
    hall_name: str
    least: int
    total: Shown
    halls: list[Line]
    fields: list[Line]
    steps: list[Line]


@dataclass(frozen=True, slots=True)
class _Counted:
    at_ms: int
    cells: dict[tuple[str, str], Counts]  # hall, field
    ratings: dict[str, Counts]  # hall
    names: dict[str, str]  # hall -> name


@dataclass(frozen=True, slots=True)
class _Steps:
    at_ms: int
    rows: dict[str, Counts]  # day or month


class FigureBook:
    """Figures that were counted less than a minute ago; one count at a time, whoever asks."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._turn = threading.Lock()
        self._database: Database | None = None
        self._counted: dict[str, _Counted] = {}
        self._steps: dict[tuple[str, str], _Steps] = {}

    def figures(self, database: Database, now: datetime, period: Period, hall: str, least: int) -> Figures:
        """Return the figures of a period, of one hall or (hall "") all."""
        now_ms = milliseconds(now)
        with self._turn:
            self._forget(database, now_ms)
            counted = self._counted.get(period.name)
            if counted is None:
                counted = self._counted[period.name] = self._count(database, now, period)
            halls, whole = _by_hall(counted, least)
            hall = hall if hall in counted.names else ""
            steps = self._steps.get((period.name, hall))
            if steps is None:
                steps = self._steps[period.name, hall] = _Steps(now_ms, _steps(database, period, hall))
        total = next((one.counts for one in halls if one.key == hall), whole)
        return Figures(
            counted.at_ms, period, hall, counted.names.get(hall, hall), least, total, [] if hall else halls,
            _by_field(counted, hall, least, total), _lines(steps.rows, least, total, _day_name),
        )  # fmt: skip

    def _forget(self, database: Database, now_ms: int) -> None:
        """Forget what is older than a minute, or of another database."""
        if database is not self._database:
            self._database, self._counted, self._steps = database, {}, {}
        fresh = range(now_ms - KEPT_MS + 1, now_ms + 1)
        self._counted = {key: one for key, one in self._counted.items() if one.at_ms in fresh}
        self._steps = {key: one for key, one in self._steps.items() if one.at_ms in fresh}

    def _count(self, database: Database, now: datetime, period: Period) -> _Counted:
        cells: dict[tuple[str, str], Counts] = defaultdict(_zero)
        ratings: dict[str, Counts] = defaultdict(_zero)
        with database.read() as db:
            rows = [row for query in cell_queries(now, period) for row in db.execute(query)]
            fields = {
                code: one.field for code, one in procedure_names(db, self._names, {r.procedure for r in rows}).items()
            }
            for row in rows:
                _add(cells[row.hall, fields[row.procedure]], row)
            for row in db.execute(_rating_query(period, rating.c.hall)):
                _add(ratings[row.hall], row)
            names = halls_of(db, self._names)
        halls = {hall for hall, _ in cells} | set(ratings)
        return _Counted(milliseconds(now), dict(cells), dict(ratings), {one: called(names, one) for one in halls})


def period_of(word: str, today: date) -> Period:
    """Return the period called so, this month for anything else."""
    return next((one for one in periods(today) if one.name == word), _month(today))


def periods(today: date) -> list[Period]:
    """Return what can be looked at: months, the present first, then years."""
    months = [_month(today)]
    while len(months) < MONTHS:
        months.append(_month(months[-1].first - timedelta(1)))
    years = [
        Period(str(year), date(year, 1, 1), date(year, 12, 31)) for year in range(today.year, today.year - YEARS, -1)
    ]
    return [*months, *years]


def share(shown: Shown, part: str, whole: str) -> float | None:
    """Return a part of a whole, None where there is none or it is hidden."""
    many, of = shown.get(part), shown.get(whole)
    return many / of if many is not None and of else None


# --- the counts ---


def cell_queries(now: datetime, period: Period) -> list[Query]:
    """Return the three counts by hall and procedure: received, finished, open now."""
    keys = (dossier.c.hall, dossier.c.procedure)
    return [_received(period, *keys), _finished(period, *keys), _open(now, *keys)]


def _received(period: Period, *keys: Any) -> Query:
    return (
        select(*keys, func.count().label("received"), func.count(dossier.c.device_id).label("at_kiosk"))
        .where(dossier.c.day >= period.first.isoformat(), dossier.c.day <= period.last.isoformat())
        .group_by(*keys)
    )


def _finished(period: Period, *keys: Any) -> Query:
    ended, due = _day_number(dossier.c.finished_ms), _day_number(dossier.c.due_ms)
    on_time = func.sum(case((or_(dossier.c.due_ms.is_(None), ended <= due), 1), else_=0))
    first, after = _start_ms(period.first), _start_ms(period.last + timedelta(1))
    return (
        select(*keys, func.count().label("finished"), on_time.label("on_time"))
        .where(dossier.c.finished_ms >= first, dossier.c.finished_ms < after)
        .group_by(*keys)
    )


def _open(now: datetime, *keys: Any) -> Query:
    late = dossier.c.status.in_(RUNNING) & (dossier.c.due_ms < _start_ms(hall_day(now)))
    return (
        select(
            *keys, func.count().label("open"), func.sum(case((late, 1), else_=0)).label("overdue"),
            func.sum(case((dossier.c.status.in_(PAUSED), 1), else_=0)).label("paused"),
        )
        .where(dossier.c.status.in_((*RUNNING, *PAUSED)))
        .group_by(*keys)
    )  # fmt: skip


def _rating_query(period: Period, *keys: Any) -> Query:
    satisfied = func.sum(case((rating.c.value >= 2, 1), else_=0))
    return (
        select(*keys, func.count().label("rated"), satisfied.label("satisfied"))
        .where(rating.c.day >= period.first.isoformat(), rating.c.day <= period.last.isoformat())
        .group_by(*keys)
    )


def _steps(database: Database, period: Period, hall: str) -> dict[str, Counts]:
    """Return the counts of each day of a month, or each month of a year; none of what is open, which is of now."""
    ended = _day_number(dossier.c.finished_ms).label("number")
    queries = [_received(period, dossier.c.day), _finished(period, ended)]
    if hall:
        queries = [one.where(dossier.c.hall == hall) for one in queries]
    rated = _rating_query(period, rating.c.day)
    queries.append(rated.where(rating.c.hall == hall) if hall else rated)
    found: dict[str, Counts] = defaultdict(_zero)
    with database.read() as db:
        for query in queries:
            for row in db.execute(query):
                day = row.day if hasattr(row, "day") else (_EPOCH + timedelta(row.number)).isoformat()
                _add(found[day if period.step == "day" else day[:7]], row)
    return dict(sorted(found.items()))


def _day_number(column: ColumnElement[int]) -> ColumnElement[int]:
    """Return the local day as a number of days since 1970."""
    return (column + ZONE_MS) // DAY_MS


# --- the tables ---


def _by_hall(counted: _Counted, least: int) -> tuple[list[Line], Shown]:
    rows: dict[str, Counts] = defaultdict(_zero)
    for (hall, _), counts in counted.cells.items():
        _plus(rows[hall], counts)
    for hall, counts in counted.ratings.items():
        _plus(rows[hall], counts)
    whole = _sum(rows.values())
    total = hide_small([whole], least)[0]
    lines = _lines(rows, least, total, lambda hall: counted.names[hall])
    return sorted(lines, key=lambda one: fold(one.name)), total


def _by_field(counted: _Counted, hall: str, least: int, total: Shown) -> list[Line]:
    """Return the fields; of ratings nothing is known by field."""
    rows: dict[str, Counts] = defaultdict(_zero)
    for (one, field), counts in counted.cells.items():
        if not hall or one == hall:
            _plus(rows[field], counts)
    return sorted(_lines(rows, least, total, lambda field: field), key=lambda one: fold(one.name))


def _lines(rows: dict[str, Counts], least: int, total: Shown, name: Callable[[str], str]) -> list[Line]:
    shown = hide_small(list(rows.values()), least, total)
    return [Line(key, name(key), counts) for key, counts in zip(rows, shown, strict=True)]


def _add(counts: Counts, row: Any) -> None:
    """Add what a row counted, and the parts that follow from it."""
    for name, value in row._mapping.items():
        if name in counts:
            counts[name] += int(value)
    counts["late"] = counts["finished"] - counts["on_time"]
    counts["running"] = counts["open"] - counts["overdue"] - counts["paused"]


def _plus(into: Counts, counts: Counts) -> None:
    for name, value in counts.items():
        into[name] += value


def _sum(rows: Iterable[Counts]) -> Counts:
    total = _zero()
    for one in rows:
        _plus(total, one)
    return total


def _zero() -> Counts:
    return {name: 0 for names in PARTS.values() for name in names}


def _month(day: date) -> Period:
    first = day.replace(day=1)
    return Period(f"{first:%Y-%m}", first, (first + timedelta(31)).replace(day=1) - timedelta(1))


def _start_ms(day: date) -> int:
    return milliseconds(datetime.combine(day, time(), HALL_ZONE))


def _day_name(day: str) -> str:
    """Return "23/11" of a day, "11/2026" of a month."""
    return f"{day[8:]}/{day[5:7]}" if len(day) == 10 else f"{day[5:]}/{day[:4]}"
