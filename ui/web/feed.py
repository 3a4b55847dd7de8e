"""One task looks whether the hall's file has changed, for all pages that listen. The journal is the list of events.

An event's id is the number of its journal entry: it survives restarts, and whoever lost the line asks for what came
after the last one heard.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from anyio.to_thread import run_sync

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
FOR_CLERKS = (*PUBLIC, "help.", "submission.", "paper.")
TOLD = ("number", "service", "counter", "call")  # what of an entry's body goes out; not who and why


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is the journal's, or "ready" at the start of a stream."""

    id: int
    kind: str
    data: dict[str, Any]

    @property
    def text(self) -> str:
        return json.dumps({"kind": self.kind, **self.data}, ensure_ascii=False)


@dataclass(eq=False)
class _Listener:
    news: "asyncio.Queue[Sequence[journal.Entry]]" = field(default_factory=asyncio.Queue)


class Feed:
    """Turns new journal entries into events for any number of listeners."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: set[_Listener] = set()

    @property
    def listeners(self) -> int:
        return len(self._listeners)

    async def run(self) -> None:
        """Look and tell until cancelled."""
        watch = await run_sync(Watch, self._store)
        try:
            last = await run_sync(self._last)
            while True:
                await asyncio.sleep(LOOK_SECONDS)
                with suppress(StoreError):  # /api/health tells of it; the next look reads what was missed
                    entries = await run_sync(watch.news, last)
                    last = entries[-1].seq if entries else last
                    self._tell(entries)
        finally:
            watch.close()

    def _tell(self, entries: Sequence[journal.Entry]) -> None:
        for listener in self._listeners if entries else ():
            listener.news.put_nowait(entries)

    async def listen(self, after: int | None, kinds: Sequence[str]) -> AsyncGenerator[Event]:
        """Yield a "ready", then every event behind `after` (None: from now on) whose kind begins with one of `kinds`.

        "ready" carries `missed`: true when the events since `after` are not told and the state must be fetched.
        """
        listener = _Listener()
        self._listeners.add(listener)
        try:
            newest = await run_sync(self._last)
            known = after is not None and newest - MOST_MISSED <= after <= newest
            sent = after if known and after is not None else newest
            yield Event(sent, READY, {"missed": after is not None and not known})
            for entry in await run_sync(self._behind, sent):
                sent = entry.seq
                if entry.kind.startswith(tuple(kinds)):
                    yield _event(entry)
            end = asyncio.get_running_loop().time() + LIFE_SECONDS
            while entries := await _news(listener, end):
                for entry in entries:
                    if entry.seq > sent:
                        sent = entry.seq
                        if entry.kind.startswith(tuple(kinds)):
                            yield _event(entry)
        finally:
            self._listeners.discard(listener)

    def _last(self) -> int:
        return journal.last_number(self._store.db)

    def _behind(self, number: int) -> list[journal.Entry]:
        return list(journal.entries(self._store.db, number))


async def _news(listener: _Listener, end: float) -> Sequence[journal.Entry]:
    """Return the next entries, or none when the line has lived long enough."""
    try:
        async with asyncio.timeout_at(end):
            return await listener.news.get()
    except TimeoutError:
        return ()


def _event(entry: journal.Entry) -> Event:
    told = {name: entry.body[name] for name in TOLD if name in entry.body}
    if entry.kind.startswith("counter."):
        told["counter"] = int(entry.subject)
    at = moment(entry.at_ms).isoformat(timespec="milliseconds")
    return Event(entry.seq, entry.kind, {**told, "at": at})
