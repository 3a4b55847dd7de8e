"""The hall server over HTTP, beside a bare FastAPI route and a bare SQLite commit in the same run.

Server and clients are processes of their own and talk over loopback; connections are kept.
"""

import json
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.commands.bench import client
from kiosk.commands.bench.client import Client, hear
from kiosk.commands.bench.figure import Figure, share, times_ms
from kiosk.commands.bench.store import bare_commit, bare_database
from kiosk.commands.children import Child, kiosk_command
from kiosk.config import default_settings_file
from printers.lock import ProcessLock

COUNT, CALLS, CLIENTS, WAITING, DROPS, MANY = 400, 200, 4, 1500, 100, 10_000
LETTERS, MORE_LETTERS = "ABCDE", "FGHIJKLM"  # 999 numbers a letter: 10,000 tickets need more than the default hall has
FASTAPI = "bare FastAPI route"
FLOOR = f"{FASTAPI} + bare commit"

BARE = """
import sqlite3, sys, threading
import uvicorn
from fastapi import FastAPI
from ui.web.listening import listen
app = FastAPI()
@app.post("/")
def echo(body: dict[str, str]) -> dict[str, str]:
    return body
db = sqlite3.connect(sys.argv[1], isolation_level=None, check_same_thread=False)
db.execute("PRAGMA synchronous=FULL")
turn = threading.Lock()
@app.post("/api/tickets")
def commit(body: dict[str, object]) -> dict[str, object]:
    with turn:
        db.execute("INSERT INTO row (body) VALUES (?)", ("x" * 250,))
    return body
listener = listen("127.0.0.1", 0)
print(f"http://127.0.0.1:{listener.getsockname()[1]}/counter", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])
"""


@contextmanager
def serving(command: list[str], home: Path) -> Generator[tuple[int, int]]:
    """Run a server that says where it listens; yields its port and process id."""
    log = home / "server.log"
    child = Child("server", command, {"KIOSK_HOME": str(home)}, log)
    process = child.start()
    while "/counter" not in (said := log.read_text("utf-8")):
        if process.poll() is not None:
            raise RuntimeError(said)
        time.sleep(0.02)
    try:
        yield int(said.partition("/counter")[0].rpartition(":")[2]), process.pid
    finally:
        child.stop()


@contextmanager
def a_hall(home: Path, more_services: str = "") -> Generator[tuple[int, int]]:
    """Serve the default hall, with more services; the touch screen's process owns the printer, as in a real one."""
    home.mkdir()
    text = default_settings_file().read_text("utf-8").replace('kind = "file"', 'kind = "none"')
    for letter in more_services:
        text += f'\n[[services]]\nletter = "{letter}"\nname = "{letter}"\n'
        text += f'text = "service.other"\npicture = "ask"\nfields = ["{letter}"]\n'
    if more_services:
        text += f'\n[[counters]]\nnumber = 5\nname = "Quầy 5"\nservices = {json.dumps(list(more_services))}\n'
    (home / "hall.toml").write_text(text, "utf-8")
    touch = ProcessLock(home / "hall.db.printing")
    if not touch.take():
        raise RuntimeError("somebody prints in a folder of our own")
    try:
        with serving(kiosk_command("hall", "--demo", "--port", "0"), home) as server:
            yield server
    finally:
        touch.give_back()


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the figures of the hall server."""
    database = bare_database(folder)
    commit = share(times_ms(lambda n: bare_commit(database), 200), 0.5)
    database.close()
    with serving([sys.executable, "-c", BARE, str(folder / "bare.db")], folder) as (port, _):
        bare = Client(port)
        route = share(times_ms(lambda n: bare.post("/", number="A001"), COUNT), 0.5)
        four = _four_at_once(port)
    yield Figure("bare SQLite FULL commit: p50", commit, "ms")
    yield Figure(f"{FASTAPI}, one client: p50", route, "ms")
    with a_hall(folder / "hall") as (port, process):
        yield Figure("memory of the hall server before anybody came, private", _memory_mb(process), "MB")
        yield from _one_client(port, route + commit)
        yield from _four_clients(port, four)
        yield from _long_list(port)
        heard = _heard(port)
        yield Figure("call until a listening board hears it: p95", share(heard, 0.95), "ms", 300, goal=300)
        yield Figure("listeners that 100 dropped lines leave beside one", _left_behind(port), "", 1, goal=1)
    with a_hall(folder / "many", MORE_LETTERS) as (port, process):
        _take_together(port, MANY // CLIENTS, LETTERS + MORE_LETTERS)
        yield Figure(f"memory after {MANY:,} tickets, private", _memory_mb(process), "MB", 80, goal=80)
        yield Figure(f"memory after {MANY:,} tickets, with shared libraries", _memory_mb(process, "Rss"), "MB")


def _one_client(port: int, floor: float) -> Iterator[Figure]:
    kiosk, clerk = Client(port), Client(port).log_in("dung")
    taken = times_ms(lambda n: kiosk.take(n, LETTERS), COUNT)
    yield Figure("take over HTTP: p50", share(taken, 0.5), "ms", 5, floor, FLOOR, goal=4)
    yield Figure("take over HTTP: p95", share(taken, 0.95), "ms", goal=10)
    called: list[float] = []
    for _ in range(CALLS):
        began = time.perf_counter()
        ticket = clerk.act("/api/counters/4/next")
        called.append((time.perf_counter() - began) * 1000)
        clerk.act(f"/api/tickets/{ticket['id']}/finish", version=ticket["version"])
    called.sort()
    yield Figure("next over HTTP, 420 to 220 waiting: p50", share(called, 0.5), "ms", 5, floor, FLOOR, goal=4)
    yield Figure("next over HTTP: p95", share(called, 0.95), "ms", goal=10)


def _four_clients(port: int, floor: tuple[float, float]) -> Iterator[Figure]:
    each, p99 = _four_at_once(port)
    name = "bare route that commits"
    yield Figure("tickets a second, four clients", 1000 / each, "/s", goal=300, at_least=True)
    yield Figure("time for each of them", each, "ms", 5, floor[0], name, goal=1000 / 300)
    yield Figure("take over HTTP, four clients: p99", p99, "ms", 5, floor[1], name, goal=100)


def _four_at_once(port: int) -> tuple[float, float]:
    """Let four clients take tickets at once; returns the ms for each ticket, and the p99 of what a client waits."""
    seconds, times = _take_together(port, COUNT, LETTERS)
    return seconds * 1000 / len(times), share(times, 0.99)


def _take_together(port: int, each: int, letters: str) -> tuple[float, list[float]]:
    """Let four client processes take `each` tickets at once; returns the seconds, and the sorted times in ms."""
    command = [sys.executable, str(client.__file__), str(port), str(each), letters]
    kiosks = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(CLIENTS)
    ]
    for kiosk in kiosks:
        if kiosk.stdout is None or kiosk.stdout.readline() != "ready\n":
            raise RuntimeError("a client did not start")
    began = time.perf_counter()
    for kiosk in kiosks:
        print("go", file=kiosk.stdin, flush=True)
    told: list[list[float]] = [json.loads(kiosk.communicate()[0]) for kiosk in kiosks]
    return time.perf_counter() - began, sorted(one for times in told for one in times)


def _long_list(port: int) -> Iterator[Figure]:
    clerk = Client(port).log_in("dung")
    waiting = len(json.loads(clerk.get("/api/tickets?state=waiting")))
    listed = times_ms(lambda n: clerk.get("/api/tickets?state=waiting"), 20, warm=3)
    each = share(listed, 0.5) / waiting * WAITING
    yield Figure(f"waiting list of {waiting}: p50, each 1,500", each, "ms", goal=40)
    boards = times_ms(lambda n: clerk.get("/api/board"), COUNT)
    yield Figure(f"board with {waiting} waiting: p50", share(boards, 0.5), "ms", goal=3)


def _heard(port: int) -> list[float]:
    """Return the sorted times in ms from pressing next until a listening page is told."""
    clerk, times = Client(port).log_in("dung"), list[float]()
    with clerk.listen() as stream:
        hear(stream, b'"ready"')
        for _ in range(30):
            began = time.perf_counter()
            ticket = clerk.act("/api/counters/4/next")
            hear(stream, b'"ticket.called"')
            times.append((time.perf_counter() - began) * 1000)
            clerk.act(f"/api/tickets/{ticket['id']}/finish", version=ticket["version"])
    return sorted(times)


def _left_behind(port: int) -> int:
    """Return how many listeners the server counts ten seconds after 100 lines were dropped, one still being open."""
    board = Client(port)
    with board.listen() as stream:
        hear(stream, b'"ready"')
        for _ in range(DROPS):
            with board.listen() as dropped:
                hear(dropped, b'"ready"')
        end = time.monotonic() + 10
        while (left := json.loads(board.get("/api/health"))["listeners"]) > 1 and time.monotonic() < end:
            time.sleep(0.1)
    return left


def _memory_mb(process: int, part: str = "Private_") -> float:
    """Return what the process holds: for itself alone, or (part "Rss") with the libraries it shares with others."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(part)) / 1024
