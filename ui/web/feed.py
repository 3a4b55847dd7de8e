"""One task looks whether the hall's file has changed, for all pages that listen. The journal is the list of events.

An event's id is the number of its journal entry: it survives restarts, and whoever lost the line asks for what came
after the last one heard.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncGenerator, Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from anyio.to_thread import run_sync
from sse_starlette import ServerSentEvent

from kiosk.clock import moment
from kiosk.errors import StoreError
from kiosk.store import journal
from kiosk.store.database import Store
from kiosk.store.watch import Watch

LOOK_SECONDS = 0.1
LIFE_SECONDS = 900.0  # a page connects anew after this, so that a forgotten line never lasts for days
MOST_MISSED = 500  # who missed more than this fetches the state instead of the events
PUBLIC = ("ticket.", "counter.", "settings.")  # of settings only that they changed
READY = "ready"
MOST_LISTENERS, MOST_EACH = 120, 20  # in all, and of one address
MOST_WAITING = 64  # looks whose news wait for a slow reader; then they are dropped, and it is told so
FOR_CLERKS = (*PUBLIC, "help.", "submission.", "paper.")
TOLD = ("number", "service", "counter", "call")  # what of an entry's body goes out; not who and why


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is the journal's, or "ready" at the start of a stream. `wire` is what goes over the line: made once,
    however many listen."""

    id: int
    kind: str
    wire: bytes


@dataclass(eq=False)
class _Listener:
    """`late`: it read so slowly that events were dropped."""

    news: "asyncio.Queue[Sequence[Event]]" = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))
    late: bool = False

    def tell(self, events: Sequence[Event]) -> None:
        if self.news.full():
            self.late = True
            while not self.news.empty():
                self.news.get_nowait()
        self.news.put_nowait(events)


class Feed:
    """Turns new journal entries into events for any number of listeners."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: set[_Listener] = set()
        self._places = Counter[str]()  # by address

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    @contextmanager
    def place(self, address: str) -> Generator[bool]:
        """Keep a place for one line from `address`; yields whether there is one."""
        free = self._places.total() < MOST_LISTENERS and self._places[address] < MOST_EACH
        if not free:
            yield False
            return
        self._places[address] += 1
        try:
            yield True
        finally:
            self._places[address] -= 1
            self._places += Counter()  # forgets addresses without a line

    async def run(self) -> None:
        """Look and tell until cancelled, whatever becomes of the file: /api/health tells of that."""
        while True:
            with suppress(StoreError):
                await self._follow()
            await asyncio.sleep(LOOK_SECONDS)

    async def _follow(self) -> None:
        watch = await run_sync(Watch, self._store)
        try:
            last = await run_sync(self.newest)
            while True:
                await asyncio.sleep(LOOK_SECONDS)
                with suppress(StoreError):  # the next look reads what was missed
                    entries = await run_sync(watch.news, last)
                    last = entries[-1].seq if entries else last
                    self.tell(entries)
        finally:
            watch.close()

    def tell(self, entries: Sequence[journal.Entry]) -> None:
        """Let all who listen have these entries; each is made into an event once."""
        if entries and self._listeners:
            events = [_event(one) for one in entries]
            for listener in self._listeners:
                listener.tell(events)

    async def listen(self, newest: int, after: int | None, kinds: Sequence[str]) -> AsyncGenerator[Event]:
        """Yield a "ready", then every event behind `after` (None: from now on) whose kind begins with one of `kinds`.

        "ready" carries `missed`: true when the events since `after` are not told and the state must be fetched. It
        comes once more to a reader so slow that events were dropped.

        Args:
            newest: what `newest` said just now.
        Raises:
            StoreError: what came behind `after` cannot be read now.
        """
        listener, wanted = _Listener(), tuple(kinds)
        self._listeners.add(listener)
        try:
            known = after is not None and max(0, newest - MOST_MISSED) <= after <= newest
            sent = after if known and after is not None else newest
            yield _ready(sent, missed=after is not None and not known)
            for entry in await run_sync(self._behind, sent):
                sent = entry.seq
                if entry.kind.startswith(wanted):
                    yield _event(entry)
            end = asyncio.get_running_loop().time() + LIFE_SECONDS
            while events := await _news(listener, end):
                if listener.late:
                    listener.late, sent = False, events[0].id - 1
                    yield _ready(sent, missed=True)
                for event in events:
                    if event.id > sent:
                        sent = event.id
                        if event.kind.startswith(wanted):
                            yield event
        finally:
            self._listeners.discard(listener)

    def newest(self) -> int:
        """Return the number of the last event; 0 before the first.

        Raises:
            StoreError
        """
        with self._store.reading() as db:
            return journal.last_number(db)

    def _behind(self, number: int) -> list[journal.Entry]:
        with self._store.reading() as db:
            return list(journal.entries(db, number))


async def _news(listener: _Listener, end: float) -> Sequence[Event]:
    """Return the next entries, or none when the line has lived long enough."""
    try:
        async with asyncio.timeout_at(end):
            return await listener.news.get()
    except TimeoutError:
        return ()


def _ready(number: int, *, missed: bool) -> Event:
    return _made(number, READY, {"missed": missed})


def _event(entry: journal.Entry) -> Event:
    told = {name: entry.body[name] for name in TOLD if name in entry.body}
    if entry.kind.startswith("counter."):
        told["counter"] = int(entry.subject)
    at = moment(entry.at_ms).isoformat(timespec="milliseconds")
    return _made(entry.seq, entry.kind, {**told, "at": at})


def _made(number: int, kind: str, told: dict[str, Any]) -> Event:
    text = json.dumps({"kind": kind, **told}, ensure_ascii=False)
    return Event(number, kind, ServerSentEvent(data=text, id=str(number), retry=1000, sep="\n").encode())
