"""What a played day says in figures: waits, fairness, how well they were told, queue and counters by hour. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kiosk.commands.bench.figure import share
from kiosk.commands.bench.played.play import Day, Story

AHEAD = ((0, 2), (3, 7), (8, 15), (16, 999))  # people ahead at issue


@dataclass(frozen=True, slots=True)
class Waits:
    """Minutes from issue to the first call of a group of `people`."""

    people: int
    median: float
    ninetieth: float
    longest: float


@dataclass(frozen=True, slots=True)
class Told:
    """How well a group was told its wait: share called inside the range, before, behind it; mean width in minutes."""

    people: int
    inside: float
    sooner: float
    later: float
    width: float

    @property
    def outside(self) -> float:
        return self.sooner + self.later


def waits(stories: Iterable[Story]) -> Waits:
    lengths = sorted(story.waited for story in stories if story.waited is not None)
    return Waits(len(lengths), share(lengths, 0.5), share(lengths, 0.9), lengths[-1])


def told(stories: Iterable[Story], way: str) -> Told:
    """Judge the ranges of one `way` to estimate, over those who were told one and called."""
    cases = [
        (story.ranges[way] or (0, 0), story.waited) for story in stories
        if story.ranges[way] is not None and story.waited is not None
    ]  # fmt: skip
    people = len(cases)
    sooner = sum(waited < least for (least, _), waited in cases) / people
    later = sum(waited > most for (_, most), waited in cases) / people
    return Told(people, 1 - sooner - later, sooner, later, sum(most - least for (least, most), _ in cases) / people)


def grouped(stories: Iterable[Story], key: Callable[[Story], str]) -> dict[str, list[Story]]:
    """Return the stories of those who were called, by `key`, in the order of the keys."""
    groups: dict[str, list[Story]] = {}
    for story in stories:
        if story.waited is not None:
            groups.setdefault(key(story), []).append(story)
    return dict(sorted(groups.items()))


def ahead_group(story: Story) -> str:
    ahead = story.ticket.ahead or 0
    least, most = next((least, most) for least, most in AHEAD if least <= ahead <= most)
    return f"{least:2}-{most}" if most < 999 else f"{least:2}+"


def _klass(story: Story) -> str:
    return story.visitor.klass


def jain(values: Sequence[float]) -> float:
    """Return 1 when all have the same, 1/n when one has everything.

    Source:
        R. Jain, D. Chiu, W. Hawe (1984), DEC Research Report TR-301.
    """
    squares = sum(value * value for value in values)
    return sum(values) ** 2 / (len(values) * squares) if squares else 1.0


def by_hour(waiting: Sequence[tuple[float, int]]) -> dict[int, tuple[float, int]]:
    """Return the mean number of people who wait, over time, and the most, for each hour of the day."""
    area: dict[int, float] = {}
    most: dict[int, int] = {}
    for (start, people), (end, _) in pairwise(waiting):
        for hour in range(int(start // 60), int(end // 60) + 1):
            part = min(end, 60 * hour + 60) - max(start, 60 * hour)
            area[hour] = area.get(hour, 0) + max(0, part) * people
            most[hour] = max(most.get(hour, 0), people)
    return {hour: (area[hour] / 60, most[hour]) for hour in sorted(area)}


def as_text(days: Sequence[Day], shown: Day, line_of: Callable[[str], str], services: Mapping[str, str]) -> str:
    """Return the report as a page of Markdown tables; `services` are the names of the letters."""
    stories = [story for day in days for story in day.stories]
    return "\n".join([
        f"# {len(days)} played days, {len(stories)} visitors\n",
        *_table("Minutes from issue to call", "class", "people median 90th longest", {
            name: (one.people, one.median, one.ninetieth, one.longest)
            for name, one in {name: waits(group) for name, group in grouped(stories, _klass).items()}.items()
        }),
        *_table("Called inside the announced range, %", "by", "people ours sooner later width ZMS", {
            "everybody": _told_row(stories),
            **{f"{a} ahead": _told_row(group) for a, group in grouped(stories, ahead_group).items()},
            **{f"line {a}": _told_row(group) for a, group in grouped(stories, lambda s: line_of(_klass(s))).items()},
            **{services[a]: _told_row(group) for a, group in grouped(stories, lambda s: s.visitor.service).items()},
        }),
        *_table("The day in the picture: people who wait", "hour", "mean most", {
            f"{hour:02}:00": row for hour, row in by_hour(shown.waiting).items()
        }),
        *_table("The day in the picture: counters", "counter", "busy-%", {
            str(counter): (100 * part,) for counter, part in shown.used.items()
        }),
    ])  # fmt: skip


def _short(value: float) -> str:
    return f"{value:.0f}" if value == round(value) or abs(value) >= 100 else f"{value:.1f}"


def _told_row(stories: Sequence[Story]) -> tuple[float, ...]:
    ours, theirs = told(stories, "ours"), told(stories, "zms")
    return ours.people, 100 * ours.inside, 100 * ours.sooner, 100 * ours.later, ours.width, 100 * theirs.inside


def _table(title: str, first: str, heads: str, rows: Mapping[str, Sequence[float]]) -> list[str]:
    columns = heads.split()
    lines = [f"## {title}\n", f"| {first} | {' | '.join(columns)} |", "|---" + "|--:" * len(columns) + "|"]
    lines += [f"| {name} | {' | '.join(f'{_short(value)}' for value in row)} |" for name, row in rows.items()]
    return [*lines, ""]
