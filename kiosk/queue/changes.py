"""What each act makes of a leg. Pure: from the leg as it is to the columns that change and the kind that is told."""

from dataclasses import dataclass
from typing import Any

from kiosk.config import QueueSettings
from kiosk.queue.tickets import Verb
from kiosk.store.queue import Row

MINUTE = 60_000

# What an act can change, and so what undoing it restores.
RESTORED = (
    "state", "counter", "called_ms", "serving_ms", "ended_ms", "not_before_ms", "no_shows", "place_ms",
    "parked_until_ms", "class",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    kind: str
    columns: dict[str, Any]


def start(now_ms: int) -> Change:
    return Change("ticket.serving", {"state": "serving", "serving_ms": now_ms})


def finish(leg: Row, now_ms: int, counter: int | None) -> Change:
    at = leg["counter"] if leg["counter"] is not None else counter
    return Change("ticket.done", {"state": "done", "ended_ms": now_ms, "counter": at})


def cancel(now_ms: int) -> Change:
    return Change("ticket.cancelled", {"state": "cancelled", "ended_ms": now_ms, "parked_until_ms": None})


def no_show(leg: Row, now_ms: int, queue: QueueSettings) -> Change:
    """Rest and wait again at the old place, or, after too many calls, count as missed."""
    missed = leg["no_shows"] + 1
    if missed >= queue.no_show_limit:
        return Change("ticket.missed", {"state": "missed", "ended_ms": now_ms, "no_shows": missed})
    rest = now_ms + queue.rest_minutes * MINUTE
    return Change(
        "ticket.no_show", {"state": "waiting", "counter": None, "no_shows": missed, "not_before_ms": rest}
    )  # fmt: skip


def park(now_ms: int, minutes: int) -> Change:
    """Free the counter; the leg remembers which one parked it."""
    return Change("ticket.parked", {"state": "parked", "parked_until_ms": now_ms + minutes * MINUTE})


def resume(now_ms: int, counter: int) -> Change:
    return Change(
        "ticket.resumed",
        {"state": "called", "counter": counter, "called_ms": now_ms, "serving_ms": None, "parked_until_ms": None},
    )


def reinstate(leg: Row, now_ms: int, queue: QueueSettings) -> Change:
    """Wait again with the wait there was until then, and one more call before it counts as missed again.

    The minutes away are no waiting: who comes back stands with those who have waited as long.
    """
    away = max(0, now_ms - (now_ms if leg["ended_ms"] is None else leg["ended_ms"]))
    return Change(
        "ticket.reinstated",
        {
            "state": "waiting", "counter": None, "ended_ms": None, "not_before_ms": 0,
            "no_shows": max(0, queue.no_show_limit - 1), "place_ms": leg["place_ms"] + away,
        },
    )  # fmt: skip


def change_of(
    verb: Verb, leg: Row, now_ms: int, queue: QueueSettings, counter: int | None, minutes: int | None
) -> Change:
    """Return what `verb` does to the leg. "recall", "transfer" and "undo" are more than a change of one leg."""
    match verb:
        case "start":
            return start(now_ms)
        case "finish":
            return finish(leg, now_ms, counter)
        case "no_show":
            return no_show(leg, now_ms, queue)
        case "park":
            return park(now_ms, minutes or queue.park_minutes)
        case "reinstate":
            return reinstate(leg, now_ms, queue)
        case "cancel":
            return cancel(now_ms)
        case _:
            raise ValueError(verb)
