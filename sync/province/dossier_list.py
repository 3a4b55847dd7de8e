"""Dossiers as officials look for them: late, due soon, waiting for the villager; and what happened to one."""

import json
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from kiosk.clock import HALL_ZONE, hall_day, milliseconds
from kiosk.dossiers.statuses import STATUSES
from sync.messages import STREAM_DOSSIERS
from sync.province.tables import audit, change_feed, dossier

Filter = Literal["open", "late", "soon", "villager", "finished", "dropped"]
FILTERS: tuple[Filter, ...] = get_args(Filter)
PER_PAGE = 50
SOON = timedelta(days=3)

RUNNING = tuple(int(one.code) for one in STATUSES if one.time == "running")
PAUSED = tuple(int(one.code) for one in STATUSES if one.time == "paused")
DROPPED = tuple(int(one.code) for one in STATUSES if one.time == "ended" and not one.promises)


@dataclass(frozen=True, slots=True)
class DossierLine:
    """`late` only while time runs: what waits for the villager (`paused`) is not the authority's delay."""

    official_code: str
    hall: str
    procedure: str
    status: int
    received_ms: int | None
    due_ms: int | None
    finished_ms: int | None
    late: bool
    paused: bool


@dataclass(frozen=True, slots=True)
class DossierPage:
    """`after` asks for the next page; "" on the last one."""

    lines: list[DossierLine]
    after: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of a dossier's history: a status halls were told of, or an act of somebody.

    `act` is a text id's last part; `status` and `note` are what changed.
    """

    at_ms: int
    act: str
    actor: str
    status: int | None = None
    note: str = ""


def dossier_list(
    db: Connection, now: datetime, wanted: Filter, *, hall: str = "", code: str = "", after: str = ""
) -> DossierPage:
    """Return a page of dossiers, what is due first in front; finished ones the last first.

    Args:
        code: an official or provisional one; then the filter does not count.
        after: from the page before, "1795395600000.H12.34-261123-0001".
    """
    back = wanted == "finished" and not code
    place = dossier.c.finished_ms if back else func.coalesce(dossier.c.due_ms, _FAR)
    rows = select(dossier, place.label("place")).limit(PER_PAGE + 1)
    rows = rows.order_by(
        *((place.desc(), dossier.c.official_code.desc()) if back else (place, dossier.c.official_code))
    )
    if code:
        rows = rows.where((dossier.c.official_code == code) | (dossier.c.provisional_code == code))
    else:
        rows = rows.where(_meant(wanted, now))
    if hall:
        rows = rows.where(dossier.c.hall == hall)
    at, _, last = after.partition(".")
    if at.isdecimal() and len(at) <= 16:
        here, behind = tuple_(place, dossier.c.official_code), tuple_(int(at), last)
        rows = rows.where(here < behind if back else here > behind)
    found = db.execute(rows).all()
    today = _midnight(now)
    lines = [_line(row, today) for row in found[:PER_PAGE]]
    last_row = found[len(lines) - 1] if len(found) > PER_PAGE else None
    return DossierPage(lines, f"{last_row.place}.{last_row.official_code}" if last_row else "")


def counts(db: Connection, now: datetime) -> dict[Filter, int]:
    """Return how many dossiers each filter of open ones finds; those that ended only grow."""
    return {
        one: db.execute(select(func.count()).select_from(dossier).where(_meant(one, now))).scalar_one()
        for one in FILTERS
        if one not in ("finished", "dropped")
    }


def history(db: Connection, official_code: str) -> list[Happened]:
    """Return what happened to a dossier, the newest first: what halls were told, and by whose act."""
    feed = db.execute(
        select(change_feed.c.at_ms, change_feed.c.body)
        .where(change_feed.c.stream == STREAM_DOSSIERS, change_feed.c.key == official_code)
        .order_by(change_feed.c.change_seq)
    ).all()
    acts = db.execute(
        select(audit.c.at_ms, audit.c.actor, audit.c.act)
        .where(audit.c.subject == official_code)
        .order_by(audit.c.number)
    ).all()
    found: list[Happened] = []
    # A change and its act share a transaction and so a moment; an act without a change stands for itself.
    left = list(acts)
    for row in feed:
        act = next((one for one in left if one.at_ms == row.at_ms), None)
        if act:
            left.remove(act)
        body = json.loads(row.body)
        found.append(
            Happened(row.at_ms, act.act if act else "dossier.told", act.actor if act else "", body.get("status"),
                     body.get("note") or "")
        )  # fmt: skip
    found += [Happened(one.at_ms, one.act, one.actor) for one in left]
    return sorted(found, key=lambda one: one.at_ms)[::-1]  # what happened in one moment too, the last first


_FAR = 9_999_999_999_999  # ms: behind every due date


def _meant(wanted: Filter, now: datetime) -> ColumnElement[bool]:
    today, running = _midnight(now), dossier.c.status.in_(RUNNING)
    match wanted:
        case "open":
            return dossier.c.status.in_((*RUNNING, *PAUSED, 1))
        case "late":
            return running & (dossier.c.due_ms < today)
        case "soon":
            end = milliseconds(datetime.combine(hall_day(now) + SOON + timedelta(1), time(), HALL_ZONE))
            return running & (dossier.c.due_ms >= today) & (dossier.c.due_ms < end)
        case "villager":
            return dossier.c.status.in_(PAUSED)
        case "finished":
            return dossier.c.finished_ms.is_not(None)
        case "dropped":
            return dossier.c.status.in_(DROPPED)


def _line(row: Any, today_ms: int) -> DossierLine:
    late = row.status in RUNNING and row.due_ms is not None and row.due_ms < today_ms
    return DossierLine(
        row.official_code, row.hall, row.procedure, row.status, row.received_ms, row.due_ms, row.finished_ms, late,
        row.status in PAUSED,
    )  # fmt: skip


def _midnight(now: datetime) -> int:
    """Return the first moment of today in the halls: what is due today is not late yet."""
    return milliseconds(datetime.combine(hall_day(now), time(), HALL_ZONE))
