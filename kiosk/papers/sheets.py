"""The counter's papers 01, 02 and 03 on A5: templates are data that a hall may replace, and this fills them.

A template lies in assets/papers/NN.toml, a hall's own in KIOSK_HOME/papers/NN.toml. Nothing of a filled sheet is kept
here or goes into a print job: it holds a name and an address, and a print job lies in the open.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from kiosk.assets import assets
from kiosk.errors import ConfigError

FORMS = ("01", "02", "03")
DOTS = "…" * 8  # where a pen goes on
KINDS = {
    "head": ("left", "right"), "pair": ("left", "right"), "title": ("text",), "line": ("text",), "bars": ("text",),
    "table": ("rows", "head", "cells"), "list": ("rows", "text"), "sign": ("columns",),
}  # fmt: skip

_FIELD = re.compile(r"\{(\w+)\}")

Values = Mapping[str, str]
Rows = Mapping[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """One part of a sheet, from top to bottom.

    Attributes:
        kind: "head" and "sign" stand in columns, "pair" is two texts on one line, "table" and "list" have rows.
        cells: columns of a head, a pair or signatures; rows of a table (its head first) or of a list.
    """

    kind: str
    text: str = field(default="", repr=False)
    style: str = ""
    cells: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled form. `qr` is what a scanner reads at its top left; "" without one."""

    form: str
    title: str
    copies: int
    blocks: tuple[SheetBlock, ...] = field(repr=False)
    qr: str = field(default="", repr=False)


def read_sources(home: Path | None = None) -> dict[str, list[str]]:
    """Return which pages fill which field.

    Raises:
        ConfigError: the file cannot be read.
    """
    raw = _read("fields.toml", home)
    return {name: [str(one) for one in cast("list[Any]", pages)] for name, pages in raw.items()}


def fill_sheet(form: str, values: Values, rows: Rows, home: Path | None = None) -> Sheet:
    """Return form `form` with these values; what is not known becomes dots.

    Args:
        rows: the rows of tables and lists, each with its own values.
    Raises:
        ConfigError: the template cannot be read; it names the block.
    """
    raw = _read(f"{form}.toml", home)
    name = f"papers/{form}.toml"
    blocks: list[SheetBlock] = []
    for at, one in enumerate(cast("list[dict[str, Any]]", raw.get("block", [])), 1):
        try:
            blocks += _block(one, values, rows)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ConfigError(file=name, problem=f"block {at}") from error
    qr = _fill(str(raw.get("qr", "")), values, empty="")
    return Sheet(form, str(raw.get("title", form)), int(raw.get("copies", 1)), tuple(blocks), qr)


def _block(raw: dict[str, Any], values: Values, rows: Rows) -> Iterable[SheetBlock]:
    kind = raw["kind"]
    if any(key not in raw for key in KINDS[kind]):
        raise KeyError(kind)
    match kind:
        case "head" | "pair":
            yield SheetBlock(kind, cells=tuple(_filled(_lines(raw[side]), values) for side in ("left", "right")))
        case "sign":
            columns = [tuple(_fill(text, values, empty="") for text in column) for column in raw["columns"]]
            yield SheetBlock(kind, cells=tuple(columns))
        case "table":
            body = [_filled(raw["cells"], {"row": str(at), **one}) for at, one in enumerate(rows[raw["rows"]], 1)]
            yield SheetBlock(kind, cells=(tuple(raw["head"]), *body))
        case "list":
            yield SheetBlock(kind, cells=tuple(_row(raw, one) for one in rows[raw["rows"]]))
        case "bars":
            if text := _fill(raw["text"], values, empty=""):
                yield SheetBlock(kind, text)
        case _:
            if not (raw.get("optional") and _all_empty(raw["text"], values)):
                yield SheetBlock(kind, _fill(raw["text"], values), str(raw.get("style", "")))


def _lines(raw: str | list[str]) -> list[str]:
    return [raw] if isinstance(raw, str) else raw


def _row(raw: dict[str, Any], one: Values) -> tuple[str, ...]:
    detail = raw.get("detail", "")
    return (_fill(raw["text"], one), "" if _all_empty(detail, one) else _fill(detail, one))


def _filled(texts: Iterable[str], values: Values) -> tuple[str, ...]:
    return tuple(_fill(text, values) for text in texts)


def _fill(text: str, values: Values, empty: str = DOTS) -> str:
    return _FIELD.sub(lambda name: values.get(name[1], "") or empty, text)


def _all_empty(text: str, values: Values) -> bool:
    return not any(values.get(name) for name in _FIELD.findall(text))


def _read(name: str, home: Path | None) -> dict[str, Any]:
    own = home / "papers" / name if home else None
    file = own if own and own.exists() else assets() / "papers" / name
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(file=str(file), problem=str(error)) from error
