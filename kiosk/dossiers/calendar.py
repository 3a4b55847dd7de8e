"""Which days offices work, when, and why not: one file for halls, counters and the province.

assets/calendar/days-off.json holds a plan for each year whose days off the Government has published, the hours of a
working day, and until when papers of "the same day" are taken. KIOSK_HOME/calendar/days-off.json (brought by the
province, signed) takes its place when it can be read and is not older. A year without a plan has the holidays of the
law (the `holidays` package, also lunar ones) and no swapped days; `not_published` says which those are.
"""

import json
import os
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from kiosk.assets import assets
from kiosk.clock import HALL_ZONE
from kiosk.config import kiosk_home
from kiosk.errors import CalendarError

FILE = Path("calendar") / "days-off.json"  # below assets/ and below KIOSK_HOME; also the name of the signed target
FORMAT = 1
FRIDAY, SATURDAY = 4, 5
MOST_OFF = 60  # days off a year; more is a mistake that would close every hall
LARGEST = 256 * 1024
NEXT_YEAR_WANTED = timedelta(days=30)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a working day; what is to be done "the same day" must come in by `same_day_until`."""

    sessions: tuple[tuple[time, time], ...]
    same_day_until: time

    @property
    def opens(self) -> time:
        return self.sessions[0][0]

    @property
    def closes(self) -> time:
        return self.sessions[-1][1]


@dataclass(frozen=True, slots=True)
class Plan:
    """A published year: day -> why. `work` are week-end days that are worked, with the hours of a Friday."""

    off: Mapping[date, str]
    work: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The higher `version` is the newer calendar."""

    version: int
    hours: Hours
    years: Mapping[int, Plan]

    def why_off(self, day: date) -> str | None:
        """Return why `day` is a day off, None when it is none; a usual week-end is no day off."""
        if plan := self.years.get(day.year):
            return plan.off.get(day)
        return holidays_of(day.year).get(day)

    def is_worked_weekend(self, day: date) -> bool:
        plan = self.years.get(day.year)
        return plan is not None and day in plan.work

    def weekday_of(self, day: date) -> int | None:
        """Return the weekday (Monday = 0) whose hours count on `day`; None on a day off."""
        if self.is_worked_weekend(day):
            return FRIDAY
        return None if self.why_off(day) is not None else day.weekday()

    def is_working(self, day: date) -> bool:
        """Return whether offices work on `day`."""
        weekday = self.weekday_of(day)
        return weekday is not None and weekday < SATURDAY

    def sessions(self, day: date) -> list[tuple[datetime, datetime]]:
        """Return the working hours of a day, [] on one without."""
        if not self.is_working(day):
            return []
        return [
            (datetime.combine(day, since, HALL_ZONE), datetime.combine(day, until, HALL_ZONE))
            for since, until in self.hours.sessions
        ]

    def not_published(self, years: Iterable[int]) -> tuple[int, ...]:
        """Return those of `years` without a plan."""
        return tuple(sorted(year for year in set(years) if year not in self.years))

    def wanted(self, today: date) -> int | None:
        """Return the year whose plan a technician should ask for now, None when none is missing."""
        missing = self.not_published((today.year, (today + NEXT_YEAR_WANTED).year))
        return missing[0] if missing else None


def read_calendar(raw: bytes) -> Calendar:
    """Return the calendar in a file.

    Raises:
        CalendarError: it is none, or says what cannot be; the value names the place.
    """
    with _named("JSON"):
        read: dict[str, Any] = json.loads(raw if len(raw) <= LARGEST else b"")
    with _named("version"):
        version: int = read["version"]
        _checked(version, read["format"] == FORMAT and isinstance(read["version"], int) and version > 0)
    with _named("day"):
        hours = _hours(read["day"])
    with _named("years"):
        said: dict[str, dict[str, Any]] = dict(read["years"].items())
    plans: dict[int, Plan] = {}
    for year, plan in said.items():
        with _named(f"years.{year}"):
            plans[int(year)] = _plan(int(year), plan)
    return Calendar(version, hours, plans)


@contextmanager
def _named(place: str) -> Generator[None]:
    """Let what cannot be read say where it stands."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise CalendarError(problem=place) from error


def _checked(value: T, good: bool) -> T:
    if not good:
        raise ValueError(value)
    return value


def _hours(said: dict[str, Any]) -> Hours:
    sessions = tuple((time.fromisoformat(since), time.fromisoformat(until)) for since, until in said["sessions"])
    until = time.fromisoformat(said["same_day_until"])
    edges = [edge for session in sessions for edge in session]
    local = all(edge.tzinfo is None for edge in (*edges, until))
    return _checked(Hours(sessions, until), local and bool(edges) and edges == sorted(set(edges)))


def _plan(year: int, said: dict[str, Any]) -> Plan:
    off, work = (
        {date.fromisoformat(day): _checked(why, isinstance(why, str)) for day, why in said[kind].items()}
        for kind in ("off", "work")
    )
    sensible = (
        all(day.year == year for day in (*off, *work))
        and all(day.weekday() >= SATURDAY for day in work)
        and not off.keys() & work.keys()
        and len(off) <= MOST_OFF
    )
    return _checked(Plan(off, work), sensible)


@cache
def bundled() -> Calendar:
    return read_calendar((assets() / FILE).read_bytes())


def present(home: Path | None = None) -> Calendar:
    """Return the calendar that holds: the one in `home` (KIOSK_HOME unless given), or the bundled one.

    A file there that cannot be read, or is older than the bundled one, is passed over.
    """
    file = (home or kiosk_home()) / FILE
    try:
        stamp = file.stat()
        brought = _read_once(file, stamp.st_mtime_ns, stamp.st_size, stamp.st_ino)
    except OSError:
        return bundled()
    return brought if brought is not None and brought.version >= bundled().version else bundled()


def keep(home: Path, raw: bytes) -> bool:
    """Let `raw` be the calendar in `home` from now on; False (and nothing is done) when it is older than what holds.

    Raises:
        CalendarError: it cannot be used.
        OSError: it cannot be written; what was there before holds.
    """
    if read_calendar(raw).version < present(home).version:
        return False
    file = home / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("wb") as opened:
        opened.write(raw)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
    return True


@lru_cache(maxsize=4)
def _read_once(file: Path, changed_ns: int, size: int, inode: int) -> Calendar | None:
    """Read a file as it is at this time of change; asked for at every ticket, it is read once."""
    try:
        return read_calendar(file.read_bytes())
    except CalendarError:
        return None


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """Return the public holidays of a year by law, with the days off given for those on a week-end."""
    # Only when a day is asked for: the package takes as long to import as a small screen to draw.
    from holidays import country_holidays

    return dict(country_holidays("VN", years=year, language="vi"))


def is_holiday(day: date) -> bool:
    return present().why_off(day) is not None


def weekday_of(day: date) -> int | None:
    """Return the weekday (Monday = 0) whose hours count on `day`; None on a public holiday."""
    return present().weekday_of(day)
