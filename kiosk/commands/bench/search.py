"""The catalogue: what villagers' words find, each key of a search beside a raw FTS5 query, and what both cost."""

import gc
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from kiosk.catalogue.fold import fold
from kiosk.catalogue.importing import import_files
from kiosk.catalogue.library import Library
from kiosk.catalogue.units import Units
from kiosk.clock import SystemClock
from kiosk.commands.bench.figure import Figure, share, times_in_turn_ms, times_ms
from kiosk.commands.bench.queries import SEEN, UNSEEN, read_queries, reports, table
from kiosk.commands.bench.screen import OFFSCREEN, private_mb
from kiosk.commands.children import Child, kiosk_command
from kiosk.commands.demo.driver import Driver
from kiosk.people.address import Addresses
from kiosk.store.database import Store

NATIONAL = Path(__file__).parents[4] / "shared" / "national"
EVERY = 6  # of the seen queries, one in so many is typed key by key
ON_SCREEN = ("khai sanh cho con", "giay doc than", "mo tiem tap hoa", "sang ten so do", "ba toi moi mat")
LINES = (
    "Ấp 4, xã Khánh Bình, huyện Trần Văn Thời, Cà Mau", "12 Nguyễn Trãi, phường 2, TP Sóc Trăng, Sóc Trăng",
    "xa tan an, h. cang long, tra vinh", "khu phố 3, thị trấn Dương Đông, Phú Quốc", "thôn Đông, xã Bình Minh",
)  # fmt: skip


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the figures of the catalogue, with the national records when they are there. Needs a checkout."""
    store = Store(folder / "hall.db", SystemClock())
    library = Library(store)
    yield from _quality(library)
    records = sorted((national or NATIONAL).glob("*.jsonl.gz"))
    if records:
        began = time.perf_counter()
        report = import_files(store, records, "2026-06")
        taken = time.perf_counter() - began
        yield Figure(f"import of {report.records} national records", taken, "s", 20)
    yield from _keys(library)
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield Figure("the catalogue on disk", (folder / "hall.db").stat().st_size / 2**20, "MB", 30)
    store.close()
    yield from _painted(folder)
    yield from _addresses()


def _quality(library: Library) -> Iterator[Figure]:
    """Say the whole table on the standard error, and judge the half that nobody looked at."""
    asked = {half: reports(library, half) for half in (SEEN, UNSEEN)}
    for half in asked:
        for line in table(half, asked[half]):
            click.echo(line, err=True)
    score = asked[UNSEEN]["Một Cửa"].total
    missed = 100 * (1 - score.first / score.asked), 100 * (1 - score.third / score.asked)
    yield Figure("unseen queries whose procedure is not first", missed[0], "%", 15)
    yield Figure("unseen queries whose procedure is not among three", missed[1], "%", 5)
    yield Figure("empty answers that are wrong", 100 * (1 - score.precision), "%", 10)


def _keys(library: Library) -> Iterator[Figure]:
    held = list(library.everything(offered=False))
    began = time.perf_counter()
    library.warm()
    yield Figure("rebuilding the index", time.perf_counter() - began, "s", 3)
    gc.collect()
    gc.freeze()  # as the touch screen does
    typed = read_queries(SEEN)[::EVERY]
    keys = [one.text[:length] for one in typed for length in range(1, len(one.text) + 1)]
    plain = _plain([one.name for one in held])
    floor, taken = times_in_turn_ms(
        lambda n: _raw(plain, keys[n % len(keys)]), lambda n: library.answer(keys[n % len(keys)]), len(keys)
    )
    gc.unfreeze()
    name, median = "raw FTS5 prefix query", share(floor, 0.5)
    yield Figure(f"a key over {len(held)} procedures: p50 of {len(keys)}", share(taken, 0.5), "ms", 20, median, name, 2)
    yield Figure("a key in search: p95", share(taken, 0.95), "ms", None, share(floor, 0.95), name, 5)
    yield Figure("a key in search: p99", share(taken, 0.99), "ms", None, share(floor, 0.99), name, 16)


def _plain(names: Sequence[str]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE names USING fts5 (name, prefix='1 2 3')")
    db.executemany("INSERT INTO names VALUES (?)", ((fold(name),) for name in names))
    return db


def _raw(db: sqlite3.Connection, query: str) -> object:
    """Ask what a plain program would: every word of a name, the last one by its beginning."""
    words = " ".join(f'"{word}"' for word in fold(query).split())
    asked = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT 6"
    return db.execute(asked, (f"{words}*",)).fetchall() if words else []


def _painted(folder: Path) -> Iterator[Figure]:
    """Type on the touch screen itself: from the finger to the painted list, beside a page that is turned."""
    socket = folder / "drive"
    touch = Child(
        "touch", kiosk_command("touch", "--size", "1080x1920", "--drive", str(socket)),
        {**OFFSCREEN, "KIOSK_HOME": str(folder)}, folder / "touch.log",
    )  # fmt: skip
    process = touch.start()
    try:
        driver = Driver(socket)
        for name in ("begin-vi", "door-lookup", "lookup-search"):
            driver.tap(name)
        _typed(driver, ON_SCREEN[0])  # until the index is built
        taken = sorted(ms for text in ON_SCREEN for ms in _typed(driver, text))
        memory = private_mb(process.pid)
        driver.close()
    finally:
        touch.stop()
    # Painting is the software renderer's here; a hall's machine has a graphics chip.
    yield Figure(f"from a key to the painted list: p50 of {len(taken)}", share(taken, 0.5), "ms", goal=50)
    yield Figure("from a key to the painted list: p95", share(taken, 0.95), "ms", goal=50)
    yield Figure("private memory of the touch screen that searched", memory, "MB", 300)


def _typed(driver: Driver, text: str) -> Iterator[float]:
    for letter in text:
        yield driver.painted_ms("key-space" if letter == " " else f"key-{letter}")
    driver.tap("key-clear")


def _addresses() -> Iterator[Figure]:
    began = time.perf_counter()
    addresses = Addresses(Units())
    addresses.read(LINES[0])
    yield Figure("opening all communes, old and new", time.perf_counter() - began, "s", 3)
    taken = times_ms(lambda n: addresses.read(LINES[n % len(LINES)]), 20 * len(LINES))
    yield Figure("an address line to its commune of today: p50", share(taken, 0.5), "ms", 20)
