"""`kiosk search` and `kiosk catalogue`: finding procedures from the command line, bringing national data in, checking
it.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from kiosk.catalogue.bundled import bundled_procedures
from kiosk.catalogue.check import Context, Finding, check_procedures, check_word_lists
from kiosk.catalogue.difference import Change
from kiosk.catalogue.importing import apply_import, plan_import, take_back
from kiosk.catalogue.library import Answer, Library
from kiosk.catalogue.loading import day_of
from kiosk.clock import SystemClock, moment
from kiosk.commands.house import open_store
from kiosk.forms.library import load_forms
from kiosk.languages import Texts, texts
from kiosk.store import catalogue as tables
from kiosk.store.canonical import canonical
from kiosk.updates.status import UpdateStatus, describe_updates, update_status

CODES_SHOWN = 8  # of those with something not understood; --json has all of them
CHANGES_SHOWN = 20


class _Day(click.ParamType[str]):
    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no day", param, ctx)


@click.command()
@click.argument("words", nargs=-1)
@click.option("--batch", type=click.File("r", encoding="utf-8", errors="replace"), help="One query a line; - is input.")
@click.option("--limit", default=6, show_default=True, type=click.IntRange(1, 100), help="How many answers.")
@click.option("--all", "everything", is_flag=True, help="Also what a commune does not do.")
@click.option("--why", is_flag=True, help="Say what the words were taken for, and how well each answer fits.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def search(
    words: tuple[str, ...], batch: Iterable[str] | None, limit: int, everything: bool, why: bool, as_json: bool
) -> None:
    """Find procedures by WORDS, typed as people speak, with or without accents.

    What a commune does not do gives no result; "elsewhere" then says who does it.
    """
    library = Library(open_store(SystemClock()))
    if batch is not None:
        for line in batch:
            query = line.rstrip("\r\n")
            _answer_json(query, library.answer(query, limit, everything=everything))
        return
    query = " ".join(words)
    answer = library.answer(query, limit, everything=everything)
    if as_json:
        _answer_json(query, answer)
        return
    if why:
        _explain(library, query, limit, everything=everything)
    for one in answer.found:
        click.echo(f"{one.code}  {one.name}")
    if not answer.found:
        say = texts("vi").say
        click.echo(f"{answer.topic}: {say(answer.elsewhere)}" if answer.elsewhere else say("search.nothing"))


def _answer_json(query: str, answer: Answer) -> None:
    results = [{"code": one.code, "name": one.name, "score": round(one.score, 4)} for one in answer.found]
    told: dict[str, Any] = {"query": query.encode("utf-8", "replace").decode(), "results": results}
    if answer.elsewhere:
        told["elsewhere"] = {"topic": answer.topic, "where": answer.elsewhere.removeprefix("elsewhere.")}
    click.echo(canonical(told))


def _explain(library: Library, query: str, limit: int, *, everything: bool) -> None:
    say = texts("vi").say
    click.echo(say("search.why.read", words=" ".join(library.read(query))))
    for one in library.matches(query, limit, everything=everything):
        parts = {"score": one.score, "best": one.best, "among": one.among, "habit": one.habit}
        values = {name: f"{value:.2f}" for name, value in parts.items()}
        click.echo(say("search.why.match", code=one.entry.code, name=one.entry.label, **values))


@click.group()
def catalogue() -> None:
    """The list of procedures on this machine."""


@catalogue.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as-of", default="", metavar="YYYY-MM", help="The month the data was taken.")
@click.option("--from", "valid_from", type=_Day(), help="First day of these records; until then the present hold.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--yes", is_flag=True, help="Do not ask before it is done.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, with every code.")
def import_(
    files: tuple[Path, ...], as_of: str, valid_from: str | None, dry_run: bool, yes: bool, as_json: bool
) -> None:
    """Import national records (JSON lines, plain or gzip) from FILES, all of them or none.

    Says field by field what was understood, what was not, what was refused or left out, and what villagers will see
    differently. A person at a terminal is asked before it is done; `kiosk catalogue undo` takes it back.
    """
    store = open_store(SystemClock())
    planned = plan_import(store, files, as_of, valid_from or "")
    vi = texts("vi")
    if not as_json:
        click.echo("\n".join(describe_changes(planned.changes, vi)))
    asks = sys.stdin.isatty() and not yes and not as_json
    if dry_run or (asks and not click.confirm(vi.say("catalogue.import.sure"), default=False)):
        if as_json:
            click.echo(
                canonical({**planned.report.as_json(), "applied": False, "changes": _changes_json(planned.changes)})
            )
        else:
            click.echo(vi.say("catalogue.import.not_done"))
        return
    report = apply_import(store, planned).as_json()
    if as_json:
        click.echo(canonical({**report, "applied": True, "changes": _changes_json(planned.changes)}))
    else:
        click.echo("\n".join(describe_report(report, vi)))


@catalogue.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def undo(as_json: bool) -> None:
    """Put the catalogue back to what it was before the last import."""
    restored = take_back(open_store(SystemClock()))
    click.echo(canonical({"restored": restored}) if as_json else texts("vi").say("catalogue.undone", count=restored))


@catalogue.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, with every code.")
def status(as_json: bool) -> None:
    """Say what the catalogue holds, how old it is, and what the last import understood."""
    store = open_store(SystemClock())
    library = Library(store)
    total, offered = tables.count(store.db)
    loads = {kind: tables.last_load(store.db, kind) for kind in (tables.BUNDLED, tables.IMPORT)}
    ages = library.ages()
    change = tables.next_change(store.db)
    facts = len(tables.facts(store.db))
    signed = update_status(store)
    if as_json:
        click.echo(canonical({"procedures": total, "offered": offered, "sources": tables.count_by_origin(store.db),
                              "ages": ages, "next_change": change or None, "local_facts": facts,
                              "signed": _signed_json(signed),
                              **{kind: _load_json(load) for kind, load in loads.items()}}))  # fmt: skip
        return
    vi = texts("vi")
    click.echo(vi.say("catalogue.status.counts", total=total, offered=offered))
    for month, count in ages.items():
        click.echo(_age(month, count, store.clock.now(), vi))
    if change:
        click.echo(vi.say("catalogue.status.next_change", day=f"{date.fromisoformat(change):%d/%m/%Y}"))
    click.echo(vi.say("catalogue.status.local", count=facts))
    for kind, load in loads.items():
        if load:
            at = moment(load.at_ms).strftime("%H:%M %d/%m/%Y")
            click.echo(vi.say(f"catalogue.status.{kind}", at=at))
    click.echo("\n".join(describe_updates(signed, store.clock.now(), vi.say)))
    if last := loads[tables.IMPORT]:
        click.echo("\n".join(describe_report(_report_of(last), vi)))


@catalogue.command()
@click.argument("file", type=click.File("w", encoding="utf-8"), default="-")
@click.option("--all", "everything", is_flag=True, help="Also what a commune does not do.")
def export(file: Any, everything: bool) -> None:
    """Write every procedure as it holds today into FILE, one JSON object a line; - or nothing is the screen."""
    for procedure in Library(open_store(SystemClock())).everything(offered=not everything):
        file.write(canonical(procedure.as_json()) + "\n")


@catalogue.command()
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def check(strict: bool, as_json: bool) -> None:
    """Look for mistakes: missing texts, long sentences, unknown forms, laws that ended, phrases under two headings.

    Ends with 1 when there are errors.
    """
    store = open_store(SystemClock())
    forms = frozenset(one.procedure for one in load_forms().newest())
    context = Context(day_of(store.clock.now()), forms)
    found = check_procedures(Library(store).everything(offered=True), context)
    found += check_word_lists({one.code for one in bundled_procedures()})
    if as_json:
        for one in found:
            click.echo(canonical(asdict(one)))
    else:
        click.echo("\n".join(_finding(one) for one in found))
        counts = {kind: sum(one.severity == kind for one in found) for kind in ("error", "warning")}
        click.echo(texts("vi").say("check.counts", errors=counts["error"], warnings=counts["warning"]))
    if any(strict or one.severity == "error" for one in found):
        sys.exit(1)


def _finding(found: Finding) -> str:
    say = texts("vi").say
    return f"{say(f'check.{found.severity}')} {found.about}: {say(f'check.{found.rule}')} {found.detail}".rstrip()


def _age(month: str, count: int, now: datetime, vi: Texts) -> str:
    """Return how many procedures have data of a month, and how old that is."""
    if not month:
        return vi.say("catalogue.status.no_month", count=count)
    year, number = (int(part) for part in month.split("-")[:2])
    old = (now.year - year) * 12 + now.month - number
    return vi.say("catalogue.status.month", count=count, month=f"{number}/{year}", old=old)


def describe_changes(changes: list[Change], vi: Texts) -> list[str]:
    """Return what villagers will see differently, as lines to read."""
    counts = {kind: sum(one.kind == kind for one in changes) for kind in ("new", "changed", "gone")}
    lines = [vi.say("catalogue.difference.counts", **counts)]
    order = ("changed", "gone", "new")
    seen = sorted(
        (one for one in changes if one.kind != "changed" or one.fields), key=lambda one: order.index(one.kind)
    )
    for one in seen[:CHANGES_SHOWN]:
        names = ", ".join(vi.say(f"catalogue.shows.{field.name}") for field in one.fields)
        lines.append(
            f"  {vi.say(f'catalogue.difference.{one.kind}')} {one.code} {one.name}{f': {names}' if names else ''}"
        )
    if more := len(seen) - CHANGES_SHOWN:
        lines += [vi.say("catalogue.difference.more", count=more)] if more > 0 else []
    return lines


def _changes_json(changes: list[Change]) -> list[dict[str, Any]]:
    return [asdict(one) for one in changes]


def _load_json(load: tables.Load | None) -> dict[str, Any] | None:
    return load and {"at": moment(load.at_ms).isoformat(timespec="seconds"), "report": _report_of(load)}


def _signed_json(signed: UpdateStatus) -> dict[str, Any]:
    return {**asdict(signed.state), "procedures": signed.procedures, "expired": signed.expired,
            "refused": signed.refused, "installers": [str(file) for file in signed.installers]}  # fmt: skip


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
