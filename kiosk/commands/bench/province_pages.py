"""The province's public figures over a million dossiers, beside the bare statements in the same file."""

import sqlite3
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPConnection
from pathlib import Path

from sqlalchemy.dialects import sqlite

from kiosk.clock import HALL_ZONE, SetClock, milliseconds
from kiosk.commands.bench.figure import Figure, share, times_in_turn_ms, times_ms
from sync.province.database import Database
from sync.province.figures import FigureBook, Period, figure_queries, period_of
from sync.province.files_disk import DiskFiles
from sync.province.home import open_keys
from sync.province.listening import listen
from sync.province.names import Names
from sync.province.province import Province
from sync.province.server import make_server

DOSSIERS, HALLS, PROCEDURES = 1_000_000, 150, 60
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=HALL_ZONE)
DAY_MS = 86_400_000
TIMES = 3  # a year takes seconds

# A year of 250 dossiers a hall and month: all but the last fortnight finished, one in eight a day late.
_FILL = f"""
WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {DOSSIERS - 1}),
made AS (
  SELECT i, i % {HALLS} AS hall, i / {HALLS} % {PROCEDURES} AS procedure,
         :start + CAST(i AS INTEGER) * {365 * DAY_MS // 1000} / {DOSSIERS} * 1000 AS at_ms
  FROM n
)
INSERT INTO dossier (official_code, agency, day, number, hall, procedure, device_id, event_id, status, received_ms,
                     due_ms, finished_ms)
SELECT 'H' || hall || '-' || i, 'H' || hall, date(at_ms / 1000 + 25200, 'unixepoch'), i, 'hall' || hall,
       '1.' || printf('%06d', procedure), CASE WHEN i % 3 THEN NULL ELSE 'd' || i END, 'e' || i,
       CASE WHEN at_ms < :now - {14 * DAY_MS} THEN 9 WHEN i % 5 THEN 4 ELSE 5 END, at_ms, at_ms + {5 * DAY_MS},
       CASE WHEN at_ms < :now - {14 * DAY_MS} THEN at_ms + {DAY_MS} * (CASE WHEN i % 8 THEN 4 ELSE 6 END) END
FROM made
"""  # noqa: S608


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the time of a count of a month and of a year, and of the page that shows them."""
    url = f"sqlite:///{folder / 'province.db'}"
    database = Database(url, milliseconds(NOW))
    bare = sqlite3.connect(folder / "province.db")
    now_ms = milliseconds(NOW)
    bare.execute(_FILL, {"start": now_ms - 365 * DAY_MS, "now": now_ms})
    bare.commit()
    names = Names()
    for word in ("2026-11", "2026"):
        period = period_of(word, NOW.date())
        statements = list(_bare_statements(period))

        def floor(_: int, statements: list[str] = statements) -> None:
            for one in statements:
                bare.execute(one).fetchall()

        def ours(_: int, period: Period = period) -> None:
            FigureBook(names).figures(database, NOW, period, "", 5)

        counted, plain = times_in_turn_ms(ours, floor, TIMES, warm=1)
        what = f"public figures of {word}, {DOSSIERS:,} dossiers counted: p50"
        yield Figure(what, share(counted, 0.5), "ms", 3, share(plain, 0.5), "bare SQL")
    bare.close()
    province = Province(database, open_keys(folder / "keys"), SetClock(NOW), DiskFiles(folder / "papers"))
    with _serving(province) as line:
        pages = times_ms(lambda _: _get(line, "/pages/figures"), 40, warm=2)
        yield Figure("the public page from kept figures, over HTTP: p50", share(pages, 0.5), "ms")
    database.close()


def _bare_statements(period: Period) -> Iterator[str]:
    for query in figure_queries(NOW, period, ""):
        yield str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))


@contextmanager
def _serving(province: Province) -> Generator[HTTPConnection]:
    listener, server = listen("127.0.0.1", 0), make_server(province)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield HTTPConnection("127.0.0.1", listener.getsockname()[1], timeout=30)
    finally:
        server.should_exit = True
        thread.join()


def _get(line: HTTPConnection, path: str) -> None:
    line.request("GET", path)
    answer = line.getresponse()
    if answer.read() and answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
