"""`kiosk search` and `kiosk catalogue`: finding procedures from the command line, and bringing national data in."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from kiosk.catalogue.importing import import_files
from kiosk.catalogue.library import Library
from kiosk.catalogue.procedures import Found
from kiosk.clock import SystemClock, moment
from kiosk.commands.house import open_store
from kiosk.languages import Texts, texts
from kiosk.store import catalogue as tables
from kiosk.store.canonical import canonical

CODES_SHOWN = 8  # of those with something not understood; --json has all of them


@click.command()
@click.argument("words", nargs=-1)
@click.option("--batch", type=click.File("r", encoding="utf-8", errors="replace"), help="One query a line; - is input.")
@click.option("--limit", default=6, show_default=True, type=click.IntRange(1, 100), help="How many answers.")
@click.option("--all", "everything", is_flag=True, help="Also what a commune does not do.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def search(words: tuple[str, ...], batch: Iterable[str] | None, limit: int, everything: bool, as_json: bool) -> None:
    """Find procedures by WORDS, typed as people speak, with or without accents."""
    library = Library(open_store(SystemClock()))
    if batch is not None:
        for line in batch:
            query = line.rstrip("\r\n")
            _answer_json(query, library.search(query, limit, everything=everything))
        return
    query = " ".join(words)
    found = library.search(query, limit, everything=everything)
    if as_json:
        _answer_json(query, found)
        return
    for one in found:
        click.echo(f"{one.code}  {one.name}")
    if not found:
        click.echo(texts("vi").say("search.nothing"))


def _answer_json(query: str, found: list[Found]) -> None:
    results = [{"code": one.code, "name": one.name, "score": round(one.score, 4)} for one in found]
    click.echo(canonical({"query": query.encode("utf-8", "replace").decode(), "results": results}))


@click.group()
def catalogue() -> None:
    """The list of procedures on this machine."""


@catalogue.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as-of", default="", metavar="YYYY-MM", help="The month the data was taken.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, with every code.")
def import_(files: tuple[Path, ...], as_of: str, as_json: bool) -> None:
    """Import national records (JSON lines, plain or gzip) from FILES, all of them or none.

    Says field by field what was understood, what was not, and what was refused or left out.
    """
    report = import_files(open_store(SystemClock()), files, as_of).as_json()
    click.echo(canonical(report) if as_json else "\n".join(describe_report(report, texts("vi"))))


@catalogue.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, with every code.")
def status(as_json: bool) -> None:
    """Say what the catalogue holds, and what the last import understood."""
    store = open_store(SystemClock())
    Library(store)
    total, offered = tables.count(store.db)
    loads = {kind: tables.last_load(store.db, kind) for kind in (tables.BUNDLED, tables.IMPORT)}
    if as_json:
        click.echo(canonical({"procedures": total, "offered": offered, "sources": tables.count_by_origin(store.db),
                              **{kind: _load_json(load) for kind, load in loads.items()}}))  # fmt: skip
        return
    vi = texts("vi")
    click.echo(vi.say("catalogue.status.counts", total=total, offered=offered))
    for kind, load in loads.items():
        if load:
            at = moment(load.at_ms).strftime("%H:%M %d/%m/%Y")
            click.echo(vi.say(f"catalogue.status.{kind}", at=at))
    if last := loads[tables.IMPORT]:
        click.echo("\n".join(describe_report(_report_of(last), vi)))


def _load_json(load: tables.Load | None) -> dict[str, Any] | None:
    return load and {"at": moment(load.at_ms).isoformat(timespec="seconds"), "report": _report_of(load)}


def _report_of(load: tables.Load) -> dict[str, Any]:
    return json.loads(load.report)


def describe_report(report: dict[str, Any], vi: Texts) -> list[str]:
    """Return an import's report as lines to read."""
    lines = [vi.say("catalogue.report.file", **one) for one in report["files"]]
    counts = {key: report[key] for key in ("records", "accepted", "new", "replaced", "unchanged", "overlaid")}
    lines.append(vi.say("catalogue.report.counts", refused=len(report["refused"]), **counts))
    reasons: dict[str, list[str]] = {}
    for one in report["refused"]:
        reasons.setdefault(one["reason"], []).append(one["code"] or f"{one['file']}:{one['line']}")
    for reason, codes in reasons.items():
        lines.append(f"  {vi.say(f'catalogue.refused.{reason}')}: {_some(codes)}")
    for name, outcomes in report["fields"].items():
        parts = [f"{vi.say(f'catalogue.outcome.{outcome}')} {tally['count']}" for outcome, tally in outcomes.items()]
        lines.append(f"{vi.say(f'catalogue.field.{name}')}: {', '.join(parts)}")
        for outcome, tally in outcomes.items():
            if codes := tally.get("codes"):
                lines.append(f"    {vi.say(f'catalogue.outcome.{outcome}')}: {_some(codes)}")
    return lines


def _some(codes: list[str]) -> str:
    shown = ", ".join(codes[:CODES_SHOWN])
    more = len(codes) - CODES_SHOWN
    return f"{len(codes)}: {shown}{f' … +{more}' if more > 0 else ''}"
