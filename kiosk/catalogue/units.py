"""The provinces and communes of today (in force since 1 July 2025), and the former communes and what became of them.

From assets/catalogue/units.json. Codes are those of the national statistics: two digits a province, five a commune.
`kiosk.people.address` finds them in what people write.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kiosk.assets import assets
from kiosk.errors import ImportFileError

_KINDS = ("Thành phố ", "Tỉnh ", "Phường ", "Xã ", "Đặc khu ", "Thị trấn ", "Thị xã ", "Huyện ", "Quận ")


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


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """A commune as it was until 30 June 2025; `now` are the communes that took over land of it, one or several."""

    code: str
    name: str
    district: str
    province: str
    now: tuple[Unit, ...]

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
    def former(self) -> tuple[FormerUnit, ...]:
        """The former communes, each with those of today that it went to.

        Raises:
            ImportFileError: the file is missing or damaged.
        """
        try:
            return tuple(
                FormerUnit(code, name, district, province, tuple(self._by_code[one] for one in now))
                for code, name, district, province, now in self._raw["former"]
            )
        except (LookupError, ValueError, TypeError) as error:
            raise ImportFileError(file=self._path.name, problem=type(error).__name__) from error

    @property
    def today(self) -> Iterable[Unit]:
        """The communes of all provinces."""
        return self._by_code.values()

    @cached_property
    def _by_code(self) -> dict[str, Unit]:
        return {one.code: one for communes in self._tree.values() for one in communes}

    @cached_property
    def _tree(self) -> dict[Province, tuple[Unit, ...]]:
        try:
            return dict(_province(one) for one in self._raw["provinces"])
        except (ValueError, LookupError, TypeError) as error:
            raise ImportFileError(file=self._path.name, problem=type(error).__name__) from error

    @property
    def _path(self) -> Path:
        return self._file or assets() / "catalogue" / "units.json"

    @cached_property
    def _raw(self) -> dict[str, Any]:
        """
        Raises:
            ImportFileError: the file is missing or damaged.
        """
        try:
            return json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ImportFileError(file=self._path.name, problem=type(error).__name__) from error


def short_name(name: str) -> str:
    """Return a unit's name without its kind: "Khánh Bình" of "Xã Khánh Bình"."""
    kind = next((kind for kind in _KINDS if name.casefold().startswith(kind.casefold())), "")
    return name[len(kind) :]


def _province(raw: dict[str, Any]) -> tuple[Province, tuple[Unit, ...]]:
    province = Province(raw["code"], raw["name"])
    communes: Iterable[tuple[str, str]] = raw["communes"]
    return province, tuple(Unit(code, name, province) for code, name in communes)
