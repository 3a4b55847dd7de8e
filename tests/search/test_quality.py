"""How often villagers' words find their procedure: the half of the queries that was looked at.

The other half is measured by `kiosk bench --only search`, and read by nobody: of its lines only the form is tested.
"""

import json
from typing import Any

import pytest

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.library import Library
from kiosk.clock import SystemClock
from kiosk.commands.bench.queries import QUERIES, SEEN, UNSEEN, Score, measure, ours, read_queries
from kiosk.store.database import Store

FILES = sorted(file.name for file in QUERIES.glob("*.jsonl"))
KINDS = {
    "name", "plain", "typo", "joined", "telex", "vni", "begun", "southern", "abbreviation", "life", "paper", "none",
}  # fmt: skip


@pytest.fixture(scope="module")
def total(tmp_path_factory: pytest.TempPathFactory) -> Score:
    """What became of all seen queries, asked once."""
    store = Store(tmp_path_factory.mktemp("quality") / "hall.db", SystemClock())
    score = measure(ours(Library(store)), read_queries(SEEN)).total
    store.close()
    return score


@pytest.fixture(scope="module")
def codes() -> frozenset[str]:
    return frozenset(one.code for one in bundled_procedures())


def test_nineteen_in_twenty_queries_find_their_procedure_first(total: Score):
    assert total.first >= 0.95 * total.asked


def test_ninety_eight_in_a_hundred_find_it_among_three(total: Score):
    assert total.third >= 0.98 * total.asked


def test_what_no_procedure_answers_mostly_gets_no_answer(total: Score):
    assert total.refused >= 0.88 * total.none_asked


def test_an_empty_answer_is_nearly_always_right(total: Score):
    assert total.precision >= 0.95


def test_both_halves_are_there_with_and_without_answers():
    assert {f"{half}_{part}.jsonl" for half in (SEEN, UNSEEN) for part in ("a", "b", "none")} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_query_that_the_catalogue_could_answer(name: str, codes: frozenset[str]):
    lines = (QUERIES / name).read_text("utf-8").splitlines()
    assert [f"{name}:{number}" for number, line in enumerate(lines, 1) if not is_query(line, codes)] == []


def is_query(line: str, codes: frozenset[str]) -> bool:
    """Whether a line is a query; it answers nothing else, so that a failure shows nobody what the line says."""
    try:
        raw: Any = json.loads(line)
    except ValueError:
        return False
    match raw:
        case {"query": str(text), "accept": [*accepted], "kind": str(kind), **more}:
            known = all(isinstance(code, str) and code in codes for code in accepted)
            once = len(accepted) == len({*map(str, accepted)})
            fits = kind in KINDS and (kind == "none") != bool(accepted)
            return bool(text.strip()) and known and once and fits and not more
        case _:
            return False


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        '{"query": "sao y", "accept": ["2.000815"]}',
        '{"query": " ", "accept": ["2.000815"], "kind": "name"}',
        '{"query": "sao y", "accept": ["9.999999"], "kind": "name"}',
        '{"query": "sao y", "accept": ["2.000815", "2.000815"], "kind": "name"}',
        '{"query": "sao y", "accept": "2.000815", "kind": "name"}',
        '{"query": "sao y", "accept": [], "kind": "name"}',
        '{"query": "sao y", "accept": ["2.000815"], "kind": "none"}',
        '{"query": "sao y", "accept": ["2.000815"], "kind": "other"}',
        '{"query": "sao y", "accept": ["2.000815"], "kind": "name", "code": "2.000815"}',
    ],
)
def test_a_line_that_is_no_query_is_noticed(line: str, codes: frozenset[str]):
    assert not is_query(line, codes)
