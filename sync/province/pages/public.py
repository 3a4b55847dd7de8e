"""For everybody, without log-in: what was done on time and what was not, each number with what it means."""

import csv
import io

from fastapi import APIRouter, Request
from fastapi.responses import Response

from kiosk.clock import hall_day
from sync.province.figures import Figures, Line, period_of, periods, share
from sync.province.hiding import PARTS
from sync.province.pages.frame import say_of, show
from sync.province.pages.guard import TheHouse, who_looks

routes = APIRouter()

BOM = "\ufeff"  # without it Excel reads UTF-8 as the letters of an old code page
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = tuple(name for names in PARTS.values() for name in names)
CHART_HEIGHT = 120


@routes.get("/figures", name="public")
def figures(request: Request, house: TheHouse, period: str = "", hall: str = "") -> Response:
    found = _figures(house, period, hall)
    return show(
        request, "public", who_looks(request), "public", figures=found, share=share, bars=_bars(found.steps),
        periods=periods(hall_day(house.province.now)), chart_height=CHART_HEIGHT,
    )  # fmt: skip


@routes.get("/figures.csv", name="public_csv")
def as_csv(request: Request, house: TheHouse, period: str = "", hall: str = "") -> Response:
    """All tables of the page in one: what the row is about, its name, one column a figure; hidden cells are empty."""
    found, say = _figures(house, period, hall), say_of(request)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [say(f"province.figure.{one}") for one in COLUMNS]
    writer.writerow([say("province.figures.about"), say("province.figures.name"), *heads])
    whole = Line("", found.hall_name or say("province.figures.all"), found.total)
    tables = (("whole", [whole]), ("halls", found.halls), ("fields", found.fields), ("steps", found.steps))
    for table, lines in tables:
        for one in lines:
            name = one.name or say("province.figures.no_field")
            cells = ["" if one.counts[column] is None else one.counts[column] for column in COLUMNS]
            writer.writerow([say(f"province.figures.{table}"), _harmless(name), *cells])
    name = "-".join(["ho-so", found.hall, found.period.name]) if found.hall else f"ho-so-{found.period.name}"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response((BOM + out.getvalue()).encode(), media_type="text/csv; charset=utf-8", headers=headers)


def _figures(house: TheHouse, period: str, hall: str) -> Figures:
    now = house.province.now
    chosen = period_of(period, hall_day(now))
    return house.figures.figures(house.province.database, now, chosen, hall, house.province.public_minimum)


def _bars(steps: list[Line]) -> list[dict[str, int | str | None]]:
    """Return the heights of a chart's bars, on time below and late above; None where the numbers are hidden."""
    most = max((one.counts["finished"] or 0 for one in steps), default=0)
    bars: list[dict[str, int | str | None]] = []
    for one in steps:
        on_time, late = one.counts["on_time"], one.counts["late"]
        if on_time is None or late is None or not most:
            bars.append({"name": one.name, "on_time": None, "late": None})
            continue
        heights = {"on_time": round(CHART_HEIGHT * on_time / most), "late": round(CHART_HEIGHT * late / most)}
        bars.append({"name": one.name, **heights})
    return bars


def _harmless(name: str) -> str:
    """A name that a spreadsheet would take for a formula is only text."""
    return f"'{name}" if name.startswith(_FORMULA) else name
