"""What a procedure page shows, as plain values. Every parsed value keeps the printed words it was read from (`text`).

A procedure may come from several sources: the hall's own plain-words entry, the official national record, or the
province. `kiosk.catalogue.overlay` makes one of them; `origin` says which had a part in it.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Literal, cast

TimeUnit = Literal["same_day", "hour", "day", "working_day", "month"]
ChannelKind = Literal["counter", "online", "post"]
Origin = Literal["plain", "official", "province"]

COMMUNE = "Cấp xã"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """`value` and `unit` are None where the source does not print them: a missing unit is never assumed."""

    value: float | None = None
    unit: TimeUnit | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """`vnd` is 0 only where it is free for certain, None where the province sets it or the source is unclear."""

    vnd: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to hand in, with its own time and fee. A kind may come twice: stages or cases, told apart in `note`."""

    kind: ChannelKind
    time: TimeLimit = TimeLimit()
    fee: Fee = Fee()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper to bring.

    `originals` and `copies` are None where the source is not clear; `text` is what it prints about the quantity.
    `form` names the form to fill in (a file name in official records); `group` is the heading above the paper.
    """

    name: str
    originals: int | None = None
    copies: int | None = None
    text: str = ""
    form: str | None = None
    present_only: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """`number` as in "123/2015/NĐ-CP", "" where none could be told from the title; `text` as printed."""

    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one receives, with the national result code or ""."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure. `code` is the national one (d.dddddd), or "local.…" where no source gives one.

    `level` is the online level (toàn trình, một phần, trực tiếp), None = not stated; `levels` are the levels of
    government that do it. `notes` are explanations the source prints among the papers. `extra` holds what the
    source prints and no page shows, by the source's own key. `valid_from` is the first day of this version
    ("2027-03-01"), "" for one that always held; `ended` says that from that day on the procedure is no more.
    """

    code: str
    name: str
    short_name: str = ""
    field: str = ""
    agency: str = ""
    level: str | None = None
    levels: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    time_limit: TimeLimit = TimeLimit()
    fee: Fee = Fee()
    channels: tuple[Channel, ...] = ()
    documents: tuple[Document, ...] = ()
    notes: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    conditions: str = ""
    results: tuple[Outcome, ...] = ()
    laws: tuple[Law, ...] = ()
    aliases: tuple[str, ...] = ()
    life_event: str = ""
    as_of: str = ""
    caveat: str | None = None
    confidence: str = ""
    decision: str = ""
    sources: tuple[str, ...] = ()
    origin: tuple[Origin, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    valid_from: str = ""
    ended: bool = False

    @property
    def at_commune(self) -> bool:
        """Whether a commune does it: its level says so, or it is one of the plain entries."""
        return "plain" in self.origin or any(one.casefold() == COMMUNE.casefold() for one in self.levels)

    @property
    def has_national_code(self) -> bool:
        return self.code[:1].isdigit()

    @property
    def result(self) -> str:
        return "; ".join(one.name for one in self.results)

    def as_json(self) -> dict[str, Any]:
        """Return what differs from an empty procedure, as JSON values."""
        return _as_json(self)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Procedure":
        """Build a procedure from `as_json()`; a key nobody knows raises TypeError."""
        return cls(**{key: _NESTED[key](value) if key in _NESTED else _tuple(value) for key, value in raw.items()})


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_json(one) for one in cast("tuple[Any, ...]", value)]
    defaults = _DEFAULTS.get(type(value))  # pyright: ignore[reportUnknownArgumentType]
    if defaults is None:
        return value
    return {key: _as_json(one) for key, default in defaults if (one := getattr(value, key)) != default}


def _tuple(value: Any) -> Any:
    return tuple(cast("list[Any]", value)) if isinstance(value, list) else value


def _each(build: Callable[..., Any]) -> Callable[[list[dict[str, Any]]], tuple[Any, ...]]:
    return lambda rows: tuple(build(**row) for row in rows)


def _time(raw: dict[str, Any]) -> TimeLimit:
    return TimeLimit(**raw)


def _fee(raw: dict[str, Any]) -> Fee:
    return Fee(**raw)


def _channel(
    kind: ChannelKind, time: dict[str, Any] | None = None, fee: dict[str, Any] | None = None, note: str = ""
) -> Channel:
    return Channel(kind, TimeLimit(**(time or {})), Fee(**(fee or {})), note)


def _extra(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in rows)


_NESTED: dict[str, Callable[[Any], Any]] = {
    "time_limit": _time,
    "fee": _fee,
    "channels": _each(_channel),
    "documents": _each(Document),
    "results": _each(Outcome),
    "laws": _each(Law),
    "extra": _extra,
}
# Every kind of value with its fields and their defaults; a field without a default (MISSING) is always written.
_DEFAULTS: dict[type, tuple[tuple[str, Any], ...]] = {
    kind: tuple((one.name, one.default) for one in fields(kind))
    for kind in (Procedure, TimeLimit, Fee, Channel, Document, Law, Outcome)
}


@dataclass(frozen=True, slots=True)
class Found:
    """A search result; `name` is short enough for a list, a higher `score` is a better answer."""

    code: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A tile a villager thinks in. `text` is a text id, `picture` a file in assets/pictures without ".svg"."""

    id: str
    text: str
    picture: str
    count: int
