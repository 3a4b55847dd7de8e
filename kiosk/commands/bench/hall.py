"""The hall server over HTTP, beside a bare FastAPI route and a bare SQLite commit in the same run."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import requests

from kiosk.commands.bench.figure import Figure, share, times_ms
from kiosk.commands.bench.store import bare_commit, bare_database
from kiosk.commands.children import Child, kiosk_command
from kiosk.config import default_settings_file
from printers.lock import ProcessLock

COUNT, CLIENTS, WAITING = 400, 4, 1500
LETTERS = "ABCDE"
FASTAPI = "bare FastAPI route"
FLOOR = f"{FASTAPI} + bare commit"

BARE = """
import uvicorn
from fastapi import FastAPI
from ui.web.listening import listen
app = FastAPI()
@app.post("/")
def echo(body: dict[str, str]) -> dict[str, str]:
    return body
listener = listen("127.0.0.1", 0)
print(f"http://127.0.0.1:{listener.getsockname()[1]}/counter", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
"""


@contextmanager
def serving(command: list[str], home: Path) -> Generator[tuple[str, int]]:
    """Run a server that says where it listens; yields its address and process id."""
    log = home / "server.log"
    child = Child("server", command, {"KIOSK_HOME": str(home)}, log)
    process = child.start()
    while "/counter" not in (said := log.read_text("utf-8")):
        if process.poll() is not None:
            raise RuntimeError(said)
        time.sleep(0.02)
    try:
        yield "http" + said.partition("http")[2].partition("/counter")[0], process.pid
    finally:
        child.stop()


class Caller:
    """One client with one connection: a kiosk, or a clerk when logged in."""

    def __init__(self, base: str) -> None:
        self._base, self._http = base, requests.Session()
        self._http.headers["Authorization"] = "Bearer demo"

    def log_in(self, clerk: str) -> "Caller":
        del self._http.headers["Authorization"]
        answer = self._http.post(f"{self._base}/api/session", json={"clerk": clerk, "pin": "246810"}, timeout=10)
        self._http.headers["X-CSRF-Token"] = answer.json()["csrf"]
        return self

    def get(self, path: str) -> requests.Response:
        return self._http.get(f"{self._base}{path}", timeout=10)

    def post(self, path: str, **body: object) -> requests.Response:
        answer = self._http.post(f"{self._base}{path}", json=body, timeout=10)
        answer.raise_for_status()
        return answer

    def take(self, n: int) -> requests.Response:
        return self.post("/api/tickets", request_id=str(uuid4()), service=LETTERS[n % 5], priority=n % 4 == 0)


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the figures of the hall server."""
    database = bare_database(folder)
    commit = share(times_ms(lambda n: bare_commit(database), 200), 0.5)
    database.close()
    with serving([sys.executable, "-c", BARE], folder) as (base, _):
        bare = Caller(base)
        route = share(times_ms(lambda n: bare.post("/", number="A001"), COUNT), 0.5)
    home = folder / "hall"
    home.mkdir()
    text = default_settings_file().read_text("utf-8").replace('kind = "file"', 'kind = "none"')
    (home / "hall.toml").write_text(text, "utf-8")
    yield Figure(FASTAPI + ", one client: p50", route, "ms")
    # The touch screen's process owns the printer as a rule, so here nobody prints beside the server.
    touch = ProcessLock(home / "hall.db.printing")
    if not touch.take():
        raise RuntimeError("somebody prints in a folder of our own")
    with serving(kiosk_command("hall", "--demo", "--port", "0"), home) as (base, process):
        yield Figure("memory of the hall server before anybody came (RSS)", _memory_mb(process), "MB")
        yield from _one_client(base, route + commit)
        yield from _four_clients(base)
        yield from _long_list(base)
        yield Figure("call until a listener hears it: p95", share(_heard(base), 0.95), "ms", 300)
        yield Figure("memory after all of it (RSS)", _memory_mb(process), "MB")


def _one_client(base: str, floor: float) -> Iterator[Figure]:
    kiosk, clerk = Caller(base), Caller(base).log_in("dung")
    taken = times_ms(kiosk.take, COUNT)
    yield Figure("take over HTTP: p50", share(taken, 0.5), "ms", 3, floor, FLOOR)
    yield Figure("take over HTTP: p95", share(taken, 0.95), "ms")
    called: list[float] = []
    for _ in range(200):
        began = time.perf_counter()
        ticket = clerk.post("/api/counters/4/next", request_id=str(uuid4())).json()
        called.append((time.perf_counter() - began) * 1000)
        clerk.post(f"/api/tickets/{ticket['id']}/finish", request_id=str(uuid4()), version=ticket["version"])
    called.sort()
    yield Figure("next over HTTP, 420 to 220 waiting: p50", share(called, 0.5), "ms", 4, floor, FLOOR)
    yield Figure("next over HTTP: p95", share(called, 0.95), "ms")


def _four_clients(base: str) -> Iterator[Figure]:
    times: list[float] = []

    def kiosk() -> None:
        times.extend(times_ms(Caller(base).take, COUNT, warm=0))

    began = time.perf_counter()
    _together([kiosk] * CLIENTS)
    seconds = time.perf_counter() - began
    yield Figure("tickets a second, four clients", CLIENTS * COUNT / seconds, "/s")
    yield Figure("take over HTTP, four clients: p99", share(sorted(times), 0.99), "ms", 100)


def _together(acts: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _long_list(base: str) -> Iterator[Figure]:
    clerk = Caller(base).log_in("dung")
    waiting = len(clerk.get("/api/tickets?state=waiting").json())
    listed = times_ms(lambda n: clerk.get("/api/tickets?state=waiting"), 20, warm=3)
    yield Figure(f"waiting list of {waiting}: p50, each 1,500", share(listed, 0.5) / waiting * WAITING, "ms")
    boards = times_ms(lambda n: clerk.get("/api/board"), COUNT)
    yield Figure(f"board with {waiting} waiting: p50", share(boards, 0.5), "ms")


def _heard(base: str) -> list[float]:
    """Return the sorted times in ms from pressing next until a listening page is told."""
    clerk, times = Caller(base).log_in("dung"), list[float]()
    with requests.get(f"{base}/api/events", stream=True, timeout=20) as stream:
        lines = stream.iter_lines(chunk_size=1)
        while b'"ready"' not in next(lines):
            pass
        for _ in range(30):
            began = time.perf_counter()
            ticket = clerk.post("/api/counters/4/next", request_id=str(uuid4())).json()
            while b'"ticket.called"' not in next(lines):
                pass
            times.append((time.perf_counter() - began) * 1000)
            clerk.post(f"/api/tickets/{ticket['id']}/finish", request_id=str(uuid4()), version=ticket["version"])
    return sorted(times)


def _memory_mb(process: int) -> float:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], check=True, capture_output=True, text=True)
    return int(told.stdout) / 1024
