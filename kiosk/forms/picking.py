"""Picking one name out of many without typing: first its first letter, then one page of at most six.

Places go through it twice: the province, then the commune. A page of the list is counted from 0.
"""

import unicodedata
from dataclasses import dataclass, field, replace
from math import ceil

from kiosk.catalogue.fold import fold
from kiosk.catalogue.units import Units
from kiosk.forms.entry import TextEntry, line_entry
from kiosk.keyboard.rules import Typing

PAGE = 6


@dataclass(frozen=True, slots=True)
class Option:
    """`sort` is the part of the name people look for: "Khánh Bình" of "Xã Khánh Bình"."""

    value: str
    name: str
    sort: str


@dataclass(frozen=True, slots=True)
class ListPicking:
    """Where somebody stands in a long list: no letter yet, or a letter and a page of its names.

    `whole`: a list in an order of its own (relations: the nearest first), turned page by page without a letter.
    """

    options: tuple[Option, ...]
    letter: str = ""
    page: int = 0
    whole: bool = False

    @property
    def letters(self) -> tuple[str, ...]:
        """The first letters there are, in the order of the alphabet."""
        return tuple(dict.fromkeys(_first(one) for one in sorted(self.options, key=_order)))

    @property
    def shown(self) -> tuple[Option, ...]:
        return tuple(self._found())[self.page * PAGE : (self.page + 1) * PAGE]

    @property
    def pages(self) -> int:
        return ceil(len(self._found()) / PAGE)

    def at(self, letter: str) -> "ListPicking":
        return replace(self, letter=letter if letter in self.letters else "", page=0)

    def turn(self, step: int) -> "ListPicking":
        return replace(self, page=max(0, min(self.pages - 1, self.page + step)))

    @property
    def asks_letter(self) -> bool:
        return not (self.whole or self.letter)

    def _found(self) -> list[Option]:
        if self.whole:
            return list(self.options)
        return sorted((one for one in self.options if _first(one) == self.letter), key=_order)


START, PROVINCE, COMMUNE, LINE = "start", "province", "commune", "line"


@dataclass(frozen=True, slots=True)
class PlacePicking:
    """A place, picked: start (here, like another answer, elsewhere) -> province -> commune -> the typed line.

    Args:
        units: the communes of today.
        needs_line: the question also asks for a hamlet, house number or name.
        written: a place kept as it was written, from a card or an earlier answer.
        near: the communes that the address on a card may mean. `card` are its words.
    """

    units: Units
    needs_line: bool
    stage: str = START
    province: str = ""
    commune: str = ""
    line: TextEntry = field(default_factory=line_entry)
    names: ListPicking | None = None
    written: str = ""
    near: tuple[str, ...] = ()
    card: str = ""

    @property
    def place(self) -> dict[str, str]:
        """What `Journey.answer` takes."""
        unit = self.units.commune(self.commune)
        if unit is None:
            return {"text": self.written} if self.written else {}
        names = {"commune": unit.name, "commune_code": unit.code}
        above = {"province": unit.province.name, "province_code": unit.province.code}
        line = {"line": self.line.raw} if self.needs_line else {}
        return {**names, **above, **line, **({"written": self.card} if self.card else {})}

    @property
    def complete(self) -> bool:
        """Whether nothing is left to pick, so that "continue" makes sense."""
        return bool(self.place) and self.stage in (START, LINE)

    def pick_commune(self, code: str) -> "PlacePicking":
        """Return the place after a commune was picked: on to the line, or done."""
        unit = self.units.commune(code)
        if unit is None:
            return self
        stage = LINE if self.needs_line else START
        return replace(self, stage=stage, province=unit.province.code, commune=code, names=None, written="")

    def pick_province(self, code: str) -> "PlacePicking":
        communes = tuple(Option(one.code, one.name, one.short) for one in self.units.communes(code))
        return replace(self, stage=COMMUNE, province=code, names=ListPicking(communes)) if communes else self

    def elsewhere(self) -> "PlacePicking":
        """Return the place before a province is picked."""
        provinces = tuple(Option(one.code, one.name, one.short) for one in self.units.provinces)
        return replace(self, stage=PROVINCE, names=ListPicking(provinces), card="")

    def back(self) -> "PlacePicking | None":
        """Return one step back inside the question, or None when the question itself is to be left."""
        if self.names is not None and self.names.letter:
            return replace(self, names=self.names.at(""))
        if self.stage == COMMUNE:
            return self.elsewhere()
        return replace(self, stage=START, names=None) if self.stage in (PROVINCE, LINE) else None

    def pick(self, value: str) -> "PlacePicking":
        return self.pick_province(value) if self.stage == PROVINCE else self.pick_commune(value)

    def with_names(self, picking: ListPicking) -> "PlacePicking":
        return replace(self, names=picking)

    def key(self, key: str) -> "PlacePicking":
        """Return the place after a key of the line."""
        return replace(self, line=self.line.key(key))


def begin_place(
    units: Units, needs_line: bool, known: dict[str, str] | None, typing: Typing | None = None
) -> PlacePicking:
    """Return the picking a page opens with; `known` is an earlier answer or what a card says."""
    known, rules = known or {}, (typing or Typing()).for_places()
    near = tuple(code for code in known.get("near", "").split() if units.commune(code) is not None)
    picking = PlacePicking(
        units, needs_line, line=line_entry(known.get("line", ""), rules), written=known.get("text", ""), near=near,
        card=known.get("written", ""),
    )  # fmt: skip
    if units.commune(known.get("commune_code", "")) is None:
        return picking
    return picking.pick_commune(known["commune_code"])


def _first(option: Option) -> str:
    """Return the letter under which people look for it; Đ is a letter of its own, Ă and Â stand with A."""
    first = option.sort[:1].upper()
    return first if first == "Đ" else unicodedata.normalize("NFD", first)[:1]


def _order(option: Option) -> tuple[str, str]:
    letter = _first(option)
    return ("D~" if letter == "Đ" else letter), fold(option.sort)
