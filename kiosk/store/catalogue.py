"""Tables of the catalogue: the sources as they came, and an index that is always built anew from all of them."""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.clock import milliseconds
from kiosk.store.database import Act, Row

PACKING = 6  # zlib level; the national texts shrink to a quarter

PRIOR_IN_RANK = 4.0  # how many points of bm25 everyday use is worth when candidates are chosen
BUNDLED = "bundled"
IMPORT = "import"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`body` is the procedure as canonical JSON; `page` the address it was published at, or None."""

    code: str
    origin: str
    body: str
    page: str | None = None


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What search needs of a procedure. `spoken`: folded names, one a line; `name`, `field`, `papers`: folded words."""

    code: str
    label: str
    offered: bool
    prior: float
    life_event: str
    confidence: str
    spoken: str
    name: str
    field: str
    papers: str


@dataclass(frozen=True, slots=True)
class Load:
    id: int
    kind: str
    at_ms: int
    fingerprint: str
    report: str


@dataclass(frozen=True, slots=True)
class Hit:
    """`rank` is SQLite's bm25: more negative is better."""

    code: str
    label: str
    prior: float
    spoken: str
    rank: float


def put_sources(act: Act, rows: Iterable[SourceRow]) -> None:
    """Add sources or replace those with the same code and origin."""
    act.db.executemany(
        """INSERT INTO procedure_source (code, origin, body, page) VALUES (?, ?, ?, ?)
           ON CONFLICT (code, origin) DO UPDATE SET body = excluded.body, page = excluded.page""",
        ((one.code, one.origin, zlib.compress(one.body.encode(), PACKING), one.page) for one in rows),
    )


def drop_sources(act: Act, origin: str) -> None:
    """Forget all sources of `origin`."""
    act.db.execute("DELETE FROM procedure_source WHERE origin = ?", (origin,))


def all_sources(db: sqlite3.Connection) -> Iterator[SourceRow]:
    """Yield every source, those of one code together."""
    for row in db.execute("SELECT code, origin, body, page FROM procedure_source ORDER BY code"):
        yield _source(row)


def sources_of(db: sqlite3.Connection, code: str) -> list[SourceRow]:
    rows = db.execute("SELECT code, origin, body, page FROM procedure_source WHERE code = ?", (code,))
    return [_source(row) for row in rows]


def _source(row: Row) -> SourceRow:
    return SourceRow(row[0], row[1], zlib.decompress(row[2]).decode(), row[3])


def rebuild_index(act: Act, rows: Sequence[IndexRow]) -> None:
    """Replace the index."""
    act.db.execute("DELETE FROM procedure_entry")
    act.db.execute("INSERT INTO procedure_words (procedure_words) VALUES ('delete-all')")
    act.db.executemany(
        """INSERT INTO procedure_entry (id, code, label, offered, prior, life_event, confidence, spoken)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            (at, one.code, one.label, one.offered, one.prior, one.life_event, one.confidence, one.spoken)
            for at, one in enumerate(rows, 1)
        ),
    )
    act.db.executemany(
        "INSERT INTO procedure_words (rowid, spoken, name, field, papers) VALUES (?, ?, ?, ?, ?)",
        ((at, one.spoken, one.name, one.field, one.papers) for at, one in enumerate(rows, 1)),
    )
    act.db.execute("INSERT INTO procedure_words (procedure_words) VALUES ('optimize')")
    act.db.execute("UPDATE catalogue_generation SET number = number + 1")


def find(db: sqlite3.Connection, expression: str, offered_only: bool, limit: int) -> list[Hit]:
    """Return the best candidates of an FTS5 expression; `spoken` weighs most, `papers` least."""
    rows = db.execute(
        """SELECT e.code, e.label, e.prior, e.spoken, bm25(procedure_words, 8.0, 3.0, 1.0, 0.5) AS rank
           FROM procedure_words JOIN procedure_entry e ON e.id = procedure_words.rowid
           WHERE procedure_words MATCH ? AND e.offered >= ?
           ORDER BY rank - ? * e.prior LIMIT ?""",
        (expression, int(offered_only), PRIOR_IN_RANK, limit),
    )
    return [Hit(*row) for row in rows]


def frequencies(db: sqlite3.Connection) -> dict[str, int]:
    """Return every term of the index and how many procedures hold it."""
    return dict(db.execute("SELECT term, doc FROM procedure_term"))


def labels(db: sqlite3.Connection, codes: Sequence[str]) -> dict[str, str]:
    """Return code -> label of the procedures that exist."""
    marks = ",".join("?" * len(codes))
    return dict(db.execute(f"SELECT code, label FROM procedure_entry WHERE code IN ({marks})", tuple(codes)))  # noqa: S608


def in_groups(db: sqlite3.Connection, groups: Sequence[str]) -> list[tuple[str, str, float, str]]:
    """Return (code, label, prior, confidence) of the offered procedures in these life-event groups."""
    marks = ",".join("?" * len(groups))
    rows = db.execute(
        f"SELECT code, label, prior, confidence FROM procedure_entry WHERE offered = 1 AND life_event IN ({marks})",  # noqa: S608
        tuple(groups),
    )
    return [tuple(row) for row in rows]


def count(db: sqlite3.Connection) -> tuple[int, int]:
    """Return how many procedures there are, and how many of them are offered to villagers."""
    row = db.execute("SELECT COUNT(*), COALESCE(SUM(offered), 0) FROM procedure_entry").fetchone()
    return row[0], row[1]


def count_by_origin(db: sqlite3.Connection) -> dict[str, int]:
    return dict(db.execute("SELECT origin, COUNT(*) FROM procedure_source GROUP BY origin"))


def add_load(act: Act, kind: str, fingerprint: str, report: str) -> None:
    """Remember that the catalogue was loaded, and what the load reported."""
    act.db.execute(
        "INSERT INTO catalogue_load (kind, at_ms, fingerprint, report) VALUES (?, ?, ?, ?)",
        (kind, milliseconds(act.now), fingerprint, report),
    )


def last_load(db: sqlite3.Connection, kind: str) -> Load | None:
    row = db.execute(
        "SELECT id, kind, at_ms, fingerprint, report FROM catalogue_load WHERE kind = ? ORDER BY id DESC LIMIT 1",
        (kind,),
    ).fetchone()
    return Load(*row) if row else None


def generation(db: sqlite3.Connection) -> int:
    """Return a number that changes whenever the index was built anew, by whichever process."""
    return db.execute("SELECT number FROM catalogue_generation").fetchone()[0]
