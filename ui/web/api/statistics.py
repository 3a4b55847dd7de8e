"""The hall in figures: how it is doing now, and what past days were like. For managers; nothing personal in it."""

import re
from datetime import date, timedelta
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query, Response

from kiosk.forms.dropoff import DropOff
from kiosk.languages import Texts
from kiosk.queue.statistics_table import COLUMNS, Group, Statistics, statistics
from kiosk.queue.tickets import State
from kiosk.queue.today import CounterToday, ServiceToday, today
from ui.web.guard import ForManagers
from ui.web.hall import Hall, InHall
from ui.web.manager_shapes import (
    ColumnOut,
    CounterTodayOut,
    FormScreensOut,
    GroupOut,
    LineOut,
    ReasonOut,
    ServiceTodayOut,
    StatisticsOut,
    TodayOut,
)
from ui.web.shapes import HelpOut
from ui.web.sheets import csv_of, xlsx_of

routes = APIRouter(prefix="/api/statistics", tags=["statistics"])

Since = Annotated[date, Query(alias="from", description="The first day.")]
Until = Annotated[
    date,
    Query(
        alias="to",
        description="The day behind the last: up to but not including it. The same as `from`: that one day.",
    ),
]

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("")
def figures(hall: InHall, who: ForManagers, since: Since, until: Until) -> StatisticsOut:
    """Return tickets, waits, service, way, parked, no-shows, help and ratings of a period, in all and by service,
    counter, hour and day, each figure with its definition."""
    made, words = _made(hall, since, until), hall.words
    return StatisticsOut(
        since=made.since,
        until=made.until,
        columns=[
            ColumnOut(id=one.id, kind=one.kind, name=words.say(name), means=words.say(f"{name}.means"))
            for one in COLUMNS
            for name in [f"statistics.{one.id}"]
        ],
        groups=[_group(one, words) for one in made.groups],
        reasons=[ReasonOut(id=one, name=words.say(one), count=count) for one, count in made.reasons],
    )


@routes.get(".csv", response_class=Response, responses={200: {"content": {CSV: {}}}})
def as_csv(hall: InHall, who: ForManagers, since: Since, until: Until) -> Response:
    """Return the same as one table (UTF-8 with a byte order mark)."""
    made = _made(hall, since, until)
    return _file(csv_of(made, hall.words), CSV, f"{_file_name(hall, made)}.csv")


@routes.get(".xlsx", response_class=Response, responses={200: {"content": {XLSX: {}}}})
def as_xlsx(hall: InHall, who: ForManagers, since: Since, until: Until) -> Response:
    """Return the same as a workbook with a sheet a table and the definitions."""
    made = _made(hall, since, until)
    return _file(xlsx_of(made, hall.words, hall.settings.hall.centre), XLSX, f"{_file_name(hall, made)}.xlsx")


@routes.get("/forms")
def screens(hall: InHall, who: ForManagers, since: Since, until: Until) -> list[FormScreensOut]:
    """Return what happened on each screen of each form at this machine: totals, and nothing about anybody."""
    made = DropOff(hall.store, hall.submissions.forms).report(since, until, hall.words)
    return [FormScreensOut.model_validate(one) for one in made]


@routes.get("/today")
def now(hall: InHall, who: ForManagers) -> TodayOut:
    """Return who waits, for how long, who is served where, and who calls for a person, at this moment."""
    seen = today(hall.store, hall.settings, hall.desk.overview)
    return TodayOut(
        now=seen.now, tickets=seen.tickets, counts=seen.counts, longest=seen.longest,
        services=[_service(one, hall.words) for one in seen.services],
        counters=[_counter(one) for one in seen.counters],
        help_calls=[HelpOut.of(one) for one in seen.help_calls],
    )  # fmt: skip


def _made(hall: Hall, since: date, until: date) -> Statistics:
    return statistics(hall.store, hall.settings, hall.words, since, until)


def _group(group: Group, words: Texts) -> GroupOut:
    name = f"statistics.{group.id}"
    means = words.say(f"statistics.where.{group.id}") if group.id != "total" else ""
    lines = [LineOut.model_validate(one) for one in group.lines]
    fields: dict[str, Any] = {"id": group.id, "name": words.say(name), "means": means}
    return GroupOut(**fields, columns=[one.id for one in group.columns], lines=lines)


def _file_name(hall: Hall, made: Statistics) -> str:
    """Return a name that says whose figures these are, and of which days: "so-lieu-khanh-binh-2026-11-22"."""
    last = made.until - timedelta(days=1)
    whose = re.sub(r"[^a-z0-9-]", "", hall.settings.hall.id.lower())
    which = "statistics.file" if last == made.since else "statistics.file.days"
    return hall.words.say(which, hall=whose, first=made.since.isoformat(), last=last.isoformat())


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _service(one: ServiceToday, words: Texts) -> ServiceTodayOut:
    view = one.view
    return ServiceTodayOut(
        letter=view.letter, name=view.name, waiting=view.waiting or 0, longest=one.longest, done=one.done,
        counters=list(view.counters), takes=view.takes, why=words.say(view.why) if view.why else None, left=view.left,
    )  # fmt: skip


def _counter(one: CounterToday) -> CounterTodayOut:
    view, ticket = one.view, one.view.ticket
    serving = ticket is not None and ticket.state == "serving"
    return CounterTodayOut(
        counter=view.number, name=view.name, state=view.state, services=list(view.services),
        number=ticket.number if ticket else None, ticket_state=cast("State", ticket.state) if ticket else None,
        since=(ticket.serving_at if serving else ticket.called_at) if ticket else None, done=one.done, mean=one.mean,
    )  # fmt: skip
