"""The catalogue: reading the national records in, and each key of a search, beside a raw FTS5 query."""

import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.catalogue.fold import fold
from kiosk.catalogue.importing import import_files
from kiosk.catalogue.library import Library
from kiosk.clock import SystemClock
from kiosk.commands.bench.figure import Figure, share, times_ms
from kiosk.store.database import Store

NATIONAL = Path(__file__).parents[4] / "shared" / "national"
TYPED = (
    "khai sanh cho em be", "xac nhan tinh trang hon nhan", "giấy độc thân", "sao y chứng thực", "dang ky ket hon",
    "làm sổ đỏ", "mở tiệm tạp hóa", "trợ cấp người già", "ba tôi mất", "tạm trú tạm vắng", "hộ nghèo", "GKS",
)  # fmt: skip


def measure(folder: Path, national: Path | None) -> Iterator[Figure]:
    """Yield the figures of the catalogue, with the national records when they are there."""
    store = Store(folder / "hall.db", SystemClock())
    library = Library(store)
    records = sorted((national or NATIONAL).glob("*.jsonl.gz"))
    if records:
        began = time.perf_counter()
        report = import_files(store, records, "2026-06")
        taken = time.perf_counter() - began
        yield Figure(f"import of {report.records} national records", taken, "s", 20)
    held = store.rows("SELECT COUNT(DISTINCT code) AS n FROM procedure_source")[0]["n"]
    keys = [query[:length] for query in TYPED for length in range(1, len(query) + 1)]
    floor = times_ms(lambda n: _raw(store, keys[n % len(keys)]), 2 * len(keys))
    taken = times_ms(lambda n: library.search(keys[n % len(keys)]), 2 * len(keys))
    name, median = "raw FTS5 prefix query", share(floor, 0.5)
    yield Figure(f"a key in search over {held} procedures: p50", share(taken, 0.5), "ms", None, median, name)
    yield Figure("a key in search: p95", share(taken, 0.95), "ms", 10)
    yield Figure("a key in search: p99", share(taken, 0.99), "ms")
    store.close()


def _raw(store: Store, query: str) -> object:
    """Ask the same index what a plain program would: every word, the last one by its beginning."""
    match = " ".join(f'"{word}"' for word in fold(query).split()) + "*"
    return store.rows("SELECT rowid FROM procedure_words WHERE procedure_words MATCH ? ORDER BY rank LIMIT 6", (match,))
