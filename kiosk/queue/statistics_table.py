"""The figures as tables: one list of columns for the page, the CSV and the XLSX, each with its definition in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeVar

from kiosk.config import Settings
from kiosk.errors import WrongDaysError
from kiosk.languages import Texts
from kiosk.queue.statistics import Figures, Report, report
from kiosk.store import statistics as rows
from kiosk.store.database import Store

_Key = TypeVar("_Key", str, int)
Kind = Literal["count", "minutes", "share"]
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Column:
    """A figure; its name is the text statistics.<id>, its definition statistics.<id>.means. A share is 0 to 1."""

    id: str
    kind: Kind
    value: Callable[[Figures], float | None]


COLUMNS = (
    Column("tickets", "count", lambda one: one.tickets),
    Column("done", "count", lambda one: one.done),
    Column("wait_median", "minutes", lambda one: one.wait.median),
    Column("wait_p90", "minutes", lambda one: one.wait.p90),
    Column("way_median", "minutes", lambda one: one.way.median),
    Column("service_mean", "minutes", lambda one: one.service.mean),
    Column("service_median", "minutes", lambda one: one.service.median),
    Column("parked", "count", lambda one: one.parked),
    Column("no_shows", "count", lambda one: one.no_shows),
    Column("missed", "count", lambda one: one.missed),
    Column("transferred", "count", lambda one: one.transferred),
    Column("cancelled", "count", lambda one: one.cancelled),
    Column("expired", "count", lambda one: one.expired),
    Column("help_calls", "count", lambda one: one.help_calls),
    Column("answer_median", "minutes", lambda one: one.answer.median),
    Column("answer_p90", "minutes", lambda one: one.answer.p90),
    Column("rated", "count", lambda one: one.rated),
    Column("rating_3", "count", lambda one: one.ratings[0]),
    Column("rating_2", "count", lambda one: one.ratings[1]),
    Column("rating_1", "count", lambda one: one.ratings[2]),
    Column("satisfied", "share", lambda one: one.satisfied),
)
OF_HELP = ("help_calls", "answer_median", "answer_p90")  # a call for a person belongs to no service and no counter


@dataclass(frozen=True, slots=True)
class Line:
    """`values` by the column's id, minutes to one decimal; None for what does not exist."""

    key: str
    name: str
    values: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one table: id is total, services, counters, hours or days."""

    id: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The days from `since` up to but not including `until`. `reasons` are (text id, times), most chosen first."""

    since: date
    until: date
    groups: tuple[Group, ...]
    reasons: tuple[tuple[str, int], ...]


def statistics(store: Store, settings: Settings, words: Texts, since: date, until: date) -> Statistics:
    """Return the figures of the days from `since` up to but not including `until`; of that one day where both are the
    same.

    Raises:
        WrongDaysError: none, or more than a year.
    """
    until = since + timedelta(days=1) if until == since else until
    if not 0 < (until - since).days <= MOST_DAYS:
        raise WrongDaysError(most=MOST_DAYS)
    days = (since.isoformat(), until.isoformat())
    with store.reading() as db:
        counted = report(rows.legs(db, *days), rows.help_times(db, *days))
        reasons = rows.reasons(db, *days)
    return Statistics(since, until, groups(counted, settings, words), tuple(reasons.most_common()))


def groups(counted: Report, settings: Settings, words: Texts) -> tuple[Group, ...]:
    """Return all tables. Services and counters stand there also when nobody came, hours without a gap."""
    letters = {one.letter: f"{one.letter} · {one.name}" for one in settings.services}
    numbers = {one.number: one.name for one in settings.counters}
    gone = {one: words.say("statistics.counter", counter=one) for one in counted.counters if one not in numbers}
    hours = range(min(counted.hours), max(counted.hours) + 1) if counted.hours else range(0)
    people = tuple(one for one in COLUMNS if one.id not in OF_HELP)
    return (
        Group("total", COLUMNS, (_line("total", words.say("statistics.total"), counted.total, COLUMNS),)),
        _group("services", people, {**{one: one for one in counted.services}, **letters}, counted.services),
        _group("counters", people, {**numbers, **gone}, counted.counters),
        _group("hours", COLUMNS, {one: words.say("statistics.hour", hour=one) for one in hours}, counted.hours),
        _group("days", COLUMNS, {one: f"{date.fromisoformat(one):%d/%m/%Y}" for one in counted.days}, counted.days),
    )


def _group(name: str, columns: tuple[Column, ...], names: Mapping[_Key, str], figures: Mapping[_Key, Figures]) -> Group:
    empty = report([]).total
    lines = (_line(str(key), names[key], figures.get(key, empty), columns) for key in sorted(names))
    return Group(name, columns, tuple(lines))


def _line(key: str, name: str, figures: Figures, columns: tuple[Column, ...]) -> Line:
    return Line(key, name, {one.id: _rounded(one.value(figures), one.kind) for one in columns})


def _rounded(value: float | None, kind: Kind) -> float | None:
    return value if value is None or kind == "count" else round(value, 1 if kind == "minutes" else 3)
