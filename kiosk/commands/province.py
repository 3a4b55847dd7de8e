"""`kiosk province`: the reference province, with which halls sync."""

import socket
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from kiosk.assets import assets
from kiosk.clock import SystemClock, milliseconds
from kiosk.commands.province_nation import forward, join, nation_option, show_onward
from kiosk.commands.province_workers import DATABASE, address_of, answer, check_workers, serve, take_port
from kiosk.config import kiosk_home, read_settings
from kiosk.errors import StoreError
from kiosk.languages import texts
from kiosk.store.canonical import canonical
from sync.province.database import Database
from sync.province.devices import make_code
from sync.province.home import default_database, open_keys
from sync.province.province import Province, begin_anew

PROVINCE_PORT = 8710


@click.group(invoke_without_command=True)
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
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes; more than one on PostgreSQL.",
)
@nation_option
@click.option("--json", "as_json", is_flag=True, help="Say the address as JSON.")
@click.pass_context
def province(
    context: click.Context, host: str, port: int, database: str | None, home: Path | None, workers: int,
    nation: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Run the reference province: what halls sync with, and what its officials' programs ask."""
    home = home or kiosk_home() / "province"
    context.obj = open_province(home, database)
    if context.invoked_subcommand is None:
        check_workers(context.obj, workers)
        listener = take_port(host, port)
        _say_address(context.obj, home, address_of(listener, host), as_json)
        serve(context.obj, home, database, listener, workers, nation)


@province.command(hidden=True)
@click.option("--handle", type=int, required=True, help="Of the socket that all workers share.")
@click.pass_obj
def worker(here: Province, handle: int) -> None:
    """Answer on a socket that listens already: one of the processes of `--workers`."""
    with socket.socket(fileno=handle) as listener:
        answer(here, listener)


@province.command()
@click.option("--hall", required=True, help="Which hall the machine stands in, as its settings call it.")
@click.option("--agency", help='Its identifier in dossier codes, "H12.34"; known for the halls that come with this.')
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def enrol_code(here: Province, hall: str, agency: str | None, as_json: bool) -> None:
    """Make a code with which one machine enrols, good for 24 hours and shown only now."""
    file = assets() / "halls" / f"{hall}.toml"
    if agency is None and not file.exists():
        raise click.UsageError(texts().say("sync.province.agency_needed", hall=hall))
    agency = agency or read_settings(file).hall.agency
    with here.database.write() as db:
        code = make_code(db, hall, agency, here.now_ms)
    click.echo(canonical({"code": code, "hall": hall, "agency": agency}) if as_json else code)


@province.command()
@click.pass_obj
def restored(here: Province) -> None:
    """Say that the database was restored from a backup: halls then send again what it may have forgotten."""
    with here.database.write() as db:
        name = begin_anew(db, here.now_ms)
    click.echo(texts().say("sync.province.restored", incarnation=name))


for _command in (join, forward, show_onward):
    province.add_command(_command)


def open_province(home: Path, database: str | None) -> Province:
    """Return the province whose keys lie in `home`.

    Raises:
        StoreError: the database cannot be reached, or the folder not be written.
        SealError: its key is damaged.
    """
    clock = SystemClock()
    try:
        keys = open_keys(home)
        return Province(Database(database or default_database(home), milliseconds(clock.now())), keys, clock)
    except (OSError, SQLAlchemyError) as error:
        raise StoreError(problem=type(error).__name__) from error


def _say_address(here: Province, home: Path, address: str, as_json: bool) -> None:
    if as_json:
        click.echo(canonical({"address": address, "home": str(home), "recipient": here.keys.recipient}))
    else:
        click.echo(texts().say("sync.province.listening", address=address, home=str(home)))
