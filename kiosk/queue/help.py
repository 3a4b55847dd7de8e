"""A villager asks for a person. The call is an act: when this returns, it is on disk and on its way to the desk."""

from dataclasses import dataclass
from datetime import datetime

from uuid6 import uuid7

from kiosk.clock import milliseconds, moment
from kiosk.store import queue as table
from kiosk.store.database import Store


@dataclass(frozen=True, slots=True)
class HelpCall:
    """`where` says which kiosk calls and from which screen ("A", "A services"), never who."""

    id: str
    where: str
    at: datetime


def call_help(store: Store, request_id: str, where: str) -> HelpCall:
    """Record that somebody at `where` needs a person. The same `request_id` again is the same call.

    Raises:
        StoreError: nothing was recorded, so nobody was called.
    """
    with store.act() as act:
        before = table.answered(act.db, request_id)
        if before is not None:
            return HelpCall(before["id"], before["where"], moment(before["at_ms"]))
        call = HelpCall(str(uuid7()), where, act.now)
        act.record("help.called", call.id, where=where)
        act.send("help.called", {"id": call.id, "where": where})
        answer = {"id": call.id, "where": where, "at_ms": milliseconds(act.now)}
        table.remember(act.db, request_id, answer, milliseconds(act.now))
    return call
