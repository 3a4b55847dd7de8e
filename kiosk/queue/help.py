"""A villager asks for a person. The call is an act: when this returns, it is on disk and on its way to the desk.

The answer only goes forward: called, seen, coming, done. A late "seen" behind a "coming" changes nothing. A call to
which nobody is coming rings a second time, once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from uuid6 import uuid7

from kiosk.clock import hall_day, milliseconds, moment
from kiosk.config import Settings
from kiosk.errors import UnknownHelpCallError
from kiosk.store import help as calls
from kiosk.store.database import Store

HelpState = Literal["called", "seen", "coming", "done"]
HelpAnswer = Literal["seen", "coming", "done"]


@dataclass(frozen=True, slots=True)
class HelpCall:
    """`where` says which kiosk calls and from which screen ("A", "A services"), never who; `clerk` answered last."""

    id: str
    where: str
    at: datetime
    state: HelpState = "called"
    clerk: str | None = None
    again: bool = False


def call_help(store: Store, request_id: str, where: str) -> HelpCall:
    """Record that somebody at `where` needs a person. The same `request_id` again is the same call.

    Raises:
        StoreError: nothing was recorded, so nobody was called.
    """
    what = f"help {where}"
    with store.act() as act:
        before = act.answered(request_id, what)
        if before is not None:
            return HelpCall(before["id"], before["where"], moment(before["at_ms"]))
        call = HelpCall(str(uuid7()), where, act.now)
        calls.insert(act.db, call.id, hall_day(act.now).isoformat(), where, milliseconds(act.now))
        act.record("help.called", call.id, where=where)
        act.send("help.called", {"id": call.id, "where": where})
        answer = {"id": call.id, "where": where, "at_ms": milliseconds(act.now)}
        act.remember(request_id, what, answer)
    return call


def open_help_calls(store: Store) -> list[HelpCall]:
    """Return today's calls that are not done, oldest first."""
    return [_call(row) for row in calls.open_on(store.db, hall_day(store.clock.now()).isoformat())]


def help_call(store: Store, call: str) -> HelpCall:
    """Return one call, as the kiosk asks to show how far the answer is.

    Raises:
        UnknownHelpCallError
    """
    row = calls.get(store.db, call)
    if row is None:
        raise UnknownHelpCallError()
    return _call(row)


def answer_help(store: Store, call: str, answer: HelpAnswer, clerk: str | None) -> HelpCall:
    """Record a clerk's answer. Saying it twice, or less than was said before, changes nothing.

    Raises:
        UnknownHelpCallError
    """
    steps = get_args(HelpState)
    with store.act() as act:
        row = calls.get(act.db, call)
        if row is None:
            raise UnknownHelpCallError()
        if steps.index(answer) > steps.index(row["state"]):
            calls.answer(act.db, call, answer, clerk, milliseconds(act.now))
            act.record(f"help.{answer}", call, clerk=clerk)
            act.send(f"help.{answer}", {"id": call})
    return help_call(store, call)


def remind_help(store: Store, settings: Settings) -> int:
    """Let today's calls that waited too long for somebody ring again; returns how many did now.

    A call rings again once, whoever looks and however often.

    Raises:
        StoreError: the next look does what this one could not.
    """
    now = store.clock.now()
    late = milliseconds(now - timedelta(seconds=settings.queue.help_again_seconds))
    with store.reading() as db:
        waiting = calls.unanswered(db, hall_day(now).isoformat(), late)
    return sum(_ring_again(store, call) for call in waiting)


def _ring_again(store: Store, call: str) -> bool:
    with store.act() as act:
        rings = calls.ring_again(act.db, call, milliseconds(act.now))
        if rings:
            act.record("help.again", call)
            act.send("help.again", {"id": call})
    return rings


def _call(row: calls.Row) -> HelpCall:
    again = row["again_ms"] is not None
    return HelpCall(row["id"], row["place"], moment(row["called_ms"]), row["state"], row["clerk"], again)
