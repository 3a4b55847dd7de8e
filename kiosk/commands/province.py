"""`kiosk province`: the reference province, with which halls sync."""

import json
import socket
from datetime import timedelta
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from kiosk.assets import assets
from kiosk.clock import SystemClock, milliseconds
from kiosk.commands.lazy import LazyGroup
from kiosk.commands.machine import software
from kiosk.commands.province_options import DATABASE, HOME, nation_option
from kiosk.commands.province_workers import address_of, answer, check_workers, serve, take_port
from kiosk.config import kiosk_home, read_settings
from kiosk.errors import StoreError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.first_root import Invitation
from sync.province.backup import back_up
from sync.province.backup_kinds import BackupError, copier_of
from sync.province.compaction import DAY_MS, KEEP_DAYS
from sync.province.compaction import compact as compact_feed
from sync.province.database import Database
from sync.province.devices import make_code
from sync.province.files import open_files
from sync.province.home import default_database, open_keys
from sync.province.life import notice_restore
from sync.province.lookups import LookupLimits
from sync.province.office_papers import erase_handed_over
from sync.province.papers import forget_lost
from sync.province.province import PUBLIC_MINIMUM, Province, begin_anew
from sync.province.understand import understand_stored
from sync.province.updates.keys import root_keys_in
from sync.province.updates.repository import first_root

PROVINCE_PORT = 8710
ELSEWHERE = {
    "keys": "province_updates",
    "publish": "province_updates",
    "official": "officials",
    "exchange": "exchange",
    "catalogue": "exchange",
    "notices": "notices",
    "join": "province_nation",
    "forward": "province_nation",
    "onward": "province_nation",
}


@click.group(cls=LazyGroup, modules=ELSEWHERE, invoke_without_command=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PROVINCE_PORT, show_default=True, help="0 takes a free one."
)
@click.option(
    "--database",
    envvar=DATABASE,
    help=f"Such as postgresql+psycopg://user@host/name, or ${DATABASE}; an SQLite file in the folder unless given.",
)
@click.option(
    "--home", type=click.Path(path_type=Path), help="Folder of keys and data; $KIOSK_HOME/province unless given."
)
@click.option("--files", help='Where photographed papers lie: a folder, or "s3://bucket/prefix?endpoint=https://host".')
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes; more than one on PostgreSQL.",
)
@click.option(
    "--public-minimum", type=click.IntRange(1, 1000), default=PUBLIC_MINIMUM, show_default=True,
    envvar="KIOSK_PUBLIC_MINIMUM", help="The smallest group of people that a public figure may be about.",
)  # fmt: skip
@click.option(
    "--lookups", type=click.IntRange(1), default=LookupLimits().every, show_default=True, envvar="KIOSK_LOOKUPS",
    help="How many dossiers a machine may look up in an hour.",
)  # fmt: skip
@click.option(
    "--lookups-elsewhere", type=click.IntRange(1), default=LookupLimits().elsewhere, show_default=True,
    envvar="KIOSK_LOOKUPS_ELSEWHERE", help="How many of them may be of other halls, or not be there at all.",
)  # fmt: skip
@nation_option
@click.option("--json", "as_json", is_flag=True, help="Say the address as JSON.")
@click.pass_context
def province(
    context: click.Context, host: str, port: int, database: str | None, home: Path | None, files: str | None,
    workers: int, public_minimum: int, lookups: int, lookups_elsewhere: int, nation: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Run the reference province: what halls sync with, and what its officials' programs ask."""
    if context.invoked_subcommand in ("keys", openapi.name):
        return  # on a machine that has no province
    home = home or kiosk_home() / "province"
    context.obj, context.meta[HOME] = open_province(home, database, files), home
    context.obj.public_minimum = public_minimum
    context.obj.lookup_limits = LookupLimits(lookups_elsewhere, lookups)
    context.call_on_close(context.obj.database.close)
    if context.invoked_subcommand is None:
        check_workers(context.obj, workers)
        listeners = take_port(host, port, workers)
        _say_address(context.obj, home, address_of(listeners[0], host), as_json)
        _after_an_upgrade(context.obj, home)
        options = ["--home", str(home), "--public-minimum", str(public_minimum), *(["--files", files] if files else [])]
        options += ["--lookups", str(lookups), "--lookups-elsewhere", str(lookups_elsewhere)]
        serve(context.obj, options, database, listeners, nation)


@province.command(hidden=True)
@click.option("--handle", type=int, required=True, help="Of the socket it answers on.")
@click.option("--upkeep", is_flag=True, help="Do also what one process does for all.")
@click.pass_obj
def worker(here: Province, handle: int, upkeep: bool) -> None:
    """Answer on a socket that listens already: one of the processes of `--workers`."""
    with socket.socket(fileno=handle) as listener:
        answer(here, listener, upkeep=upkeep)


@province.command()
@click.option("--hall", required=True, help="Which hall the machine stands in, as its settings call it.")
@click.option("--agency", help='Its identifier in dossier codes, "H12.34"; known for the halls that come with this.')
@click.option("--address", default="", help="The province's address as halls reach it, for the text of a QR code.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def enrol_code(here: Province, hall: str, agency: str | None, address: str, as_json: bool) -> None:
    """Make a code with which one machine enrols, good for 24 hours and shown only now.

    With --address, what a QR code has to hold so that the machine trusts this province's keys and no other's.
    """
    file = assets() / "halls" / f"{hall}.toml"
    if agency is None and not file.exists():
        raise click.UsageError(texts().say("sync.province.agency_needed", hall=hall))
    agency = agency or read_settings(file).hall.agency
    with here.database.write() as db:
        code, root = make_code(db, hall, agency, here.now_ms), first_root(db)
    told = Invitation(code, address, root).text() if address else code
    said = {"code": code, "hall": hall, "agency": agency, "root": root, "invitation": told}
    click.echo(canonical(said) if as_json else told)


@province.command()
@click.pass_obj
def restored(here: Province) -> None:
    """Say that the database or the papers were restored from a backup: halls then send again what may be forgotten.

    A restore of the database alone is noticed without this; say it after one of the whole machine.
    """
    lost = forget_lost(here)
    with here.database.write() as db:
        name = begin_anew(db, here.now_ms)
    click.echo(texts().say("sync.province.restored", incarnation=name))
    if not here.updates.sign_anew(here.now):
        click.echo(texts().say("updates.sign_anew"))
    if lost:
        click.echo(texts().say("sync.province.papers_lost", count=lost))


@province.command()
@click.pass_obj
def understand(here: Province) -> None:
    """Read again what an earlier version stored without understanding it; a new version does so at its first start."""
    done, left = understand_stored(here.database, here.now_ms)
    click.echo(texts().say("life.understood", done=done, left=left))


@province.command()
@click.option("--keep-days", type=click.IntRange(1), default=KEEP_DAYS, show_default=True, help="Younger ones stay.")
@click.pass_obj
def compact(here: Province, keep_days: int) -> None:
    """Remove old changes that newer ones have replaced; a running server does it daily."""
    with here.database.write() as db:
        count = compact_feed(db, here.now_ms - keep_days * DAY_MS, here.now_ms)
    click.echo(texts().say("life.compacted", count=count))


@province.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--keep-days", type=click.IntRange(1), default=35, show_default=True, help="Older ones go; the newest two stay."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def backup(here: Province, folder: Path, keep_days: int, as_json: bool) -> None:
    """Copy the data into FOLDER, restore the copy for a test, and let halls erase what it holds.

    Run it once a day. The keys are not in it: keep those elsewhere, and safe.
    """
    url = here.database.engine.url.render_as_string(hide_password=False)
    try:
        done = back_up(here.database, copier_of(url), folder, here.now, timedelta(days=keep_days), here.files.read)
    except (BackupError, OSError, SQLAlchemyError) as error:
        reason = str(error) if isinstance(error, BackupError) else type(error).__name__
        raise click.ClickException(texts().say("life.backup.failed", reason=reason)) from error
    said = {"folder": str(done.folder), "events": done.events, "papers": done.papers, "removed": done.removed}
    click.echo(canonical(said) if as_json else texts().say("life.backup.done", **said))


@province.command()
@click.option(
    "--days", type=click.IntRange(1), required=True, help="Days since the submission became a dossier; no law names it."
)
@click.option("--dry-run", is_flag=True, help="Only say how many.")
@click.pass_obj
def erase_papers(here: Province, days: int, dry_run: bool) -> None:
    """Erase photographed papers that were handed over to the dossier system long enough ago."""
    count = erase_handed_over(here, here.now_ms - days * DAY_MS, dry_run=dry_run)
    click.echo(texts().say("sync.province.papers_due" if dry_run else "sync.province.papers_erased", count=count))


@province.command()
def openapi() -> None:
    """Say what the province's server can be asked, as OpenAPI 3.1; needs no database."""
    from sync.province.server import published  # the web server's libraries, of which no other command has need

    click.echo(json.dumps(published(), ensure_ascii=False, indent=1))


def open_province(home: Path, database: str | None, files: str | None = None) -> Province:
    """Return the province whose keys lie in `home`; `files` as `sync.province.files.open_files` takes it.

    Raises:
        StoreError: the database cannot be reached, or the folder not be written.
        SealError: its key is damaged.
    """
    clock = SystemClock()
    try:
        keys, now_ms = open_keys(home), milliseconds(clock.now())
        papers = open_files(files, home)
        opened = Database(database or default_database(home), now_ms)
        if notice_restore(opened, home, now_ms) is not None:
            click.echo(texts().say("life.noticed"), err=True)
        return Province(opened, keys, clock, papers)
    except ValueError as error:
        raise click.UsageError(texts().say("sync.province.no_files", address=str(error))) from error
    except (OSError, SQLAlchemyError) as error:
        raise StoreError(problem=type(error).__name__) from error


def _after_an_upgrade(here: Province, home: Path) -> None:
    """Once for each version: it may understand what earlier ones could only store."""
    noted, version = home / "province.version", software()
    if not noted.exists() or noted.read_text("utf-8") != version:
        understand_stored(here.database, here.now_ms)
        noted.write_text(version, "utf-8")


def _say_address(here: Province, home: Path, address: str, as_json: bool) -> None:
    if as_json:
        click.echo(canonical({"address": address, "home": str(home), "recipient": here.keys.recipient}))
    else:
        click.echo(texts().say("sync.province.listening", address=address, home=str(home)))
    for line in key_warnings(here):
        click.echo(line, err=as_json)


def key_warnings(here: Province) -> list[str]:
    """Return what whoever runs the server should do about the keys."""
    say, found = texts().say, root_keys_in(here.keys.signing.folder)
    lines = [say("updates.roots_here", folder=str(here.keys.signing.folder), count=len(found))] if found else []
    return lines + [say("updates.ends", role=role, days=days) for role, days in here.updates.ending(here.now)]
