"""Key strokes and the text they give, line by line, in both tone styles (tables/: written from the rules)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.catalogue.fold import fold
from kiosk.keyboard.rules import NEW, OLD, Typing
from kiosk.keyboard.strokes import type_line

TABLES = Path(__file__).parent / "tables"
RULES = {
    "telex": Typing("telex", reopen=False),
    "telex-full": Typing("telex", lone_w=True, reopen=False),
    "telex-place": Typing("telex", reopen=False).for_places(),
    "vni": Typing("vni", reopen=False),
    "keys": Typing("keys", reopen=False),
}


def rows(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield keys, the text in the old style and in the new one; a line of "# " is a heading."""
    for line in (TABLES / f"{name}.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            keys, old, *new = line.split("\t")
            yield keys, old, new[0] if new else old


CASES = [
    pytest.param(name, style, keys, text, id=f"{name}-{style}-{keys}")
    for name in RULES
    for keys, old, new in rows(name)
    for style, text in ((OLD, old), (NEW, new))
]


@pytest.mark.parametrize(("table", "style", "keys", "text"), CASES)
def test_keys_give_the_text(table: str, style: str, keys: str, text: str):
    assert type_line(keys, replace(RULES[table], style=style)) == text


@pytest.mark.parametrize("table", RULES)
def test_search_takes_both_styles_for_one(table: str):
    assert [keys for keys, old, new in rows(table) if fold(old) != fold(new)] == []


def test_no_line_stands_twice():
    lines = [(name, keys) for name in RULES for keys, _, _ in rows(name)]
    assert [line for line in lines if lines.count(line) > 1] == []
