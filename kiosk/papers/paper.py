"""A paper: blocks from top to bottom, sizes in millimetres, so that one drawing serves 58 and 80 mm rolls.

A paper travels as JSON (`as_json`, `from_json`) in the print job of the act that asked for it.
"""

from dataclasses import dataclass, field, fields
from typing import Any, Literal

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, wrapped to the paper. `size` is the height of a capital letter in mm.

    A single word that is wider than the paper is set smaller rather than broken: half a code is no code.
    """

    text: str
    size: float = 2.4
    bold: bool = False
    align: Align = "left"
    inverse: bool = False  # white on black, for what must not be overlooked


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts on one line: a label at the left edge, its value at the right edge."""

    left: str
    right: str
    size: float = 2.4
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper."""

    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    mm: float = 2.0


@dataclass(frozen=True, slots=True)
class Tick:
    """An empty box to tick, or `mark` ("1.") in its place, and the text beside it."""

    text: str
    size: float = 2.4
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of `text`, `dots` printer dots a module (3 is the least that reads back)."""

    text: str
    dots: int = 5


@dataclass(frozen=True, slots=True)
class Bars:
    """A Code 128 of `text`, 2 dots a module; left out where the paper is too narrow for it."""

    text: str
    mm: float = 10.0


@dataclass(frozen=True, slots=True)
class Ruler:
    """A ruler across the paper, a stroke each mm: shows whether the printer's dots have the size we think."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Texts one below the other at the left, a QR code at the right."""

    texts: tuple[Text, ...]
    code: Qr


@dataclass(frozen=True, slots=True)
class Withheld:
    """The place of a QR code that stands on the paper and never on disk (kiosk.papers.secrets).

    `below` is printed under the code, `instead` where nobody knows it any more. `text` does not travel as JSON.
    """

    name: str
    dots: int = 5
    below: str = ""
    instead: str = ""
    text: str = field(default="", repr=False)


Block = Text | Pair | Rule | Space | Tick | Qr | Bars | Ruler | Beside | Withheld

_KINDS: dict[str, type[Block]] = {
    "text": Text, "pair": Pair, "rule": Rule, "space": Space, "tick": Tick, "qr": Qr, "bars": Bars, "ruler": Ruler,
    "beside": Beside, "withheld": Withheld,
}  # fmt: skip
_NAMES = {kind: name for name, kind in _KINDS.items()}
_FIELDS = {
    kind: tuple(one.name for one in fields(kind) if kind is not Withheld or one.name != "text") for kind in _NAMES
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. `title` names it for people (a file name, a window), it is not printed."""

    title: str
    blocks: tuple[Block, ...]

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "blocks": [_as_json(one) for one in self.blocks]}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Paper":
        """Build a paper from `as_json()`; a key nobody knows raises TypeError."""
        return cls(raw["title"], tuple(_block(one) for one in raw["blocks"]))


def _as_json(block: Block) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": _NAMES[type(block)]}
    # dataclasses.asdict copies every value deeply, which cost a third of a ticket.
    for name in _FIELDS[type(block)]:
        values[name] = getattr(block, name)
    if isinstance(block, Beside):
        values |= {"texts": [_as_json(one) for one in block.texts], "code": _as_json(block.code)}
    return values


def _block(raw: dict[str, Any]) -> Block:
    values: dict[str, Any] = {key: value for key, value in raw.items() if key != "kind"}
    if raw["kind"] == "beside":
        values["texts"], values["code"] = tuple(_block(one) for one in values["texts"]), _block(values["code"])
    return _KINDS[raw["kind"]](**values)
