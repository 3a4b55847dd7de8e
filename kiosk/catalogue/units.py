"""The provinces and communes of today (in force since 1 July 2025), from assets/catalogue/units.json.

Codes are those of the national statistics: two digits a province, five a commune. The file also holds the former
communes and what became of them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kiosk.assets import assets
from kiosk.errors import ImportFileError

_KINDS = ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu ")


@dataclass(frozen=True, slots=True)
class Province:
    code: str
    name: str

    @property
    def short(self) -> str:
        """The name without its kind: "Cà Mau"."""
        return short_name(self.name)


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, ward or special zone."""

    code: str
    name: str
    province: Province

    @property
    def short(self) -> str:
        return short_name(self.name)


class Units:
    """All of them; the file is read when somebody first asks.

    Args:
        file: another file than the bundled one.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file

    @property
    def provinces(self) -> tuple[Province, ...]:
        return tuple(self._tree)

    def communes(self, province: str) -> tuple[Unit, ...]:
        """Return the communes of the province with this code, none for an unknown code."""
        return next((communes for one, communes in self._tree.items() if one.code == province), ())

    def commune(self, code: str) -> Unit | None:
        return self._by_code.get(code)

    def named(self, commune: str, province: str) -> Unit | None:
        """Return the commune called so in the province called so ("Xã Khánh Bình", "Cà Mau"), or None."""
        return next(
            (one for one in self._by_code.values() if (one.name, one.province.short) == (commune, province)), None
        )

    @cached_property
    def _by_code(self) -> dict[str, Unit]:
        return {one.code: one for communes in self._tree.values() for one in communes}

    @cached_property
    def _tree(self) -> dict[Province, tuple[Unit, ...]]:
        """
        Raises:
            ImportFileError: the file is missing or damaged.
        """
        file = self._file or assets() / "catalogue" / "units.json"
        try:
            raw: dict[str, Any] = json.loads(file.read_text("utf-8"))
            return dict(_province(one) for one in raw["provinces"])
        except (OSError, ValueError, LookupError, TypeError) as error:
            raise ImportFileError(file=file.name, problem=type(error).__name__) from error


def short_name(name: str) -> str:
    """Return a unit's name without its kind: "Khánh Bình" of "Xã Khánh Bình"."""
    kind = next((kind for kind in _KINDS if name.startswith(kind)), "")
    return name.removeprefix(kind)


def _province(raw: dict[str, Any]) -> tuple[Province, tuple[Unit, ...]]:
    province = Province(raw["code"], raw["name"])
    communes: Iterable[tuple[str, str]] = raw["communes"]
    return province, tuple(Unit(code, name, province) for code, name in communes)
