"""Which days a hall works: public holidays from the `holidays` package, swapped days from assets/calendar/vietnam.toml.

A worked Saturday has the hours of a Friday, which is the day it mostly stands in for.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.assets import assets

FRIDAY, SATURDAY = 4, 5


@dataclass(frozen=True, slots=True)
class Swaps:
    """Days that differ from weekday and law. Behind `planned_until` no plan has been published."""

    off: frozenset[date]
    work: frozenset[date]
    planned_until: date


@cache
def swaps(file: Path | None = None) -> Swaps:
    """Return the swapped days of `file`, the bundled one unless given."""
    raw: dict[str, Any] = tomllib.loads((file or assets() / "calendar" / "vietnam.toml").read_text("utf-8"))
    off = frozenset(one["date"] for one in raw.get("off", []))
    work = frozenset(one["date"] for one in raw.get("work", []))
    return Swaps(off, work, raw["planned_until"])


@cache
def holidays_of(year: int) -> frozenset[date]:
    """Return the public holidays of a year, with the days off given for those on a weekend."""
    # Only when a day is asked for: the package takes as long to import as a small screen to draw.
    from holidays import country_holidays

    return frozenset(country_holidays("VN", years=year))


def is_holiday(day: date) -> bool:
    known = swaps()
    return day not in known.work and (day in known.off or day in holidays_of(day.year))


def weekday_of(day: date) -> int | None:
    """Return the weekday (Monday = 0) whose hours count on `day`; None on a public holiday."""
    if day in swaps().work:
        return FRIDAY if day.weekday() >= SATURDAY else day.weekday()
    return None if is_holiday(day) else day.weekday()


def plan_is_missing(today: date) -> bool:
    """Say whether the swapped days of the coming weeks are not known yet: a technician should update the file."""
    return (swaps().planned_until - today).days < 30
