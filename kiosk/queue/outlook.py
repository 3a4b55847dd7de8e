"""What a forecast needs, read from the file at one moment: who waits, who serves, how long it takes, who comes."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from kiosk.config import Settings
from kiosk.queue.forecast import MINUTE, AtWork, Call, Person, forecast
from kiosk.store import queue as table

MOST_PEOPLE = 60  # the oldest that are played forward; behind them the wait grows in step with the place
ENOUGH = 5  # served villagers that tell more about a service than the setting does
NEWCOMERS_OF, LEAST_SPAN, HORIZON = 60, 20 * MINUTE, 60 * MINUTE  # tickets that tell how many come; ms; ms
BREAK, LATE, LONGEST_BREAK = 15.0, 5.0, 45.0  # minutes: as expected, when it is over time, and when it is none

Range = tuple[int, int]


class Outlook:
    """
    Args:
        db: inside one transaction, so that all that is read here belongs together.
        counters: the state of each counter that was opened today.
    """

    def __init__(
        self, db: sqlite3.Connection, settings: Settings, day: str, now_ms: int, counters: Mapping[int, table.Row]
    ) -> None:
        self._db, self._settings, self._queue = db, settings, settings.queue
        self._day, self._now_ms, self._counters = day, now_ms, counters

    def joining(self, services: Sequence[str], line: str) -> dict[str, Call]:
        """Return the expected call of who joins `line` of each of `services` now; none where nobody can say."""
        ghosts = [Person(self._now_ms, True, one, one, one, line) for one in services]
        calls = self._play([*self._people, *ghosts], ghosts)
        return {one: self._stretched(calls[one], one, self._waiting(one)) for one in services if one in calls}

    def wait(self, leg: str, service: str, place: int) -> Range | None:
        """Return (least, most) minutes for a waiting leg at `place` of its service; None when nobody can say."""
        if leg in self._calls:
            return self._calls[leg].range()
        last = self._last_known.get(service)
        return self._stretched(last, service, place).range() if last else None

    # --- inside ---

    def _stretched(self, call: Call, service: str, ahead: int) -> Call:
        """Return the call of one who stands behind those that were played forward."""
        known = self._known.get(service, 0)
        return call.stretched(ahead / known) if ahead > known > 0 else call

    def _play(self, people: Sequence[Person], asking: Sequence[Person]) -> dict[str, Call]:
        guard_ms = self._queue.guard_minutes * MINUTE
        everybody = [*people, *self._newcomers]
        return forecast(everybody, asking, self._staff, self._minutes, self._queue.lines, self._now_ms, guard_ms)

    @cached_property
    def _calls(self) -> dict[str, Call]:
        return self._play(self._people, self._people)

    @cached_property
    def _last_known(self) -> dict[str, Call]:
        """The latest call of each service among those that were played forward."""
        last: dict[str, Call] = {}
        for one in self._people:
            call = self._calls.get(one.id)
            if call is not None and call > last.get(one.service, Call(-1, 0)):
                last[one.service] = call
        return last

    @cached_property
    def _people(self) -> list[Person]:
        rows = table.oldest_waiting(self._db, self._day, MOST_PEOPLE)
        line_of = cache(self._queue.line_of)
        opened = {number for number, row in self._counters.items() if row["state"] == "open"}
        now = self._now_ms
        return [
            # A place in the future was given by a clock that was set back since: who has it is here.
            Person(min(place, now), False, leg, service, wanted if wanted in opened else service, line_of(klass))
            for leg, service, klass, place, wanted in rows
        ]

    @cached_property
    def _known(self) -> dict[str, int]:
        known: dict[str, int] = {}
        for one in self._people:
            known[one.service] = known.get(one.service, 0) + 1
        return known

    def _waiting(self, service: str) -> int:
        everybody = len(self._people) < MOST_PEOPLE
        return self._known.get(service, 0) if everybody else self._all_waiting.get(service, 0)

    @cached_property
    def _all_waiting(self) -> dict[str, int]:
        return table.waiting_counts(self._db, self._day)

    @cached_property
    def _newcomers(self) -> list[Person]:
        """Who will come into a line that may overtake: as many as came lately, evenly."""
        ordinary = self._queue.class_when("otherwise").line
        rows = [row for row in table.latest_tickets(self._db, NEWCOMERS_OF) if row[0] == self._day]
        lately = [row for row in rows if 0 <= self._now_ms - row[3] <= HORIZON]
        span = max((self._now_ms - row[3] for row in lately), default=0)
        came: dict[tuple[str, str], int] = {}
        line_of = cache(self._queue.line_of)
        for _, service, klass, _ in lately:
            line = line_of(klass)
            if line != ordinary:
                came[service, line] = came.get((service, line), 0) + 1
        return [
            Person(at, False, "", service, service, line)
            for (service, line), people in came.items()
            for at in _evenly(self._now_ms, max(span, LEAST_SPAN) / people)
        ]

    @cached_property
    def _minutes(self) -> dict[str, float]:
        return {one.letter: self._mean_minutes(one.letter) for one in self._settings.services}

    def _mean_minutes(self, service: str) -> float:
        """Return the mean of today, filled up with the last day's while few were served, and with the setting."""
        times = table.counter_times(self._db, self._day, service, self._queue.mean_of_last)
        if len(times) < ENOUGH and (before := self._day_before) is not None:
            times += table.counter_times(self._db, before, service, self._queue.mean_of_last)
        missing = max(0, ENOUGH - len(times))
        return (sum(times) / MINUTE + missing * self._queue.mean_service_minutes) / (len(times) + missing)

    @cached_property
    def _day_before(self) -> str | None:
        return table.last_day_before(self._db, self._day)

    @cached_property
    def _staff(self) -> list[AtWork]:
        busy, cycles = table.services_at_counters(self._db, self._day), table.cycles(self._db, self._day)
        staff: list[AtWork] = []
        for number, row in self._counters.items():
            free = self._free(row, busy.get(number))
            if free is not None:
                services = tuple(row["services"].split(",")) if row["services"] else ()
                staff.append(AtWork(number, services, *free, json.loads(cycles.get(number, "{}"))))
        return staff

    def _free(self, row: table.Row, serves: str | None) -> tuple[float, float] | None:
        """Return in how many minutes a counter calls again, and the spread; None when it does not today."""
        if serves is not None and row["state"] != "closed":
            return self._minutes[serves], self._minutes[serves]
        paused = (self._now_ms - row["since_ms"]) / MINUTE
        if row["state"] == "break" and paused < LONGEST_BREAK:
            return max(BREAK - paused, LATE), LATE
        return (0.0, 0.0) if row["state"] == "open" else None


def _evenly(now_ms: int, every_ms: float) -> Iterator[int]:
    """Yield moments of the next hour, the first after half a gap."""
    at = every_ms / 2
    while at < HORIZON:
        yield round(now_ms + at)
        at += every_ms
