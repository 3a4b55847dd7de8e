"""From a code in the reader to what became of the dossier, beside a bare look into SQLite."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from kiosk.clock import SystemClock, hall_day
from kiosk.commands.bench.figure import Figure, share, times_in_turn_ms
from kiosk.commands.bench.screen import OFFSCREEN
from kiosk.commands.children import Child, kiosk_command
from kiosk.commands.demo.driver import DriveError, Driver
from kiosk.dossiers.check import ResultCheck
from kiosk.dossiers.secret import code_key, lookup_secret
from kiosk.dossiers.told import StatusChange, told_row
from kiosk.languages import texts
from kiosk.store import dossiers
from kiosk.store.database import Store

DOSSIERS, LOOKS, SCANS, TRIES = 20_000, 400, 10, 5


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the time of a look-up among many dossiers, and of a scan on the screen itself."""
    store, secret = Store(folder / "hall.db", SystemClock()), lookup_secret(folder)
    codes = list(_fill(store, secret))
    check = ResultCheck(store, secret, store.clock)
    keys = [code_key(secret, code) for code in codes]
    bare = sqlite3.connect(folder / "hall.db")
    ours, floor = times_in_turn_ms(
        lambda n: check.look_up(codes[n * 7 % DOSSIERS]),
        lambda n: bare.execute("SELECT * FROM dossier WHERE code_key = ?", (keys[n * 7 % DOSSIERS],)).fetchone(),
        LOOKS,
    )
    bare.close()
    store.close()
    name = "bare SELECT by the same key"
    yield Figure(f"a look-up among {DOSSIERS:,} dossiers: p95", share(ours, 0.95), "ms", 40, share(floor, 0.95), name)
    yield from _scanned(folder, codes[:SCANS])


def _fill(store: Store, secret: bytes) -> Iterator[str]:
    """Keep dossiers of all national statuses; yields their codes."""
    now = store.clock.now()
    day = hall_day(now - timedelta(days=10))
    with store.act() as act:
        for number in range(DOSSIERS):
            code = f"H12.34-{day:%y%m%d}-{number:05d}"
            change = StatusChange(code, str(number % 10 + 1), number + 1, procedure="1.001193", due=now)
            dossiers.put(act.db, told_row(secret, change, now))
            yield code


def _scanned(folder: Path, codes: list[str]) -> Iterator[Figure]:
    """Scan on the touch screen: from the Enter that ends the code to the sentence."""
    socket = folder / "drive"
    touch = Child(
        "touch", kiosk_command("touch", "--size", "1080x1920", "--drive", str(socket)),
        {**OFFSCREEN, "KIOSK_HOME": str(folder)}, folder / "touch.log",
    )  # fmt: skip
    touch.start()
    try:
        driver = Driver(socket)
        driver.tap("begin-vi")
        taken = sorted(_scan(driver, code, number % 10 + 1) for number, code in enumerate(codes))
        driver.close()
    finally:
        touch.stop()
    yield Figure(f"from a code that is read to its sentence: p95 of {SCANS}", share(taken, 0.95), "ms", goal=300)


def _scan(driver: Driver, code: str, status: int) -> float:
    """Return the ms. A machine that stops in the middle of a code makes a scanner look like a person: then again."""
    sentence = texts().say(f"dossier.status.{status}")
    for _ in range(TRIES):
        time.sleep(0.5)  # two codes in one burst are one scan
        driver.type(code, 1)
        began = time.perf_counter()
        driver.type("\n", 1)
        with suppress(DriveError):
            driver.wait_text("question", sentence, 2.0)
            return (time.perf_counter() - began) * 1000
    raise DriveError(code)
