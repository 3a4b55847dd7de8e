"""`kiosk province exchange` and `kiosk province catalogue`: the province's line to the national exchange."""

from dataclasses import asdict
from pathlib import Path

import click

from kiosk.clock import moment
from kiosk.commands.province_options import HOME
from kiosk.commands.stopping import stop_on_signal
from kiosk.dossiers.statuses import status
from kiosk.errors import ExchangeRunningError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.exchange.client import FarSide
from sync.exchange.lookup import FarDossier
from sync.exchange.settings import read_exchange_settings
from sync.province import drafts as shelf
from sync.province.exchange import IDLE_SECONDS, Exchange
from sync.province.exchange_queue import backlog, dead_letters, revive
from sync.province.only_one import Work, only_one_does
from sync.province.province import Province

SHOWN = 20


@click.command()
@click.option("--once", is_flag=True, help="Send what is due once, then end; exit code 1 when that failed.")
@click.option("--again", is_flag=True, help="Let what was refused for good be sent again.")
@click.option("--status", "only_status", is_flag=True, help="Say what waits and what was refused; send nothing.")
@click.option("--ask", "asked", metavar="CODE", help="Say what the exchange has of a dossier; send nothing.")
@click.option("--idle", default=IDLE_SECONDS, show_default=True, help="Seconds between two looks at what waits.")
@click.option("--json", "as_json", is_flag=True, help="With --once or --status: answer as JSON.")
@click.pass_context
def exchange(
    context: click.Context, once: bool, again: bool, only_status: bool, asked: str | None, idle: float, as_json: bool
) -> None:
    """Send dossiers and what became of them to the national exchange, until told to end.

    Address, account and codes stand in the province's folder: exchange.toml and exchange.password.
    """
    here, home = _here(context)
    if again:
        with here.database.write() as db:
            count = revive(db, here.now_ms)
        click.echo(texts().say("exchange.again", count=count), err=as_json)
    if only_status:
        _say(here, as_json)
        return
    settings = read_exchange_settings(home)
    sender = Exchange(here, FarSide(settings), settings)
    if asked is not None:
        _say_far(asked, sender.look_up(asked), as_json)
        return
    with only_one_does(Work.EXCHANGE, here.database, home, ExchangeRunningError):
        if not once:
            sender.run(stop_on_signal(), idle)
            return
        sender.round()
    _say(here, as_json)


@click.group()
def catalogue() -> None:
    """Procedures of the national exchange, for the halls."""


@catalogue.command()
@click.argument("codes", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, with every code and what was not understood.")
@click.pass_context
def pull(context: click.Context, codes: tuple[str, ...], as_json: bool) -> None:
    """Ask the exchange for all procedures, or for CODES; what differs waits for `publish`."""
    here, home = _here(context)
    pulled = shelf.pull(here, FarSide(read_exchange_settings(home)), codes)
    if as_json:
        click.echo(canonical({**asdict(pulled), "report": pulled.report.as_json()}))
        return
    vi = texts()
    counts = {name: len(getattr(pulled, name)) for name in ("new", "changed", "gone", "refused")}
    click.echo(vi.say("exchange.pulled", asked=pulled.asked, **counts))
    for code, reason in list(pulled.refused.items())[:SHOWN]:
        click.echo(f"  {code}: {vi.say(f'catalogue.refused.{reason}')}")


@catalogue.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, with what villagers would see differently.")
@click.pass_context
def drafts(context: click.Context, as_json: bool) -> None:
    """Say what the exchange has otherwise than the halls were told."""
    here, _ = _here(context)
    with here.database.read() as db:
        lines = shelf.drafts(db)
    if as_json:
        click.echo(canonical([line.model_dump() for line in lines]))
        return
    vi = texts()
    click.echo(vi.say("exchange.drafts", count=len(lines)))
    for line in lines:
        names = ", ".join(vi.say(f"catalogue.shows.{one.name}") for one in line.fields)
        kind = vi.say(f"catalogue.difference.{line.kind}")
        click.echo(f"  {kind} {line.code} {line.name}{f': {names}' if names else ''}")


@catalogue.command()
@click.argument("codes", nargs=-1, required=True)
@click.pass_context
def publish(context: click.Context, codes: tuple[str, ...]) -> None:
    """Publish the drafts of CODES to all halls, all of them or none."""
    here, _ = _here(context)
    with here.database.write() as db:
        changed = sum(shelf.publish(db, here.updates, code, here.now)[0] for code in codes)
    click.echo(texts().say("exchange.published", count=changed))


def _here(context: click.Context) -> tuple[Province, Path]:
    return context.obj, context.meta[HOME]


def _say(here: Province, as_json: bool) -> None:
    with here.database.read() as db:
        now, dead = backlog(db), dead_letters(db)
    if as_json:
        letters = [
            {"code": one.official_code, "step": one.number, "error_code": one.error_code, "message": one.message}
            for one in dead
        ]
        click.echo(canonical({**asdict(now), "letters": letters}))
        return
    vi = texts()
    click.echo(vi.say("exchange.waiting", count=now.waiting))
    if now.oldest_ms is not None:
        click.echo(vi.say("exchange.oldest", at=f"{moment(now.oldest_ms):%H:%M %d/%m/%Y}"))
    if now.dead:
        click.echo(vi.say("exchange.dead", count=now.dead))
    for one in dead[:SHOWN]:
        click.echo(vi.say("exchange.dead.line", code=one.official_code, error=one.error_code, reason=one.message))


def _say_far(code: str, found: FarDossier | None, as_json: bool) -> None:
    if as_json:
        said = {**asdict(found), "events": [list(one) for one in sorted(found.events)]} if found else None
        click.echo(canonical({"code": code, "found": said}))
        return
    vi = texts()
    if found is None:
        click.echo(vi.say("exchange.far.none", code=code))
        return
    click.echo(vi.say("exchange.far.status", code=code, status=vi.say(status(found.status).name_id)))
    for name in ("received_ms", "due_ms", "finished_ms", "returned_ms"):
        if (stored := getattr(found, name)) is not None:
            click.echo(vi.say(f"exchange.far.{name.removesuffix('_ms')}", at=f"{moment(stored):%H:%M %d/%m/%Y}"))
