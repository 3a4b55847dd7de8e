"""The halls' machines as a technician far away sees them, those that need help first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import Connection, select

from sync.messages import MachineStatus
from sync.province.tables import device, device_status

Level = Literal["help", "look", "fine", "revoked"]
LEVELS: tuple[Level, ...] = ("help", "look", "fine", "revoked")
FINE: Level = "fine"

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
# A hall works without its line for weeks, so silence is looked into before it is an alarm.
SILENT_LOOK_MS, SILENT_HELP_MS = DAY_MS, 3 * DAY_MS
BACKLOG_LOOK_MS, BACKLOG_HELP_MS = HOUR_MS, DAY_MS
CLOCK_LOOK_MS, CLOCK_HELP_MS = 2 * 60_000, HOUR_MS
PRINTER: dict[str, Level] = {"paper_low": "look", "paper_out": "help", "down": "help"}


@dataclass(frozen=True, slots=True)
class Need:
    """Why somebody should look: `id` is the last part of a text id "province.need.…", `ms` a length of time in it."""

    id: str
    level: Level
    count: int = 0
    ms: int = 0


@dataclass(frozen=True, slots=True)
class Machine:
    """`told` is None for a machine that never said how it is; `seen_ms` None for one that never came."""

    device_id: str
    hall: str
    software: str
    enrolled_ms: int
    seen_ms: int | None
    told: MachineStatus | None
    told_ms: int | None
    level: Level
    needs: tuple[Need, ...]


def machines(db: Connection, now_ms: int) -> list[Machine]:
    """Return all machines, those that need help first, then by hall."""
    rows = db.execute(
        select(device, device_status.c.at_ms, device_status.c.body).select_from(
            device.outerjoin(device_status, device.c.device_id == device_status.c.device_id)
        )
    ).all()
    found: list[Machine] = []
    for row in rows:
        told = _read(row.body)
        seen_ms = max((one for one in (row.last_seen_ms, row.at_ms) if one is not None), default=None)
        needs: tuple[Need, ...] = () if row.state != "active" else tuple(_needs(seen_ms, told, now_ms))
        level = needs[0].level if needs else FINE
        found.append(
            Machine(
                row.device_id, row.hall, (told.software if told else "") or row.software, row.enrolled_ms, seen_ms,
                told, row.at_ms, level if row.state == "active" else "revoked", needs,
            )
        )  # fmt: skip
    return sorted(found, key=lambda one: (LEVELS.index(one.level), -len(one.needs), one.hall, one.device_id))


def _needs(seen_ms: int | None, told: MachineStatus | None, now_ms: int) -> Iterator[Need]:
    """Yield what is amiss, the worst first."""
    needs = [*_of_line(seen_ms, now_ms), *(_of_told(told, now_ms) if told else [Need("never_told", "look")])]
    yield from sorted(needs, key=lambda one: LEVELS.index(one.level))


def _of_line(seen_ms: int | None, now_ms: int) -> Iterator[Need]:
    if seen_ms is None:
        yield Need("never_seen", "look")
    elif (silent := now_ms - seen_ms) >= SILENT_LOOK_MS:
        yield Need("silent", _level(silent, SILENT_HELP_MS), ms=silent)


def _of_told(told: MachineStatus, now_ms: int) -> Iterator[Need]:
    if told.dead:
        yield Need("dead", "help", told.dead)
    if told.printer in PRINTER:
        yield Need(told.printer, PRINTER[told.printer])
    if told.oldest_ms is not None and (age := now_ms - told.oldest_ms) >= BACKLOG_LOOK_MS:
        yield Need("backlog", _level(age, BACKLOG_HELP_MS), told.pending, age)
    if told.offset_ms is not None and abs(told.offset_ms) >= CLOCK_LOOK_MS:
        yield Need(clock_word(told.offset_ms), _level(abs(told.offset_ms), CLOCK_HELP_MS), ms=abs(told.offset_ms))
    elif told.clock_quality != "good":
        yield Need("clock", "look")


def clock_word(offset_ms: int) -> str:
    """Return whether a machine's clock is slow or fast; `offset_ms` is the province's clock minus its own."""
    return "clock_slow" if offset_ms > 0 else "clock_fast"


def _level(much: int, help_from: int) -> Level:
    return "help" if much >= help_from else "look"


def _read(body: str | None) -> MachineStatus | None:
    try:
        return MachineStatus.model_validate_json(body) if body is not None else None
    except ValidationError:
        return None
