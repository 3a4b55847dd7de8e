"""Real parts for sync: a private PostgreSQL, a province behind a real socket, halls that talk with it."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest
import requests
import uvicorn
from fastapi import FastAPI
from sqlalchemy import func, select
from uuid6 import uuid7

from kiosk.clock import SetClock, milliseconds
from kiosk.commands.bench.cluster import Cluster
from kiosk.store.database import Act
from sync.client import SyncClient
from sync.download import Reader
from sync.keys import device_key
from sync.messages import Change, token_challenge
from sync.province.database import Database
from sync.province.devices import make_code
from sync.province.feed import EVERYBODY, Publisher
from sync.province.files import Files
from sync.province.files_disk import DiskFiles
from sync.province.home import open_keys
from sync.province.listening import listen
from sync.province.province import Province
from sync.province.server import make_server
from sync.province.tables import ingest_event, ingest_key
from sync.transport import Transport
from tests.fresh import fresh_store

__all__ = ["Cluster"]  # of the bench, for tests too

DEADLINE_SECONDS = 20.0
HALL, AGENCY = "khanh-binh", "H12.34"

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For tests of many cases that differ before or behind the database; what the database does is tried on both kinds."""


def until(condition: Callable[[], Any], what: str = "the condition", seconds: float = DEADLINE_SECONDS) -> Any:
    """Return the first true value of `condition`; fails the test when none comes before the deadline."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.005)
    raise AssertionError(f"{what} did not come within {seconds:.0f} s")


# --- the province ---


class Host:
    """A server on a port of its own, started once for many tests; each test hangs its own province into it."""

    def __init__(self) -> None:
        self.port = 0
        self._server: uvicorn.Server | None = None
        self._app: FastAPI | None = None
        self._thread: threading.Thread | None = None

    def show(self, province: Province) -> None:
        """Answer as `province` from now on; starts the server if it is not running."""
        if self._app is not None:
            self._app.state.province = province
            return
        listener = listen("127.0.0.1", self.port)
        self.port = listener.getsockname()[1]
        self._server = server = make_server(province)
        self._app = cast("FastAPI", server.config.app)
        self._thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        self._thread.start()
        until(lambda: server.started, "the server")

    def stop(self) -> None:
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
        self._server = self._app = self._thread = None


@dataclass
class Running:
    """A province behind a real socket. `stop` and `start` keep its database and its port."""

    url: str
    home: Path
    clock: SetClock
    host: Host
    files: Files | None = None  # the province's papers, when they are not in its folder
    province: Province = field(init=False)

    def start(self) -> None:
        database = Database(self.url, milliseconds(self.clock.now()))
        self.province = Province(
            database, open_keys(self.home), self.clock, self.files or DiskFiles(self.home / "papers")
        )
        self.host.show(self.province)

    def stop(self) -> None:
        self.host.stop()
        self.leave()

    def leave(self) -> None:
        """Let go of the database; the server waits for the next province."""
        self.province.database.close()

    @property
    def port(self) -> int:
        return self.host.port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def target(self) -> tuple[str, int]:
        return ("127.0.0.1", self.port)

    def code(self, hall: str = HALL, agency: str = AGENCY) -> str:
        with self.province.database.write() as db:
            return make_code(db, hall, agency, self.province.now_ms)

    def count(self, kind: str | None = None) -> int:
        """Return how many events are stored."""
        wanted = select(func.count()).select_from(ingest_event)
        if kind:
            wanted = wanted.where(ingest_event.c.kind == kind)
        with self.province.database.read() as db:
            return db.execute(wanted).scalar_one()

    def keys(self) -> int:
        with self.province.database.read() as db:
            return db.execute(select(func.count()).select_from(ingest_key)).scalar_one()

    def tell(self, key: str, body: dict[str, Any]) -> None:
        """Say something to all halls in the stream of changes that older machines read the catalogue from."""
        with self.province.database.write() as db:
            Publisher(db, self.province.now_ms).publish("catalogue", EVERYBODY, key, body)

    def office(self, method: str, path: str, body: dict[str, Any] | None = None) -> requests.Response:
        """Do an official act over HTTP."""
        token = {"Authorization": f"Bearer {self.province.keys.office_token}"}
        return requests.request(method, f"{self.address}/office/v1{path}", json=body, headers=token, timeout=10)


# --- halls ---


class Hall:
    """A hall's machine: a store, a client, and lists of what came down."""

    def __init__(self, folder: Path, address: str, clock: SetClock) -> None:
        self.store = fresh_store(folder / "hall.db", clock)
        self.came: dict[str, list[Change]] = {"dossiers": [], "catalogue": []}
        self.caught_up = 0
        self.fail_at = ""  # the key of a change that cannot be applied
        self._folder = folder
        self._transports: list[Transport] = []
        self.client = self.client_at(address)

    def client_at(self, address: str, transport: Transport | None = None) -> SyncClient:
        """Return a client of this machine, as a new process would have it."""
        transport = transport or Transport(address)
        self._transports.append(transport)
        key = device_key(self._folder / "device.key")
        readers = {stream: Reader(self._keeper(stream), caught_up=self._count) for stream in ("dossiers", "catalogue")}
        return SyncClient(self.store, transport, key, readers)

    def happen(self, kind: str = "ticket.issued", **body: Any) -> str:
        """Let something happen that is sent; returns its event id."""
        with self.store.act() as act:
            act.record(kind, "x", **body)
            return act.send(kind, body)

    def happen_often(self, times: int) -> list[str]:
        with self.store.act() as act:
            return [act.send("ticket.issued", {"ticket": f"A{number:03d}"}) for number in range(times)]

    def states(self) -> dict[str, str]:
        return dict(self.store.db.execute("SELECT event_id, state FROM outbox_event").fetchall())

    def close(self) -> None:
        for transport in self._transports:
            transport.close()
        self.store.close()

    def _keeper(self, stream: str) -> Callable[[Act, Change, str], None]:
        def keep(act: Act, change: Change, incarnation: str) -> None:
            if change.key == self.fail_at:
                raise ValueError(change.key)
            self.came[stream].append(change)

        return keep

    def _count(self, act: Act) -> None:
        self.caught_up += 1


class Wire:
    """A machine without software: speaks the protocol by hand, so that it can also speak it wrongly."""

    def __init__(
        self, province: Running, key_file: Path, hall: str = HALL, agency: str = AGENCY, code: str = ""
    ) -> None:
        self.address = f"{province.address}/sync/v1"
        self.key = device_key(key_file)
        self.epoch = str(uuid7())
        body = {"code": code or province.code(hall, agency), "public_key": self.key.public, "hall": hall}
        self.device_id: str = requests.post(f"{self.address}/enrol", json=body, timeout=10).json()["device_id"]
        self.token = self.ask_token().json()["token"]

    def ask_token(self, **other: str) -> requests.Response:
        nonce = requests.get(f"{self.address}/hello", timeout=10).json()["nonce"]
        asked = {"device_id": self.device_id, "nonce": nonce, **other}
        signature = self.key.sign(token_challenge(asked["device_id"], asked["nonce"]))
        return requests.post(f"{self.address}/token", json={"signature": signature, **asked}, timeout=10)

    def event(self, seq: int, **other: Any) -> dict[str, Any]:
        """Return a well-formed event; `other` makes it otherwise."""
        return {
            "event_id": str(uuid7()), "epoch": self.epoch, "seq": seq, "kind": "ticket.issued", "v": 1,
            "wall_ms": 1795395600000 + seq, "mono_ms": seq, "boot_id": "b", "clock_quality": "good",
            "body": '{"ticket":"A001"}', **other,
        }  # fmt: skip

    def send(self, events: Any, **headers: str) -> requests.Response:
        return self.send_raw(json.dumps({"events": events}).encode(), **headers)

    def send_raw(self, body: bytes, **headers: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        return requests.post(f"{self.address}/events", data=body, headers=headers, timeout=30)

    def verdicts(self, events: Any) -> list[str]:
        return [one["verdict"] for one in self.send(events).json()["verdicts"]]
