"""What `TraCuuHoSo` says of a dossier, read as far as it can be understood.

The published systems only ask whether its result is empty; in which list a far side shows the events is not known, so
events are found by their own field names, wherever they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from kiosk.clock import HALL_ZONE, milliseconds

DATES = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class FarDossier:
    """A dossier as the exchange has it. `events` are (ThoiDiemXuLy, TrangThai); times Unix ms, None where not said."""

    code: str
    status: str
    received_ms: int | None
    due_ms: int | None
    finished_ms: int | None
    returned_ms: int | None
    events: frozenset[tuple[str, str]]


def read_lookup(result: Any, code: str) -> FarDossier | None:
    """Return the dossier `code` out of a result, None where it is not there."""
    raw = next((one for one in _entries(result) if str(one.get("MaHoSo", "")) == code and "TrangThaiHoSo" in one), None)
    if raw is None:
        return None
    events = {
        (str(one["ThoiDiemXuLy"]), str(one["TrangThai"]))
        for one in _entries(result)
        if "ThoiDiemXuLy" in one and "TrangThai" in one and str(one.get("MaHoSo", code)) == code
    }
    return FarDossier(
        code,
        str(raw["TrangThaiHoSo"]),
        _moment(raw.get("NgayTiepNhan")),
        _moment(raw.get("NgayHenTra")),
        _moment(raw.get("NgayKetThucXuLy")),
        _moment(raw.get("NgayTra")),
        frozenset(events),
    )


def _entries(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a result, outer ones first."""
    if isinstance(value, dict):
        entry = cast("dict[str, Any]", value)
        yield entry
        inner: list[Any] = list(entry.values())
    elif isinstance(value, list):
        inner = cast("list[Any]", value)
    else:
        return
    for one in inner:
        yield from _entries(one)


def _moment(text: Any) -> int | None:
    try:
        return milliseconds(datetime.strptime(str(text), DATES).replace(tzinfo=HALL_ZONE))
    except ValueError:
        return None
