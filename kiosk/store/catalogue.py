"""Tables of the catalogue: the sources as they came, version by version, and an index that is always built anew from
all of them.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from kiosk.clock import milliseconds
from kiosk.store.database import Act, Row

PACKING = 6  # zlib level; the national texts shrink to a quarter
LOADS_KEPT = 3  # of which what they replaced is kept

BUNDLED = "bundled"
IMPORT = "import"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`body` is the procedure as canonical JSON; `page` the address it was published at, or None; `valid_from` the
    first day of this version ("2027-03-01"), "" for one that always held.
    """

    code: str
    origin: str
    body: str
    page: str | None = None
    valid_from: str = ""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What search and lists need of a procedure. `phrases`: canonical JSON, a list of [text, worth]."""

    code: str
    label: str
    offered: bool
    prior: float
    life_event: str
    confidence: str
    phrases: str


@dataclass(frozen=True, slots=True)
class Load:
    id: int
    kind: str
    at_ms: int
    fingerprint: str
    report: str
    undone_at_ms: int | None


@dataclass(frozen=True, slots=True)
class LocalFact:
    """A fact of this hall: `scope` is a code, "field:…" or "*"."""

    scope: str
    name: str
    value: str
    at_ms: int
    clerk: str


def put_sources(act: Act, rows: Iterable[SourceRow], load: int | None = None) -> None:
    """Add sources or replace those with the same code, origin and first day.

    Args:
        load: the load that does it, so that it can be taken back; None = it cannot.
    """
    for one in rows:
        if load is not None:
            _keep_before(act, one, load)
        act.db.execute(
            """INSERT INTO procedure_source (code, origin, valid_from, body, page) VALUES (?, ?, ?, ?, ?)
               ON CONFLICT (code, origin, valid_from) DO UPDATE SET body = excluded.body, page = excluded.page""",
            (one.code, one.origin, one.valid_from, zlib.compress(one.body.encode(), PACKING), one.page),
        )


def _keep_before(act: Act, row: SourceRow, load: int) -> None:
    before = act.db.execute(
        "SELECT body, page FROM procedure_source WHERE code = ? AND origin = ? AND valid_from = ?",
        (row.code, row.origin, row.valid_from),
    ).fetchone()
    act.db.execute(
        "INSERT INTO procedure_source_before (load, code, origin, valid_from, body, page) VALUES (?, ?, ?, ?, ?, ?)",
        (load, row.code, row.origin, row.valid_from, *(before or (None, None))),
    )


def take_back(act: Act, load: int) -> int:
    """Restore the sources as they were before a load; returns how many changed."""
    rows = act.db.execute(
        "SELECT code, origin, valid_from, body, page FROM procedure_source_before WHERE load = ?", (load,)
    ).fetchall()
    for code, origin, valid_from, body, page in rows:
        if body is None:
            act.db.execute(
                "DELETE FROM procedure_source WHERE code = ? AND origin = ? AND valid_from = ?",
                (code, origin, valid_from),
            )
        else:
            act.db.execute(
                "INSERT OR REPLACE INTO procedure_source (code, origin, valid_from, body, page) VALUES (?, ?, ?, ?, ?)",
                (code, origin, valid_from, body, page),
            )
    act.db.execute("DELETE FROM procedure_source_before WHERE load = ?", (load,))
    act.db.execute("UPDATE catalogue_load SET undone_at_ms = ? WHERE id = ?", (milliseconds(act.now), load))
    return len(rows)


def drop_sources(act: Act, origin: str) -> None:
    """Forget all sources of `origin`."""
    act.db.execute("DELETE FROM procedure_source WHERE origin = ?", (origin,))


def drop_source(act: Act, code: str, origin: str) -> None:
    """Forget every version of one procedure from `origin`."""
    act.db.execute("DELETE FROM procedure_source WHERE code = ? AND origin = ?", (code, origin))


def codes_of(db: sqlite3.Connection, origin: str) -> set[str]:
    """Return which procedures have a source of `origin`."""
    return {row[0] for row in db.execute("SELECT DISTINCT code FROM procedure_source WHERE origin = ?", (origin,))}


def all_sources(db: sqlite3.Connection) -> Iterator[SourceRow]:
    """Yield every source, those of one code together."""
    for row in db.execute("SELECT code, origin, body, page, valid_from FROM procedure_source ORDER BY code"):
        yield _source(row)


def sources_of(db: sqlite3.Connection, code: str) -> list[SourceRow]:
    rows = db.execute("SELECT code, origin, body, page, valid_from FROM procedure_source WHERE code = ?", (code,))
    return [_source(row) for row in rows]


def _source(row: Row) -> SourceRow:
    return SourceRow(row[0], row[1], zlib.decompress(row[2]).decode(), row[3], row[4])


def rebuild_index(act: Act, rows: Sequence[IndexRow], next_change: str = "") -> None:
    """Replace the index. `next_change` is the day on which it must be built anew, "" where none is known."""
    act.db.execute("DELETE FROM procedure_entry")
    _put_entries(act, rows, next_change)


def replace_entries(act: Act, codes: Set[str], rows: Sequence[IndexRow], next_change: str) -> None:
    """Replace what the index says of `codes`; see `rebuild_index`."""
    act.db.executemany("DELETE FROM procedure_entry WHERE code = ?", [(code,) for code in codes])
    _put_entries(act, rows, next_change)


def _put_entries(act: Act, rows: Sequence[IndexRow], next_change: str) -> None:
    act.db.executemany(
        """INSERT INTO procedure_entry (code, label, offered, prior, life_event, confidence, phrases)
           VALUES (?, ?, ?, ?, ?, ?, ?)""",
        ((one.code, one.label, one.offered, one.prior, one.life_event, one.confidence, one.phrases) for one in rows),
    )
    act.db.execute("UPDATE catalogue_generation SET number = number + 1, next_change = ?", (next_change,))


def first_change(db: sqlite3.Connection, today: str) -> str:
    """Return the first day after `today` on which a version begins, "" where none is known."""
    return db.execute("SELECT MIN(valid_from) FROM procedure_source WHERE valid_from > ?", (today,)).fetchone()[0] or ""


def entries(db: sqlite3.Connection) -> list[IndexRow]:
    """Return the whole index."""
    rows = db.execute(
        "SELECT code, label, offered, prior, life_event, confidence, phrases FROM procedure_entry ORDER BY code"
    )
    return [IndexRow(row[0], row[1], bool(row[2]), *row[3:]) for row in rows]


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


def add_load(act: Act, kind: str, fingerprint: str, report: str) -> int:
    """Remember that the catalogue was loaded and what the load reported; returns its id.

    Of older loads than the last few what they replaced is forgotten: they can no longer be taken back.
    """
    made = act.db.execute(
        "INSERT INTO catalogue_load (kind, at_ms, fingerprint, report) VALUES (?, ?, ?, ?)",
        (kind, milliseconds(act.now), fingerprint, report),
    )
    act.db.execute(
        """DELETE FROM procedure_source_before WHERE load NOT IN (
               SELECT id FROM catalogue_load WHERE kind = ? ORDER BY id DESC LIMIT ?)""",
        (IMPORT, LOADS_KEPT),
    )
    return int(made.lastrowid or 0)


_LOAD = "SELECT id, kind, at_ms, fingerprint, report, undone_at_ms FROM catalogue_load"


def last_load(db: sqlite3.Connection, kind: str) -> Load | None:
    """Return the newest load of this kind that was not taken back."""
    row = db.execute(f"{_LOAD} WHERE kind = ? AND undone_at_ms IS NULL ORDER BY id DESC LIMIT 1", (kind,)).fetchone()
    return Load(*row) if row else None


def can_take_back(db: sqlite3.Connection, load: int) -> bool:
    """Whether what a load replaced is still kept."""
    return bool(db.execute("SELECT 1 FROM procedure_source_before WHERE load = ? LIMIT 1", (load,)).fetchone())


def generation(db: sqlite3.Connection) -> int:
    """Return a number that changes whenever the index was built anew, by whichever process."""
    return db.execute("SELECT number FROM catalogue_generation").fetchone()[0]


def next_change(db: sqlite3.Connection) -> str:
    """Return the day on which the index must be built anew because a version begins, or ""."""
    return db.execute("SELECT next_change FROM catalogue_generation").fetchone()[0]


def add_use(act: Act, day: str, code: str) -> None:
    """Count that a procedure was looked at."""
    act.db.execute(
        """INSERT INTO procedure_use (day, code, uses) VALUES (?, ?, 1)
           ON CONFLICT (day, code) DO UPDATE SET uses = uses + 1""",
        (day, code),
    )


def uses_since(db: sqlite3.Connection, day: str) -> dict[str, int]:
    """Return code -> how often it was looked at since a day."""
    return dict(db.execute("SELECT code, SUM(uses) FROM procedure_use WHERE day >= ? GROUP BY code", (day,)))


def put_fact(act: Act, scope: str, name: str, value: str, clerk: str) -> None:
    """Set a local fact; an empty value takes it away."""
    if value:
        act.db.execute(
            "INSERT OR REPLACE INTO local_fact (scope, name, value, at_ms, clerk) VALUES (?, ?, ?, ?, ?)",
            (scope, name, value, milliseconds(act.now), clerk),
        )
    else:
        act.db.execute("DELETE FROM local_fact WHERE scope = ? AND name = ?", (scope, name))


def facts(db: sqlite3.Connection, scopes: Sequence[str] | None = None) -> list[LocalFact]:
    """Return the local facts of these scopes, of all where none are given."""
    marks = "" if scopes is None else f"WHERE scope IN ({','.join('?' * len(scopes))})"
    rows = db.execute(
        f"SELECT scope, name, value, at_ms, clerk FROM local_fact {marks} ORDER BY scope, name",  # noqa: S608
        tuple(scopes or ()),
    )
    return [LocalFact(*row) for row in rows]
