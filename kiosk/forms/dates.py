"""Dates of which only the year, or month and year, may be known: old papers often say no more.

Written "1990", "1990-06" or "1990-06-30", so that they sort and compare as text within what is known.
"""

import calendar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartialDate:
    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, written: str) -> "PartialDate":
        """Return the date written by `str()`; ValueError for anything else."""
        parts = written.split("-")
        if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
            raise ValueError(f"Not a date: {len(written)} characters.")
        return cls(*(int(part) for part in parts))

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    def earliest(self) -> date:
        """Return the first day this date may be."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Return the last day this date may be."""
        month = self.month or 12
        return date(self.year, month, self.day or days_in(self.year, month))


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def full_years(first: PartialDate, second: PartialDate) -> tuple[int, int]:
    """Return the least and the most whole years, as an age is counted, that may lie between two dates."""
    return _age(first.latest(), second.earliest()), _age(first.earliest(), second.latest())


def days_between(first: PartialDate, second: PartialDate) -> tuple[int, int]:
    """Return the least and the most days that may lie between two dates; negative when reversed."""
    return (second.earliest() - first.latest()).days, (second.latest() - first.earliest()).days


def _age(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
