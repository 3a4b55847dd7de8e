"""Kiosks that send to a province on PostgreSQL with two workers, beside PostgreSQL storing the same rows alone.

All of it shares the cores of one machine: PostgreSQL, the workers, and the kiosks, which are therefore packed before
the clock runs and read no more of an answer than its status.
"""

import base64
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import requests
from uuid6 import uuid7

from kiosk.clock import SystemClock, milliseconds
from kiosk.commands.bench.cluster import Cluster, find_programs
from kiosk.commands.bench.figure import Figure, share
from kiosk.commands.bench.raw_insert import raw_rate
from kiosk.commands.bench.tickets import ticket_events
from kiosk.commands.children import Child, kiosk_command
from kiosk.store.database import Store
from sync.client import SyncClient
from sync.download import Reader
from sync.keys import device_key
from sync.messages import STREAM_DOSSIERS, EnrolRequest
from sync.province.database import Database
from sync.province.devices import enrol, make_code
from sync.transport import Transport

WORKERS, BATCH, SMALL = 2, 500, 50
HALL, AGENCY = "khanh-binh", "H12.34"
RAW = "raw statements, one connection"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done: `batches` of each of sixteen senders, kiosks at once, kiosks that return within `seconds`."""

    batches: int
    at_once: int
    returning: int
    seconds: float


FULL, QUICK = Size(10, 150, 300, 20.0), Size(2, 10, 6, 0.5)


def measure(folder: Path, national: Path | None, quick: bool = False) -> Iterator[Figure]:
    """Yield the figures of taking events in."""
    programs = find_programs()
    if programs is None:
        raise click.ClickException("PostgreSQL is not installed (apt-get install postgresql)")
    size = QUICK if quick else FULL
    events = ticket_events(folder, BATCH)
    yield Figure("an event on the wire, of 500 real ones: bytes", len(_packed(events)) / len(events), "B", 45)
    cluster = Cluster(programs)
    cluster.start()
    with ExitStack() as stack:
        stack.callback(cluster.stop)
        bench = stack.enter_context(Bench(folder, cluster.new_database(), events))
        raw = cluster.new_database()
        Database(raw, milliseconds(SystemClock().now())).close()
        yield from _throughput(bench, size, raw.replace("+psycopg", ""))
        yield from _at_once(bench, size)
        yield from _returning(bench, size)
        yield from _idle(bench)


class Bench:
    """A province with two workers, and kiosks made for it."""

    def __init__(self, folder: Path, url: str, events: list[dict[str, Any]]) -> None:
        self.folder, self.events = folder, events
        self._home, self._database = folder / "province", Database(url, milliseconds(SystemClock().now()))
        words = ("province", "--home", str(self._home), "--port", "0", "--workers", str(WORKERS), "--json")
        self._province = Child("province", kiosk_command(*words), {"KIOSK_PROVINCE_DATABASE": url}, folder / "log")
        self._runs = 0
        self.address = ""

    def __enter__(self) -> "Bench":
        self._province.start()
        # The log also holds what the server advises whoever runs it.
        while (said := _answer_in((self.folder / "log").read_text())) is None:
            time.sleep(0.05)
        self.address = said["address"]
        return self

    def __exit__(self, *_: object) -> None:
        self._province.stop()
        self._database.close()

    def kiosk(self, name: str, batches: Sequence[int], **more: Any) -> dict[str, Any]:
        """Enrol a kiosk and pack what it has to send, so many events a batch."""
        key_file, now = self.folder / "keys" / name, milliseconds(SystemClock().now())
        key = device_key(key_file)
        with self._database.write() as db:
            code = make_code(db, HALL, AGENCY, now)
            device = enrol(db, EnrolRequest(code=code, public_key=key.public, hall=HALL), now).device_id
        epoch, seq, packed = str(uuid7()), 0, list[str]()
        for size in batches:
            mine = [
                {**event, "event_id": str(uuid7()), "epoch": epoch, "seq": seq + n}
                for n, event in enumerate(self.events[:size], start=1)
            ]
            seq += size
            packed.append(base64.b64encode(_packed(mine)).decode())
        return {"device_id": device, "key": key_file.read_bytes().hex(), "batches": packed, **more}

    def code(self) -> str:
        with self._database.write() as db:
            return make_code(db, HALL, AGENCY, milliseconds(SystemClock().now()))

    def run(self, kiosks: list[dict[str, Any]]) -> tuple[float, list[tuple[int, float]]]:
        """Let the kiosks send, in two processes; returns the seconds of all, and each request's status and seconds."""
        self._runs += 1
        senders: list[subprocess.Popen[str]] = []
        for half in range(2):
            folder = self.folder / f"run{self._runs}" / str(half)
            folder.mkdir(parents=True)
            for number, one in enumerate(kiosks[half::2]):
                (folder / f"{number:04d}").write_text(json.dumps(one))
            words = [sys.executable, "-m", "kiosk.commands.bench.senders", self.address.rpartition(":")[2], str(folder)]
            senders.append(subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        for one in senders:
            if one.stdout is None or one.stdout.readline() != "ready\n":
                raise RuntimeError("the senders did not start")
        began = time.perf_counter()
        for one in senders:
            assert one.stdin is not None  # noqa: S101
            one.stdin.write("go\n")
            one.stdin.flush()
        said = [one.communicate()[0] for one in senders]
        seconds = time.perf_counter() - began
        return seconds, [(status, taken) for one in said for status, taken in json.loads(one)]


def _answer_in(log: str) -> dict[str, Any] | None:
    """Return the JSON line in what a command has said so far, None before it is whole."""
    lines = [line for line in log.splitlines(keepends=True) if line.startswith("{") and line.endswith("\n")]
    return json.loads(lines[0]) if lines else None


def _packed(events: list[dict[str, Any]]) -> bytes:
    """Return a batch as a kiosk sends it."""
    return gzip.compress(json.dumps({"events": events, "journal": None}, separators=(",", ":")).encode(), 6, mtime=0)


def _throughput(bench: Bench, size: Size, raw: str) -> Iterator[Figure]:
    batches = [bench.events] * (4 * size.batches)
    kiosks = [bench.kiosk(f"fast{n}", [BATCH] * size.batches) for n in range(16)]
    before = raw_rate(raw, 1, batches)
    two = raw_rate(raw, 2, batches)
    seconds, outcomes = bench.run(kiosks)
    one = (before + raw_rate(raw, 1, batches)) / 2
    rate = len(kiosks) * size.batches * BATCH / seconds
    yield Figure("raw statements, one connection", one, "/s")
    yield Figure("raw statements, two connections", two, "/s")
    yield Figure(f"events over HTTP, {WORKERS} workers, batches of {BATCH}", rate, "/s", goal=20_000, at_least=True)
    yield Figure("time for each of them", 1e6 / rate, "us", 2, 1e6 / one, RAW)
    yield Figure("requests that were not answered with 200", _failed(outcomes), "", 0)


def _at_once(bench: Bench, size: Size) -> Iterator[Figure]:
    kiosks = [bench.kiosk(f"once{n}", [SMALL] * 4) for n in range(size.at_once)]
    seconds, outcomes = bench.run(kiosks)
    what = f"{size.at_once} kiosks at once, batches of {SMALL}"
    yield Figure(f"{what}: p95", share(sorted(taken for _, taken in outcomes), 0.95), "s", goal=1)
    yield Figure(f"{what}: events", len(outcomes) * SMALL / seconds, "/s")
    yield Figure(f"{what}: not answered with 200", _failed(outcomes), "", 0)


def _returning(bench: Bench, size: Size) -> Iterator[Figure]:
    """Let kiosks come back after an outage: a third of a minute for a seventh of three days' events each."""
    kiosks = [
        bench.kiosk(f"back{n}", [50, 100, 350], at=size.seconds * n / size.returning) for n in range(size.returning)
    ]
    _, outcomes = bench.run(kiosks)
    what = f"{size.returning} kiosks come back within {size.seconds:g} s, 500 events each"
    yield Figure(f"{what}: p95", share(sorted(taken for _, taken in outcomes), 0.95), "s", goal=5)
    yield Figure("not answered with 200", _failed(outcomes), "", 0)


def _failed(outcomes: list[tuple[int, float]]) -> int:
    return sum(status != 200 for status, _ in outcomes)


def _idle(bench: Bench) -> Iterator[Figure]:
    """Let a real kiosk look for news when there are none."""
    counted = CountedSession()
    store = Store(bench.folder / "idle.db", SystemClock())
    transport = Transport(bench.address, counted)
    readers = {STREAM_DOSSIERS: Reader(lambda act, change, incarnation: None)}
    client = SyncClient(store, transport, device_key(bench.folder / "idle.key"), readers)
    client.enrol(bench.code(), HALL)
    client.round()
    counted.sizes.clear()
    client.round()
    client.close()
    store.close()
    yield Figure("requests of an idle kiosk that looks for news", len(counted.sizes), "", 1)
    yield Figure("bytes of them, both ways", sum(counted.sizes), "B")


class CountedSession(requests.Session):
    """Notes what each request and its answer weigh on the wire, without TLS."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        answer = super().send(request, **kwargs)
        heads = [*request.headers.items(), *answer.headers.items()]
        weight = sum(len(name) + len(value) + 4 for name, value in heads)
        lines = len(f"{request.method} {request.path_url} HTTP/1.1\r\nHost: 127.0.0.1:00000\r\n\r\n")
        body = len(request.body or b"") + int(answer.headers.get("Content-Length", 0))
        self.sizes.append(weight + lines + len("HTTP/1.1 304 Not Modified\r\n\r\n") + body)
        return answer
