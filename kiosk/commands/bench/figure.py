"""One measured claim."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """A value beside its floor and budget.

    `most` is the budget: in times the floor when there is a floor, else in `unit`. None: shown, not judged.
    `goal` is what the hall's issue asks for on a machine of its own, in `unit`, and `at_least` turns it round: told as
    met or missed, never judged, since the machine that measures may be busy with something else.
    """

    what: str
    value: float
    unit: str
    most: float | None = None
    floor: float | None = None
    floor_name: str = ""
    goal: float | None = None
    at_least: bool = False

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool:
        judged = self.ratio if self.ratio is not None else self.value
        return self.most is None or judged <= self.most

    @property
    def meets_goal(self) -> bool | None:
        """Say whether the goal is met; None without one."""
        if self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self) -> str:
        mark = " " if self.most is None else "✓" if self.holds else "✗"
        text = f"{mark} {self.what:<58}{self.value:>10.3g} {self.unit:<3}"
        if self.ratio is not None:
            text += f"  {self.ratio:5.2f} x {self.floor_name} ({self.floor:.3g} {self.unit})"
        if self.most is not None:
            text += f"  budget {self.most:g}{' x' if self.ratio is not None else ' ' + self.unit}"
        if self.goal is not None:
            sign = "≥" if self.at_least else "≤"
            text += f"  goal {sign} {self.goal:g} {self.unit} {'met' if self.meets_goal else 'MISSED'}"
        return text

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "holds": self.holds, "meets_goal": self.meets_goal}


def times_ms(act: Callable[[int], object], count: int, warm: int = 20) -> list[float]:
    """Return the sorted times in ms of `count` calls of `act(n)`, after `warm` unmeasured ones."""
    taken: list[float] = []
    for n in range(warm + count):
        began = time.perf_counter()
        act(n)
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken[warm:])


def times_in_turn_ms(
    first: Callable[[int], object], second: Callable[[int], object], count: int, warm: int = 20
) -> tuple[list[float], list[float]]:
    """As `times_ms` for two acts that take turns, so that both see the same noise."""
    taken: tuple[list[float], list[float]] = ([], [])
    for n in range(warm + count):
        for times, act in zip(taken, (first, second), strict=True):
            began = time.perf_counter()
            act(n)
            times.append((time.perf_counter() - began) * 1000)
    return sorted(taken[0][warm:]), sorted(taken[1][warm:])


def share(sorted_times: Sequence[float], part: float) -> float:
    """Return the value that `part` of the sorted times stay under: 0.95 for the 95th percentile."""
    return sorted_times[min(len(sorted_times) - 1, int(part * len(sorted_times)))]
