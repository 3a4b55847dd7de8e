"""How often villagers' words find their procedure: tests/search, kind by kind, beside two plain baselines.

The queries of one half (SEEN) were looked at while the word lists were made; those of the other half (UNSEEN) were
written by others and never were. A query without an accepted answer should get none.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.fold import fold
from kiosk.catalogue.library import Library
from kiosk.catalogue.procedures import Procedure

QUERIES = Path(__file__).parents[3] / "tests" / "search"
SEEN, UNSEEN = "seen", "unseen"
LOOKED_AT = 10  # answers of which the reciprocal rank counts

Find = Callable[[str], Sequence[str]]  # a query -> codes, best first; none = no answer


@dataclass(frozen=True, slots=True)
class Query:
    """`accept` is empty where no procedure is an answer."""

    text: str
    accept: frozenset[str]
    kind: str


@dataclass(slots=True)
class Score:
    """Of queries with an answer: `first` and `third` found it first and among three, `ranks` adds 1/place, `silent` got
    none. Of queries without one: `refused` got none, which is right.
    """

    asked: int = 0
    first: int = 0
    third: int = 0
    ranks: float = 0.0
    silent: int = 0
    none_asked: int = 0
    refused: int = 0

    def add(self, query: Query, codes: Sequence[str]) -> None:
        if not query.accept:
            self.none_asked += 1
            self.refused += not codes
            return
        place = next((at for at, code in enumerate(codes[:LOOKED_AT]) if code in query.accept), None)
        self.asked += 1
        self.silent += not codes
        if place is not None:
            self.first += place < 1
            self.third += place < 3
            self.ranks += 1 / (place + 1)

    @property
    def precision(self) -> float:
        """Return how many of the empty answers were right."""
        return self.refused / max(1, self.refused + self.silent)


@dataclass(slots=True)
class Report:
    """`total` over all kinds, `kinds` by kind."""

    total: Score = field(default_factory=Score)
    kinds: dict[str, Score] = field(default_factory=dict[str, Score])


def read_queries(half: str) -> list[Query]:
    """Return the queries of a half: all lines of tests/search/<half>_*.jsonl."""
    lines = (line for file in sorted(QUERIES.glob(f"{half}_*.jsonl")) for line in file.read_text("utf-8").splitlines())
    raw = (json.loads(line) for line in lines)
    return [Query(one["query"], frozenset(one["accept"]), one["kind"]) for one in raw]


def measure(find: Find, queries: Sequence[Query]) -> Report:
    """Ask all queries."""
    report = Report()
    for query in queries:
        codes = find(query.text)
        report.total.add(query, codes)
        report.kinds.setdefault(query.kind, Score()).add(query, codes)
    return report


def ours(library: Library) -> Find:
    return lambda text: [one.code for one in library.search(text, LOOKED_AT)]


def plain_fts(procedures: Sequence[Procedure]) -> Find:
    """Return what a plain program would do: SQLite FTS5 over names and aliases, any word, best bm25 first."""
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE names USING fts5 (code UNINDEXED, words, tokenize='unicode61 remove_diacritics 2')"
    )
    rows = ((one.code, " ".join(_names(one)).replace("đ", "d").replace("Đ", "D")) for one in procedures)
    db.executemany("INSERT INTO names VALUES (?, ?)", rows)

    def find(text: str) -> list[str]:
        words = [f'"{word}"' for word in fold(text).split()]
        if not words:
            return []
        asked = " OR ".join(words)
        return [
            row[0] for row in db.execute("SELECT code FROM names WHERE names MATCH ? ORDER BY rank LIMIT 10", (asked,))
        ]

    return find


def plain_fuzzy(procedures: Sequence[Procedure]) -> Find:
    """Return what a fuzzy matcher does: rapidfuzz's weighted ratio over folded names and aliases."""
    from rapidfuzz import fuzz, process  # with the developers' tools only

    names = [(fold(name), one.code) for one in procedures for name in _names(one)]
    folded = [name for name, _ in names]

    def find(text: str) -> list[str]:
        hits = process.extract(fold(text), folded, scorer=fuzz.WRatio, limit=40)
        return list(dict.fromkeys(names[at][1] for _, _, at in hits))[:LOOKED_AT]

    return find


def _names(procedure: Procedure) -> Iterator[str]:
    yield from (procedure.short_name, procedure.name, *procedure.aliases)


def reports(library: Library, half: str) -> dict[str, Report]:
    """Ask a half of us ("Một Cửa", the first) and of the baselines."""
    procedures = bundled_procedures()
    ways = {"Một Cửa": ours(library), "FTS5 bm25": plain_fts(procedures), "rapidfuzz": plain_fuzzy(procedures)}
    queries = read_queries(half)
    return {name: measure(find, queries) for name, find in ways.items()}


def table(half: str, asked: dict[str, Report]) -> Iterator[str]:
    """Yield the lines of a report: our figures by kind, and how often the baselines put an answer first."""
    own, *others = asked.values()
    total = own.total
    yield f"{half} half: {total.asked + total.none_asked} queries"
    heads = f"{'queries':>8}{'first':>8}{'in three':>10}{'MRR':>8}{'silent':>8}"
    yield f"  {'':13}{heads}    first of {', '.join([*asked][1:])}"
    for kind, score in [*own.kinds.items(), ("all", total)]:
        if score.asked:
            plain = (_of(other, kind) for other in others)
            yield (
                f"  {kind:13}{score.asked:8}{score.first / score.asked:8.1%}{score.third / score.asked:10.1%}"
                f"{score.ranks / score.asked:8.3f}{score.silent:8}    "
                + ", ".join(f"{one.first / one.asked:.1%}" for one in plain)
            )
    share = total.refused / max(1, total.none_asked)
    yield f"  no answer: {total.refused} of {total.none_asked} such queries got none ({share:.1%});"
    yield f"  of all empty answers {total.precision:.1%} were right"


def _of(report: Report, kind: str) -> Score:
    return report.total if kind == "all" else report.kinds[kind]
