"""What a hall really sends: the messages of tickets that were taken, called, served and done at its desk."""

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.clock import HALL_ZONE, SetClock
from kiosk.config import default_settings_file, read_settings
from kiosk.papers.draw_ticket import draw_ticket
from kiosk.queue.desk import Desk
from kiosk.store import outbox
from kiosk.store.database import Store

WAITING = 12  # villagers in front of whoever takes a ticket
_COLUMNS = ("event_id", "epoch", "seq", "kind", "v", "wall_ms", "mono_ms", "boot_id", "clock_quality", "body")


def ticket_events(folder: Path, count: int) -> list[dict[str, Any]]:
    """Return `count` messages of one morning, as they stand on the wire."""
    settings, dice = read_settings(default_settings_file()), random.Random(7)
    clock = SetClock(datetime(2026, 11, 23, 8, 0, tzinfo=HALL_ZONE))
    store = Store(folder / "tickets.db", clock)
    desk = Desk(store, settings, draw_ticket)
    letters, counters = [one.letter for one in settings.services], [1, 2, 3, 4]
    for counter in counters:
        desk.set_counter(counter, "open", letters)
    for n in range(count // 4 + WAITING):
        desk.take(f"take-{n}", letters[n % len(letters)], priority=n % 7 == 0)
        clock.forward(timedelta(milliseconds=dice.randint(2_000, 40_000)))
        ticket = desk.next(f"next-{n}", counters[n % 4]) if n >= WAITING else None
        if ticket:
            clock.forward(timedelta(milliseconds=dice.randint(5_000, 30_000)))
            ticket = desk.change("start", f"start-{n}", ticket.id, ticket.version)
            clock.forward(timedelta(milliseconds=dice.randint(60_000, 400_000)))
            desk.change("finish", f"finish-{n}", ticket.id, ticket.version)
    messages = outbox.pending(store.db, 2**45, count)
    store.close()
    return [{name: getattr(one, name) for name in _COLUMNS} for one in messages]
