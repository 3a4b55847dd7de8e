"""Where people give up: how often each screen of a form was seen, for how long, and what happened on it.

Counted in memory while somebody is there, and added to the day's totals when the visit is over: no answer, no code, no
person, no time finer than a day. How long a screen took is kept as a count for each span of `BOUNDS`, which is enough
for a median.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kiosk.clock import hall_day
from kiosk.errors import WrongDaysError
from kiosk.forms.answers import State
from kiosk.forms.definition import FormDefinition, Says
from kiosk.forms.journey import EXIT, REVIEW, Journey
from kiosk.forms.library import Forms
from kiosk.store import dropoff as table
from kiosk.store.database import Store

BOUNDS = (2, 4, 6, 9, 13, 18, 25, 35, 50, 70, 100, 140, 200, 300)  # seconds; the last span is open
_ROUND = re.compile(r"#(more)?\d+$")  # a loop's rounds count as one screen: how many there were is an answer


@dataclass(slots=True)
class ScreenCount:
    """What happened on one screen. `times[n]` counts the visits that took less than `BOUNDS[n]` seconds."""

    visits: int = 0
    back: int = 0
    help: int = 0
    quit: int = 0
    left_to_staff: int = 0
    errors: int = 0
    times: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))


class VisitCount:
    """Follows one villager through one form. Moments are seconds of a clock that never goes back."""

    def __init__(self, journey: Journey, at: float) -> None:
        self.form = journey.form
        self.screens: dict[str, ScreenCount] = {}
        self._journey, self._since = journey, at
        self._here().visits += 1

    def move(self, journey: Journey, at: float) -> None:
        """The villager stands at `journey` now: went on, went back, or was told what is wrong."""
        before, self._journey = self._journey, journey
        if sum(journey.failures.values()) > sum(before.failures.values()):
            self._of(before).errors += 1
        if journey.at == before.at:
            return
        left = self._of(before)
        left.times[_span(at - self._since)] += 1
        answer = journey.answers.get(before.at)
        if journey.answers is before.answers:
            left.back += journey.editing is False
        elif answer is not None and answer.state is State.STAFF_FILLS:
            left.left_to_staff += 1
        self._since = at
        self._here().visits += 1

    def called_help(self) -> None:
        self._here().help += 1

    def gave_up(self) -> None:
        """Nobody is there any more, and the form is not finished. A way out to the desk is no giving up."""
        if not self._journey.at.startswith(EXIT):
            self._here().quit += 1

    def _here(self) -> ScreenCount:
        return self._of(self._journey)

    def _of(self, journey: Journey) -> ScreenCount:
        page = _ROUND.sub(lambda found: "#more" if found[1] else "", journey.at)
        return self.screens.setdefault(page, ScreenCount())


@dataclass(frozen=True, slots=True)
class ScreenLine:
    """One screen in the report. `median_seconds` is None where nobody has left it yet."""

    page: str
    title: str
    visits: int
    median_seconds: float | None
    back: int
    help: int
    quit: int
    left_to_staff: int
    errors: int


@dataclass(frozen=True, slots=True)
class FormReport:
    """The screens of one version of a form, in the order of the form."""

    form: str
    version: int
    title: str
    screens: tuple[ScreenLine, ...]


class DropOff:
    """The totals of this hall."""

    def __init__(self, store: Store, forms: Forms) -> None:
        self._store, self._forms = store, forms

    def add(self, count: VisitCount) -> None:
        """Add a visit that is over to today's totals.

        Raises:
            StoreError: it is not counted.
        """
        with self._store.act() as act:
            day = hall_day(act.now).isoformat()
            for page, one in count.screens.items():
                table.add(act.db, day, count.form.id, count.form.version, page, one)

    def report(self, since: date, until: date, words: Says) -> tuple[FormReport, ...]:
        """Return what happened from `since` up to but not including `until`; the same day twice is that day.

        Raises:
            WrongDaysError: the days are in the wrong order.
        """
        if until < since:
            raise WrongDaysError
        last = max(until, date.fromordinal(since.toordinal() + 1))
        totals: dict[tuple[str, int], dict[str, ScreenCount]] = {}
        for form, version, page, raw in table.between(self._store.db, since.isoformat(), last.isoformat()):
            _add(totals.setdefault((form, version), {}).setdefault(page, ScreenCount()), raw)
        return tuple(self._form(*name, screens, words) for name, screens in sorted(totals.items()))

    def _form(self, form: str, version: int, screens: Mapping[str, ScreenCount], words: Says) -> FormReport:
        found = next((one for one in self._forms.definitions if (one.id, one.version) == (form, version)), None)
        order = [page.id for page in found.pages] if found else []
        pages = sorted(screens, key=lambda page: (order.index(page) if page in order else len(order), page))
        lines = tuple(_line(page, _title(found, page, words), screens[page]) for page in pages)
        return FormReport(form, version, words.say(found.title) if found else form, lines)


def median_seconds(times: Sequence[int]) -> float | None:
    """Return the median, placed inside its span as if the span's visits were spread evenly; None without visits."""
    half, seen = sum(times) / 2, 0
    if half == 0:
        return None
    for at, count in enumerate(times):
        if count and seen + count >= half:
            low, high = (0, *BOUNDS)[at], (*BOUNDS, 2 * BOUNDS[-1])[at]
            return round(low + (high - low) * (half - seen) / count, 1)
        seen += count
    return None


def _span(seconds: float) -> int:
    return next((at for at, bound in enumerate(BOUNDS) if seconds < bound), len(BOUNDS))


def _add(total: ScreenCount, raw: Sequence[int | str]) -> None:
    *counts, times = raw
    for name, count in zip(table.COUNTS, counts, strict=True):
        setattr(total, name, getattr(total, name) + count)
    total.times = [a + b for a, b in zip(total.times, json.loads(str(times)), strict=True)]


def _line(page: str, title: str, one: ScreenCount) -> ScreenLine:
    return ScreenLine(
        page, title, one.visits, median_seconds(one.times), one.back, one.help, one.quit, one.left_to_staff, one.errors
    )


def _title(form: FormDefinition | None, page: str, words: Says) -> str:
    if page == REVIEW:
        return words.say("dropoff.review")
    if page.startswith(EXIT):
        return words.say("dropoff.exit")
    found = next((one for one in form.pages if one.id == page), None) if form else None
    return words.say(found.text) if found else page
