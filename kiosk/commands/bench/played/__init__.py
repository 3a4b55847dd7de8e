"""A played day: what the queue does to 300 visitors, and how well it tells them when they will be called.

Days are played on the real queue and a real file with a clock that is set. Tables and a picture come to build/bench.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.commands.bench.figure import Figure
from kiosk.commands.bench.played.crowd import crowd
from kiosk.commands.bench.played.picture import svg
from kiosk.commands.bench.played.play import Day, Play, Ranges, Story
from kiosk.commands.bench.played.report import as_text, grouped, jain, told, waits
from kiosk.commands.bench.played.zms import expected_wait
from kiosk.config import Settings, default_settings_file, read_settings
from kiosk.queue.desk import Desk
from kiosk.queue.tickets import TicketView
from kiosk.store import queue as table
from kiosk.store.database import Store

OUT = Path("build/bench")
VISITORS, SEED = 300, 2026
MONDAY, DAYS, SHOWN = datetime(2026, 11, 30, tzinfo=HALL_ZONE), 4, 1  # the hall is new on the first day
HOURS = ("T2-T6 07:00-11:30", "T2-T6 13:30-17:00")
GUARD = "called while somebody over the guard waited longer"


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield waits, fairness and how true the announced ranges were."""
    settings = read_settings(default_settings_file())
    settings = replace(settings, hall=replace(settings.hall, hours=HOURS))
    days = play_days(folder / "hall.db", settings, VISITORS)
    stories = [story for day in days for story in day.stories]
    OUT.mkdir(parents=True, exist_ok=True)
    names = {one.letter: one.name for one in settings.services}
    (OUT / "played-day.md").write_text(as_text(days, days[SHOWN], settings.queue.line_of, names), "utf-8")
    (OUT / "played-day.svg").write_text(svg(days[SHOWN]), "utf-8")
    lines = grouped(stories, lambda story: settings.queue.line_of(story.visitor.klass))
    for name, group in lines.items():
        one = waits(group)
        yield Figure(f"wait, line {name} ({one.people}): median", one.median, "min")
        yield Figure(f"wait, line {name}: 90th", one.ninetieth, "min")
        yield Figure(f"wait, line {name}: longest", one.longest, "min")
    yield Figure(GUARD, sum(story.overtaken for story in stories), "", 0)
    yield Figure("never called, of all", sum(story.called is None for story in stories), "", 0)
    ordinary = [story.waited or 0 for story in lines["ordinary"]]
    yield Figure("Jain's index of the ordinary line's waits", jain(ordinary), "")
    yield Figure("Jain's index between the lines' mean waits", jain([_mean(group) for group in lines.values()]), "")
    ours, theirs = told(stories, "ours"), told(stories, "zms")
    yield Figure("width of the announced range", ours.width, "min")
    yield Figure("called inside the announced range", 100 * ours.inside, "%")
    # As a share outside, because a budget is the most that a value may be.
    yield Figure("called outside it", 100 * ours.outside, "%", 0.5, 100 * theirs.outside, "ZMS formula")
    yield Figure("called outside it, budget", 100 * ours.outside, "%", 40)


def play_days(file: Path, settings: Settings, visitors: int, days: int = DAYS, seed: int = SEED) -> list[Day]:
    """Play `days` working days one after the other on one file."""
    clock = SetClock(MONDAY)
    store = Store(file, clock)
    desk = Desk(store, settings)
    played: list[Day] = []
    for n in range(days):
        clock.forward(MONDAY + timedelta(days=n) - clock.now())
        desk.close_days()
        ranges = _estimates(store, settings)
        played.append(Play(desk, settings, clock, ranges).run(crowd(visitors, Random(seed + n))))
    store.close()
    return played


def _estimates(store: Store, settings: Settings) -> Ranges:
    def both(ticket: TicketView) -> dict[str, tuple[int, int] | None]:
        day, queue = ticket.issued_at.date().isoformat(), settings.queue
        times = table.counter_times(store.db, day, ticket.service, queue.mean_of_last)
        mean = sum(times) / len(times) / 60_000 if times else queue.mean_service_minutes
        return {"ours": ticket.wait_minutes, "zms": expected_wait(ticket.place or 0, mean, len(ticket.counters))}

    return both


def _mean(stories: Sequence[Story]) -> float:
    return sum(story.waited or 0 for story in stories) / len(stories)
