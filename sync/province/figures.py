"""The public figures: on time and late, by commune, field and day; what came from kiosks; what villagers said.

On time is meant by the day, as everywhere in this software (kiosk.dossiers.due): a result given on the day it was due
is on time, one without a due date too, and an open dossier is late from the day after. While a dossier waits for the
villager (statuses 5, 6, 8) it is counted apart. Counted by indexes alone (page_tables), and kept for a while.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as made_field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, case, func, or_, select

from kiosk.catalogue.fold import fold
from kiosk.clock import HALL_ZONE, hall_day, milliseconds
from sync.province.database import Database
from sync.province.dossier_list import PAUSED, RUNNING
from sync.province.hiding import PARTS, Counts, Shown, hide_small
from sync.province.names import Names, called, halls_of, procedure_names
from sync.province.page_tables import rating
from sync.province.tables import dossier

MINUTE_MS, HOUR_MS = 60_000, 3_600_000
ZONE_MS, DAY_MS = 7 * 3_600_000, 86_400_000  # Vietnam has kept UTC+7 without summer time since 1975
MONTHS, YEARS = 12, 3  # how far back one can look
_EPOCH = date(1970, 1, 1)
_ALL = frozenset(name for names in PARTS.values() for name in names)

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

    @property
    def kept_ms(self) -> int:
        """How long a count is shown before it is counted again: a year of a province takes seconds."""
        return MINUTE_MS if self.step == "day" else HOUR_MS


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


@dataclass(slots=True)
class _Kept:
    """What was counted of a period, and the tables that were made of it by hall and minimum."""

    at_ms: int
    cells: dict[tuple[str, str], Counts]  # hall, field
    ratings: dict[str, Counts]  # hall
    names: dict[str, str]  # hall -> name
    made: dict[tuple[str, int], Figures] = made_field(default_factory=dict[tuple[str, int], Figures])


class FigureBook:
    """Figures as they were counted a short time ago: a month once a minute, a year once an hour, whoever asks."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._database: Database | None = None
        self._turns: dict[str, threading.Lock] = defaultdict(threading.Lock)  # one count of a period at a time
        self._kept: dict[str, _Kept] = {}

    def figures(self, database: Database, now: datetime, period: Period, hall: str, least: int) -> Figures:
        """Return the figures of a period, of one hall or (hall "") all."""
        with self._turns[period.name]:
            if database is not self._database:
                self._database, self._kept = database, {}
            kept = self._kept.get(period.name)
            if kept is None or not 0 <= milliseconds(now) - kept.at_ms < period.kept_ms:
                kept = self._kept[period.name] = self._count(database, now, period)
            hall = hall if hall in kept.names else ""
            if (hall, least) not in kept.made:
                kept.made[hall, least] = _make(kept, period, hall, least, _steps(database, period, hall))
            return kept.made[hall, least]

    def _count(self, database: Database, now: datetime, period: Period) -> _Kept:
        cells: dict[tuple[str, str], Counts] = defaultdict(_zero)
        ratings: dict[str, Counts] = defaultdict(_zero)
        with database.read() as db:
            counted = [rows_of(db, query) for query in cell_queries(now, period)]
            codes = {row[1] for _, rows in counted for row in rows}
            fields = {code: one.field for code, one in procedure_names(db, self._names, codes).items()}
            for columns, rows in counted:
                for hall, procedure, *values in rows:
                    _add(cells[hall, fields[procedure]], columns, values)
            columns, rows = rows_of(db, _rating_query(period, rating.c.hall))
            for hall, *values in rows:
                _add(ratings[hall], columns, values)
            names = halls_of(db, self._names)
        _complete(cells.values())
        halls = {hall for hall, _ in cells} | set(ratings)
        return _Kept(milliseconds(now), dict(cells), dict(ratings), {one: called(names, one) for one in halls})


def _make(kept: _Kept, period: Period, hall: str, least: int, steps: dict[str, Counts]) -> Figures:
    halls, whole = _by_hall(kept, least)
    total = next((one.counts for one in halls if one.key == hall), whole)
    return Figures(
        kept.at_ms, period, hall, kept.names.get(hall, hall), least, total, [] if hall else halls,
        _by_field(kept, hall, least, total), _lines(steps, least, total, _day_name),
    )  # fmt: skip


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


def step_queries(period: Period, hall: str) -> list[Query]:
    """Return the counts by day of one hall, or (hall "") of all; none of what is open, which is of now."""
    ended = _day_number(dossier.c.finished_ms).label("number")
    of_dossiers = [_received(period, dossier.c.day), _finished(period, ended)]
    rated = _rating_query(period, rating.c.day)
    if not hall:
        return [*of_dossiers, rated]
    return [*(one.where(dossier.c.hall == hall) for one in of_dossiers), rated.where(rating.c.hall == hall)]


def figure_queries(now: datetime, period: Period, hall: str) -> list[Query]:
    """Return every statement behind the figures of a period."""
    return [*cell_queries(now, period), _rating_query(period, rating.c.hall), *step_queries(period, hall)]


def rows_of(db: Connection, query: Query) -> tuple[list[str], Sequence[Any]]:
    """Return the names of what a query counts, and its rows: the keys first, then these."""
    answer = db.execute(query)
    return [name for name in list(answer.keys()) if name in _ALL], answer.all()


def _steps(database: Database, period: Period, hall: str) -> dict[str, Counts]:
    """Return the counts of each day of a month, or of each month of a year."""
    found: dict[str, Counts] = defaultdict(_zero)
    with database.read() as db:
        for query in step_queries(period, hall):
            columns, rows = rows_of(db, query)
            for key, *values in rows:
                day = key if isinstance(key, str) else (_EPOCH + timedelta(key)).isoformat()
                _add(found[day if period.step == "day" else day[:7]], columns, values)
    _complete(found.values())
    return dict(sorted(found.items()))


def _day_number(column: ColumnElement[int]) -> ColumnElement[int]:
    """Return the local day as a number of days since 1970."""
    return (column + ZONE_MS) // DAY_MS


# --- the tables ---


def _by_hall(kept: _Kept, least: int) -> tuple[list[Line], Shown]:
    rows: dict[str, Counts] = defaultdict(_zero)
    for (hall, _), counts in kept.cells.items():
        _plus(rows[hall], counts)
    for hall, counts in kept.ratings.items():
        _plus(rows[hall], counts)
    whole = _sum(rows.values())
    total = hide_small([whole], least)[0]
    lines = _lines(rows, least, total, lambda hall: kept.names[hall])
    return sorted(lines, key=lambda one: fold(one.name)), total


def _by_field(kept: _Kept, hall: str, least: int, total: Shown) -> list[Line]:
    """Return the fields; of ratings nothing is known by field."""
    rows: dict[str, Counts] = defaultdict(_zero)
    for (one, field), counts in kept.cells.items():
        if not hall or one == hall:
            _plus(rows[field], counts)
    return sorted(_lines(rows, least, total, lambda field: field), key=lambda one: fold(one.name))


def _lines(rows: dict[str, Counts], least: int, total: Shown, name: Callable[[str], str]) -> list[Line]:
    shown = hide_small(list(rows.values()), least, total)
    return [Line(key, name(key), counts) for key, counts in zip(rows, shown, strict=True)]


def _add(counts: Counts, columns: Sequence[str], values: Sequence[int]) -> None:
    for name, value in zip(columns, values, strict=True):
        counts[name] += int(value)


def _complete(rows: Iterable[Counts]) -> None:
    """Fill in the parts that follow from the others."""
    for one in rows:
        one["late"] = one["finished"] - one["on_time"]
        one["running"] = one["open"] - one["overdue"] - one["paused"]


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
