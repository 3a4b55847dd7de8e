"""What halls download: changes in one order, which is the order in which they were committed.

A sequence of PostgreSQL gives numbers before commit, so a slow transaction's lower number would appear after a reader
has gone past it, and that row would be lost for good. Here the number comes from a row that stays locked until commit:
whoever can see number n can see all below it.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Text, bindparam, func, insert, select, update

from kiosk.store.canonical import canonical
from sync.messages import CHANGES_PER_PAGE, PUT, Change, ProblemCode
from sync.province.life_tables import feed_floor
from sync.province.problems import ProvinceError
from sync.province.tables import change_feed, feed_head

EVERYBODY = "*"
PAGE_BYTES = 512 * 1024
RESTORE_GAP = 1_000_000_000  # numbers a restored province leaves out, so that it gives none a second time

# Built once: every machine asks these all the time, and building one takes longer than running it.
_HALL = bindparam("hall", type_=Text())
_HEAD = select(func.max(change_feed.c.change_seq)).where(
    change_feed.c.stream == bindparam("stream"), change_feed.c.scope == _HALL
)
_LAST = select(feed_head.c.head)
_FLOOR = select(func.max(feed_floor.c.floor)).where(
    feed_floor.c.stream == bindparam("stream"), feed_floor.c.scope.in_((EVERYBODY, _HALL))
)
_PAGE = (
    select(change_feed.c.change_seq, change_feed.c.key, change_feed.c.op, change_feed.c.body)
    .where(
        change_feed.c.stream == bindparam("stream"),
        change_feed.c.scope.in_((EVERYBODY, _HALL)),
        change_feed.c.change_seq > bindparam("after"),
    )
    .order_by(change_feed.c.change_seq)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Page:
    changes: list[Change]
    next: int
    more: bool


class Publisher:
    """The one publisher: from its making to the end of the transaction no other exists.

    Make it before reading what is about to change.
    """

    def __init__(self, db: Connection, now_ms: int) -> None:
        self._db = db
        self._now_ms = now_ms
        self._head = db.execute(select(feed_head.c.head).with_for_update()).scalar_one()

    @property
    def head(self) -> int:
        """The number of the last change; after `publish` returned True, of that one."""
        return self._head

    def publish(self, stream: str, scope: str, key: str, body: dict[str, Any]) -> bool:
        """Add a change; returns False when `key` is in that state already, and adds nothing."""
        said = canonical(body)
        digest = hashlib.sha256(said.encode()).hexdigest()
        last = self._db.execute(
            select(change_feed.c.hash)
            .where(change_feed.c.stream == stream, change_feed.c.key == key)
            .order_by(change_feed.c.change_seq.desc())
            .limit(1)
        ).scalar()
        if last == digest:
            return False
        self._head += 1
        self._db.execute(
            insert(change_feed).values(
                change_seq=self._head, stream=stream, scope=scope, key=key, op=PUT, hash=digest, body=said,
                at_ms=self._now_ms,
            )
        )  # fmt: skip
        self._db.execute(update(feed_head).values(head=self._head))
        return True

    def skip_numbers(self) -> None:
        """Leave out numbers that a lost future may have given."""
        self._head += RESTORE_GAP
        self._db.execute(update(feed_head).values(head=self._head))


def head_of(db: Connection, stream: str, hall: str) -> int:
    """Return the last number that `hall` can see in `stream`; 0 when there is none."""
    return max(db.execute(_HEAD, {"stream": stream, "hall": one}).scalar() or 0 for one in (EVERYBODY, hall))


def page_of(db: Connection, stream: str, hall: str, after: int, limit: int) -> Page:
    """Return the changes behind `after` that `hall` may see, oldest first; a page ends on a row.

    Raises:
        ProvinceError: `after` was never given (this province forgot something, or it is another one's number), or lies
            where the feed was compacted.
    """
    asked = {"stream": stream, "hall": hall}
    # Who begins at 0 knows nothing, and so misses nothing of what was replaced.
    if after > db.execute(_LAST).scalar_one() or 0 < after < (db.execute(_FLOOR, asked).scalar() or 0):
        raise ProvinceError(ProblemCode.CURSOR_GONE)
    most = min(limit, CHANGES_PER_PAGE)
    rows = db.execute(_PAGE, {**asked, "after": after, "most": most + 1}).all()
    chosen: list[Change] = []
    size = 0
    for row in rows[:most]:
        size += len(row.body)
        if chosen and size > PAGE_BYTES:
            break
        chosen.append(Change(change_seq=row.change_seq, key=row.key, op=row.op, body=json.loads(row.body)))
    return Page(chosen, chosen[-1].change_seq if chosen else after, len(chosen) < len(rows))
