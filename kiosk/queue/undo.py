"""Taking back the last act on a ticket. Each act leaves with its leg what the leg was before it."""

import json
from typing import Any

from kiosk.errors import NothingToUndoError
from kiosk.queue.changes import MINUTE, RESTORED
from kiosk.queue.look import undo_of
from kiosk.queue.room import Room
from kiosk.queue.tickets import TicketView
from kiosk.store import queue as table


def trace(verb: str, leg: table.Row, now_ms: int, **more: Any) -> dict[str, Any]:
    """Return the columns that let `verb` be taken back.

    Args:
        more: "call" (its id) and "cycle" (the counter's cycle before) of a call; "old_leg" of a transfer.
    """
    before = {name: leg[name] for name in RESTORED}
    return {"undo": json.dumps({"verb": verb, "before": before, **more}), "acted_ms": now_ms}


def forget_held(room: Room, leg: table.Row) -> None:
    """Let an undo lead back to waiting, not to held: the number was seen after it had been called by hand."""
    acted = json.loads(leg["undo"]) if leg["undo"] else None
    if acted and acted["before"]["state"] == "held":
        acted["before"]["state"] = "waiting"
        table.set_undo(room.db, leg["id"], json.dumps(acted))


def undo(room: Room, leg: table.Row) -> TicketView:
    """Take back the last act on the ticket: the state before, at the place before. The journal keeps both.

    Raises:
        NothingToUndoError: there is none, or it was too long ago.
        CounterBusyError: the counter has somebody else by now.
    """
    window = room.settings.queue.undo_minutes * MINUTE
    verb = undo_of(leg, room.now_ms, window)
    if verb is None:
        raise NothingToUndoError(number=leg["number"], minutes=room.settings.queue.undo_minutes)
    acted = json.loads(leg["undo"])
    before, old = acted["before"], leg["id"]
    if verb == "transfer":
        old = acted["old_leg"]
        table.delete_leg(room.db, leg["id"])
    if before["state"] in ("called", "serving") and before["counter"] is not None:
        _must_be_free(room, before["counter"], leg["ticket"])
    table.restore_leg(room.db, old, leg["version"] + 1, **before)
    if "call" in acted:
        table.undo_calls(room.db, leg["ticket"], acted["call"])
    if "cycle" in acted:
        table.set_cycle(room.db, room.day, leg["counter"], acted["cycle"])
    return room.told("ticket.undone", leg["ticket"], verb=verb)


def _must_be_free(room: Room, counter: int, ticket: str) -> None:
    busy = table.leg_at(room.db, room.day, counter)
    if busy is None or busy["ticket"] != ticket:
        room.must_be_free(counter)
