"""Announcements wait for their turn: none is lost, none is cut off, none is said twice.

A board that was away for a while does not ring for what is old: only a call younger than `FRESH_SECONDS` is news.
"""

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from kiosk.queue.overview import CallView
from kiosk.voice.clips import CHIME, Step, call_steps

FRESH_SECONDS = 20.0
LAST_CALLS = 20  # how many of the last calls a listener fetches each time
CHIME_MS, AGAIN_MS = 150, 700  # silence after the chime, and before a sentence is said again


def is_fresh(call: CallView, now: datetime) -> bool:
    """Say whether `call` is young enough to ring for; also when the clock was set back meanwhile."""
    return abs((now - call.at).total_seconds()) < FRESH_SECONDS


def announcement(call: CallView, *, chime: bool, repeat: int, others_wait: bool) -> tuple[Step, ...]:
    """Return the clips of one announcement.

    Args:
        repeat: how often the sentence is said again; while others wait it is said once.
    Raises:
        ValueError: the call's number is not one of a ticket.
    """
    sentence = call_steps(call.number, call.counter, recall=call.recall)
    pause = Step(sentence[-1].clip, AGAIN_MS)
    again = () if others_wait else (*sentence[:-1], pause) * repeat
    return (*((Step(CHIME, CHIME_MS),) if chime else ()), *again, *sentence)


class Turns:
    """The calls of one day as one loudspeaker hears of them."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, datetime]] | None = None
        self._waiting: deque[CallView] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def hear(self, calls: Sequence[CallView], now: datetime) -> None:
        """Take in the last `LAST_CALLS` of today, in any order; the first time nothing of it is news.

        A call that should stand among them and does not was undone; it loses its turn, as does one whose number is not
        called any more.
        """
        known = self._seen if self._seen is not None else {_key(one) for one in calls}
        oldest = min(one.id for one in calls) if len(calls) >= LAST_CALLS else 0
        live = {_key(one) for one in calls if one.live}
        self._waiting = deque(one for one in self._waiting if _key(one) in live or one.id < oldest)
        for one in sorted(calls, key=lambda call: call.id):
            if one.live and _key(one) not in known and is_fresh(one, now):
                self._waiting.append(one)
        self._seen = known | {_key(one) for one in calls}

    def next(self) -> CallView | None:
        """Return the call whose turn it is, or None."""
        return self._waiting.popleft() if self._waiting else None


def _key(call: CallView) -> tuple[int, datetime]:
    # With the moment: after a restored backup the same id may be given to another call.
    return call.id, call.at
