"""A JSON object being read, which knows where it stands: every mistake names its place, "pages[3].rules[0]"."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from kiosk.forms.conditions import BadConditionError, Condition, read_condition

_T = TypeVar("_T")


class WrongPlaceError(Exception):
    """Becomes a FormDefinitionError where the form's name is known."""


class Part:
    """A JSON object and where it stands. Every key must be taken; `done` refuses the ones that were not."""

    def __init__(self, raw: Any, where: str) -> None:
        if not isinstance(raw, dict):
            raise WrongPlaceError(f"{where or 'tệp'} phải là một nhóm {{...}}")
        self._raw: dict[str, Any] = dict(cast("dict[str, Any]", raw))
        self.where = where

    def place(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def has(self, key: str) -> bool:
        return key in self._raw

    def as_json(self) -> dict[str, Any]:
        """Return what has not been taken yet."""
        return dict(self._raw)

    def text(self, key: str, default: str | None = None) -> str:
        return self._take(key, str, default)

    def number(self, key: str, default: int | None = None) -> int:
        return self._take(key, int, default)

    def flag(self, key: str, default: bool) -> bool:
        return self._take(key, bool, default)

    def list(self, key: str) -> list[Any]:
        return self._take(key, list, [])

    def parts(self, key: str, build: "Callable[[Part], _T]") -> tuple[_T, ...]:
        """Return what `build` makes of every object in the list `key`."""
        return tuple(whole(raw, f"{self.place(key)}[{at}]", build) for at, raw in enumerate(self.list(key)))

    def part(self, key: str, build: "Callable[[Part], _T]") -> _T | None:
        raw = self._raw.pop(key, None)
        return None if raw is None else whole(raw, self.place(key), build)

    def condition(self, key: str) -> Condition | None:
        raw = self._raw.pop(key, None)
        if raw is None:
            return None
        try:
            return read_condition(raw)
        except BadConditionError as error:
            raise WrongPlaceError(f"{self.place(key)}: {error}") from error

    def must(self, key: str) -> Condition:
        found = self.condition(key)
        if found is None:
            raise WrongPlaceError(f"thiếu {self.place(key)}")
        return found

    def done(self) -> None:
        if self._raw:
            raise WrongPlaceError(f"không có mục {self.place(min(self._raw))}")

    def _take(self, key: str, kind: type[_T], default: _T | None) -> _T:
        value = self._raw.pop(key, default)
        if value is None:
            raise WrongPlaceError(f"thiếu {self.place(key)}")
        if type(value) is not kind:
            raise WrongPlaceError(f"{self.place(key)} không đúng kiểu")
        return value


def whole(raw: Any, where: str, build: Callable[[Part], _T]) -> _T:
    part = Part(raw, where)
    built = build(part)
    part.done()
    return built
