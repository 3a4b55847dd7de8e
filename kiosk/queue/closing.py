"""The end of a day: whoever was still in a line when it ended is closed, and no statistic takes their times."""

from datetime import datetime, timedelta

from kiosk.clock import HALL_ZONE, milliseconds
from kiosk.config import Settings
from kiosk.queue.look import queue_day
from kiosk.queue.room import Room
from kiosk.store import queue as table
from kiosk.store.database import Store


def close_days(store: Store, settings: Settings) -> int:
    """Expire the open tickets of every day before today; returns how many. A doubtful clock ends no day."""
    if store.clock.doubt():
        return 0
    today = queue_day(store.db, store.clock.now())
    if not table.open_legs_before(store.db, today):
        return 0
    with store.act() as act:
        room = Room(act, settings)
        legs = table.open_legs_before(act.db, room.day)
        for leg in legs:
            end = milliseconds(datetime.fromisoformat(leg["day"]).replace(tzinfo=HALL_ZONE) + timedelta(days=1))
            table.change_leg(act.db, leg, end, None, state="expired", ended_ms=end, undo=None)
            room.tell("ticket.expired", leg["ticket"])
    return len(legs)
