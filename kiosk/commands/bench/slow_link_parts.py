"""The parts of the slow link: a province in a process of its own, a hall with a backlog, a line that is cut, and a loop
that sends papers and knows nothing else.
"""

import base64
import hashlib
import random
import threading
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import requests

from kiosk.clock import SystemClock, milliseconds
from kiosk.commands.children import Child, kiosk_command
from kiosk.commands.demo.relay import Relay
from kiosk.commands.demo.world import free_port
from kiosk.store import blob_queue, blobs, submissions
from kiosk.store.blobs import BlobFolder
from kiosk.store.database import Store
from kiosk.store.sync_state import sync_status
from sync.client import SyncClient
from sync.keys import device_key
from sync.messages import BLOB_PIECE, content_digest
from sync.schedule import BASE_SECONDS, CAP_SECONDS, PIECE_SECONDS, Piece, Schedule
from sync.seal import AgeSealer
from sync.session import Session
from sync.transport import Transport
from sync.worker import Worker

HALL, AGENCY, DAY = "khanh-binh", "H12.34", date(2026, 11, 23)
FASTER = 10.0  # the worker's own times, as the line's
PATIENCE_SECONDS = 30.0
DEADLINE_SECONDS = 600.0
BARE_TIMEOUT, BARE_PAUSE = 2.0, 0.05


class FarProvince:
    """A province in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._home = folder / "province"
        self._process = Child(
            "province", kiosk_command("province", "--home", str(self._home), "--port", str(self.port)), {},
            folder / "province.log",
        )  # fmt: skip

    def __enter__(self) -> Self:
        self._process.start()
        _until(self._answers, PATIENCE_SECONDS)
        hello = requests.get(f"http://127.0.0.1:{self.port}/sync/v1/hello", timeout=10).json()
        self.recipient = str(hello["recipient"])
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.stop()

    def code(self) -> str:
        body = {"hall": HALL, "agency": AGENCY}
        return str(self._office("POST", "/enrol-codes", body).json()["code"])

    def wrong(self, pdfs: dict[str, bytes]) -> int:
        """Return how many of these papers (by their sealed hash) are not opened there as they were."""
        right = 0
        for line in self._office("GET", "/submissions?limit=500").json():
            for paper in line["papers"]:
                path = f"/submissions/{line['device_id']}/{line['event_id']}/papers/{paper['blob']}"
                right += self._office("GET", path).content == pdfs.get(paper["blob"])
        return len(pdfs) - right

    def _office(self, method: str, path: str, body: dict[str, str] | None = None) -> requests.Response:
        token = {"Authorization": f"Bearer {(self._home / 'office.token').read_text().strip()}"}
        url = f"http://127.0.0.1:{self.port}/office/v1{path}"
        return requests.request(method, url, json=body, headers=token, timeout=30)

    def _answers(self) -> bool:
        with suppress(requests.RequestException):
            return requests.get(f"http://127.0.0.1:{self.port}/sync/v1/hello", timeout=2).ok
        return False


class SlowHall:
    """An enrolled hall with a backlog; the worker runs in a thread of its own, with all its times `FASTER`."""

    def __init__(self, folder: Path, far: FarProvince, address: str) -> None:
        self._store = Store(folder / "hall.db", SystemClock())
        self._folder = folder
        self._sealer = AgeSealer([far.recipient])
        self._old_events = 0
        self.pdfs: dict[str, bytes] = {}
        self._schedule = Schedule(BASE_SECONDS / FASTER, CAP_SECONDS / FASTER)
        self._address = address
        self._client().enrol(far.code(), HALL)

    def save(self, events: int, papers: int, paper_bytes: int) -> None:
        """Let events happen and submissions with one paper each be saved, as the kiosk writes them."""
        with self._store.act() as act:
            for number in range(events):
                act.send("ticket.issued", {"ticket": f"A{number:04d}", "service": "A", "class": "ordinary"})
        for number in range(papers):
            self._save_submission(number, b"%PDF-1.7\n" + random.Random(number).randbytes(paper_bytes))
        self._old_events = self._events()
        self._began_ms = milliseconds(self._store.clock.now())

    def send_all(self, new_event_each: float) -> float:
        """Run the worker until all papers are sent, with new events all the while; returns the seconds."""
        stop = threading.Event()
        worker = Worker(
            self._client(), self._store, self._folder / "sync.lock", self._schedule, 0.1, random.Random(7).random
        )
        threads = [
            threading.Thread(target=worker.run, args=(stop,)),
            threading.Thread(target=self._happen, args=(stop, new_event_each)),
        ]
        began = time.monotonic()
        self._began_ms = milliseconds(self._store.clock.now())
        for thread in threads:
            thread.start()
        try:
            _until(lambda: not blob_queue.papers_status(self._store.db).pending, DEADLINE_SECONDS)
            taken = time.monotonic() - began
            _until(lambda: not sync_status(self._store.db).pending, PATIENCE_SECONDS)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        return taken

    def token(self) -> str:
        transport = Transport(self._address)
        token = Session(self._store, transport, device_key(self._folder / "device.key")).with_token(lambda one: one)
        transport.close()
        return token

    def last_old_event(self) -> float:
        """Return the seconds until the last event of the backlog was taken."""
        row = self._store.row("SELECT max(acked_ms) FROM outbox_event WHERE rowid <= ?", (self._old_events,))
        return (row[0] - self._began_ms) / 1000 if row else 0.0

    def longest_wait(self) -> float:
        """Return the seconds that an event waited which happened while papers went."""
        row = self._store.row("SELECT max(acked_ms - wall_ms) FROM outbox_event WHERE rowid > ?", (self._old_events,))
        return (row[0] or 0) / 1000 if row else 0.0

    def sealed(self) -> list[bytes]:
        return [BlobFolder(self._folder / "blobs").read(one) for one in self.pdfs]

    def close(self) -> None:
        self._store.close()

    def _client(self) -> SyncClient:
        return SyncClient(
            self._store, Transport(self._address), device_key(self._folder / "device.key"), {}, self._schedule,
            idle=60 / FASTER, piece=Piece(seconds=PIECE_SECONDS / FASTER),
        )  # fmt: skip

    def _happen(self, stop: threading.Event, each: float) -> None:
        while not stop.wait(each):
            with self._store.act() as act:
                act.send("ticket.called", {"ticket": "A0001"})
        self._store.close()

    def _events(self) -> int:
        row = self._store.row("SELECT max(rowid) FROM outbox_event")
        return row[0] if row else 0

    def _save_submission(self, number: int, pdf: bytes) -> None:
        folder, code = BlobFolder(self._folder / "blobs"), f"KXA-261123-{number:03d}-00"
        form: dict[str, Any] = {"code": code, "procedure": "1.001193", "form": "birth", "form_version": 1}
        blob, sealed = folder.put(self._sealer.seal(pdf)), self._sealer.seal(b"{}")
        with self._store.act() as act:
            now_ms = milliseconds(act.now)
            submissions.insert(act.db, **form, day=DAY, counter=number, kiosk="K", page="papers", now_ms=now_ms)
            size = folder.settle(blob)
            blobs.refer(act.db, code, "papers.paper", blob, size, now_ms)
            body: dict[str, Any] = {
                **form, "day": DAY.isoformat(), "hall": HALL, "sealed": base64.b64encode(sealed).decode(),
                "blobs": [{"blob": blob, "bytes": size}],
            }  # fmt: skip
            submissions.save(act.db, code, sealed, act.send("submission.saved", body), "", now_ms)
        self.pdfs[blob] = pdf


@contextmanager
def cuts(relay: Relay, each: float, down: float) -> Generator[None]:
    """Cut the line about every `each` seconds (a fifth more or less, from a fixed seed), for `down` seconds."""
    stop, dice = threading.Event(), random.Random(7)

    def run() -> None:
        while not stop.wait(each * dice.uniform(0.8, 1.2) - down):
            relay.cut()
            stop.wait(down)
            relay.restore()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def send_bare(address: str, token: str, papers: Sequence[bytes]) -> float:
    """Send papers with nothing but requests in a loop; returns the seconds."""
    began = time.monotonic()
    with requests.Session() as line:
        line.headers["Authorization"] = f"Bearer {token}"
        for paper in papers:
            url = f"{address}/sync/v1/blobs/{hashlib.sha256(paper).hexdigest()}"
            whole = False
            while not whole:
                with suppress(requests.RequestException):
                    whole = _send_rest(line, url, paper)
                if not whole:
                    time.sleep(BARE_PAUSE)
    return time.monotonic() - began


def _send_rest(line: requests.Session, url: str, paper: bytes) -> bool:
    said = line.put(url, json={"bytes": len(paper)}, timeout=BARE_TIMEOUT).json()
    while not said["whole"]:
        at = said["offset"]
        piece = paper[at : at + BLOB_PIECE]
        headers = {"Upload-Offset": str(at), "Content-Digest": content_digest(piece)}
        answer = line.patch(url, data=piece, headers=headers, timeout=BARE_TIMEOUT)
        if not answer.ok:
            return False
        said = answer.json()
    return True


def _until(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)
