"""The real province in this process: its application is called without sockets or threads, its file lies on a disk
that can be full, die and be put back. One database object serves many walks, because it compiles its statements once.
"""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import pytest
from fastapi import FastAPI
from sqlalchemy import event, select
from starlette.types import Message

from kiosk.clock import SetClock, milliseconds
from sync.province import effects
from sync.province.compaction import compact
from sync.province.database import Database
from sync.province.devices import make_code, present_incarnation, revoke
from sync.province.feed import Publisher
from sync.province.files_disk import DiskFiles
from sync.province.home import open_keys
from sync.province.province import Province, begin_anew
from sync.province.server import create_app
from sync.province.tables import ingest_event
from tests.sync.walk.disk import Fate, copy, put_back

MORE_FACTS = frozenset({"zebra"})  # what a later version of the server understands


async def _here(function: Any, *given: Any, **ignored: Any) -> Any:
    """Stand in for anyio's thread pool."""
    return function(*given)


def _nothing_to_cancel(*ignored: Any, **also: Any) -> AbstractContextManager[None]:
    """Stand in for anyio's scope, which needs an event loop; what nobody waits for nobody cancels."""
    return nullcontext()


class Server:
    """The province's process and its disk.

    Args:
        folder: of its keys and its file.
        clock: the true time.
    """

    def __init__(self, folder: Path, clock: SetClock, patch: pytest.MonkeyPatch) -> None:
        self.clock = clock
        self.disk = folder / "province"
        self.disk.mkdir()
        self.fate = Fate()
        self._full = False
        self.files = DiskFiles(self.disk / "papers")
        self._patch = patch
        self._facts = effects.FACTS
        patch.setattr(anyio.to_thread, "run_sync", _here)
        patch.setattr(anyio.CancelScope, "__new__", _nothing_to_cancel)
        self.database = Database(f"sqlite:///{self.disk / 'province.db'}", milliseconds(clock.now()))
        event.listen(self.database.engine, "before_cursor_execute", self._statement)
        event.listen(self.database.engine, "commit", self._statement)
        event.listen(self.database.engine, "connect", self._limit)
        self.province = Province(self.database, open_keys(folder / "keys"), clock, self.files)
        self.app: FastAPI = create_app(self.province)

    # --- what comes over the line ---

    def ask(self, method: str, url: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the answer to a request.

        Raises:
            Death: the process ended while it worked on it.
        """
        path, _, query = url.partition("?")
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1",
            "method": method, "scheme": "http", "path": path, "raw_path": path.encode(),
            "query_string": query.encode(), "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        }  # fmt: skip
        said: list[Message] = []
        coming: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            return coming.pop() if coming else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            said.append(message)

        running = self.app(scope, receive, send)
        try:
            running.send(None)
        except StopIteration:
            names = {name.decode(): value.decode() for name, value in said[0]["headers"]}
            return said[0]["status"], names, b"".join(one.get("body", b"") for one in said[1:])
        raise AssertionError("The application waits for something that is not in this process.")

    # --- what officials and fate do ---

    def code(self, hall: str, agency: str) -> str:
        with self.database.write() as db:
            return make_code(db, hall, agency, self.province.now_ms)

    def publish(self, stream: str, hall: str, key: str, body: dict[str, Any]) -> None:
        with self.database.write() as db:
            Publisher(db, self.province.now_ms).publish(stream, hall, key, body)

    def compact(self) -> None:
        """Forget every replaced change, so that who has not read it needs a snapshot."""
        with self.database.write() as db:
            compact(db, self.province.now_ms + 1, self.province.now_ms)

    def revoke(self, device: str) -> None:
        with self.database.write() as db:
            revoke(db, device, self.province.now_ms)

    def begin_anew(self) -> str:
        """Do what `kiosk province restored` does; returns the name of the new life."""
        with self.database.write() as db:
            return begin_anew(db, self.province.now_ms)

    def understand_more(self, more: bool) -> None:
        """Run a later version of the server, or an earlier one."""
        self._patch.setattr(effects, "FACTS", self._facts | MORE_FACTS if more else self._facts)

    def fill(self, full: bool) -> None:
        self._full = full
        self.database.engine.dispose()

    def restart(self) -> None:
        """Start the process anew after its death, or as it is. All it knows beside its disk is its own name; the rest
        of the objects are kept, because making them takes longer than ten requests."""
        self.fate = Fate()
        self.province.clock = self.clock
        self.database.engine.dispose()
        with self.database.read() as db:
            self.province.envelope(present_incarnation(db))

    def save(self, to: Path) -> None:
        """Make a backup, as by an online copy."""
        self.database.engine.dispose()  # the last connection takes the log into the file
        copy(self.disk, to)

    def restore(self, copied: Path) -> None:
        """Put a backup back. Snapshots are in none: they lie elsewhere and may be lost at any time."""
        self.database.engine.dispose()
        put_back(copied, self.disk)
        self.restart()

    def held(self) -> list[str]:
        """Return the ids of the stored events."""
        with self.database.read() as db:
            return list(db.execute(select(ingest_event.c.event_id)).scalars())

    def close(self) -> None:
        self.database.close()

    def _statement(self, *ignored: Any) -> None:
        self.fate.statement()

    def _limit(self, raw: Any, *ignored: Any) -> None:
        raw.execute(f"PRAGMA max_page_count = {1 if self._full else 1_000_000_000}")
