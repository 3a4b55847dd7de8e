"""Typing a code mostly in digits: what stands before them is this hall's own, and boxes show how many are to come.

Dossiers of this hall are H__.__-yymmdd-NNNN (a ministry's end in up to seven digits, see kiosk.dossiers.codes), its
slips KX_-yymmdd-NNN-CC (kiosk.dossiers.provisional).
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["prefix", "dash", "digit", "next", "empty"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of the code on the screen; "next" is the box where the next digit comes."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How many digits stand between the dashes; the last group may grow to `longest_tail`."""

    prefix: str
    groups: tuple[int, ...]
    longest_tail: int

    @property
    def fewest(self) -> int:
        return sum(self.groups)

    @property
    def most(self) -> int:
        return sum(self.groups[:-1]) + self.longest_tail

    def code(self, digits: str) -> str:
        """Return the code as far as it is typed."""
        return "-".join([self.prefix, *self._parts(digits)])

    def cells(self, digits: str) -> tuple[Cell, ...]:
        """Return what the screen draws for the digits typed so far."""
        cells = [Cell("prefix", self.prefix)]
        at = 0
        for wide, part in zip(self._widths(digits), self._parts(digits), strict=False):
            cells.append(Cell("dash", "-"))
            for place in range(wide):
                if place < len(part):
                    cells.append(Cell("digit", part[place]))
                else:
                    cells.append(Cell("next" if at == len(digits) else "empty", ""))
                at += 1
        return tuple(cells)

    def _widths(self, digits: str) -> list[int]:
        before = sum(self.groups[:-1])
        return [*self.groups[:-1], max(self.groups[-1], len(digits) - before)]

    def _parts(self, digits: str) -> list[str]:
        parts: list[str] = []
        for wide in self._widths(digits):
            parts.append(digits[:wide])
            digits = digits[wide:]
        return parts


def receipt_shape(agency: str) -> Shape:
    """Return how the codes on the receipts of the hall `agency` look."""
    return Shape(agency, (6, 4), 7)


def slip_shape(kiosk: str) -> Shape:
    """Return how the codes on the slips of the machine with this letter look."""
    return Shape(f"KX{kiosk}", (6, 3, 2), 2)


def typed_digits(digits: str, more: str, most: int) -> str:
    """Return `digits` with another one behind, or as they were where it is none or there are enough."""
    return digits + more if len(more) == 1 and more.isascii() and more.isdigit() and len(digits) < most else digits
