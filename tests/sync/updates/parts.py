"""A machine that reads signed targets, and a liar on the line who answers in the province's place."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

import requests

from kiosk.catalogue.library import Library
from kiosk.clock import SetClock
from kiosk.commands.link import trust_root
from kiosk.commands.signed import StoreDiary, join_shelf
from kiosk.store.updates import UpdateState, update_state
from kiosk.updates.files import updates_folder
from sync.first_root import Invitation
from sync.transport import Transport
from sync.updates import UpdateLane
from tests.fresh import fresh_store
from tests.sync.parts import HALL

_FORWARDED = ("Range", "Accept-Encoding", "Authorization", "Content-Type", "Content-Encoding", "If-None-Match")

BIRTH = "1.001193"
BUNDLED_NAME = "Thủ tục đăng ký khai sinh"


class Machine:
    """A hall's machine with its own clock; trusts the province's first root from its making on."""

    def __init__(self, home: Path, address: str, clock: SetClock, patience: float = 25.0) -> None:
        self.home, self.clock = home, clock
        self.store = fresh_store(home / "hall.db", clock)
        self.shelf = join_shelf(home, self.store, HALL)
        self._transports: list[Transport] = []
        self.lane = self.lane_at(address, patience)
        trust_root(home, self._transports[0], Invitation(""))

    def lane_at(self, address: str, patience: float = 25.0) -> UpdateLane:
        transport = Transport(address, patience=patience, reply_bytes=0)
        self._transports.append(transport)
        return UpdateLane(transport, updates_folder(self.home), self.shelf, StoreDiary(self.store), self.clock)

    def look(self) -> str | None:
        """Look for what is new until there is nothing more to do; returns what was wrong."""
        while self.lane.step():
            pass
        return self.state.problem

    @property
    def state(self) -> UpdateState:
        return update_state(self.store.db)

    def name(self, code: str = BIRTH) -> str:
        """Return what villagers read above a procedure."""
        return Library(self.store).procedure(code).name

    def close(self) -> None:
        for one in self._transports:
            one.close()
        self.store.close()


@dataclass(frozen=True, slots=True)
class Said:
    """An answer; its body may be endless."""

    body: bytes | Callable[[], Iterator[bytes]]
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])


class Liar:
    """Hands everything on to the province, and answers itself where it was told to, and keeps what it saw.

    Attributes:
        lies: by a part of the path; "" is every path.
        when_asked: is told every question before it is answered.
        seen: path -> the province's answer, of what went through.
    """

    def __init__(self, province: str) -> None:
        self.lies: dict[str, Callable[[str], Said]] = {}
        self.seen: dict[str, Said] = {}
        self.asked: list[str] = []
        self.when_asked: Callable[[str], None] = lambda path: None
        liar = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                liar.asked.append(self.path)
                liar.when_asked(self.path)
                lie = next((one for part, one in liar.lies.items() if part in self.path), None)
                if lie is not None:
                    self._say(lie(self.path))
                    return
                wanted = {name: self.headers[name] for name in _FORWARDED if name in self.headers}
                got = requests.get(province + self.path, headers=wanted, timeout=10)
                said = Said(got.content, got.status_code, _marks(got))
                if "Range" not in wanted:
                    liar.seen[self.path] = said
                self._say(said)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
                wanted = {name: self.headers[name] for name in _FORWARDED if name in self.headers}
                got = requests.post(province + self.path, body, headers=wanted, timeout=10)
                self._say(Said(got.content, got.status_code, _marks(got)))

            def _say(self, said: Said) -> None:
                self.send_response(said.status)
                self.close_connection = True
                length = {"Content-Length": str(len(said.body))} if isinstance(said.body, bytes) else {}
                for name, value in {**length, **said.headers, "Connection": "close"}.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(OSError):  # the machine hangs up when it has heard enough
                    for piece in [said.body] if isinstance(said.body, bytes) else said.body():
                        self.wfile.write(piece)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self.marks = _marks(requests.get(f"{province}/sync/v1/updates/metadata/1.root.json", timeout=10))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def lie(self, part: str, body: bytes | Callable[[], Iterator[bytes]], status: int = 200, **headers: str) -> None:
        """Answer whatever has `part` in its path with `body`, and with the province's own marks."""
        named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        self.lies[part] = lambda path: Said(body, status, {**self.marks, **named})

    def replay(self, recorded: dict[str, Said]) -> None:
        """Answer as the province did when these were recorded."""
        self.lies[""] = lambda path: recorded[path]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _marks(answer: requests.Response) -> dict[str, str]:
    kept = ("sync-", "content-range", "content-type", "etag")
    return {name.lower(): value for name, value in answer.headers.items() if name.lower().startswith(kept)}
