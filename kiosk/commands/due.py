"""`kiosk due`: when the result of what is received now, or then, must be given."""

from datetime import datetime
from typing import Any

import click

from kiosk.catalogue.library import Library
from kiosk.catalogue.procedures import ChannelKind, TimeLimit, TimeUnit
from kiosk.clock import HALL_ZONE, SystemClock
from kiosk.commands.house import open_store
from kiosk.dossiers.calendar import Calendar, present
from kiosk.dossiers.terms import MOST_DAYS, Count, count, terms_of
from kiosk.languages import Texts, texts
from kiosk.store.canonical import canonical

UNITS: dict[str, TimeUnit] = {"working": "working_day", "calendar": "day"}
SHAPES = ("%d/%m/%Y %H:%M", "%d/%m/%Y")  # beside ISO 8601
YEARS = range(2000, 2200)  # another one is mistyped

Term = tuple[ChannelKind | None, TimeLimit]


class _Time(click.ParamType[datetime]):
    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        for shape in ("", *SHAPES):
            try:
                read = datetime.strptime(value, shape) if shape else datetime.fromisoformat(value)  # noqa: DTZ007
            except ValueError:
                continue
            if read.year in YEARS:
                return read.replace(tzinfo=read.tzinfo or HALL_ZONE).astimezone(HALL_ZONE)
        return self.fail(texts().say("due.usage.time", text=value), param, ctx)


@click.command()
@click.option("--procedure", "code", help="National code; its term stands in the catalogue.")
@click.option("--days", type=click.FloatRange(0, MOST_DAYS), help="How many days; .5 is half a working day.")
@click.option("--unit", type=click.Choice(list(UNITS)), default="working", show_default=True, help="Which days.")
@click.option(
    "--received", type=_Time(), help="When the complete papers came, such as 2026-11-23 09:30; now unless given."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def due(code: str | None, days: float | None, unit: str, received: datetime | None, as_json: bool) -> None:
    """Say when a result is due, with days off, worked Saturdays and the 15:00 rule for what is done the same day."""
    if (code is None) == (days is None):
        raise click.UsageError(texts().say("due.usage.one_of"))
    if days is not None and unit == "calendar" and days != int(days):
        raise click.UsageError(texts().say("due.usage.half"))
    clock, calendar = SystemClock(), present()
    received = received or clock.now()
    terms: list[Term] = [(None, TimeLimit(days, UNITS[unit]))] if code is None else _terms(clock, code)
    counted = [(one, count(received, one[1], calendar)) for one in terms]
    if as_json:
        cases = [_case_json(term, found) for term, found in counted]
        click.echo(canonical({"received": _iso(received), "calendar": calendar.version, "cases": cases}))
        return
    vi = texts()
    lines = [line for term, found in counted for line in _case(term, found, vi, titled=code is not None)]
    lines += [vi.say("due.no_term", code=code or "")] if not terms else []
    click.echo("\n".join([*lines, *_warnings([found for _, found in counted if found], calendar, clock.now(), vi)]))


def _terms(clock: SystemClock, code: str) -> list[Term]:
    """
    Raises:
        UnknownProcedureError: the catalogue has no such code.
    """
    return terms_of(Library(open_store(clock)).procedure(code))


def _case(term: Term, found: Count | None, vi: Texts, *, titled: bool) -> list[str]:
    kind, limit = term
    lines = (
        [vi.say("due.case", channel=vi.say(f"due.channel.{kind or 'all'}"), term=_said(limit, vi))] if titled else []
    )
    if found is None:
        return [*lines, vi.say("due.not_counted", text=limit.text or _said(limit, vi))]
    lines += [vi.say("due.result", **_moment(found.due, vi)), vi.say("due.begins", **_moment(found.begins, vi))]
    lines += [vi.say("due.off", date=f"{day:%d/%m/%Y}", why=why) for day, why in found.off]
    for day in found.worked:
        lines.append(vi.say("due.worked", weekday=vi.say(f"queue.weekday.{day.weekday()}"), date=f"{day:%d/%m/%Y}"))
    return lines


def _warnings(found: list[Count], calendar: Calendar, now: datetime, vi: Texts) -> list[str]:
    years = sorted({year for one in found for year in one.unpublished})
    lines = [vi.say("due.unpublished", year=year) for year in years]
    wanted = calendar.wanted(now.date())
    return [*lines, vi.say("due.wanted", year=wanted)] if wanted and wanted not in years else lines


def _case_json(term: Term, found: Count | None) -> dict[str, Any]:
    kind, limit = term
    said: dict[str, Any] = {"channel": kind, "value": limit.value, "unit": limit.unit, "text": limit.text, "due": None}
    if found is not None:
        said |= {
            "due": _iso(found.due),
            "begins": _iso(found.begins),
            "off": [{"day": day.isoformat(), "why": why} for day, why in found.off],
            "worked": [day.isoformat() for day in found.worked],
            "unpublished": list(found.unpublished),
        }
    return said


def _said(limit: TimeLimit, vi: Texts) -> str:
    value = "" if limit.value is None else f"{limit.value:g}".replace(".", ",")
    return vi.say(f"due.term.{limit.unit or 'unknown'}", value=value)


def _moment(at: datetime, vi: Texts) -> dict[str, str]:
    return {"time": f"{at:%H:%M}", "weekday": vi.say(f"queue.weekday.{at.weekday()}"), "date": f"{at:%d/%m/%Y}"}


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
