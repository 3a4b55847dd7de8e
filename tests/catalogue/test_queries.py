"""How often villagers' own words find their procedure: the table is queries.json, which anybody may extend."""

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.library import Library
from kiosk.store.database import Store

TABLE: list[dict[str, Any]] = json.loads((Path(__file__).parent / "queries.json").read_text("utf-8"))


def hit(library: Library, row: dict[str, Any], best: int) -> bool:
    return any(one.code in row["accept"] for one in library.search(row["query"], best))


@pytest.mark.parametrize("row", TABLE, ids=[row["query"] for row in TABLE])
def test_a_villagers_words_find_an_accepted_answer_among_the_first_three(library: Library, row: dict[str, Any]):
    assert hit(library, row, 3)


def test_nine_in_ten_find_it_first(library: Library):
    assert sum(hit(library, row, 1) for row in TABLE) >= 0.9 * len(TABLE)


def test_nine_in_ten_find_it_first_among_all_national_records(national: Store):
    library = Library(national)
    assert sum(hit(library, row, 1) for row in TABLE) >= 0.9 * len(TABLE)


@pytest.mark.parametrize("query", ["mua tivi samsung", "xổ số kiến thiết", "qwerty", "giá vàng hôm nay"])
def test_what_no_commune_does_finds_nothing(library: Library, query: str):
    assert library.search(query) == []
