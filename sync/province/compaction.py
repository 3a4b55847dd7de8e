"""Keeping the feed short: a change that a newer one of the same key has replaced goes when it is old enough.

Who was away for so long reads a snapshot (sync.province.snapshots), which is the newest state of every key.
"""

import logging
from threading import Event

from sqlalchemy import Connection, and_, delete, exists, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from kiosk.clock import Clock, milliseconds
from sync.province.database import Database
from sync.province.feed import Publisher
from sync.province.journal import note
from sync.province.life_tables import feed_floor
from sync.province.tables import change_feed

KEEP_DAYS = 90  # more than a hall is usually cut off; a longer absence costs it one snapshot
DAY_MS = 86_400_000
LOOK_SECONDS = 3600.0

log = logging.getLogger(__name__)


def compact(db: Connection, before_ms: int, now_ms: int) -> int:
    """Remove replaced changes from before then; returns how many."""
    Publisher(db, now_ms)  # holds the feed: nobody gives numbers meanwhile
    newer = change_feed.alias()
    replaced = exists().where(
        and_(
            newer.c.stream == change_feed.c.stream,
            newer.c.scope == change_feed.c.scope,
            newer.c.key == change_feed.c.key,
            newer.c.change_seq > change_feed.c.change_seq,
        )
    )
    doomed = select(change_feed.c.change_seq, change_feed.c.stream, change_feed.c.scope).where(
        change_feed.c.at_ms < before_ms, replaced
    )
    floors: dict[tuple[str, str], int] = {}
    for number, stream, scope in db.execute(doomed.order_by(change_feed.c.change_seq)):
        floors[stream, scope] = number
    for (stream, scope), floor in floors.items():
        _raise_floor(db, stream, scope, floor)
    gone = db.execute(delete(change_feed).where(change_feed.c.at_ms < before_ms, replaced)).rowcount
    if gone:
        note(db, now_ms, "office", "feed.compacted", "changes", count=gone)
    return gone


def _raise_floor(db: Connection, stream: str, scope: str, floor: int) -> None:
    of_scope = (feed_floor.c.stream == stream, feed_floor.c.scope == scope)
    if not db.execute(update(feed_floor).where(*of_scope).values(floor=floor)).rowcount:
        db.execute(insert(feed_floor).values(stream=stream, scope=scope, floor=floor))


class Compactor:
    """Compacts once a day while the server runs."""

    def __init__(self, database: Database, clock: Clock, keep_days: int = KEEP_DAYS) -> None:
        self._database, self._clock, self._keep_ms = database, clock, keep_days * DAY_MS

    def run(self, stop: Event) -> None:
        """Look now and then whether a day has passed, until told to stop."""
        done_ms = 0
        while True:
            now_ms = milliseconds(self._clock.now())
            if abs(now_ms - done_ms) >= DAY_MS:
                try:
                    with self._database.write() as db:
                        compact(db, now_ms - self._keep_ms, now_ms)
                    done_ms = now_ms
                except SQLAlchemyError as error:
                    log.warning("the feed was not compacted: %s", type(error).__name__)
            if stop.wait(LOOK_SECONDS):
                return
